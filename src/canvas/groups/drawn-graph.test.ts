import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProject, type GraphEntry } from '../../document/project'
import { bidirected, directed, edgeId, graphFromNames, variableId } from '../../engine/graph/graph'
import { fromFlow, movesOf } from '../from-flow'
import { boxId, drawnGraph, memberPlaces } from './drawn-graph'

const [a, b, c, d] = [...'ABCD'].map(variableId)
const group = { id: 'g', name: 'G', members: [b, c], collapsed: true }
const box = boxId(group)
const layout = { A: { x: 0, y: 0 }, B: { x: 200, y: 0 }, C: { x: 300, y: 101 }, D: { x: 500, y: 0 } }

function entry(
  edges = [directed(a, b), directed(a, c), directed(c, a), directed(b, c), directed(c, d)],
): GraphEntry {
  return {
    ...createProject('p').graphs[0],
    graph: graphFromNames([...'ABCD'], edges),
    layout,
    groups: [group],
  }
}

test('a collapsed group is one variable in the middle of its members; inner edges are not drawn', () => {
  const { entry: drawn, boxes, standIn } = drawnGraph(entry())
  expect(drawn.graph.variables.map(({ id }) => id)).toEqual([a, box, d])
  expect(drawn.layout[box]).toEqual({ x: 250, y: 51 })
  expect(boxes.get(box)?.members).toEqual([b, c])
  expect([standIn(b), standIn(a)]).toEqual([box, a])
})

test('edges to members merge by direction: both directions are two lines, each with what it stands for', () => {
  const { entry: drawn, behind } = drawnGraph(entry())
  const ids = drawn.graph.edges.map(edgeId)
  expect(ids).toEqual([`A -> ${box}`, `${box} -> A`, `${box} -> D`])
  expect(ids.map((id) => behind.get(id)?.map((merged) => merged.id))).toEqual([
    ['A -> B', 'A -> C'],
    ['C -> A'],
    ['C -> D'],
  ])
})

test('a hidden common cause stays one, beside an arrow', () => {
  const { entry: drawn } = drawnGraph(entry([directed(a, b), bidirected(a, c)]))
  expect(drawn.graph.edges.map(edgeId)).toEqual([`A -> ${box}`, edgeId(bidirected(a, box))])
})

test('an open group, and members that are gone, change nothing', () => {
  const open = { ...entry(), groups: [{ ...group, collapsed: false }] }
  expect(drawnGraph(open).entry).toBe(open)
  const gone = { ...entry(), groups: [{ ...group, members: [variableId('X')] }] }
  expect(drawnGraph(gone).boxes.size).toBe(0)
  expect(drawnGraph(gone).entry.graph.variables).toEqual(gone.graph.variables)
})

test('the same entry is drawn as the same objects; moved variables keep the merged graph', () => {
  const one = entry()
  expect(drawnGraph(one)).toBe(drawnGraph(one))
  const moved = { ...one, layout: { ...layout, A: { x: 9, y: 9 } } }
  expect(drawnGraph(moved).entry.graph).toBe(drawnGraph(one).entry.graph)
})

test('a moved box takes its members along; others move by themselves', () => {
  expect(memberPlaces(entry(), { [box]: { x: 260, y: 41 }, [a]: { x: 1, y: 2 } })).toEqual({
    B: { x: 210, y: -10 },
    C: { x: 310, y: 91 },
    A: { x: 1, y: 2 },
  })
})

test('drawing any groups and reading them back asks for no edit', () => {
  const names = [...'ABCDEF']
  const anything = fc.record({
    places: fc.array(fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer() }), {
      minLength: names.length,
      maxLength: names.length,
    }),
    first: fc.subarray(names.slice(0, 3)),
    second: fc.subarray(names.slice(3)),
    folded: fc.tuple(fc.boolean(), fc.boolean()),
    arrows: fc.subarray(names.flatMap((from, i) => names.slice(i + 1).map((to) => [from, to] as const))),
  })
  fc.assert(
    fc.property(anything, ({ places, first, second, folded, arrows }) => {
      const some: GraphEntry = {
        ...entry(),
        graph: graphFromNames(
          names,
          arrows.map(([from, to]) => directed(variableId(from), variableId(to))),
        ),
        layout: Object.fromEntries(names.map((name, i) => [name, places[i]])),
        groups: [first, second].map((members, i) => ({
          id: `g${i}`,
          name: `G${i}`,
          members: members.map(variableId),
          collapsed: folded[i],
        })),
      }
      const { entry: drawn } = drawnGraph(some)
      const nodes = drawn.graph.variables.map(({ id }) => ({ id, position: drawn.layout[id] }))
      const edges = drawn.graph.edges.map((edge) => ({ id: edgeId(edge) }))
      expect(movesOf(some, nodes)).toBeNull()
      expect(fromFlow(some, { nodes, edges })).toEqual([])
    }),
  )
})
