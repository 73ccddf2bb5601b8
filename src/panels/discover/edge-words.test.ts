import { expect, test } from 'vitest'
import {
  bidirected,
  directed,
  graphFromNames,
  undirected,
  variableId,
  type Edge,
} from '../../engine/graph/graph'
import { edgesBetween, edgeWords } from './edge-words'

const a = variableId('A')
const b = variableId('B')
const graph = graphFromNames(
  ['A', 'B', 'C'],
  [directed(a, b), bidirected(b, a), directed(b, variableId('C'))],
)

test('an arrow reads from cause to effect whichever way it is written', () => {
  const backwards: Edge = { from: b, to: a, markFrom: 'arrow', markTo: 'tail' }
  const circle: Edge = { from: a, to: b, markFrom: 'circle', markTo: 'arrow' }
  const circles: Edge = { from: a, to: b, markFrom: 'circle', markTo: 'circle' }
  const half: Edge = { from: a, to: b, markFrom: 'tail', markTo: 'circle' }
  const edges = [directed(a, b), backwards, undirected(a, b), bidirected(a, b), circle, circles, half]
  const words = edges.map((edge) => edgeWords(graph, edge))
  expect(words).toEqual(['A → B', 'A → B', 'A — B', 'A ↔ B', 'A ∘→ B', 'A ∘–∘ B', 'A —∘ B'])
})

test('both edges of a pair are found from either end', () => {
  expect(edgesBetween(graph, b, a)).toHaveLength(2)
})
