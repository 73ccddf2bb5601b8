import { describe, expect, it } from 'vitest'
import { largeProject } from '../../../e2e/large-project'
import { roughMeasure } from '../node-size'
import { createToFlow } from '../to-flow'
import { boxesAt } from './boxes'
import { edgeAt, nodeAt } from './hit'
import { lineBetween } from './paint-edges'
import { createScene } from './scene'

const project = largeProject(300)
const flow = createToFlow()({
  entry: project.graphs[0],
  mine: null,
  question: project.queries[0].question,
  answer: null,
  adjustment: 'first',
  rung: 'see',
  selection: { variables: [], edges: [] },
  highlighted: [],
  refused: null,
  facts: new Map(),
  hideBelow: 0,
  against: new Set(),
  narrowed: null,
  spotlight: null,
  measure: roughMeasure,
})
const scene = createScene(flow)

describe('boxes of the overview', () => {
  it.each([0.05, 0.15, 0.3, 0.5])(
    'names never cover names at zoom %d, and the question always has its own',
    (zoom) => {
      const { rects, named } = boxesAt(scene, zoom)
      const withNames = [...named.keys()].filter((i) => named[i])
      expect(withNames.length).toBeGreaterThan(2)
      for (const role of ['exposure', 'outcome'] as const)
        expect(named[flow.nodes.findIndex((node) => node.data.role === role)]).toBe(1)
      const leading = new Set(scene.order.slice(0, scene.leading))
      for (const [n, i] of withNames.entries())
        for (const j of withNames.slice(n + 1)) {
          if (leading.has(i) && leading.has(j)) continue
          const [a, b] = [rects[i], rects[j]]
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
          expect(apart).toBe(true)
        }
    },
  )

  it('name the most connected where there is not room for all', () => {
    const { named } = boxesAt(scene, 0.1)
    const degrees = flow.nodes.map(
      ({ id }) => flow.edges.filter((edge) => edge.source === id || edge.target === id).length,
    )
    const mean = (list: number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
    expect(mean(degrees.filter((_, i) => named[i]))).toBeGreaterThan(mean(degrees))
  })
})

describe('what the pointer meets', () => {
  it('is the node whose box it is in', () => {
    const boxes = boxesAt(scene, 0.3)
    const named = [...boxes.named.keys()].filter((i) => boxes.named[i])
    for (const i of named.slice(0, 40)) {
      const { x, y, width, height } = boxes.rects[i]
      expect(boxes.named[nodeAt(scene, boxes, { x: x + width / 2, y: y + height / 2 })]).toBe(1)
    }
    expect(nodeAt(scene, boxes, { x: -500, y: -500 })).toBe(-1)
  })

  it('is the edge it lies on, unless that is left out', () => {
    const boxes = boxesAt(scene, 0.3)
    const [from, to] = [boxes.rects[scene.ends[0]], boxes.rects[scene.ends[1]]]
    const middle = {
      x: (from.x + from.width / 2 + to.x + to.width / 2) / 2,
      y: (from.y + from.height / 2 + to.y + to.height / 2) / 2,
    }
    expect(edgeAt(scene, boxes, middle, () => false)).toBeGreaterThanOrEqual(0)
    expect(edgeAt(scene, boxes, middle, () => true)).toBe(-1)
  })
})

describe('lines of the overview', () => {
  it('run from border to border', () => {
    const line = lineBetween(
      { x: 0, y: 0, width: 20, height: 10 },
      { x: 100, y: 0, width: 20, height: 10 },
      0,
      2,
    )
    expect(line).toEqual({ start: { x: 22, y: 5 }, control: null, end: { x: 98, y: 5 } })
  })
  it('are left out between boxes that touch', () => {
    expect(
      lineBetween({ x: 0, y: 0, width: 20, height: 10 }, { x: 15, y: 0, width: 20, height: 10 }, 0, 2),
    ).toBeNull()
  })
})
