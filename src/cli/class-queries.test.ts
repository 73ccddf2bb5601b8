import { expect, test } from 'vitest'
import { answerLine } from './batch'

const resultOf = async (request: object) => {
  const answer = await answerLine(JSON.stringify({ id: 1, ...request }), 1)
  return 'result' in answer ? answer.result : (answer as { error: { code: string } }).error.code
}

const chain = {
  nodes: ['A', 'B', 'C'],
  undirected: [
    ['A', 'B'],
    ['B', 'C'],
  ],
}
const pag = 'pag { I @-> X; J @-> X; X -> Y; C @-> X; C -> Y }'

test('reasons and the optimal set of a graph', async () => {
  const graph = {
    nodes: ['X', 'Y', 'C', 'P'],
    directed: [
      ['X', 'Y'],
      ['C', 'X'],
      ['C', 'Y'],
      ['P', 'Y'],
    ],
  }
  const asked = { exposure: 'X', outcome: 'Y' }
  expect(await resultOf({ graph, query: { kind: 'adjustment_reasons', ...asked } })).toMatchObject([
    { variable: 'X', status: 'forbidden' },
    { variable: 'Y', status: 'forbidden' },
    { variable: 'C', status: 'required', sentence: 'Nothing but C can close the path X ← C → Y.' },
    { variable: 'P', status: 'useless', code: 'more-precise' },
  ])
  expect(await resultOf({ graph, query: { kind: 'optimal_adjustment_set', ...asked } })).toMatchObject({
    verdict: 'best',
    set: ['C', 'P'],
    minimal: ['C'],
  })
})

test('adjustment in a CPDAG and a PAG', async () => {
  const sets = (graph: unknown, exposure: string, outcome: string) =>
    resultOf({ graph, query: { kind: 'minimal_adjustment_sets', exposure, outcome } })
  expect(await sets(pag, 'X', 'Y')).toEqual([['C']])
  expect(await sets(chain, 'A', 'C')).toEqual([])
  const none = { kind: 'optimal_adjustment_set', exposure: 'A', outcome: 'C' }
  expect(await resultOf({ graph: chain, query: none })).toEqual({
    verdict: 'none',
    sentence:
      'Whether A affects B is not known, and the path A — B — C starts there: no set is valid in every graph that remains possible.',
  })
  const z = { kind: 'is_adjustment_set', exposure: 'X', outcome: 'Y' }
  expect(await resultOf({ graph: pag, query: { ...z, z: ['C', 'I'] } })).toBe(true)
  expect(await resultOf({ graph: pag, query: { ...z, z: [] } })).toBe(false)
})

test('members, possible parents and possible effects', async () => {
  expect(await resultOf({ graph: chain, query: { kind: 'members', limit: 2 } })).toMatchObject({
    members: [
      [
        ['A', '->', 'B'],
        ['B', '->', 'C'],
      ],
      expect.anything(),
    ],
    more: true,
  })
  expect(await resultOf({ graph: chain, query: { kind: 'possible_parents', of: ['B'] } })).toEqual([
    { parents: [[]], graphs: 1 },
    { parents: [['A']], graphs: 1 },
    { parents: [['C']], graphs: 1 },
  ])
  const columns = {
    A: [1.2, 2.3, 3.1, 4.7, 5.5, 1.1],
    B: [2.1, 3.9, 6.3, 8.2, 9.9, 2.4],
    C: [1, 2, 3.5, 4, 5.2, 1.3],
  }
  const query = { kind: 'ida', treatment: 'B', outcome: 'C' }
  const found = await resultOf({ graph: chain, data: { columns }, query })
  expect(found).toMatchObject({
    sentence: 'The effect of B on C across 3 compatible graphs: 0 to 0.878.',
    graphs: 3,
    complete: true,
    n: 6,
  })
  expect(await resultOf({ graph: chain, query: { kind: 'possible_parents', of: ['Q'] } })).toBe(
    'unknown-variable',
  )
  expect(await resultOf({ graph: pag, query: { kind: 'members' } })).toBe('not-a-cpdag')
})

test('bad adjustment questions', async () => {
  const code = (graph: unknown, query: object) =>
    resultOf({ graph, query: { kind: 'adjustment_reasons', ...query } })
  const graph = {
    nodes: ['U', 'X', 'Y', 'C'],
    directed: [
      ['U', 'X'],
      ['X', 'Y'],
      ['C', 'X'],
    ],
    latent: ['U'],
  }
  expect(
    await code(
      {
        nodes: ['X', 'Y'],
        directed: [
          ['X', 'Y'],
          ['Y', 'X'],
        ],
      },
      { exposure: 'X', outcome: 'Y' },
    ),
  ).toBe('cycle')
  expect(await code(graph, { exposure: 'X', outcome: 'Q' })).toBe('unknown-variable')
  expect(await code(graph, { exposure: 'X', outcome: 'X' })).toBe('treatment-is-outcome')
  expect(await code(graph, { exposure: 'U', outcome: 'Y' })).toBe('latent-treatment')
  expect(await code(graph, { exposure: 'X', outcome: 'Y', must: ['C'], forbidden: ['C'] })).toBe(
    'must-and-forbidden',
  )
  expect(await code(graph, { exposure: 'X', outcome: 'Y', must: ['U'] })).toBe('latent-required')
})

test('instrumental sets', async () => {
  const graph = {
    nodes: ['Z1', 'Z2', 'X1', 'X2', 'Y'],
    directed: [
      ['Z1', 'X1'],
      ['Z2', 'X2'],
      ['Z1', 'X2'],
      ['X1', 'Y'],
      ['X2', 'Y'],
    ],
    bidirected: [
      ['X1', 'Y'],
      ['X2', 'Y'],
    ],
  }
  const query = { kind: 'instrumental_sets', exposure: ['X1', 'X2'], outcome: 'Y' }
  expect(await resultOf({ graph, query })).toEqual({
    sentence: 'In a linear model Z1 and Z2 give the joint effects of X1 and X2 on Y.',
    complete: true,
    sets: [{ z: ['Z1', 'Z2'], minimal_given: [[]] }],
  })
  expect(await resultOf({ graph: chain, query: { ...query, exposure: ['A'], outcome: 'C' } })).toBe(
    'undecided-graph',
  )
})
