import { expect, test } from 'vitest'
import { noKnowledge } from '../../engine/discover/algorithm'
import { directed, graphFromNames, undirected, variableId } from '../../engine/graph/graph'
import { checkKnowledge } from './knowledge-check'

const arrow = (from: string, to: string) => directed(variableId(from), variableId(to))
const found = graphFromNames(
  ['A', 'B', 'C', 'D'],
  [arrow('A', 'B'), arrow('C', 'B'), undirected(variableId('C'), variableId('D'))],
  { kind: 'cpdag' },
)

test('without knowledge only freedom from cycles is reported', () => {
  expect(checkKnowledge(found, noKnowledge)).toEqual([
    { about: 'acyclic', holds: true, checked: 2, against: [] },
  ])
})

test('an arrow against the tiers is named', () => {
  const [tiers] = checkKnowledge(found, { ...noKnowledge, tiers: [['A'], ['B'], ['C']] })
  expect(tiers).toEqual({ about: 'tiers', holds: false, checked: 2, against: [['C', 'B']] })
})

test('forbidden arrows that stand and required ones that do not are named', () => {
  const checks = checkKnowledge(found, {
    tiers: [],
    forbidden: [
      ['B', 'A'],
      ['A', 'B'],
    ],
    required: [['C', 'D']],
  })
  expect(checks[0]).toEqual({ about: 'forbidden', holds: false, checked: 2, against: [['A', 'B']] })
  expect(checks[1]).toEqual({ about: 'required', holds: false, checked: 1, against: [['C', 'D']] })
})

test('knowledge about columns that were not searched says nothing about this graph', () => {
  const checks = checkKnowledge(found, { ...noKnowledge, required: [['A', 'Elsewhere']] })
  expect(checks.map((check) => check.about)).toEqual(['acyclic'])
})
