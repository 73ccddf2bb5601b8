import { expect, test } from 'vitest'
import { noKnowledge, type Knowledge } from '../../engine/discover/algorithm'
import {
  bidirected,
  directed,
  graphFromNames,
  undirected,
  variableId,
  type Edge,
  type Mark,
} from '../../engine/graph/graph'
import { checkKnowledge } from './knowledge-check'

const arrow = (from: string, to: string) => directed(variableId(from), variableId(to))
const found = graphFromNames(
  ['A', 'B', 'C', 'D'],
  [arrow('A', 'B'), arrow('C', 'B'), undirected(variableId('C'), variableId('D'))],
  { kind: 'cpdag' },
)
const known = (change: Partial<Knowledge>): Knowledge => ({ ...noKnowledge, ...change })

test('without knowledge there are no constraints', () => {
  expect(checkKnowledge(found, noKnowledge)).toEqual({ checks: [], constraints: 0, broken: 0, acyclic: true })
})

test('every pair of columns in different tiers is a constraint; an arrow against the tiers is named', () => {
  const compliance = checkKnowledge(found, known({ tiers: [['A'], ['B'], ['C', 'D']] }))
  expect(compliance).toMatchObject({ constraints: 5, broken: 1 })
  expect(compliance.checks).toEqual([{ about: 'tiers', holds: false, checked: 5, against: [['C', 'B']] }])
})

test('a line between two tiers leaves open what was known', () => {
  expect(checkKnowledge(found, known({ tiers: [['C'], ['D']] })).checks[0].against).toEqual([['D', 'C']])
})

test('forbidden arrows that stand and required ones that do not are named', () => {
  const { checks, constraints, broken } = checkKnowledge(
    found,
    known({ forbidden: [['B', 'A'], ['A', 'B']], required: [['C', 'D'], ['A', 'B']] }), // prettier-ignore
  )
  expect(checks[0]).toEqual({ about: 'forbidden', holds: false, checked: 2, against: [['A', 'B']] })
  expect(checks[1]).toEqual({ about: 'required', holds: false, checked: 2, against: [['C', 'D']] })
  expect([constraints, broken]).toEqual([4, 2])
})

test('an exogenous column is one constraint, however many arrows lead into it', () => {
  const { checks, constraints, broken } = checkKnowledge(found, known({ exogenous: ['A', 'B'] }))
  expect(checks).toEqual([
    { about: 'exogenous', holds: false, checked: 2, against: [['A', 'B'], ['C', 'B']] }, // prettier-ignore
  ])
  expect([constraints, broken]).toEqual([2, 1])
})

test('in a PAG only a tail at the later and a head at the earlier is against the tiers', () => {
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(variableId)
  const edge = (from: typeof a, to: typeof a, markFrom: Mark, markTo: Mark): Edge => ({
    from,
    to,
    markFrom,
    markTo,
  })
  const pag = graphFromNames(
    ['A', 'B', 'C', 'D'],
    [
      edge(b, a, 'circle', 'arrow'),
      bidirected(c, a),
      edge(d, a, 'tail', 'arrow'),
      edge(b, c, 'circle', 'circle'),
    ],
    { kind: 'pag' },
  )
  const compliance = checkKnowledge(pag, known({ tiers: [['A'], ['B', 'C', 'D']], required: [['B', 'C']] }))
  expect(compliance.acyclic).toBeNull()
  expect(compliance.checks).toEqual([
    { about: 'tiers', holds: false, checked: 3, against: [['D', 'A']] },
    { about: 'required', holds: false, checked: 1, against: [['B', 'C']] },
  ])
})

test('knowledge about columns that were not searched says nothing about this graph', () => {
  const elsewhere = known({ required: [['A', 'Elsewhere']], exogenous: ['Elsewhere'] })
  expect(checkKnowledge(found, elsewhere).constraints).toBe(0)
})
