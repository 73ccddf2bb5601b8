import { edgeWords } from '../../document/edge-words'
import type { GraphEntry } from '../../document/project'
import {
  pairClasses,
  type ComparedPair,
  type GraphComparison,
  type PairClass,
} from '../../engine/graph/compare'
import { nameOf, type Edge } from '../../engine/graph/graph'
import { compareText as text } from '../../text/compare'

/** What one graph says of a pair: "Smoking → Tar", or that it has no edge. */
export const sideWords = (entry: GraphEntry, edges: readonly Edge[]): string =>
  edges.length === 0 ? text.none : edges.map((edge) => edgeWords(entry.graph, edge)).join(', ')

/** "Smoking, Tar", named by a graph that has both. */
export function pairNames(left: GraphEntry, right: GraphEntry, { pair }: ComparedPair): string {
  const name = (id: (typeof pair)[0]) => {
    const there = nameOf(left.graph, id)
    return there === id ? nameOf(right.graph, id) : there
  }
  return pair.map(name).join(', ')
}

/** Pairs class by class, in the order of the legend, without the classes that are switched off. */
export function listedPairs(
  compared: GraphComparison,
  hidden: readonly PairClass[],
): { readonly class: PairClass; readonly pairs: readonly ComparedPair[] }[] {
  return pairClasses
    .filter((one) => !hidden.includes(one) && compared.counts[one] > 0)
    .map((one) => ({ class: one, pairs: compared.pairs.filter((pair) => pair.class === one) }))
}

/** The comparison as a table with tabs, one line a pair, for a spreadsheet or a paper. */
export function comparisonTable(left: GraphEntry, right: GraphEntry, compared: GraphComparison): string {
  const { columns } = text
  const cell = (value: string) => value.replaceAll(/[\t\n\r]+/g, ' ')
  const head = [columns.pair, columns.relation, `A: ${left.name}`, `B: ${right.name}`]
  const rows = listedPairs(compared, []).flatMap(({ pairs }) =>
    pairs.map((pair) => [
      pairNames(left, right, pair),
      text.classes[pair.class],
      sideWords(left, pair.left),
      sideWords(right, pair.right),
    ]),
  )
  const end = [text.distance, String(compared.shd)]
  return [head, ...rows, end].map((row) => row.map(cell).join('\t')).join('\n')
}
