import { describe, expect, it } from 'vitest'
import { largeProject } from '../../e2e/large-project'
import { detailAt, inView, liveIds, createLiveElements, type Detail, type View } from './live-elements'
import { roughMeasure } from './node-size'
import { createToFlow, type FlowInput } from './to-flow'

const view = (change: Partial<View> = {}): View => ({
  x: 0,
  y: 0,
  zoom: 1,
  width: 800,
  height: 800,
  ...change,
})
const project = largeProject(400)
const input: FlowInput = {
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
}

describe('what of a graph is live', () => {
  const far: Detail = { kind: 'overview' }

  it('is all of it in small graphs, and nothing while names are unreadable', () => {
    expect(detailAt(17, view({ zoom: 0.05 }), far).kind).toBe('whole')
    expect(detailAt(150, view({ zoom: 0.6 }), far).kind).toBe('whole')
    expect(detailAt(150, view({ zoom: 0.5 }), far).kind).toBe('overview')
    expect(detailAt(151, view({ zoom: 0.7 }), far).kind).toBe('overview')
    expect(detailAt(151, view({ width: 0 }), far).kind).toBe('overview')
  })

  it('changes only when the view leaves the region', () => {
    const near = detailAt(400, view(), far)
    expect(near.kind).toBe('near')
    expect(detailAt(400, view({ x: -100 }), near)).toBe(near)
    expect(detailAt(400, view({ x: -400 }), near)).not.toBe(near)
    expect(detailAt(400, view({ zoom: 2.4 }), near)).not.toBe(near)
  })

  it('is what stands near the view, and what is pinned', () => {
    const { nodes } = createToFlow()(input)
    const detail = detailAt(400, view(), far)
    const live = liveIds(nodes, detail, new Set(['v399']))
    expect(live.has('v0')).toBe(true)
    expect(live.has('v399')).toBe(true)
    expect(live.has('v398')).toBe(false)
    const seen = inView(view(), 0)
    for (const node of nodes) {
      const inside = node.position.x < seen.width && node.position.y < seen.height
      if (inside) expect(live.has(node.id)).toBe(true)
    }
  })

  it('gets its words when it becomes live, and keeps its objects', () => {
    const draw = createToFlow()
    const flow = draw(input)
    expect(flow.nodes[0].ariaLabel).toBeUndefined()
    const detail = detailAt(400, view(), far)
    const live = liveIds(flow.nodes, detail, new Set())
    const pick = createLiveElements()
    const first = pick(flow, detail, live)
    expect(first.nodes[0].ariaLabel).toContain(flow.nodes[0].data.name)
    expect(first.edges.every((edge) => live.has(edge.source) && live.has(edge.target))).toBe(true)
    expect(pick(flow, detail, live).nodes[0]).toBe(first.nodes[0])
    const chosen = draw({
      ...input,
      selection: { variables: [project.graphs[0].graph.variables[1].id], edges: [] },
    })
    const second = pick(chosen, detail, live)
    expect(second.nodes[0]).toBe(first.nodes[0])
    expect(second.nodes[1].selected).toBe(true)
  })

  it('follows a drag without drawing the rest anew', () => {
    const draw = createToFlow()
    const before = draw(input)
    const { id } = project.graphs[0].graph.variables[5]
    const moved = draw({
      ...input,
      entry: { ...input.entry, layout: { ...input.entry.layout, [id]: { x: 7, y: 9 } } },
    })
    expect(moved.nodes[5].position).toEqual({ x: 7, y: 9 })
    expect(moved.nodes[4]).toBe(before.nodes[4])
    expect(moved.edges.filter((edge, i) => edge !== before.edges[i])).toEqual([])
  })

  it('fades or hides what a narrowed view leaves out', () => {
    const shown = new Set(['v0', 'v1'])
    const faded = createToFlow()({ ...input, narrowed: { shown, others: 'faded' } })
    expect(faded.nodes.filter((node) => !node.data.faded).map(({ id }) => id)).toEqual(['v0', 'v1'])
    const hidden = createToFlow()({ ...input, narrowed: { shown, others: 'hidden' } })
    expect(hidden.nodes.filter((node) => !node.hidden).map(({ id }) => id)).toEqual(['v0', 'v1'])
    expect(
      hidden.edges.every((edge) => edge.hidden || (shown.has(edge.source) && shown.has(edge.target))),
    ).toBe(true)
  })
})
