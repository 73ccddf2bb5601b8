import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { directed, edgeId, graphFromNames, variableId } from '../../engine/graph/graph'
import { createProject } from '../project'
import { takeMember, turnedEdges } from './class-commands'
import { replaceGraph } from './graph-commands'

const [a, b, c] = ['A', 'B', 'C'].map(variableId)
const chain = graphFromNames(
  ['A', 'B', 'C'],
  [
    { ...directed(a, b), rationale: 'seen often' },
    { ...directed(b, c), source: 'Smith 2001' },
  ],
)
const back = graphFromNames(['A', 'B', 'C'], [directed(b, a), directed(c, b)])
const graphId = createProject('p').graphs[0].id
const project = valueOf(replaceGraph.apply(createProject('p'), { graphId, graph: chain, layout: {} }))
const bent = {
  ...project,
  graphs: project.graphs.map((entry) => ({ ...entry, bends: { [edgeId(directed(a, b))]: 30 } })),
}

test('arrows turn, their reasons stay, and bent lines stay where they are', () => {
  const [{ graph, bends }] = valueOf(takeMember.apply(bent, { graphId, member: back })).graphs
  expect(graph.edges.map(edgeId)).toEqual(['B -> A', 'C -> B'])
  expect(graph.edges[0].rationale).toBe('seen often')
  expect(graph.edges[1].source).toBe('Smith 2001')
  expect(bends).toEqual({ 'B -> A': -30 })
  expect(takeMember.label(bent, { graphId, member: back })).toBe('Turn 2 arrows')
})

test('a single arrow is named, and the graph as drawn is no step', () => {
  const fork = graphFromNames(['A', 'B', 'C'], [directed(b, a), directed(b, c)])
  expect(takeMember.label(project, { graphId, member: fork })).toBe('Change A → B to B → A')
  expect(turnedEdges(chain, fork).map(({ by }) => edgeId(by))).toEqual(['B -> A'])
  expect(valueOf(takeMember.apply(project, { graphId, member: chain }))).toBe(project)
})

test('a graph that joins other pairs, or closes a cycle, is refused', () => {
  const other = graphFromNames(['A', 'B', 'C'], [directed(a, b)])
  const refused = takeMember.apply(project, { graphId, member: other })
  expect(refused.ok ? null : refused.problems[0].code).toBe('other-pairs')
  const triangle = graphFromNames(['A', 'B', 'C'], [directed(a, b), directed(b, c), directed(a, c)])
  const round = graphFromNames(['A', 'B', 'C'], [directed(a, b), directed(b, c), directed(c, a)])
  const start = valueOf(replaceGraph.apply(createProject('p'), { graphId, graph: triangle, layout: {} }))
  const cyclic = takeMember.apply(start, { graphId, member: round })
  expect(cyclic.ok ? null : cyclic.problems[0].code).toBe('cycle')
})
