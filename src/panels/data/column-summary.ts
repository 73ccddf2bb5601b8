import type { Column } from '../../engine/data/dataset'
import { histogram, shares, type Sparkline } from '../../engine/data/sparkline'

export interface ColumnSummary {
  readonly missing: number
  readonly distinct: number
  /** Smallest and largest value; null for categories and empty columns. */
  readonly span: readonly [from: number, to: number] | null
  readonly sparkline: Sparkline
}

function summarise(column: Column): ColumnSummary {
  const counts = new Map<number, number>()
  let missing = 0
  let from = Infinity
  let to = -Infinity
  for (const value of column.values) {
    if (Number.isNaN(value)) {
      missing++
      continue
    }
    counts.set(value, (counts.get(value) ?? 0) + 1)
    if (value < from) from = value
    if (value > to) to = value
  }
  const inShares = column.kind === 'nominal' || column.kind === 'binary'
  const labelled = () =>
    [...counts]
      .toSorted(([a], [b]) => a - b)
      .map(([value, count]) => ({ label: column.levels?.[value] ?? String(value), count }))
  return {
    missing,
    distinct: counts.size,
    span: inShares || column.kind === 'id' || column.levels || counts.size === 0 ? null : [from, to],
    sparkline:
      column.kind === 'id' ? { form: 'none' } : inShares ? shares(labelled()) : histogram(column.values),
  }
}

const known = new WeakMap<Column, ColumnSummary>()

/** What the rail shows of a column; computed once for each column record. */
export function summaryOf(column: Column): ColumnSummary {
  let summary = known.get(column)
  if (!summary) {
    summary = summarise(column)
    known.set(column, summary)
  }
  return summary
}
