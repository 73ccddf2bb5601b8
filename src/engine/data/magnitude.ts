import type { Problem } from '../../base/result'
import type { Column } from './dataset'

/** Fourth powers of larger numbers overflow and those of smaller ones vanish: sandwich errors need such products. */
const LARGEST = 1e60
const SMALLEST = 1e-60

/** One problem for every column whose numbers are too large or too small to compute with. */
export function magnitudeProblems(columns: readonly Pick<Column, 'name' | 'values'>[]): Problem[] {
  return columns.flatMap(({ name, values }) => {
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0)
    if (largest === 0 || (largest >= SMALLEST && largest <= LARGEST)) return []
    const size = largest > LARGEST ? 'large' : 'small'
    const message = `The numbers of “${name}” (up to ${largest.toPrecision(2)}) are too ${size} to compute with: give it in another unit.`
    return [{ code: 'extreme-values', message, where: { name } }]
  })
}
