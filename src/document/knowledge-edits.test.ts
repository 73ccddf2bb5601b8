import { expect, test } from 'vitest'
import { noKnowledge } from '../engine/discover/algorithm'
import { inOrder, knowledgeSize, orderOf, tierFrom, withExogenous, withPair } from './knowledge-edits'

test('a pair is required or forbidden, never both, never doubled, never a loop', () => {
  let knowledge = withPair(noKnowledge, 'required', 'Age', 'Wage')
  knowledge = withPair(knowledge, 'forbidden', 'Age', 'Wage')
  knowledge = withPair(knowledge, 'forbidden', 'Age', 'Wage')
  knowledge = withPair(knowledge, 'required', 'Age', 'Age')
  expect(knowledge).toEqual({ tiers: [], required: [], forbidden: [['Age', 'Wage']] })
  expect(knowledgeSize(knowledge)).toEqual({ pairs: 1, tiered: 0, exogenous: 0 })
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

test('a column is marked as exogenous once, and without any the list goes', () => {
  const marked = withExogenous(withExogenous(noKnowledge, 'Age', 'exogenous'), 'Age', 'exogenous')
  expect(marked.exogenous).toEqual(['Age'])
  expect(withExogenous(marked, 'Age', 'caused')).toEqual(noKnowledge)
})

test('an order is one tier for each column, and is read back from tiers that are one', () => {
  const ordered = inOrder(noKnowledge, ['C', 'A', 'B'])
  expect(ordered.tiers).toEqual([['C'], ['A'], ['B']])
  expect(orderOf(ordered, ['A', 'B', 'C'])).toEqual(['C', 'A', 'B'])
  expect(orderOf(ordered, ['A', 'B'])).toEqual(['A', 'B'])
  expect(orderOf({ ...noKnowledge, tiers: [['A', 'B'], ['C']] }, ['A', 'B', 'C'])).toBeNull()
  expect(orderOf(ordered, ['A', 'D'])).toBeNull()
})
