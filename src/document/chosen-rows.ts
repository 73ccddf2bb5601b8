import { hash } from '../base/random'
import type { CausalGraph, ChoosingRows } from '../engine/graph/graph'
import type { DataEntry } from './project'

/** Steps after which other rows are there, or the rows belong to other experiments. */
const ROW_STEPS: ReadonlySet<string> = new Set(['filter', 'randomised', 'role'])

/** Names the rows that an entry comes to; steps that only touch columns change nothing. */
export function rowsRevision({ source, steps }: DataEntry): string {
  const last = steps.findLastIndex(({ type }) => ROW_STEPS.has(type))
  const text = JSON.stringify(steps.slice(0, last + 1).map(({ id: _id, ...step }) => step))
  return last === -1 ? `${source.revision}` : `${source.revision}.${hash(text).toString(36)}`
}

/** How the rows of the data in use relate to those that chose edges of a graph. */
export type RowsOfChoice =
  /** No edge was found in these data. */
  | { readonly kind: 'unrelated' }
  /** All rows chose edges, so that none are left for an estimate. */
  | { readonly kind: 'same' }
  /** A search read one half; the seed names the other. */
  | { readonly kind: 'halved'; readonly seed: number }
  /** A search read one half of rows that have changed since, or several searches read different halves. */
  | { readonly kind: 'halves-lost' }

export function rowsOfChoice(graph: CausalGraph, entry: DataEntry | null): RowsOfChoice {
  if (!entry) return { kind: 'unrelated' }
  const chosen = graph.edges.flatMap(({ chosenOn }) =>
    chosenOn && chosenOn.dataset === entry.source.id ? [chosenOn] : [],
  )
  if (chosen.length === 0) return { kind: 'unrelated' }
  if (chosen.some(({ split }) => split === undefined)) return { kind: 'same' }
  const [{ split, rows }] = chosen as [ChoosingRows & { split: number }]
  const together = chosen.every((one) => one.split === split && one.rows === rows)
  return together && rows === rowsRevision(entry) ? { kind: 'halved', seed: split } : { kind: 'halves-lost' }
}
