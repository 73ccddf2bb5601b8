import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { variableId as id } from '../../engine/graph/graph'
import { readGraph } from '../../engine/formats/registry'
import { imagine } from '../../engine/identify/counterfactual/imagine'
import { totalEffectOf } from '../../engine/identify/question'
import { bow, meeting } from './worlds-curves'
import { layoutWorlds, size } from './worlds-layout'

const places: Record<string, { x: number; y: number }> = {
  C: { x: 200, y: 0 },
  X: { x: 0, y: 200 },
  Y: { x: 400, y: 205 },
}
const answer = valueOf(
  imagine(
    valueOf(readGraph('dag { C -> X; C -> Y; X -> Y }')).graph,
    totalEffectOf([{ variable: id('X'), from: 0, to: 1 }], [id('Y')]),
    { kind: 'treated', mediators: null, event: 1, otherwise: 0 },
  ),
)
const apart = layoutWorlds(answer.worlds, 'apart', (variable) => places[variable])

test('each world is arranged as the canvas is, inside its frame, and no copy covers another', () => {
  expect(apart.worlds).toHaveLength(2)
  for (const { world, x, y, width, height } of apart.worlds) {
    const inside = apart.nodes.filter(({ node }) => node.worlds.includes(world))
    const at = Object.fromEntries(inside.map((placed) => [placed.node.variable, placed]))
    expect([at.X.x < at.C.x, at.C.x < at.Y.x, at.C.y < at.X.y, at.X.y === at.Y.y]).toEqual([
      true,
      true,
      true,
      true,
    ])
    for (const placed of inside) {
      expect(placed.x).toBeGreaterThan(x)
      expect(placed.x + size.width).toBeLessThan(x + width)
      expect(placed.y + size.height).toBeLessThan(y + height)
    }
  }
})

test('copies of one variable are stacked where the worlds are merged', () => {
  const natural = valueOf(
    imagine(
      valueOf(readGraph('dag { X -> C -> Y; X -> Y }')).graph,
      totalEffectOf([{ variable: id('X'), from: 0, to: 1 }], [id('Y')]),
      { kind: 'natural-direct', mediators: null, event: 1, otherwise: 0 },
    ),
  )
  const { nodes, worlds } = layoutWorlds(natural.parts[0].graph, 'merged', (variable) => places[variable])
  expect(worlds).toEqual([])
  const spots = nodes.map(({ x, y }) => `${x} ${y}`)
  expect(new Set(spots).size).toBe(nodes.length)
})

test('a line meets the edge of a box; a tie goes over the tops, or beside copies above each other', () => {
  const [{ node }] = apart.nodes
  const left = { node, x: 0, y: 0 }
  const right = { node, x: 400, y: 0 }
  expect(meeting(left, right)).toEqual({ x: 400, y: size.height / 2 })
  expect(bow(left, right)).toBe(bow(right, left))
  expect(bow(left, { node, x: 0, y: 100 })).toContain(`M ${size.width} `)
})
