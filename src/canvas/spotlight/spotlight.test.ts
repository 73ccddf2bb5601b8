import { expect, it } from 'vitest'
import { createProject, emptyQuestion, type GraphEntry } from '../../document/project'
import { draw } from '../../engine/graph/graph-text.testing'
import { variableId } from '../../engine/graph/graph'
import { roughMeasure } from '../node-size'
import { createScene } from '../overview/scene'
import { createToFlow, type FlowInput } from '../to-flow'

const graph = draw('X -> M -> Y, X <-> Y')
const entry: GraphEntry = {
  ...createProject('p').graphs[0],
  graph,
  layout: Object.fromEntries(graph.variables.map(({ id }, i) => [id, { x: 200 * i, y: 0 }])),
}
const lit = { variables: new Set(['X', 'M']), edges: new Set(['X -> M']) }

const input = (change: Partial<FlowInput>): FlowInput => ({
  entry,
  mine: null,
  question: emptyQuestion,
  answer: null,
  adjustment: 'first',
  rung: 'do',
  selection: { variables: [], edges: [] },
  highlighted: [],
  refused: null,
  facts: new Map(),
  hideBelow: 0,
  narrowed: null,
  spotlight: lit,
  against: new Set(),
  measure: roughMeasure,
  ...change,
})

const full = (flow: ReturnType<ReturnType<typeof createToFlow>>) => ({
  nodes: flow.nodes.filter(({ data }) => !data.faded).map(({ data }) => data.name),
  edges: flow.edges.filter(({ data }) => !data!.faded).map(({ id }) => id),
})

it('shows what is lit in full and fades the rest; the painted overview puts no names on it', () => {
  const flow = createToFlow()(input({}))
  expect(full(flow)).toEqual({ nodes: ['X', 'M'], edges: ['X -> M'] })
  const { order, nodes } = createScene(flow)
  expect(order.map((i) => nodes[i].data.name).at(-1)).toBe('Y')
})

it('is put on and taken off without drawing anew', () => {
  const toFlow = createToFlow()
  const before = toFlow(input({ spotlight: null }))
  toFlow(input({}))
  const after = toFlow(input({ spotlight: null }))
  after.nodes.forEach((node, i) => expect(node).toBe(before.nodes[i]))
  after.edges.forEach((edge, i) => expect(edge).toBe(before.edges[i]))
})

it('falls on the box of a collapsed group whose member is lit, and on the merged edge', () => {
  const groups = [{ id: 'g', name: 'Way', members: [variableId('M'), variableId('Y')], collapsed: true }]
  const flow = createToFlow()(input({ entry: { ...entry, groups } }))
  expect(full(flow).nodes.toSorted()).toEqual(['Way', 'X'])
  expect(full(flow).edges).toHaveLength(1)
})
