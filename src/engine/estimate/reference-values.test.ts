import { beforeAll, describe, expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import type { Dataset } from '../data/dataset'
import { estimateEffect, type EstimateRequest } from './estimate-effect'
import { hasReferenceData, referenceData, testContext } from './estimating.testing'

type Case = [
  what: string,
  request: Pick<EstimateRequest, 'estimator' | 'adjustment' | 'options'>,
  point: number,
  standardError: number | null,
]

const nswSet = ['age', 'educ', 'black', 'hisp', 'marr', 'nodegree', 're74', 're75']
const nswSquare = 'age + age^2 + educ + nodegree + black + hisp + re74 + re75'
const nsw: Case[] = [
  [
    'difference, classical',
    { estimator: 'difference', adjustment: [], options: { standardErrors: 'classical' } },
    1794.342,
    632.85,
  ],
  ['difference, HC2', { estimator: 'difference', adjustment: [], options: {} }, 1794.342, 671.0],
  [
    'least squares',
    {
      estimator: 'regression',
      adjustment: nswSet,
      options: { outcomeModel: nswSquare, standardErrors: 'classical' },
    },
    1672.2,
    638.4,
  ],
  [
    'Horvitz-Thompson',
    { estimator: 'ipw', adjustment: nswSet, options: { normalise: 'horvitz-thompson' } },
    1613.13,
    null,
  ],
  ['Hajek', { estimator: 'ipw', adjustment: nswSet, options: {} }, 1641.32, null],
  [
    'g-formula, one model an arm',
    { estimator: 'g-formula', adjustment: nswSet, options: { draws: 50 } },
    1621.58,
    null,
  ],
  ['AIPW', { estimator: 'aipw', adjustment: nswSet, options: { folds: 1 } }, 1619.05, 671.56],
]

const nhefsModel =
  'sex + race + age + age^2 + factor(education) + smokeintensity + smokeintensity^2 + smokeyrs + smokeyrs^2 + factor(exercise) + factor(active) + wt71 + wt71^2'
const withProduct = `${nhefsModel} + qsmk:smokeintensity`
const nhefsSet = [
  'sex',
  'race',
  'age',
  'education',
  'smokeintensity',
  'smokeyrs',
  'exercise',
  'active',
  'wt71',
]
const nhefs: Case[] = [
  ['crude', { estimator: 'difference', adjustment: nhefsSet, options: {} }, 2.5406, null],
  [
    'least squares',
    { estimator: 'regression', adjustment: nhefsSet, options: { outcomeModel: nhefsModel } },
    3.4626,
    null,
  ],
  [
    'Hajek',
    { estimator: 'ipw', adjustment: nhefsSet, options: { propensityModel: nhefsModel } },
    3.4405,
    null,
  ],
  [
    'Horvitz-Thompson',
    {
      estimator: 'ipw',
      adjustment: nhefsSet,
      options: { propensityModel: nhefsModel, normalise: 'horvitz-thompson' },
    },
    3.424,
    null,
  ],
  [
    'g-formula',
    { estimator: 'g-formula', adjustment: nhefsSet, options: { outcomeModel: withProduct, draws: 50 } },
    3.5174,
    null,
  ],
  [
    'AIPW',
    {
      estimator: 'aipw',
      adjustment: nhefsSet,
      options: { outcomeModel: withProduct, propensityModel: nhefsModel, folds: 1 },
    },
    3.457,
    0.489,
  ],
]

const within = (value: number, wanted: number, relative: number) =>
  expect(Math.abs(value - wanted) / Math.abs(wanted)).toBeLessThan(relative)

describe.skipIf(!hasReferenceData())('published values', () => {
  let data: Record<string, Dataset>
  beforeAll(async () => {
    data = { nsw: await referenceData('nsw_mixtape.csv'), nhefs: await referenceData('nhefs_complete.csv') }
  })

  test.each(nsw)('NSW: %s', async (_, request, point, standardError) => {
    const estimate = valueOf(
      await estimateEffect(data.nsw, { ...request, treatment: 'treat', outcome: 're78' }, testContext()),
    )
    within(estimate.point, point, 1e-5)
    if (standardError !== null) within(estimate.standardError!, standardError, 2e-5)
    expect(estimate.rows).toEqual({ total: 445, used: 445, missing: {} })
  })

  test.each(nhefs)('NHEFS: %s', async (_, request, point, standardError) => {
    const estimate = valueOf(
      await estimateEffect(data.nhefs, { ...request, treatment: 'qsmk', outcome: 'wt82_71' }, testContext()),
    )
    within(estimate.point, point, 1e-4)
    if (standardError !== null) within(estimate.standardError!, standardError, 1e-3)
    expect(estimate.rows.used).toBe(1566)
  })

  test('a robust and a bootstrap standard error agree about NHEFS', async () => {
    const request = { treatment: 'qsmk', outcome: 'wt82_71', adjustment: nhefsSet, estimator: 'ipw' }
    const analytic = valueOf(
      await estimateEffect(
        data.nhefs,
        { ...request, options: { propensityModel: nhefsModel } },
        testContext(),
      ),
    )
    const options = { propensityModel: nhefsModel, interval: 'bootstrap', draws: 100 }
    const resampled = valueOf(await estimateEffect(data.nhefs, { ...request, options }, testContext()))
    expect(resampled.intervalKind).toBe('bootstrap')
    within(resampled.standardError!, analytic.standardError!, 0.2)
  })

  test('smoking-cessation covariates with missing values cost rows, and the estimate says so', async () => {
    const request = { treatment: 'qsmk', outcome: 'wt82_71', adjustment: ['income', 'cholesterol'] }
    const estimate = valueOf(
      await estimateEffect(data.nhefs, { ...request, estimator: 'regression' }, testContext()),
    )
    expect(estimate.rows.missing).toEqual({ income: 59, cholesterol: 16 })
    expect(estimate.rows.used).toBe(1492)
  })
})
