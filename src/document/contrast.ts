import type { Column } from '../engine/data/dataset'
import type { Value } from '../engine/identify/question'

export interface Levels {
  readonly from: Value
  readonly to: Value
}

/** The values a categorical or two-valued column offers, in the order of their codes; null for a continuous one. */
export function levelChoices(column: Column | undefined): readonly Value[] | null {
  if (!column) return null
  if (column.levels && column.levels.length > 0) return column.levels
  if (column.kind !== 'binary' && column.kind !== 'ordinal' && column.kind !== 'nominal') return null
  const seen = new Set<number>()
  for (const value of column.values) if (!Number.isNaN(value)) seen.add(value)
  return [...seen].toSorted((a, b) => a - b)
}

/** Rounds to the place that gives `scale` two significant digits. */
function roundTo(value: number, scale: number): number {
  const place = 10 ** (1 - Math.floor(Math.log10(scale)))
  return Math.round(value * place) / place
}

/**
 * The contrast a new cause starts with: the two levels of a binary column, the first two of a categorical
 * one, the mean and one standard deviation above it for a continuous one, in whole steps where all its
 * values are whole; 0 to 1 without data.
 */
export function defaultContrast(column: Column | undefined): Levels {
  const choices = levelChoices(column)
  if (choices && choices.length >= 2) return { from: choices[0], to: choices[1] }
  if (!column || choices) return { from: 0, to: 1 }
  let n = 0
  let mean = 0
  let squares = 0
  let whole = true
  // Welford's running mean and sum of squares.
  for (const value of column.values) {
    if (!Number.isFinite(value)) continue
    n++
    whole &&= Number.isInteger(value)
    const step = value - mean
    mean += step / n
    squares += step * (value - mean)
  }
  const deviation = n > 1 ? Math.sqrt(squares / (n - 1)) : 0
  if (!(deviation > 0)) return { from: 0, to: 1 }
  if (whole) {
    const from = Math.round(mean)
    return { from, to: Math.max(from + 1, Math.round(mean + deviation)) }
  }
  return { from: roundTo(mean, deviation), to: roundTo(mean + deviation, deviation) }
}
