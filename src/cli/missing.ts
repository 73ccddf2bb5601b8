import { missingMethods, type MissingChoice } from '../engine/data/missing/methods'
import { isFields } from './fields'

export const missingExpectation = `one of ${missingMethods.entries.map(({ id }) => id).join(', ')}, or {"method": one of these, and its options}`

/** `"imputed"`, or `{"method": "imputed", "imputations": 50}`; null for anything else. Options are checked by the engine. */
export function readMissing(value: unknown): MissingChoice | null {
  const { method, ...given } = isFields(value) ? value : { method: value }
  const found = missingMethods.entries.find(({ id }) => id === method)
  const options = Object.entries(given).flatMap(([name, option]): [string, number | string][] =>
    typeof option === 'number' || typeof option === 'string' ? [[name, option]] : [],
  )
  if (!found || options.length < Object.keys(given).length) return null
  return { method: found.id, options: Object.fromEntries(options) }
}
