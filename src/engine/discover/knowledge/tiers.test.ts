import { expect, test } from 'vitest'
import { bidirected, directed, graphFromNames, undirected, variableId } from '../../graph/graph'
import { noKnowledge, type Knowledge } from '../algorithm'
import { againstTiers, renamedKnowledge, tierOf, withNewTier, withoutTier, withTier } from './tiers'

const tiers = (...names: string[]): Knowledge => ({ ...noKnowledge, tiers: names.map((tier) => [...tier]) })

test('a column has one tier; gaps stay, empty ends go', () => {
  let knowledge = withTier(noKnowledge, 'Age', 1)
  knowledge = withTier(knowledge, 'Wage', 3)
  expect(knowledge.tiers).toEqual([['Age'], [], ['Wage']])
  knowledge = withTier(knowledge, 'Age', 3)
  expect(knowledge.tiers).toEqual([[], [], ['Wage', 'Age']])
  expect(tierOf(knowledge, 'Age')).toBe(3)
  knowledge = withTier(withTier(knowledge, 'Age', null), 'Wage', null)
  expect(knowledge.tiers).toEqual([])
  expect(tierOf(knowledge, 'Age')).toBeNull()
})

test('a tier put in moves the later ones on; taken out, its names join the tier before', () => {
  expect(withNewTier(tiers('A', 'B'), 2).tiers).toEqual([['A'], [], ['B']])
  expect(withNewTier(tiers('A', 'B'), 3).tiers).toEqual([['A'], ['B']])
  expect(withoutTier(tiers('A', 'B', 'C'), 2).tiers).toEqual([['A', 'B'], ['C']])
  expect(withoutTier(tiers('A', 'B'), 1).tiers).toEqual([['B']])
  expect(withoutTier(tiers('A'), 1).tiers).toEqual([])
  expect(withoutTier(withNewTier(tiers('A', 'B'), 2), 2)).toEqual(tiers('A', 'B'))
})

test('knowledge follows a rename, and stays with the old name where that still names something', () => {
  const known: Knowledge = { tiers: [['A', 'B'], ['C']], required: [['A', 'C']], forbidden: [['C', 'A']] }
  expect(renamedKnowledge(known, 'A', 'X', 'replaced')).toEqual({
    tiers: [['X', 'B'], ['C']],
    required: [['X', 'C']],
    forbidden: [['C', 'X']],
  })
  expect(renamedKnowledge(known, 'A', 'X', 'kept')).toEqual({
    tiers: [['A', 'X', 'B'], ['C']],
    required: [['A', 'C'], ['X', 'C']], // prettier-ignore
    forbidden: [['C', 'A'], ['C', 'X']], // prettier-ignore
  })
  // A name that takes over another's place has one tier, and no arrow to itself.
  expect(renamedKnowledge(known, 'A', 'C', 'replaced')).toEqual({
    tiers: [['C', 'B'], []],
    required: [],
    forbidden: [],
  })
  expect(renamedKnowledge(known, 'D', 'E', 'replaced')).toBe(known)
  const rooted: Knowledge = { ...noKnowledge, exogenous: ['A', 'B'] }
  expect(renamedKnowledge(rooted, 'A', 'X', 'replaced').exogenous).toEqual(['X', 'B'])
  expect(renamedKnowledge(rooted, 'A', 'B', 'replaced').exogenous).toEqual(['B'])
})

test('only arrows between two tiers can run backwards', () => {
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(variableId)
  const graph = graphFromNames(
    ['A', 'B', 'C', 'D'],
    [directed(b, a), directed(a, b), directed(b, d), directed(d, a), undirected(b, c), bidirected(a, c)],
  )
  const { against, checked } = againstTiers(graph, tiers('A', 'BC'))
  expect(against).toEqual([{ edge: 'B -> A', cause: 'B', effect: 'A', causeTier: 2, effectTier: 1 }])
  expect(checked).toBe(2)
  const written = { from: a, to: b, markFrom: 'arrow', markTo: 'tail' } as const
  expect(againstTiers({ ...graph, edges: [written] }, tiers('A', 'B')).against).toHaveLength(1)
})
