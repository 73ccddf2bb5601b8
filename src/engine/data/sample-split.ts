import { createRandom, shuffle } from '../../base/random'
import type { Dataset } from './dataset'
import { targetColumn } from './regimes/randomised-rows'
import { atRows } from './rows'

/** Who may read a row: the search for a graph, or the estimates that come after it. */
export type SplitPart = 'search' | 'held-out'

export interface SplitRows {
  /** Positions from 0, ascending. */
  readonly search: Int32Array
  readonly heldOut: Int32Array
}

/**
 * The rows of a dataset in two halves, drawn by the seed and the same whenever it is asked for: a graph chosen in one
 * half owes nothing to the accidents of the other, so that an estimate there is as sure as it says (Cox 1975, A note
 * on data-splitting for the evaluation of significance levels, Biometrika 62). Drawn within the rows in which the same
 * variable was set, so that both halves have rows of every experiment that has two.
 */
export function splitRows(dataset: Dataset, seed: number): SplitRows {
  const target = targetColumn(dataset)
  const experiments = new Map<string, number[]>()
  for (let row = 0; row < dataset.rows; row++) {
    const code = target ? target.values[row] : NaN
    const label = Number.isNaN(code) ? '' : (target!.levels?.[code] ?? String(code))
    const rows = experiments.get(label)
    if (rows) rows.push(row)
    else experiments.set(label, [row])
  }
  const random = createRandom(seed)
  const search: number[] = []
  const heldOut: number[] = []
  for (const [label, rows] of experiments) {
    const mixed = shuffle(rows, random.fork(`half ${label}`))
    const half = Math.ceil(mixed.length / 2)
    search.push(...mixed.slice(0, half))
    heldOut.push(...mixed.slice(half))
  }
  const ascending = (rows: number[]) => Int32Array.from(rows).toSorted()
  return { search: ascending(search), heldOut: ascending(heldOut) }
}

/** One half of a dataset; its log says which. */
export function partOfSplit(dataset: Dataset, seed: number, part: SplitPart): Dataset {
  const { search, heldOut } = splitRows(dataset, seed)
  const index = part === 'search' ? search : heldOut
  const what = part === 'search' ? 'that may choose a graph' : 'kept from the search for a graph'
  return {
    ...dataset,
    rows: index.length,
    columns: dataset.columns.map((column) => atRows(column, index)),
    stepsKey: `${dataset.stepsKey ?? ''} ${part} half ${seed}`,
    log: [
      ...dataset.log,
      `Only the ${index.length} of ${dataset.rows} rows ${what} (random halves, seed ${seed})`,
    ],
  }
}
