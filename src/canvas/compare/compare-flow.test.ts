import { expect, test } from 'vitest'
import { createProject, type GraphEntry } from '../../document/project'
import { compareGraphs } from '../../engine/graph/compare'
import {
  bidirected,
  directed,
  graphFromNames,
  undirected,
  variableId,
  type Edge,
} from '../../engine/graph/graph'
import { roughMeasure } from '../node-size'
import { compareFlow, formOf } from './compare-flow'

const [a, b, c, d] = [...'ABCD'].map(variableId)
const [bare] = createProject('p').graphs
const entry = (
  names: string,
  edges: readonly Edge[],
  places: Record<string, { x: number; y: number }>,
): GraphEntry => ({
  ...bare,
  graph: graphFromNames([...names], edges),
  layout: places,
})
const shown = { hidden: [], chosen: null }

function flowOf(left: GraphEntry, right: GraphEntry, view: Parameters<typeof compareFlow>[1] = shown) {
  return compareFlow({ left, right, compared: compareGraphs(left.graph, right.graph) }, view, roughMeasure)
}

const places = { A: { x: 0, y: 0 }, B: { x: 300, y: 0 }, C: { x: 300, y: 200 } }

test('each class has a line of its own: solid for both, dashed for A, dotted for B', () => {
  const left = entry('ABC', [directed(a, b), directed(a, c)], places)
  const right = entry('ABC', [directed(b, a), directed(b, c)], places)
  const { edges } = flowOf(left, right)
  expect(edges.map(({ data }) => [data!.class, data!.form, data!.badge, data!.hollow])).toEqual([
    ['reversed', 'solid', '⇄', 'start'],
    ['only-left', 'dashed', 'A', 'none'],
    ['only-right', 'dotted', 'B', 'none'],
  ])
  for (const { data } of edges) expect(formOf(data!.class)).toBe(data!.form)
})

test('a reversed arrow keeps the head of A full at its effect, however the edge is written', () => {
  const written: Edge = { from: b, to: a, markFrom: 'arrow', markTo: 'tail' }
  const { edges } = flowOf(entry('AB', [written], places), entry('AB', [directed(b, a)], places))
  expect(edges[0]).toMatchObject({ source: 'A', target: 'B' })
})

test('a pair joined in another way shows the edges of both', () => {
  const { edges } = flowOf(entry('AB', [directed(a, b)], places), entry('AB', [bidirected(a, b)], places))
  expect(edges.map(({ data }) => [data!.form, data!.badge])).toEqual([
    ['dashed', '≠'],
    ['dotted', null],
  ])
})

test('where one graph leaves a direction open, the head of the other is drawn: hollow when it is that of B', () => {
  const open = entry('AB', [undirected(a, b)], places)
  const arrow = entry('AB', [directed(a, b)], places)
  expect(flowOf(open, arrow).edges[0].data).toMatchObject({ class: 'left-open', hollow: 'all' })
  expect(flowOf(arrow, open).edges[0].data).toMatchObject({ class: 'right-open', hollow: 'none' })
})

test('places come from the left graph; a variable of the right one stands beside what is in its way', () => {
  const moved = { A: { x: 1000, y: 50 }, B: { x: 1300, y: 50 }, D: { x: 1000, y: 50 } }
  const { nodes } = flowOf(entry('AB', [], places), entry('ABD', [directed(a, d)], moved))
  const [first, , only] = nodes
  expect(first.position).toEqual({ x: 0, y: 0 })
  expect(only.data).toMatchObject({ where: 'right', tag: 'only in B' })
  expect(only.position).not.toEqual(first.position)
  expect(Math.abs(only.position.x) + Math.abs(only.position.y)).toBeLessThan(400)
})

test('classes that are switched off are not drawn, and badges do not cover each other', () => {
  const left = entry('ABC', [directed(a, b), directed(a, c)], places)
  const right = entry('ABC', [directed(a, b)], places)
  expect(flowOf(left, right, { hidden: ['same'], chosen: null }).edges).toHaveLength(1)
  const cross = { A: { x: 0, y: 0 }, B: { x: 400, y: 400 }, C: { x: 0, y: 400 }, D: { x: 400, y: 0 } }
  const { edges } = flowOf(entry('ABCD', [directed(a, b)], cross), entry('ABCD', [directed(c, d)], cross))
  const [one, other] = edges.map(({ data }) => data!)
  expect(Math.hypot(one.badgeX - other.badgeX, one.badgeY - other.badgeY)).toBeGreaterThanOrEqual(22)
})
