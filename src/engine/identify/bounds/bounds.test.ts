import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random'
import { solveLinearProgram } from '../../stats/linear-program'
import { balkePearlBounds, instrumentalExcess } from './balke-pearl'
import { divergenceBounds, type DivergenceId } from './divergence'
import { instrumentBounds } from './instrument-programme'
import { monotoneResponseBounds, monotoneSelectionBounds, noAssumptionBounds } from './manski'

/** The cholesterol trial as published, P(y, x | z): Balke & Pearl 1997, table 2, from Efron & Feldman 1991. */
const cholesterol = [
  [
    [0.919, 0],
    [0.081, 0],
  ],
  [
    [0.315, 0.139],
    [0.073, 0.473],
  ],
]
/** 172 were given the placebo, 165 the drug. */
const drawn = [172 / 337, 165 / 337]

const unit = { low: 0, high: 1 }

describe('bounds from the cholesterol trial', () => {
  it('with the instrument are .392 and .780, as published', () => {
    const { low, high } = balkePearlBounds(cholesterol)
    expect(low).toBeCloseTo(0.392, 10)
    expect(high).toBeCloseTo(0.78, 10)
    // No one who was given the placebo took the drug: the inequality is met with equality.
    expect(instrumentalExcess(cholesterol)).toBeCloseTo(0, 12)
    const programme = instrumentBounds({ table: cholesterol, outcomes: [0, 1] }, { from: 0, to: 1 })!
    expect(programme.low).toBeCloseTo(0.392, 10)
    expect(programme.high).toBeCloseTo(0.78, 10)
  })

  it('without assumptions are -.145 and .855, one unit wide', () => {
    const share = (y: number, x: number) => drawn[0] * cholesterol[0][y][x] + drawn[1] * cholesterol[1][y][x]
    const arms = [0, 1].map((x) => ({
      share: share(0, x) + share(1, x),
      mean: share(1, x) / (share(0, x) + share(1, x)),
    }))
    const { low, high } = noAssumptionBounds({ arms, support: unit }, { from: 0, to: 1 })
    expect(low).toBeCloseTo(-0.145, 3)
    expect(high).toBeCloseTo(0.855, 3)
    expect(high - low).toBeCloseTo(1, 12)
    expect(arms[1].mean - arms[0].mean).toBeCloseTo(0.663, 3)
  })
})

/** Random proportions of response types of a binary trial, and what they say. */
function randomTrial(seed: number, values = 2, arms = 2, levels = 2) {
  const random = createRandom(seed)
  const [takes, responds] = [arms ** values, levels ** arms]
  const raw = Array.from({ length: takes * responds }, () =>
    random.uniform() < 0.4 ? 0 : -Math.log(1 - random.uniform()),
  )
  const total = raw.reduce((sum, value) => sum + value, 1e-12)
  const table = Array.from({ length: values }, () =>
    Array.from({ length: levels }, () => Array.from({ length: arms }, () => 0)),
  )
  let effect = 0
  raw.forEach((weight, type) => {
    const p = weight / total
    const [take, respond] = [Math.floor(type / responds), type % responds]
    const follows = (z: number) => Math.floor(take / arms ** z) % arms
    const answers = (x: number) => Math.floor(respond / levels ** x) % levels
    for (let z = 0; z < values; z++) table[z][answers(follows(z))][follows(z)] += p
    effect += p * (answers(arms - 1) - answers(0))
  })
  return { table, effect }
}

describe('bounds with an instrument', () => {
  it('the eight expressions are the optimum of the linear programme, and hold the effect', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { table, effect } = randomTrial(seed)
      const closed = balkePearlBounds(table)
      const programme = instrumentBounds({ table, outcomes: [0, 1] }, { from: 0, to: 1 })!
      expect(closed.low).toBeCloseTo(programme.low, 8)
      expect(closed.high).toBeCloseTo(programme.high, 8)
      expect(effect).toBeGreaterThan(closed.low - 1e-9)
      expect(effect).toBeLessThan(closed.high + 1e-9)
      expect(instrumentalExcess(table)).toBeLessThan(1e-9)
    }
  })

  it('the programme is infeasible exactly where the instrumental inequality is broken', () => {
    const random = createRandom(2)
    let broken = 0
    for (let run = 0; run < 300; run++) {
      const table = [0, 1].map(() => {
        const raw = Array.from({ length: 4 }, () => random.uniform() ** 4)
        const total = raw.reduce((sum, value) => sum + value, 0)
        return [raw.slice(0, 2), raw.slice(2)].map((line) => line.map((value) => value / total))
      })
      const excess = instrumentalExcess(table)
      if (Math.abs(excess) < 1e-6) continue
      if (excess > 0) broken++
      expect(instrumentBounds({ table, outcomes: [0, 1] }, { from: 0, to: 1 }) === null).toBe(excess > 0)
    }
    expect(broken).toBeGreaterThan(20)
  })

  it('hold the effect with three values of each', () => {
    for (let seed = 0; seed < 5; seed++) {
      const { table, effect } = randomTrial(seed, 3, 2, 3)
      const found = instrumentBounds({ table, outcomes: [0, 1, 2] }, { from: 0, to: 1 })!
      expect(effect).toBeGreaterThan(found.low - 1e-9)
      expect(effect).toBeLessThan(found.high + 1e-9)
      expect(found.high - found.low).toBeLessThan(4)
    }
  })

  it('are never wider than those without assumptions', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { table } = randomTrial(seed)
      const share = (y: number, x: number) => (table[0][y][x] + table[1][y][x]) / 2
      const arms = [0, 1].map((x) => ({
        share: share(0, x) + share(1, x),
        mean: share(1, x) / (share(0, x) + share(1, x) || 1),
      }))
      const plain = noAssumptionBounds({ arms, support: unit }, { from: 0, to: 1 })
      const { low, high } = balkePearlBounds(table)
      expect(low).toBeGreaterThan(plain.low - 1e-9)
      expect(high).toBeLessThan(plain.high + 1e-9)
    }
  })
})

describe('the linear programme', () => {
  it('agrees with a textbook: Chvátal, page 13, in equation form', () => {
    // max 5a + 4b + 3c; 2a + 3b + c <= 5; 4a + b + 2c <= 11; 3a + 4b + 2c <= 8
    const found = solveLinearProgram({
      objective: [-5, -4, -3, 0, 0, 0],
      constraints: [
        [2, 3, 1, 1, 0, 0],
        [4, 1, 2, 0, 1, 0],
        [3, 4, 2, 0, 0, 1],
      ],
      bounds: [5, 11, 8],
    })
    expect(found).toMatchObject({ status: 'optimal' })
    if (found.status !== 'optimal') return
    expect(found.value).toBeCloseTo(-13, 10)
    expect(Array.from(found.at.slice(0, 3)).map((v) => Number(v.toFixed(10)))).toEqual([2, 0, 1])
  })
  it('knows when there is nothing, and when there is no end', () => {
    expect(solveLinearProgram({ objective: [1], constraints: [[1], [1]], bounds: [1, 2] }).status).toBe(
      'infeasible',
    )
    expect(solveLinearProgram({ objective: [-1, 0], constraints: [[1, -1]], bounds: [0] }).status).toBe(
      'unbounded',
    )
    expect(
      solveLinearProgram({
        objective: [1, 1],
        constraints: [
          [1, 1],
          [2, 2],
        ],
        bounds: [1, 2],
      }),
    ).toMatchObject({ status: 'optimal', value: 1 })
  })
})

const arms = fc
  .array(
    fc.record({
      share: fc.double({ min: 0.05, max: 1, noNaN: true }),
      mean: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 2, maxLength: 5 },
  )
  .map((list) => {
    const total = list.reduce((sum, { share }) => sum + share, 0)
    return list.map(({ share, mean }) => ({ share: share / total, mean }))
  })

describe('bounds by assumption', () => {
  const contrast = { from: 0, to: 1 }
  it('assuming more never widens them', () => {
    fc.assert(
      fc.property(arms, (given) => {
        const observed = { arms: given, support: unit }
        const plain = noAssumptionBounds(observed, contrast)
        expect(plain.high - plain.low).toBeCloseTo(2 - given[0].share - given[1].share, 9)
        for (const found of [
          monotoneResponseBounds(observed, contrast, 'increasing'),
          monotoneResponseBounds(observed, contrast, 'decreasing'),
          monotoneSelectionBounds(observed, contrast),
        ]) {
          expect(found.low).toBeGreaterThanOrEqual(plain.low - 1e-9)
          expect(found.high).toBeLessThanOrEqual(plain.high + 1e-9)
        }
        expect(monotoneResponseBounds(observed, contrast, 'increasing').low).toBeGreaterThanOrEqual(0)
        expect(monotoneResponseBounds(observed, contrast, 'decreasing').high).toBeLessThanOrEqual(0)
      }),
      { seed: 1 },
    )
  })
  it('with two arms: no harm gives [0, high], positive selection at most the naive difference', () => {
    const observed = {
      arms: [
        { share: 0.6, mean: 0.3 },
        { share: 0.4, mean: 0.7 },
      ],
      support: unit,
    }
    // E[Y1] <= E[Y; X = 1] + P(X = 0), E[Y0] >= E[Y; X = 0]: no harm adds nothing above.
    expect(monotoneResponseBounds(observed, contrast, 'increasing')).toEqual({
      low: 0,
      high: expect.closeTo(0.28 + 0.6 - 0.18, 12),
    })
    expect(monotoneSelectionBounds(observed, contrast).high).toBeCloseTo(0.4, 12)
    expect(monotoneSelectionBounds(observed, contrast).low).toBeCloseTo(
      noAssumptionBounds(observed, contrast).low,
      12,
    )
  })
})

describe('bounds from the propensity alone', () => {
  const divergences: DivergenceId[] = ['total-variation', 'kullback-leibler', 'hellinger']
  const hundredths = (least: number) => fc.integer({ min: least, max: 100 }).map((value) => value / 100)
  const seen = fc.record({
    share: fc.integer({ min: 2, max: 98 }).map((value) => value / 100),
    raw: fc.array(fc.tuple(hundredths(0), hundredths(1)), { minLength: 1, maxLength: 6 }),
  })
  it.each(divergences)('%s: on the same support never tighter than without assumptions', (divergence) => {
    let wider = 0
    fc.assert(
      fc.property(seen, ({ share, raw }) => {
        const total = raw.reduce((sum, [, p]) => sum + p, 0)
        const outcomes = raw.map(([y]) => y)
        const probabilities = raw.map(([, p]) => p / total)
        const mean = outcomes.reduce((sum, y, i) => sum + y * probabilities[i], 0)
        const found = divergenceBounds({ outcomes, probabilities, share }, unit, divergence)
        expect(found.low).toBeLessThanOrEqual(share * mean + 1e-7)
        expect(found.high).toBeGreaterThanOrEqual(share * mean + (1 - share) - 1e-7)
        expect(found.low).toBeGreaterThanOrEqual(-1e-9)
        expect(found.high).toBeLessThanOrEqual(1 + 1e-9)
        if (found.high > share * mean + (1 - share) + 1e-3) wider++
      }),
      { numRuns: 300, seed: 5 },
    )
    expect(wider).toBeGreaterThan(100)
  })

  it('are as far as the divergence allows: a grid over all distributions on three outcomes finds no further mean', () => {
    const p = [0.5, 0.3, 0.2]
    const outcomes = [0, 0.4, 1]
    const share = 0.6
    const distances: Record<DivergenceId, (q: number[]) => number> = {
      'total-variation': (q) => p.reduce((sum, v, i) => sum + Math.abs(v - q[i]) / 2, 0),
      'kullback-leibler': (q) => p.reduce((sum, v, i) => sum + v * Math.log(v / q[i]), 0),
      hellinger: (q) => 1 - p.reduce((sum, v, i) => sum + Math.sqrt(v * q[i]), 0),
    }
    const radii = {
      'total-variation': 1 - share,
      'kullback-leibler': -Math.log(share),
      hellinger: 1 - Math.sqrt(share),
    }
    for (const divergence of divergences) {
      const found = divergenceBounds({ outcomes, probabilities: p, share }, unit, divergence)
      let [low, high] = [1, 0]
      const steps = 400
      for (let i = 0; i <= steps; i++)
        for (let j = 0; i + j <= steps; j++) {
          const q = [i / steps, j / steps, (steps - i - j) / steps]
          if (distances[divergence](q) > radii[divergence]) continue
          const mean = q.reduce((sum, v, k) => sum + v * outcomes[k], 0)
          low = Math.min(low, mean)
          high = Math.max(high, mean)
        }
      expect(found.high).toBeGreaterThanOrEqual(high - 1e-9)
      expect(found.low).toBeLessThanOrEqual(low + 1e-9)
      expect(found.high - high).toBeLessThan(0.006)
      expect(low - found.low).toBeLessThan(0.006)
    }
  })

  it('reach an outcome that was never seen', () => {
    const found = divergenceBounds(
      { outcomes: [0.2, 0.4], probabilities: [0.5, 0.5], share: 0.5 },
      unit,
      'kullback-leibler',
    )
    expect(found.high).toBeGreaterThan(0.65 - 1e-9)
    expect(found.low).toBeLessThan(0.15 + 1e-9)
  })
})
