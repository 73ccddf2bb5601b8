import { expect, test } from 'vitest'
import { directed, edgeId, graphFromNames, undirected, variableId, type Edge } from '../../engine/graph/graph'
import { createProject, plainDrawing, type Project } from '../project'
import { takePair } from './compare-commands'

const id = variableId
const pair = (text: string) => [id(text[0]), id(text[1])] as const

function project(mine: readonly Edge[], other: readonly Edge[]): Project {
  const bare = createProject('p')
  const graph = graphFromNames(['A', 'B', 'C'], mine)
  const layout = { A: { x: 0, y: 0 }, B: { x: 1, y: 0 }, C: { x: 2, y: 0 } }
  const variant = {
    ...plainDrawing,
    id: 'variant',
    name: 'Variant',
    graph: graphFromNames(['A', 'B', 'C', 'D'], other, {
      kind: other.some((e) => e.markTo === 'tail') ? 'cpdag' : 'dag',
    }),
    layout: { ...layout, D: { x: 30, y: 40 } },
    origin: 'variant' as const,
    locked: false,
  }
  return { ...bare, graphs: [{ ...bare.graphs[0], graph, layout }, variant] }
}

const args = (text: string) => ({ from: 'variant', into: 'mine', pair: pair(text) })
const edgesOf = (result: ReturnType<typeof takePair.apply>) =>
  result.ok ? result.value.graphs[0].graph.edges.map(edgeId) : result.problems[0].code

test('an edge is added, turned round, or left out, as in the other graph', () => {
  const before = project([directed(id('A'), id('B')), directed(id('B'), id('C'))], [directed(id('B'), id('A')), directed(id('A'), id('C'))]) // prettier-ignore
  expect(takePair.label(before, args('AB'))).toBe('Take B → A from Variant')
  expect(edgesOf(takePair.apply(before, args('AB')))).toEqual(['B -> C', 'B -> A'])
  expect(edgesOf(takePair.apply(before, args('AC')))).toEqual(['A -> B', 'B -> C', 'A -> C'])
  expect(takePair.label(before, args('BC'))).toBe('Take no edge between B and C from Variant')
  expect(edgesOf(takePair.apply(before, args('BC')))).toEqual(['A -> B'])
})

test('a variable that is missing comes along, to its place', () => {
  const taken = takePair.apply(
    project([], [{ ...directed(id('C'), id('D')), rationale: 'seen' }]),
    args('CD'),
  )
  expect(taken.ok && taken.value.graphs[0].layout[id('D')]).toEqual({ x: 30, y: 40 })
  expect(taken.ok && taken.value.graphs[0].graph.edges[0].rationale).toBe('seen')
})

test('an open direction wants a choice, a cycle is refused', () => {
  const open = project([], [undirected(id('A'), id('B'))])
  expect(edgesOf(takePair.apply(open, args('AB')))).toBe('direction-open')
  const chosen = takePair.apply(open, { ...args('AB'), way: 'second-causes-first' })
  expect(edgesOf(chosen)).toEqual(['B -> A'])
  const round = project(
    [directed(id('A'), id('B')), directed(id('B'), id('C'))],
    [directed(id('C'), id('A'))],
  )
  expect(edgesOf(takePair.apply(round, args('AC')))).toBe('cycle')
})
