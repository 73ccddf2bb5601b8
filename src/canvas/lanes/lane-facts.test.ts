import { expect, test } from 'vitest'
import { createProject, type GraphEntry } from '../../document/project'
import { noKnowledge } from '../../engine/discover/algorithm'
import { graphFromNames, variableId } from '../../engine/graph/graph'
import { boxId } from '../groups/drawn-graph'
import { laneFacts, leastMove, nodeTiers, strays } from './lane-facts'

const lanes = { dividers: [200, 400] }
const knowledge = { ...noKnowledge, tiers: [['A', 'B'], ['C']] }
const entry: GraphEntry = {
  ...createProject('p').graphs[0],
  graph: graphFromNames(['A', 'B', 'C', 'Z'], []),
  lanes,
}
const tiers = nodeTiers(entry, knowledge)
const node = (id: string, x: number) => ({ id, rect: { x, y: 0, width: 100, height: 40 } })

test('lanes from no tier on, with the variables of the graph in each', () => {
  expect(
    laneFacts(entry, lanes, knowledge).map(({ lane, from, to, variables }) => [lane, from, to, variables]),
  ).toEqual([
    [0, -Infinity, 200, 1],
    [1, 200, 400, 2],
    [2, 400, Infinity, 1],
  ])
  expect(laneFacts(entry, { dividers: [] }, { ...noKnowledge, tiers: [] })).toHaveLength(1)
})

test('a node is a stray where its middle lies in another lane', () => {
  const nodes = [node('A', 340), node('B', 360), node('C', 420), node('Z', 160)]
  expect(strays(tiers, lanes.dividers, nodes).map(({ id, tier }) => [id, tier])).toEqual([
    ['B', 1],
    ['Z', null],
  ])
})

test('a collapsed group has a tier when its members agree', () => {
  const group = { id: 'g', name: 'G', members: ['A', 'B'].map(variableId), collapsed: true }
  const grouped = { ...entry, groups: [group] }
  expect(nodeTiers(grouped, knowledge).get(boxId(group))).toBe(1)
  const mixed = { ...group, members: ['A', 'C'].map(variableId) }
  expect(nodeTiers({ ...entry, groups: [mixed] }, knowledge).get(boxId(mixed))).toBe('mixed')
})

test('a line stops before the variables left of it and before it makes a lane too narrow', () => {
  expect(leastMove(tiers, lanes.dividers, 1, [node('A', 220), node('C', 500)])).toBe(220 + 100 + 12 - 400)
  expect(leastMove(tiers, lanes.dividers, 1, [node('A', 305)])).toBe(0)
  expect(leastMove(tiers, lanes.dividers, 0, [node('Z', 0)])).toBe(-88)
})
