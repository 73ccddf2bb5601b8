import { createRandom } from '../../base/random'
import type { EngineContext } from '../context'
import type { Dataset } from '../data/dataset'
import {
  emptyPattern,
  joinDirected,
  joinUndirected,
  isAdjacent,
  isUndecided,
  pointsTo,
  type Pattern,
} from '../graph/pattern'

/** Reads "A -> B, B -- C": variables numbered by name in alphabetical order. */
export function patternFromText(text: string): { pattern: Pattern; names: string[] } {
  const edges = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => part.split(/\s+/))
  const names = [...new Set(edges.flatMap(([from, , to]) => (to ? [from, to] : [from])))].toSorted()
  const pattern = emptyPattern(names.length)
  for (const [from, symbol, to] of edges) {
    if (!to) continue
    if (symbol === '--') joinUndirected(pattern, names.indexOf(from), names.indexOf(to))
    else joinDirected(pattern, names.indexOf(from), names.indexOf(to))
  }
  return { pattern, names }
}

/** The edges as text, sorted: "A -> B, B -- C". */
export function textOfPattern(pattern: Pattern, names: readonly string[]): string {
  const parts: string[] = []
  for (let a = 0; a < pattern.size; a++) {
    for (let b = a + 1; b < pattern.size; b++) {
      if (!isAdjacent(pattern, a, b)) continue
      if (isUndecided(pattern, a, b)) parts.push(`${names[a]} -- ${names[b]}`)
      else parts.push(pointsTo(pattern, a, b) ? `${names[a]} -> ${names[b]}` : `${names[b]} -> ${names[a]}`)
    }
  }
  return parts.toSorted().join(', ')
}

/** A context without cancellation that forgets its progress. */
export const quietContext = (seed = 1): EngineContext => ({
  random: createRandom(seed),
  signal: { aborted: false },
  progress: () => {},
  runModel: () => Promise.reject(new Error('no model in this test')),
})

/** Complete continuous columns as a dataset. */
export const dataFrom = (columns: readonly Float64Array[], names: readonly string[]): Dataset => ({
  id: 'test',
  name: 'test',
  revision: 1,
  rows: columns[0].length,
  columns: columns.map((values, k) => ({ name: names[k], kind: 'continuous', role: 'variable', values })),
  log: [],
})
