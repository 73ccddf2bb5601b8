import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import type { Dataset } from '../data/dataset'
import { logistic } from '../stats/distributions'
import { estimateEffect } from './estimate-effect'
import { columnsOf, testContext } from './estimating.testing'
import { estimators } from './registry'
import { compareSeeDo } from './see-do'

const asked = { treatment: 'x', outcome: 'y', adjustment: ['z'] }

function study(rows: number, seed: number) {
  const random = createRandom(seed)
  const columns = { z: [] as number[], x: [] as number[], y: [] as number[], w: [] as number[] }
  for (let row = 0; row < rows; row++) {
    const z = random.normal()
    const x = random.uniform() < logistic(z) ? 1 : 0
    columns.z.push(z)
    columns.x.push(x)
    columns.y.push(x + x * z + z + random.normal())
    columns.w.push(1 + random.integer(3))
  }
  return columns
}

const weightedBy = (columns: Parameters<typeof columnsOf>[0]): Dataset => {
  const data = columnsOf(columns)
  return {
    ...data,
    columns: data.columns.map((column) =>
      column.name.startsWith('w') ? { ...column, role: 'weight' } : column,
    ),
  }
}

// The plug-in counts combinations of values, of which columns of numbers have too many.
const honouring = estimators.entries
  .filter(({ weights, identifiedBy }) => weights === 'honoured' && identifiedBy.includes('adjustment'))
  .map(({ id }) => id)
  .filter((id) => id !== 'plug-in')
const optionsOf = (id: string): Record<string, number> => (id === 'g-formula' ? { draws: 60 } : {})
const run = async (data: Dataset, estimator: string, options = {}) =>
  valueOf(
    await estimateEffect(
      data,
      { ...asked, estimator, options: { ...optionsOf(estimator), ...options } },
      testContext(),
    ),
  )

describe('rows with sampling weights', () => {
  const given = study(400, 6)

  test('most estimators honour them', () => expect(honouring.length).toBeGreaterThan(4))

  test.each(honouring)('%s: a weight of 3 is a row that stands there three times', async (estimator) => {
    const { w, ...rest } = given
    const repeated = Object.fromEntries(
      Object.entries(rest).map(([name, values]) => [
        name,
        values.flatMap((value, row) => Array.from({ length: w[row] }, () => value)),
      ]),
    )
    const [weighted, standing] = [
      await run(weightedBy(given), estimator),
      await run(columnsOf(repeated), estimator),
    ]
    expect(weighted.point).toBeCloseTo(standing.point, 8)
    expect(weighted.means!.to).toBeCloseTo(standing.means!.to, 8)
    // Copies are no new information: the error is that of 400 rows, not of 800.
    expect(weighted.standardError! / standing.standardError!).toBeGreaterThan(1.15)
    expect(weighted.rows.used).toBe(400)
  })

  test.each(honouring)('%s: the unit of the weights does not matter, and equal weights none', async (id) => {
    const plain = await run(columnsOf({ ...given, w: given.w.map(() => 1) }), id, robust(id))
    const equal = await run(weightedBy({ ...given, w: given.w.map(() => 0.07) }), id, robust(id))
    expect(equal.point).toBeCloseTo(plain.point, 8)
    expect(equal.standardError! / plain.standardError!).toBeCloseTo(1, id === 'regression' ? 2 : 6)
    const scaled = await run(weightedBy({ ...given, w: given.w.map((weight) => 50 * weight) }), id)
    expect(scaled.point).toBeCloseTo((await run(weightedBy(given), id)).point, 8)
  })

  test('a difference of weighted means, its error written out', async () => {
    const { point, standardError } = await run(weightedBy(given), 'difference')
    const arm = (value: number) => {
      const rows = given.x.flatMap((x, row) => (x === value ? [row] : []))
      const mass = rows.reduce((total, row) => total + given.w[row], 0)
      const mean = rows.reduce((total, row) => total + given.w[row] * given.y[row], 0) / mass
      const squares = rows.reduce((total, row) => {
        const share = given.w[row] / mass
        return total + (share * (given.y[row] - mean)) ** 2 / (1 - share)
      }, 0)
      return { mean, squares }
    }
    const [untreated, treated] = [arm(0), arm(1)]
    expect(point).toBeCloseTo(treated.mean - untreated.mean, 10)
    expect(standardError).toBeCloseTo(Math.sqrt(untreated.squares + treated.squares), 10)
  })

  test('see and do follow them', () => {
    const binary = { ...given, z: given.z.map((z) => (z > 0 ? 1 : 0)) }
    const { arms, covariates } = valueOf(compareSeeDo(weightedBy(binary), asked))
    const mean = (rows: (row: number) => boolean) => {
      const chosen = binary.x.map((_, row) => row).filter(rows)
      const mass = chosen.reduce((total, row) => total + binary.w[row], 0)
      return { mass, mean: chosen.reduce((total, row) => total + binary.w[row] * binary.y[row], 0) / mass }
    }
    const all = mean(() => true).mass
    const done = [0, 1].reduce((total, z) => {
      const share = mean((row) => binary.z[row] === z).mass / all
      return total + share * mean((row) => binary.z[row] === z && binary.x[row] === 1).mean
    }, 0)
    expect(arms[1].see).toBeCloseTo(mean((row) => binary.x[row] === 1).mean, 10)
    expect(arms[1].do).toBeCloseTo(done, 10)
    expect(covariates[0]).toMatchObject({
      levels: [{}, { everyone: expect.closeTo(mean((row) => binary.z[row] === 1).mass / all, 10) }],
    })
  })

  const bad: [string, (number | null)[], string][] = [
    ['negative', given.w.map((weight, row) => (row === 16 ? -1 : weight)), 'is -1 in row 17'],
    ['zero', given.w.map((weight, row) => (row === 3 ? 0 : weight)), 'is 0 in row 4'],
    ['missing', given.w.map((weight, row) => (row === 8 ? null : weight)), 'is missing in row 9'],
  ]
  test.each(bad)('a %s weight is refused with its row', async (_, w, says) => {
    const result = await estimateEffect(
      weightedBy({ ...given, w }),
      { ...asked, estimator: 'aipw' },
      testContext(),
    )
    expect(result.ok ? '' : result.problems[0].message).toContain(says)
  })
  test('two columns of weights are one too many', async () => {
    const two = weightedBy({ ...given, w2: given.w })
    const result = await estimateEffect(two, { ...asked, estimator: 'aipw' }, testContext())
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'several-weights' }] })
  })
  test('the neural model says that it cannot weight rows', async () => {
    const result = await estimateEffect(
      weightedBy(given),
      { ...asked, estimator: 'neural-effect' },
      testContext(),
    )
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'rows-weighted' }] })
  })
})

/** Weighted regressions have a robust error, so they are compared with one. */
const robust = (estimator: string) => (estimator === 'regression' ? { standardErrors: 'hc2' } : {})
