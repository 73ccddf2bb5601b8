import { expect, it } from 'vitest'
import { createRandom } from '../base/random'
import { answerLine } from './batch'

const answer = (request: unknown) => answerLine(JSON.stringify(request), 1)

const random = createRandom(2)
const A = Array.from({ length: 300 }, () => random.normal())
const B = A.map((value) => value + random.normal())
const C = B.map((value) => value + random.normal())
const data = { columns: { A, B, C } }
const graph = 'dag { A -> B C }'

it('proposals are weighed, in text or as a list', async () => {
  const ask = (proposals: unknown) => answer({ graph, data, query: { kind: 'weigh_proposals', proposals } })
  const text = await ask('B -> C\nremove A -> B')
  expect(text).toMatchObject({
    result: {
      n: 300,
      proposals: [
        { change: 'add', cause: 'B', effect: 'C', nowFailing: [] },
        { change: 'remove', cause: 'A', effect: 'B', nowFailing: [{ a: 'A', b: 'B', given: [] }] },
      ],
    },
  })
  const { proposals } = (text as { result: { proposals: { bicChange: number }[] } }).result
  expect(proposals[0].bicChange).toBeLessThan(-100)
  expect(proposals[1].bicChange).toBeGreaterThan(100)
  expect(await ask([['B', 'C'], { cause: 'A', effect: 'B', change: 'remove' }])).toEqual(text)
})

it('a list refines the graph, and what was tried is not tried again', async () => {
  const found = await answer({
    graph,
    data,
    query: { kind: 'refine_by_proposals', proposals: 'A -> C\nB -> C\nC -> A', tried: 'A -> C' },
  })
  expect(found).toMatchObject({
    result: {
      edges: [
        ['A', '->', 'B'],
        ['B', '->', 'C'],
      ],
      remembered: [{ cause: 'A', effect: 'C' }],
      tried: [
        { cause: 'B', effect: 'C', verdict: 'accepted' },
        { cause: 'C', effect: 'A', verdict: 'impossible' },
      ],
    },
  })
})

it('what cannot be read is named', async () => {
  expect(
    await answer({ graph, data, query: { kind: 'weigh_proposals', proposals: 'A -> Q' } }),
  ).toMatchObject({
    error: { code: 'unread-proposal', where: { line: 1 } },
  })
  expect(await answer({ graph, data, query: { kind: 'weigh_proposals' } })).toMatchObject({
    error: { where: { name: 'proposals' } },
  })
})
