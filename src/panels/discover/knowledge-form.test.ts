import { expect, test } from 'vitest'
import { noKnowledge } from '../../engine/discover/algorithm'
import { knowledgeSize, tierFrom, withPair } from './knowledge-form'

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
