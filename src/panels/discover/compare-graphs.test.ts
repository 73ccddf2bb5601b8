import { expect, test } from 'vitest'
import {
  bidirected,
  directed,
  edgeId,
  graphFromNames,
  undirected,
  variableId,
  type Edge,
} from '../../engine/graph/graph'
import { compareGraphs } from './compare-graphs'

/** "A->B, B--C, A<->C" with every name that occurs, and `alone` besides. */
function graph(text: string, alone: readonly string[] = []) {
  const make = { '->': directed, '--': undirected, '<->': bidirected }
  const edges: Edge[] = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, from, symbol, to] = /^\s*(\w)(<->|->|--)(\w)\s*$/.exec(part)!
      return make[symbol as keyof typeof make](variableId(from), variableId(to))
    })
  const names = [...new Set([...edges.flatMap((edge) => [edge.from, edge.to] as string[]), ...alone])]
  return graphFromNames(names, edges, { kind: text.includes('--') ? 'cpdag' : 'dag' })
}

const words = (edges: readonly Edge[]) => edges.map(edgeId)

test('every pair lands in exactly one list', () => {
  const found = graph('A->B, B--C, D->C, A->E', ['F'])
  const mine = graph('A->B, B->C, C->D, E->F, U->A')
  const compared = compareGraphs(found, mine)
  expect(words(compared.same)).toEqual(['A -> B'])
  expect(words(compared.directionOpen)).toEqual(['B -- C'])
  expect(words(compared.differing)).toEqual(['D -> C'])
  expect(words(compared.onlyDiscovered)).toEqual(['A -> E'])
  expect(words(compared.onlyMine)).toEqual(['E -> F'])
  expect(words(compared.notSearched)).toEqual(['U -> A'])
})

test('an arrow is the same whichever way the edge is written', () => {
  const found = graph('', ['A', 'B'])
  const backwards: Edge = { from: variableId('B'), to: variableId('A'), markFrom: 'arrow', markTo: 'tail' }
  const compared = compareGraphs({ ...found, edges: [backwards] }, graph('A->B'))
  expect(compared.same).toHaveLength(1)
})

test('an arrow with a hidden cause beside it is still the same arrow', () => {
  const compared = compareGraphs(graph('A->B'), graph('A->B, A<->B'))
  expect(words(compared.same)).toEqual(['A -> B'])
  expect(compared.onlyMine).toEqual([])
})

test('a hidden cause where the data show an arrow is a difference, not an open direction', () => {
  const compared = compareGraphs(graph('A->B'), graph('A<->B'))
  expect(words(compared.differing)).toEqual(['A -> B'])
})
