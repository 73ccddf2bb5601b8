import { quantileSorted } from '../../stats/moments'
import type { DiscoveryProblem } from '../algorithm'

/** A step in time longer than this many usual steps is a gap: no lag reaches across it. */
const GAP = 1.5

export interface LaggedColumns {
  /** columns[lag * variables + i][sample] is variable i so many rows before the present. */
  readonly columns: readonly Float64Array[]
  /** Presents for which all lags are there. */
  readonly samples: number
  /** Stretches of rows that follow each other without a gap. */
  readonly stretches: number
}

/** Every variable at lags 0 .. `deepest`; rows in the order of time, or of the file where no column tells the time. */
export function laggedColumns({ columns, contexts, rows }: DiscoveryProblem, deepest: number): LaggedColumns {
  const time = contexts.find(({ kind }) => kind === 'time')?.values
  const order = Int32Array.from({ length: rows.used }, (_, row) => row)
  if (time) order.sort((a, b) => time[a] - time[b])
  const starts = time ? stretchStarts(Float64Array.from(order, (row) => time[row])) : [0]
  const presents: number[] = []
  starts.forEach((start, k) => {
    for (let at = start + deepest; at < (starts[k + 1] ?? rows.used); at++) presents.push(at)
  })
  return {
    columns: Array.from({ length: deepest + 1 }, (_, lag) =>
      columns.map((column) => Float64Array.from(presents, (at) => column[order[at - lag]])),
    ).flat(),
    samples: presents.length,
    stretches: starts.length,
  }
}

function stretchStarts(times: Float64Array): number[] {
  const steps = Float64Array.from({ length: times.length - 1 }, (_, k) => times[k + 1] - times[k])
  const usual = quantileSorted(steps.toSorted(), 0.5)
  const starts = [0]
  steps.forEach((step, k) => {
    if (step > GAP * usual) starts.push(k + 1)
  })
  return starts
}
