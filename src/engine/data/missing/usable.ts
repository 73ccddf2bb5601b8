import type { Column } from '../dataset'

/** A column with more categories than this says little and costs a coefficient for each. */
export const MOST_CATEGORIES = 20

/** Can the column stand in a model of gaps: a variable that varies, no identifier, not too many categories? */
export function isUsablePredictor({ kind, role, values }: Column): boolean {
  if (role !== 'variable' && role !== 'weight') return false
  if (kind === 'id') return false
  if (kind === 'nominal') {
    const categories = new Set(values)
    categories.delete(NaN)
    return categories.size > 1 && categories.size <= MOST_CATEGORIES
  }
  const first = values.find((value) => !Number.isNaN(value))
  return first !== undefined && values.some((value) => !Number.isNaN(value) && value !== first)
}
