import { expect, test } from 'vitest'
import { answerLine } from './batch'

async function resultOf(graph: unknown, query: unknown): Promise<unknown> {
  const answer = await answerLine(JSON.stringify({ graph, query }), 1)
  expect(answer).toHaveProperty('result')
  return (answer as { result: unknown }).result
}

test('an effect along chosen paths, and the witness where there is none', async () => {
  const graph = 'dag { X -> A -> B -> Y; X -> B; A -> Y }'
  const query = { kind: 'path_specific', treatment: 'X', outcome: 'Y' }
  expect(await resultOf(graph, { ...query, paths: [['X', 'B', 'Y']] })).toMatchObject({
    identifiable: true,
    to: { estimand: { text: 'Σ_{A, B} P(A | X′) P(B | X, A) P(Y | A, B)' } },
  })
  expect(await resultOf(graph, { ...query, paths: [['X', 'A', 'Y']] })).toMatchObject({
    identifiable: false,
    recanting_witness: 'A',
  })
  const broken = await answerLine(JSON.stringify({ graph, query: { ...query, paths: 'X A Y' } }), 1)
  expect(broken).toMatchObject({ error: { code: 'bad-field', where: { name: 'paths' } } })
})
