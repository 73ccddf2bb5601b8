import { expect, it } from 'vitest'
import { createRandom } from '../base/random'
import { answerLine } from './batch'

const answer = (request: unknown) => answerLine(JSON.stringify(request), 1)

const random = createRandom(11)
const bernoulli = (p: number) => Number(random.uniform() < p)
const [X, M, Y]: number[][] = [[], [], []]
for (let row = 0; row < 3000; row++) {
  const u = bernoulli(0.5)
  const x = bernoulli(0.25 + 0.5 * u)
  const m = bernoulli(0.3 + 0.5 * x)
  X.push(x)
  M.push(m)
  Y.push(bernoulli(0.1 + 0.4 * m + 0.4 * u))
}
const data = { columns: { X, M, Y } }
const graph = 'dag { X -> M -> Y X <-> Y }'
const estimate = (query: object, more: object = { graph }) =>
  answer({ data, ...more, query: { kind: 'estimate', treatment: 'X', outcome: 'Y', ...query } })

it.each(['plug-in', 'front-door'])('%s answers where the graph has no adjustment set', async (estimator) => {
  const found = await estimate({ estimator })
  expect(found).toMatchObject({
    result: {
      adjustment: [],
      identifiedBy: { method: 'front-door', mediators: ['M'] },
      n: 3000,
      provenance: { method: estimator },
    },
  })
  expect((found as { result: { estimate: number } }).result.estimate).toBeCloseTo(0.2, 1)
})

it('mediators can be named without a graph', async () => {
  const named = await estimate({ estimator: 'front-door', mediator: 'M' }, {})
  const drawn = await estimate({ estimator: 'front-door' })
  expect(named).toMatchObject({
    result: { estimate: (drawn as { result: { estimate: number } }).result.estimate },
  })
})

it('estimators that adjust say why they do not answer', async () => {
  expect(await estimate({ estimator: 'ipw' })).toMatchObject({ error: { code: 'identified-otherwise' } })
  const confounded = { graph: 'dag { X -> Y X <-> Y M }' }
  expect(await estimate({ estimator: 'plug-in' }, confounded)).toMatchObject({
    error: { code: 'no-adjustment-set' },
  })
  expect(await estimate({ estimator: 'front-door' }, confounded)).toMatchObject({
    error: { code: 'no-front-door-set' },
  })
})
