import type { DiscoveryProblem } from '../algorithm'

/** Rows that come from the same place, experiment and window of time. */
export interface Strata {
  /** For each row the number of its stratum, 0 .. count - 1. */
  readonly of: Int32Array
  readonly count: number
  /** Rows of the smallest one. */
  readonly fewestRows: number
}

/**
 * The combinations of regimes that occur, with time cut into `windows` stretches of equally many rows; rows of the same
 * time stay together.
 */
export function contextStrata({ contexts, rows }: DiscoveryProblem, windows: number): Strata {
  const parts = contexts.map(({ kind, values }) => (kind === 'time' ? windowsOf(values, windows) : values))
  const codes = new Map<string, number>()
  const sizes: number[] = []
  const of = new Int32Array(rows.used)
  for (let row = 0; row < rows.used; row++) {
    const label = parts.map((values) => values[row]).join(' ')
    const code = codes.get(label) ?? codes.size
    codes.set(label, code)
    of[row] = code
    sizes[code] = (sizes[code] ?? 0) + 1
  }
  return { of, count: codes.size, fewestRows: Math.min(...sizes) }
}

function windowsOf(values: Float64Array, windows: number): Int32Array {
  const ascending = values.toSorted()
  const window = new Int32Array(values.length)
  values.forEach((value, row) => {
    window[row] = Math.floor((firstAt(ascending, value) * windows) / values.length)
  })
  return window
}

/** How many entries are smaller than the value. */
function firstAt(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
