import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import type { MissingChoice } from '../data/missing/methods'
import { logistic } from '../stats/distributions'
import { mean } from '../stats/moments'
import { estimateEffect, type EstimateRequest } from './estimate-effect'
import { columnsOf, hasReferenceData, referenceData, testContext } from './estimating.testing'
import { studyWithGaps, TRUE_EFFECT, type GapMechanism } from './gaps.testing'
import { planMissing } from './missing-plan'
import { compareSeeDo, compareSeeDoWithGaps } from './see-do'

const asked = { treatment: 'x', outcome: 'y', adjustment: ['z', 'w'] }
const imputed: MissingChoice = { method: 'imputed', options: { imputations: 5, iterations: 5 } }
const weighted: MissingChoice = { method: 'weighted' }

const run = async (
  data: ReturnType<typeof studyWithGaps>,
  more: Partial<EstimateRequest> & { estimator: string },
  seed = 1,
) => valueOf(await estimateEffect(data, { ...asked, ...more }, testContext(seed)))

describe('gaps missing at random, effect 1', () => {
  const studies = 24
  test.each<GapMechanism>(['outcome', 'confounder'])('%s missing', async (mechanism) => {
    const errors = async (missing: MissingChoice, estimator: string) => {
      const found = []
      for (let study = 0; study < studies; study++) {
        const data = studyWithGaps(400, 700 + study, mechanism)
        const { point, interval } = await run(data, { estimator, missing }, study)
        const covers = interval![0] <= TRUE_EFFECT && TRUE_EFFECT <= interval![1]
        found.push({ error: point - TRUE_EFFECT, covers: covers ? 1 : 0 })
      }
      return {
        bias: mean(found.map(({ error }) => error)),
        coverage: mean(found.map(({ covers }) => covers)),
      }
    }
    const complete = await errors({ method: 'complete-rows' }, 'aipw')
    expect(complete.bias).toBeLessThan(-0.18)
    expect(complete.coverage).toBeLessThan(0.7)
    for (const missing of [imputed, weighted]) {
      for (const estimator of ['regression', 'aipw']) {
        const { bias, coverage } = await errors(missing, estimator)
        // Points scatter by .12, so the mean of 24 by .025. `npm run bench missing` has the long table.
        expect(Math.abs(bias), `${missing.method} ${estimator}`).toBeLessThan(0.1)
        expect(coverage, `${missing.method} ${estimator}`).toBeGreaterThan(0.79)
      }
    }
  })
})

describe('weights for complete rows', () => {
  test('by one yes/no column they are the shares of complete rows, written out', async () => {
    const random = createRandom(12)
    const rows = Array.from({ length: 600 }, () => {
      const s = random.uniform() < 0.4 ? 1 : 0
      const x = random.uniform() < 0.5 ? 1 : 0
      return { s, x, y: x * (1 + 2 * s) + random.normal(), gap: random.uniform() < 0.2 + 0.4 * s }
    })
    const data = columnsOf({
      x: rows.map((row) => (row.gap ? null : row.x)),
      y: rows.map((row) => row.y),
      s: rows.map((row) => row.s),
      flat: rows.map(() => 1),
    })
    // y says something too, so it is left to s alone by leaving gaps in y where x has them.
    const alone = {
      ...data,
      columns: data.columns.map((column) =>
        column.name === 'y'
          ? { ...column, values: column.values.map((value, row) => (rows[row].gap ? NaN : value)) }
          : column,
      ),
    }
    const estimate = await run(alone, {
      estimator: 'difference',
      adjustment: [],
      missing: { method: 'weighted', options: { truncation: 1 } },
    })
    const share = (s: number) =>
      rows.filter((row) => row.s === s && !row.gap).length / rows.filter((row) => row.s === s).length
    const armMean = (x: number) => {
      const arm = rows.filter((row) => !row.gap && row.x === x)
      const mass = arm.reduce((total, row) => total + 1 / share(row.s), 0)
      return arm.reduce((total, row) => total + row.y / share(row.s), 0) / mass
    }
    expect(estimate.point).toBeCloseTo(armMean(1) - armMean(0), 6)
    expect(estimate.gaps).toMatchObject({ method: 'weighted' })
    expect(estimate.rows).toMatchObject({ total: 600, used: rows.filter(({ gap }) => !gap).length })
    expect(estimate.diagnostics).toContainEqual(
      expect.objectContaining({ id: 'weights-from', value: 's (main effects)' }),
    )
  })

  test('the analytic error that counts their estimation agrees with a bootstrap that estimates them anew', async () => {
    const data = studyWithGaps(500, 5, 'outcome')
    const analytic = await run(data, { estimator: 'ipw', missing: weighted })
    const bootstrap = await run(data, {
      estimator: 'ipw',
      missing: weighted,
      options: { interval: 'bootstrap', draws: 150 },
    })
    expect(bootstrap.point).toBe(analytic.point)
    expect(analytic.standardError! / bootstrap.standardError!).toBeGreaterThan(0.8)
    expect(analytic.standardError! / bootstrap.standardError!).toBeLessThan(1.2)
    const fitted = await run(data, { estimator: 'g-formula', missing: weighted, options: { draws: 50 } })
    expect(Math.abs(fitted.point - TRUE_EFFECT)).toBeLessThan(4 * fitted.standardError!)
  })

  test('without a column free of gaps there is nothing to weight by', async () => {
    const data = columnsOf({
      x: [0, 1, 0, 1, null, 1, 0, 1],
      y: [1, 2, 3, null, 5, 6, 2, 4],
      z: [null, 2, 3, 4, 5, 6, 3, 8],
    })
    const result = await estimateEffect(
      data,
      { ...asked, adjustment: ['z'], estimator: 'regression', missing: weighted },
      testContext(),
    )
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'nothing-to-weigh-by' }] })
  })
})

describe('imputed estimates', () => {
  const data = studyWithGaps(400, 2, 'outcome')
  test('use every row, count the cells, and say how they were pooled', async () => {
    const estimate = await run(data, { estimator: 'aipw', missing: imputed })
    const cells = data.columns.find(({ name }) => name === 'y')!.values.filter(Number.isNaN).length
    expect(estimate.rows).toEqual({ total: 400, used: 400, missing: { y: cells } })
    expect(estimate.gaps).toEqual({ method: 'imputed', cells, imputations: 5 })
    expect(estimate.provenance.missing).toMatchObject({ method: 'imputed', options: { imputations: 5 } })
    const told = Object.fromEntries(estimate.diagnostics.map(({ id, value }) => [id, value]))
    const between = Number(told['between-variance'])
    const within = Number(told['within-variance'])
    expect(estimate.standardError! ** 2).toBeCloseTo(within + 1.2 * between, 5)
    expect(told['missing-information']).toBeGreaterThan(0)
    expect(told['monte-carlo-error']).toBeCloseTo(Math.sqrt(between / 5), 3)
    expect(told['standard-error']).toContain('pooled')
    expect(estimate.quantiles).toHaveLength(50)
    expect(estimate.degreesOfFreedom).toBeGreaterThan(3)
  })
  test('are the same with the same seed', async () => {
    const [first, again, other] = [
      await run(data, { estimator: 'regression', missing: imputed }),
      await run(studyWithGaps(400, 2, 'outcome'), { estimator: 'regression', missing: imputed }),
      await run(data, { estimator: 'regression', missing: imputed }, 2),
    ]
    expect(again.point).toBe(first.point)
    expect(other.point).not.toBe(first.point)
  })
  test('a bootstrap runs within each imputation', async () => {
    const { standardError, intervalKind } = await run(data, {
      estimator: 'g-formula',
      missing: imputed,
      options: { draws: 100 },
    })
    const analytic = await run(data, { estimator: 'aipw', missing: imputed })
    expect(intervalKind).toBe('bootstrap')
    expect(standardError! / analytic.standardError!).toBeGreaterThan(0.75)
    expect(standardError! / analytic.standardError!).toBeLessThan(1.3)
  })
  test('without gaps nothing is done, and nothing is said of it', async () => {
    const { gaps, provenance } = await run(data, {
      estimator: 'regression',
      outcome: 's',
      missing: imputed,
    })
    expect(gaps).toBeUndefined()
    expect(provenance.missing).toBeUndefined()
  })
  test('see and do are averaged over the imputations', async () => {
    const left = valueOf(compareSeeDo(data, asked))
    const filled = valueOf(await compareSeeDoWithGaps(data, { ...asked, missing: imputed }, testContext()))
    const change = ({ arms: [from, to] }: typeof left) => to.do! - from.do!
    expect(filled.rows.used).toBe(400)
    expect(filled.gaps).toMatchObject({ method: 'imputed' })
    expect(Math.abs(change(filled) - TRUE_EFFECT)).toBeLessThan(Math.abs(change(left) - TRUE_EFFECT))
    const regression = await run(data, { estimator: 'regression', missing: imputed })
    expect(change(filled)).toBeCloseTo(regression.point, 1)
  })
})

describe('what is said before it runs', () => {
  const data = studyWithGaps(400, 2, 'outcome')
  const names = ['x', 'y', 'z', 'w']
  test('each method with its numbers', () => {
    const plan = valueOf(planMissing(data, names, { method: 'weighted' }))
    const { used } = plan.rows
    const [left, filled, stood] = plan.methods
    expect(left.sentence).toBe(`leaves out ${400 - used} of 400 rows, because y is missing there`)
    expect(filled.sentence).toBe(
      `fills ${400 - used} cells of y 20 times, from 5 columns, and pools the estimates`,
    )
    expect(stood.sentence).toBe(
      `weights the ${used} complete rows of 400 to stand for all, by how likely x, z, w and s make a row to be complete`,
    )
    const neural = plan.estimators.find(({ estimator }) => estimator === 'neural-effect')!
    expect(neural.sentence).toContain('does not apply')
  })
  test('what cannot be done says why', () => {
    const bad = columnsOf({ x: [0, 1, null, 1, 0, 1], y: [1, null, 3, 4, 5, 6] })
    const plan = valueOf(planMissing(bad, ['x', 'y'], { method: 'complete-rows' }))
    expect(plan.methods.map(({ possible }) => possible)).toEqual([true, true, false])
    expect(plan.methods[2].sentence).toContain('every usable column has gaps')
  })
})

describe.skipIf(!hasReferenceData())('NHEFS with smoking years deleted by weight gain and treatment', () => {
  test('complete rows are off; imputing and weighting come back to the estimate without gaps', async () => {
    const whole = await referenceData('nhefs_complete.csv')
    const column = (name: string) => whole.columns.find((one) => one.name === name)!.values
    const [gain, quit] = [column('wt82_71'), column('qsmk')]
    const random = createRandom(31)
    const gap = Uint8Array.from(gain, (value, row) =>
      random.uniform() < logistic(-1.6 + 0.1 * (value - 3) * (quit[row] === 1 ? 1 : -1)) ? 1 : 0,
    )
    const gappy = {
      ...whole,
      columns: whole.columns.map((one) =>
        one.name === 'smokeyrs'
          ? { ...one, values: one.values.map((value, row) => (gap[row] ? NaN : value)) }
          : one,
      ),
    }
    const request = {
      treatment: 'qsmk',
      outcome: 'wt82_71',
      adjustment: [
        'sex',
        'race',
        'age',
        'education',
        'smokeintensity',
        'smokeyrs',
        'exercise',
        'active',
        'wt71',
      ],
      estimator: 'regression',
    }
    const of = async (data: typeof whole, missing?: MissingChoice) =>
      (await run(data, { ...request, ...(missing ? { missing } : {}) })).point
    const truth = await of(whole)
    const off = Math.abs((await of(gappy)) - truth)
    expect(off).toBeGreaterThan(1.5)
    expect(Math.abs((await of(gappy, imputed)) - truth)).toBeLessThan(0.25)
    // Truncated weights leave a part of the bias; all of them would leave less, and more noise.
    expect(Math.abs((await of(gappy, weighted)) - truth)).toBeLessThan(0.4 * off)
    const whatever = { method: 'weighted', options: { truncation: 1 } } as const
    expect(Math.abs((await of(gappy, whatever)) - truth)).toBeLessThan(0.25 * off)
  })
})
