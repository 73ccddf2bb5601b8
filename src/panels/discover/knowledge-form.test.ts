import { expect, test } from 'vitest'
import { noKnowledge } from '../../engine/discover/algorithm'
import { knowledgeSize, tierFrom, tierOf, withPair, withTier } from './knowledge-form'

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

test('a pair is required or forbidden, never both, never doubled, never a loop', () => {
  let knowledge = withPair(noKnowledge, 'required', 'Age', 'Wage')
  knowledge = withPair(knowledge, 'forbidden', 'Age', 'Wage')
  knowledge = withPair(knowledge, 'forbidden', 'Age', 'Wage')
  knowledge = withPair(knowledge, 'required', 'Age', 'Age')
  expect(knowledge).toEqual({ tiers: [], required: [], forbidden: [['Age', 'Wage']] })
  expect(knowledgeSize(knowledge)).toEqual({ pairs: 1, tiered: 0 })
})

test('only a whole number from 1 to 99 is a tier', () => {
  expect(['2', ' 3 ', '0', '-1', '1.5', '100', 'first', ''].map(tierFrom)).toEqual([
    2,
    3,
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})
