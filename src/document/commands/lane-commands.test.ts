import { expect, test } from 'vitest'
import { noKnowledge } from '../../engine/discover/algorithm'
import { tierOf, withTier } from '../../engine/discover/knowledge/tiers'
import { directed, graphFromNames, variableId } from '../../engine/graph/graph'
import { laneAt, dividersOf } from '../lanes'
import { createProject, type Project } from '../project'
import { removeElements, renameVariable } from './graph-commands'
import { setKnowledge } from './knowledge-commands'
import {
  addInLane,
  addLane,
  arrangeInLanes,
  hideLanes,
  moveDivider,
  moveInLanes,
  removeLane,
} from './lane-commands'

const id = variableId
const graphId = 'mine'
const tiers = (...names: string[]) => ({ ...noKnowledge, tiers: names.map((tier) => [...tier]) })

/** Z without a tier, A in tier 1, B in tier 2; lines at 200 and 400. */
function project(): Project {
  const bare = createProject('p')
  const [entry] = bare.graphs
  const graph = graphFromNames(['A', 'B', 'Z'], [directed(id('A'), id('B'))])
  const layout = { A: { x: 240, y: 80 }, B: { x: 440, y: 80 }, Z: { x: 0, y: 80 } }
  const shown = { ...entry, graph, layout, lanes: { dividers: [200, 400] } }
  return { ...bare, graphs: [shown], knowledge: tiers('A', 'B') }
}

function must(result: ReturnType<typeof moveInLanes.apply>): Project {
  if (!result.ok) throw new Error(result.problems[0].message)
  return result.value
}

test('a variable dropped in another lane has another tier: one step for place and knowledge', () => {
  const before = project()
  const args = { graphId, to: { [id('A')]: { x: 460, y: 200 } }, middles: { [id('A')]: 500 } }
  expect(moveInLanes.label(before, args)).toBe('Move A to tier 2')
  const after = must(moveInLanes.apply(before, args))
  expect(after.knowledge.tiers).toEqual([[], ['B', 'A']])
  expect(after.graphs[0].layout[id('A')]).toEqual({ x: 460, y: 200 })
  const out = { graphId, to: { [id('B')]: { x: 10, y: 0 } }, middles: { [id('B')]: 60 } }
  expect(moveInLanes.label(before, out)).toBe('Move B to no tier')
  expect(must(moveInLanes.apply(before, out)).knowledge.tiers).toEqual([['A']])
})

test('a move within the lane leaves the knowledge the same object', () => {
  const before = project()
  const args = { graphId, to: { [id('A')]: { x: 250, y: 90 } }, middles: { [id('A')]: 300 } }
  expect(moveInLanes.label(before, args)).toBe('Move A')
  expect(must(moveInLanes.apply(before, args)).knowledge).toBe(before.knowledge)
})

test('a new variable has the tier of the lane in which it is put', () => {
  const after = must(addInLane.apply(project(), { graphId, at: { x: 420, y: 300 }, middle: 476 }))
  expect(tierOf(after.knowledge, 'Variable')).toBe(2)
})

test('a tier given in the form moves the variable to its lane; a tier more makes a lane more', () => {
  const before = project()
  const knowledge = withTier(before.knowledge, 'Z', 3)
  const after = must(setKnowledge.apply(before, { knowledge, label: '' }))
  const [{ lanes, layout }] = after.graphs
  const dividers = dividersOf(lanes!, after.knowledge)
  expect(dividers).toHaveLength(3)
  expect(laneAt(dividers, layout[id('Z')].x + 50)).toBe(3)
  expect(layout[id('A')]).toEqual(before.graphs[0].layout[id('A')])
  const back = must(setKnowledge.apply(after, { knowledge: withTier(knowledge, 'B', null), label: '' }))
  expect(laneAt(dividers, back.graphs[0].layout[id('B')].x + 50)).toBe(0)
  const hidden = must(hideLanes.apply(before, { graphId }))
  expect(must(setKnowledge.apply(hidden, { knowledge, label: '' })).graphs[0].layout).toBe(
    hidden.graphs[0].layout,
  )
})

test('a line takes everything right of it along, so that no tier changes', () => {
  const after = must(moveDivider.apply(project(), { graphId, divider: 1, by: 60 }))
  expect(after.graphs[0].lanes).toEqual({ dividers: [200, 460] })
  expect(after.graphs[0].layout).toMatchObject({ A: { x: 240 }, B: { x: 500 }, Z: { x: 0 } })
})

test('a lane more in the middle, and one less', () => {
  const wider = must(addLane.apply(project(), { graphId, behind: 1 }))
  expect(wider.knowledge.tiers).toEqual([['A'], [], ['B']])
  expect(wider.graphs[0].lanes!.dividers).toEqual([200, 400, 640])
  expect(laneAt([200, 400, 640], wider.graphs[0].layout[id('B')].x + 40)).toBe(3)
  const merged = must(removeLane.apply(wider, { graphId, tier: 3 }))
  expect(merged.knowledge.tiers).toEqual([['A'], ['B']])
  expect(merged.graphs[0].lanes!.dividers).toEqual([200, 400])
  const atEnd = must(addLane.apply(project(), { graphId, behind: 2 }))
  expect(atEnd.graphs[0].lanes!.dividers).toEqual([200, 400, 640])
  expect(atEnd.knowledge).toEqual(tiers('A', 'B'))
})

test('lanes may be drawn over a locked graph, which stays as it is', () => {
  const before = project()
  const locked = { ...before, graphs: before.graphs.map((entry) => ({ ...entry, locked: true })) }
  const after = must(
    arrangeInLanes.apply(locked, { graphId, to: { [id('A')]: { x: 1, y: 2 } }, dividers: [5] }),
  )
  expect(after.graphs[0].lanes).toEqual({ dividers: [5] })
  expect(after.graphs[0].graph).toBe(before.graphs[0].graph)
})

test('knowledge follows the rename of a variable, stays with a column, and survives deletion', () => {
  const before = project()
  const renamed = must(renameVariable.apply(before, { graphId, id: id('A'), name: 'Age' }))
  expect(renamed.knowledge.tiers).toEqual([['Age'], ['B']])
  const columns = [{ name: 'A', kind: 'continuous', role: 'variable', values: new Float64Array(1) }] as const
  const source = { id: 'd', name: 'd', revision: 1, rows: 1, columns, log: [] }
  const withData = { ...before, datasets: [{ source, steps: [] }] }
  const beside = must(renameVariable.apply(withData, { graphId, id: id('A'), name: 'Age' }))
  expect(beside.knowledge.tiers).toEqual([['A', 'Age'], ['B']])
  const deleted = must(removeElements.apply(before, { graphId, variables: [id('A')], edges: [] }))
  expect(deleted.knowledge).toBe(before.knowledge)
})
