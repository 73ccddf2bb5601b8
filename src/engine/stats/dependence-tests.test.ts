import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/random'
import { adjustedPValues } from './adjusted-p-values'
import { noncentralChiSquareCdf, noncentralityInterval } from './noncentral-chi-square'
import { residualCovarianceTest } from './residual-covariance'
import { cellsToFill, gSquared, mantelHaenszel, stratifiedTables } from './stratified-tables'
import { tetradTest } from './tetrad'

/** Rows of a, b and stratum from two cross tables. */
function rowsOf(tables: readonly (readonly (readonly number[])[])[]) {
  const [a, b, stratum]: number[][] = [[], [], []]
  tables.forEach((table, s) =>
    table.forEach((line, i) =>
      line.forEach((count, j) => {
        for (let k = 0; k < count; k++) {
          a.push(i)
          b.push(j)
          stratum.push(s)
        }
      }),
    ),
  )
  return { a, b, stratum }
}

const twoTables = rowsOf([
  [
    [18, 7],
    [5, 20],
  ],
  [
    [30, 12],
    [14, 9],
  ],
])

/** Wanted values: SciPy 1.17. */
describe('tests of dependence', () => {
  it('G squared adds up the strata', () => {
    const { a, b, stratum } = twoTables
    const found = gSquared(stratifiedTables(a, b, [stratum]))
    expect(found.statistic).toBeCloseTo(15.074571961175607, 10)
    expect(found.degreesOfFreedom).toBe(2)
    expect(found.p).toBeCloseTo(0.0005328418041423913, 12)
  })

  it('G squared charges nothing for rows and columns that a stratum lacks', () => {
    const { a, b, stratum } = rowsOf([
      [
        [4, 3, 0],
        [2, 5, 0],
      ],
      [
        [4, 0, 3],
        [0, 0, 0],
      ],
    ])
    const tables = stratifiedTables(a, b, [stratum])
    expect(gSquared(tables).degreesOfFreedom).toBe(1)
    expect(cellsToFill(tables)).toBe(4 + 2)
  })

  it('Mantel-Haenszel of two by two tables is the square of the classical one', () => {
    const { a, b, stratum } = twoTables
    const found = mantelHaenszel(stratifiedTables(a, b, [stratum]))
    expect(found.statistic).toBeCloseTo(10.064774487945202, 10)
    expect(found.p).toBeCloseTo(0.0015113106326893457, 12)
  })

  it('Mantel-Haenszel keeps its size in hundreds of strata of three rows', () => {
    const random = createRandom(3)
    let alarms = 0
    const runs = 400
    for (let run = 0; run < runs; run++) {
      const stratum = Array.from({ length: 300 }, (_, row) => Math.floor(row / 3))
      const lean = stratum.map((s) => ((s * 7919) % 10) / 10)
      const draw = () => lean.map((p) => Number(random.uniform() < p) + Number(random.uniform() < p))
      const tables = stratifiedTables(draw(), draw(), [stratum])
      if (mantelHaenszel(tables).p < 0.05) alarms++
    }
    expect(alarms / runs).toBeGreaterThan(0.02)
    expect(alarms / runs).toBeLessThan(0.085)
  })

  it('the residual test of one column a side is the correlation over its robust error', () => {
    const random = createRandom(1)
    const x = Float64Array.from({ length: 500 }, () => random.normal())
    const y = x.map((value) => 0.1 * value + random.normal())
    const centred = (values: Float64Array) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      return values.map((value) => value - mean)
    }
    const found = residualCovarianceTest([centred(x)], [centred(y)], 1)
    const { value, standardError } = found.correlation!
    expect(found.degreesOfFreedom).toBe(1)
    expect((value / standardError) ** 2).toBeCloseTo(found.statistic, 8)
    expect(Math.abs(standardError - 1 / Math.sqrt(500))).toBeLessThan(0.006)
  })

  it('the residual test has no answer where the columns repeat one another', () => {
    const random = createRandom(1)
    const x = Float64Array.from({ length: 50 }, () => random.normal())
    const y = Float64Array.from({ length: 50 }, () => random.normal())
    expect(residualCovarianceTest([x, x], [y], 1).degreesOfFreedom).toBe(0)
  })

  it('the tetrad test keeps its size, sees a broken tetrad, and has an error near Wishart’s', () => {
    const random = createRandom(8)
    const [runs, rows] = [400, 400]
    let alarms = 0
    let seen = 0
    const differences: number[] = []
    let error = 0
    for (let run = 0; run < runs; run++) {
      const cause = Float64Array.from({ length: rows }, () => random.normal())
      const effect = () => cause.map((value) => 0.8 * value + 0.6 * random.normal())
      const [a, b, c, d] = [effect(), effect(), effect(), effect()]
      const kept = tetradTest([a, b], [c, d])
      differences.push(kept.difference)
      error += kept.standardError / runs
      if (kept.p < 0.05) alarms++
      const extra = Float64Array.from({ length: rows }, () => random.normal())
      const tied = (values: Float64Array) => values.map((value, row) => value + 0.4 * extra[row])
      if (tetradTest([tied(a), b], [tied(c), d]).p < 0.05) seen++
    }
    expect(alarms / runs).toBeLessThan(0.085)
    expect(alarms / runs).toBeGreaterThan(0.02)
    expect(seen / runs).toBeGreaterThan(0.9)
    const spread = Math.sqrt(differences.reduce((sum, value) => sum + value * value, 0) / runs)
    expect(error / spread).toBeGreaterThan(0.9)
    expect(error / spread).toBeLessThan(1.1)
    // Wishart 1928: var = (D12 D34 (n + 1) / (n - 1) - D) / (n - 2), here with all correlations .64.
    const r = 0.64
    const pairs = (1 - r * r) ** 2
    const whole = (1 - r) ** 3 * (1 + 3 * r)
    const wishart = Math.sqrt(((pairs * (rows + 1)) / (rows - 1) - whole) / (rows - 2))
    expect(error / wishart).toBeGreaterThan(0.93)
    expect(error / wishart).toBeLessThan(1.07)
  })
})

describe('many tests', () => {
  const p = [0.039, 0.001, 0.008, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]

  it('Benjamini-Hochberg and Benjamini-Yekutieli as in SciPy, in the order given', () => {
    const hochberg = adjustedPValues(p, 'benjamini-hochberg')
    expect(hochberg[1]).toBeCloseTo(0.01, 12)
    expect(hochberg[0]).toBeCloseTo(0.084, 12)
    expect(hochberg[9]).toBeCloseTo(0.216, 12)
    const yekutieli = adjustedPValues(p, 'benjamini-yekutieli')
    expect(yekutieli[2]).toBeCloseTo(0.11715873, 7)
    expect(yekutieli[6]).toBeCloseTo(0.30963379, 7)
  })

  it('Holm multiplies by the tests that are left, and never falls', () => {
    expect([...adjustedPValues([0.01, 0.02, 0.015, 0.9], 'holm')]).toEqual([0.04, 0.045, 0.045, 0.9])
    expect([...adjustedPValues([0.5, 0.5], 'holm')]).toEqual([1, 1])
    expect([...adjustedPValues([], 'holm')]).toEqual([])
  })
})

describe('the noncentral chi-square', () => {
  const known: [number, number, number, number][] = [
    [3.84, 1, 4, 0.48384630517490623],
    [20, 5, 10, 0.7810703882850357],
    [150, 20, 100, 0.9177514238105615],
    [9, 4, 1, 0.8763712314434989],
  ]
  it.each(known)('P(X <= %d) with df %d and noncentrality %d', (x, df, noncentrality, wanted) => {
    expect(noncentralChiSquareCdf(x, df, noncentrality)).toBeCloseTo(wanted, 2)
  })

  it('an interval holds the noncentralities that explain the value', () => {
    const [low, high] = noncentralityInterval(30, 4, 0.95)
    expect(noncentralChiSquareCdf(30, 4, low)).toBeCloseTo(0.975, 6)
    expect(noncentralChiSquareCdf(30, 4, high)).toBeCloseTo(0.025, 6)
    expect(noncentralityInterval(2, 4, 0.95)[0]).toBe(0)
  })
})
