import { expect, test } from 'vitest'
import { createRandom } from '../base/random'
import { numberedNames, randomDag } from '../engine/simulate/random-dag'
import { randomLinearModel, sampleModel } from '../engine/simulate/structural-model'
import { answerLine } from './batch'

const names = numberedNames(6)
const sample = sampleModel(
  randomLinearModel(randomDag(names, 2, createRandom(3)), createRandom(4)),
  200,
  createRandom(5),
)
const columns = Object.fromEntries(names.map((name, k) => [name, [...sample[k]]]))
const ask = async (query: object) => {
  const request = { id: 1, data: { columns }, query }
  const answer = JSON.parse(JSON.stringify(await answerLine(JSON.stringify(request), 1)))
  return answer.result ?? answer
}

test('supports come with their meaning, and with the pairs that are joined in resamples', async () => {
  const search = { kind: 'discover', algorithm: 'pc', options: { resamples: 10 }, seed: 2 }
  const { support, edges } = await ask(search)
  expect(support.meaning).toMatch(/^share of 10 random halves/)
  expect(support.edges).toHaveLength(edges.length)
  for (const edge of support.edges) {
    const pair = support.pairs.find(
      ({ a, b }: { a: string; b: string }) => [a, b].includes(edge.from) && [a, b].includes(edge.to),
    )
    expect(edge.joined).toBe(pair.joined / 10)
  }
  expect(await ask({ ...search, options: {} })).not.toHaveProperty('support')
})

test('a trained network gives probabilities, and says which one ran on what', async () => {
  const found = await ask({ kind: 'discover', algorithm: 'neural-strict' })
  expect(found.model).toMatchObject({ id: 'neural-strict', backend: 'wasm' })
  expect(found.support.meaning).toMatch(/^probability by the network/)
  expect(found.pairs).toHaveLength(found.edges.length)
  expect(found.edges.length).toBeGreaterThan(0)
  const { order, matrix } = found.scores
  for (const { from, to, probabilities } of found.pairs)
    expect(matrix[order.indexOf(from)][order.indexOf(to)]).toBe(probabilities.forward)
  const again = await ask({ kind: 'discover', algorithm: 'neural-strict', seed: 9 })
  expect(again.scores).toEqual(found.scores)
  const refused = await ask({ kind: 'discover', algorithm: 'neural-strict', columns: names.slice(0, 2) })
  expect(JSON.stringify(refused)).toContain('BOSS has no such limit')
})

test('a search in one half, and an estimate in the other', async () => {
  const found = await ask({ kind: 'discover', algorithm: 'pc', split: 'half', seed: 8 })
  expect(found).toMatchObject({ n: 100, split: { heldOut: 8 } })
  const effect = {
    kind: 'estimate',
    treatment: names[0],
    outcome: names[1],
    estimator: 'regression',
    adjustment: [],
  }
  const there = await ask({ ...effect, heldOut: found.split.heldOut })
  const everywhere = await ask(effect)
  expect([there.n, everywhere.n]).toEqual([100, 200])
  expect(there.dataSteps.at(-1)).toContain('kept from the search')
})

test('interventions listed row by row are split with their rows', async () => {
  const interventions = Array.from({ length: 200 }, (_, row) => (row % 10 === 0 ? names[0] : null))
  const found = await ask({ kind: 'discover', algorithm: 'boss', interventions, split: 'half' })
  expect(found.n).toBe(100)
})

test('stability runs along the settings that are given', async () => {
  const path = await ask({
    kind: 'stability',
    algorithm: 'boss',
    settings: [1, 4, 2],
    resamples: 3,
    options: { restarts: 0 },
  })
  expect(path).toMatchObject({ vary: 'penalty', settings: [4, 2, 1], resamples: 3 })
  const refused = await ask({ kind: 'stability', algorithm: 'boss', settings: ['many'] })
  expect(JSON.stringify(refused)).toContain('a list of numbers')
})
