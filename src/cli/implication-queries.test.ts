import { expect, it } from 'vitest'
import { createRandom } from '../base/random'
import { answerLine } from './batch'

const answer = (request: unknown) => answerLine(JSON.stringify(request), 1)

const random = createRandom(2)
const A = Array.from({ length: 200 }, () => random.normal())
const B = A.map((value) => value + random.normal())
const C = B.map((value) => value + random.normal())
const data = { columns: { A, B, C } }

it('implications are tested, and the edge that is missing mends the violation', async () => {
  const kept = await answer({ graph: 'dag { A -> B -> C }', data, query: { kind: 'test_implications' } })
  expect(kept).toMatchObject({
    result: { violations: 0, complete: true, tests: [{ a: 'A', b: 'C', given: ['B'] }] },
  })
  const broken = await answer({
    graph: 'dag { A -> B C }',
    data,
    query: { kind: 'test_implications', alpha: 0.01 },
  })
  expect(broken).toMatchObject({
    result: {
      violations: 2,
      alpha: 0.01,
      tests: [
        {
          a: 'B',
          b: 'C',
          given: [],
          violated: true,
          mends: expect.arrayContaining([
            expect.objectContaining({ kind: 'edge', between: ['B', 'C'], mends: 2, givesUp: 0 }),
          ]),
        },
        { a: 'A', b: 'C', violated: true },
      ],
    },
  })
})

it('bad fields are named', async () => {
  const found = await answer({
    graph: 'dag { A -> B }',
    data,
    query: { kind: 'test_implications', alpha: 'x', correction: 'y' },
  })
  expect(found).toMatchObject({ error: { code: 'bad-field', more: [{ where: { name: 'correction' } }] } })
})

it('vanishing tetrads and the smallest separating sets are listed', async () => {
  const graph = 'dag { L [latent] L -> {A B C D} }'
  const tetrads = await answer({ graph, query: { kind: 'vanishing_tetrads' } })
  expect(tetrads).toMatchObject({ result: { length: 3 } })
  const few = await answer({
    graph: 'dag { M -> {P Q} P -> A Q -> A M -> B }',
    query: { kind: 'implied_independencies', sets: 'smallest' },
  })
  expect(few).toMatchObject({ result: expect.arrayContaining([{ a: 'A', b: 'B', given: ['M'] }]) })
})
