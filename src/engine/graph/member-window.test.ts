import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { edgeId, graphFromNames, undirected, variableId as id } from './graph'
import { memberWindow } from './member-window'

const chain = graphFromNames(
  ['A', 'B', 'C', 'D'],
  [undirected(id('A'), id('B')), undirected(id('B'), id('C')), undirected(id('C'), id('D'))],
  { kind: 'cpdag' },
)
const texts = (from: number, count: number) => {
  const { members, more } = valueOf(memberWindow(chain, { from, count }))
  return { members: members.map((member) => member.edges.map(edgeId).join(', ')), more }
}

test('windows put together are the list of all, the graph with every arrow forward first', () => {
  const all = texts(0, 10)
  expect(all.members).toHaveLength(4)
  expect(all.more).toBe(false)
  expect(all.members[0]).toBe('A -> B, B -> C, C -> D')
  expect([...texts(0, 3).members, ...texts(3, 3).members]).toEqual(all.members)
  expect(texts(0, 3).more).toBe(true)
  expect(texts(0, 4).more).toBe(false)
  expect(texts(9, 3)).toEqual({ members: [], more: false })
})
