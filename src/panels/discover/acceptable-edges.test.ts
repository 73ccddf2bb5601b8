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
import { isAcyclic } from '../../engine/graph/topological'
import { acceptableEdges, edgesToReview, isIn } from './acceptable-edges'

const arrow = (from: string, to: string, support?: number): Edge => ({
  ...directed(variableId(from), variableId(to)),
  ...(support === undefined ? {} : { support }),
})
const line = (from: string, to: string): Edge => undirected(variableId(from), variableId(to))

const mine = graphFromNames(['A', 'B', 'C'], [arrow('A', 'B'), arrow('B', 'C')])

test('an arrow that closes a cycle with my model is left, and its cycle named', () => {
  const found = graphFromNames(
    ['A', 'B', 'C', 'D'],
    [arrow('A', 'B'), arrow('C', 'A'), arrow('C', 'D'), line('A', 'D')],
  )
  const { edges, left, present } = acceptableEdges(found, mine)
  expect(edges).toEqual(['C -> D'])
  expect(present).toEqual(['A -> B'])
  expect(left.map(({ edge, reason }) => [edgeId(edge), reason])).toEqual([
    ['C -> A', 'cycle'],
    ['A -- D', 'direction-open'],
  ])
  expect(left[0].cycle).toEqual(['C', 'A', 'B'])
})

test('of two arrows that close a cycle together the one with less support is left', () => {
  const model = graphFromNames(['A', 'B', 'C'], [arrow('A', 'B')])
  const found = graphFromNames(['A', 'B', 'C'], [arrow('B', 'C', 0.4), arrow('C', 'A', 0.9)])
  const { edges, left } = acceptableEdges(found, model)
  expect(edges).toEqual(['C -> A'])
  expect(left.map(({ edge }) => edgeId(edge))).toEqual(['B -> C'])
})

test('of a class with hidden causes only what is decided can be accepted', () => {
  const [a, b, c] = [...'ABC'].map(variableId)
  const pag = graphFromNames(
    ['A', 'B', 'C'],
    [{ from: a, to: b, markFrom: 'circle', markTo: 'arrow' }, line('A', 'C'), bidirected(b, c)],
    { kind: 'pag' },
  )
  const { edges, left } = acceptableEdges(pag, graphFromNames([], []))
  expect(edges).toEqual(['B <-> C'])
  expect(left.map(({ reason }) => reason)).toEqual(['undecided', 'undecided'])
})

test('what is accepted together is free of cycles', () => {
  const found = graphFromNames(
    ['A', 'B', 'C', 'D'],
    [arrow('C', 'A'), arrow('C', 'D'), arrow('D', 'B'), arrow('D', 'A')],
  )
  const { edges } = acceptableEdges(found, mine)
  const accepted = found.edges.filter((edge) => edges.includes(edgeId(edge)))
  expect(isAcyclic({ ...mine, variables: found.variables, edges: [...mine.edges, ...accepted] })).toBe(true)
  expect(edges).toEqual(['C -> D'])
})

test('the review leaves out what is in my model and shows arrows before open directions', () => {
  const found = graphFromNames(['A', 'B', 'C', 'D'], [arrow('A', 'B'), line('A', 'D'), arrow('C', 'D')])
  expect(edgesToReview(found, mine).map(edgeId)).toEqual(['C -> D', 'A -- D'])
})

test('a line is in my model once it stands there as an arrow either way', () => {
  expect(isIn(mine, line('B', 'A'))).toBe(true)
  expect(isIn(mine, line('A', 'C'))).toBe(false)
  expect(isIn(mine, arrow('B', 'A'))).toBe(false)
})
