import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { Dataset } from '../../data/dataset'
import { draw } from '../../graph/graph-text.testing'
import type { VariableId } from '../../graph/graph'
import type { Value } from '../../identify/question'
import { totalEffectOf } from '../../identify/question'
import { columnsOf, testContext } from '../estimating.testing'
import { boundsFor, type BoundsOptions } from './bounds-for'
import type { BoundId } from './report'

/** Rows of the cholesterol trial, with the counts that give the published shares: lot, taken, fell, rows. */
const trial = [
  [0, 0, 0, 158],
  [0, 0, 1, 14],
  [1, 0, 0, 52],
  [1, 1, 0, 23],
  [1, 0, 1, 12],
  [1, 1, 1, 78],
]
const rowsOfTrial = trial.flatMap(([lot, taken, fell, rows]) =>
  Array.from({ length: rows }, () => ({ lot, taken, fell })),
)
const cholesterol = columnsOf({
  lot: rowsOfTrial.map(({ lot }) => lot),
  taken: rowsOfTrial.map(({ taken }) => taken),
  fell: rowsOfTrial.map(({ fell }) => fell),
})
const trialGraph = draw('lot -> taken -> fell, taken <-> fell')

const effect = (treatment: string, outcome: string, from: Value = 0, to: Value = 1) =>
  totalEffectOf([{ variable: treatment as VariableId, from, to }], [outcome as VariableId])

const found = async (
  data: Dataset,
  graph: ReturnType<typeof draw>,
  question: ReturnType<typeof effect>,
  options: BoundsOptions = {},
) => valueOf(await boundsFor(data, graph, question, options, testContext()))

describe('the cholesterol trial', () => {
  it('gives the published bounds, to the rounding of the published table', async () => {
    const report = await found(cholesterol, trialGraph, effect('taken', 'fell'))
    const of = (id: BoundId) => report.bounds.find((bound) => bound.id === id)!
    expect(report.rows.used).toBe(337)
    expect([of('no-data').low, of('no-data').high]).toEqual([-1, 1])
    expect(of('no-assumptions').low).toBeCloseTo(-0.145, 3)
    expect(of('no-assumptions').high).toBeCloseTo(0.855, 3)
    // .392 and .780 from probabilities of three digits.
    expect(of('instrument').low).toBeCloseTo(78 / 165 + 158 / 172 - 1, 12)
    expect(of('instrument').low).toBeCloseTo(0.392, 2)
    expect(of('instrument').high).toBeCloseTo(0.78, 2)
    expect(of('instrument').instrument).toBe('lot')
    expect(report.naive.point).toBeCloseTo(78 / 101 - 26 / 236, 12)
    // No one drew the placebo and took the drug: the inequality is met with equality, and by chance not always.
    expect(report.inequalities[0].excess).toBeCloseTo(0, 12)
    expect(report.inequalities[0].shareViolated).toBeLessThan(0.8)
    expect(of('no-assumptions').sentence).toBe('The effect lies between −0.145 and +0.855.')
    for (const { low, high, region } of report.bounds) {
      if (!region) continue
      expect(region[0]).toBeLessThanOrEqual(low)
      expect(region[1]).toBeGreaterThanOrEqual(high)
    }
  })

  it('turns over with the contrast', async () => {
    const forth = await found(cholesterol, trialGraph, effect('taken', 'fell'), { draws: 20 })
    const back = await found(cholesterol, trialGraph, effect('taken', 'fell', 1, 0), { draws: 20 })
    const symmetric: BoundId[] = ['no-assumptions', 'instrument', 'total-variation', 'hellinger']
    for (const id of symmetric) {
      const [a, b] = [forth, back].map((report) => report.bounds.find((bound) => bound.id === id)!)
      expect(b.low).toBeCloseTo(-a.high, 9)
      expect(b.high).toBeCloseTo(-a.low, 9)
    }
  })

  it('is never tighter by divergence than without assumptions', async () => {
    const { bounds } = await found(cholesterol, trialGraph, effect('taken', 'fell'), { draws: 0 })
    const plain = bounds.find(({ id }) => id === 'no-assumptions')!
    const divergences = bounds.filter(({ reference }) => reference.includes('Jung'))
    expect(divergences.length).toBe(3)
    for (const { low, high } of divergences) {
      expect(low).toBeLessThanOrEqual(plain.low + 1e-9)
      expect(high).toBeGreaterThanOrEqual(plain.high - 1e-9)
    }
  })
})

describe('bounds and the graph', () => {
  it('take no variable for an instrument that the graph lets act otherwise', async () => {
    for (const text of [
      'lot -> taken -> fell, taken <-> fell, lot -> fell',
      'lot -> taken -> fell, taken <-> fell, lot <-> fell',
      'lot <-> taken, taken -> fell, taken <-> fell',
    ]) {
      const { bounds, inequalities } = await found(cholesterol, draw(text), effect('taken', 'fell'), {
        draws: 0,
      })
      expect(bounds.some(({ id }) => id === 'instrument')).toBe(false)
      expect(inequalities).toEqual([])
    }
  })

  it('see an instrument that is none', async () => {
    const random = createRandom(4)
    const lot = Array.from({ length: 1000 }, () => random.integer(2))
    const taken = lot.map((z) => Number(random.uniform() < 0.1 + 0.05 * z))
    const fell = lot.map((z) => Number(random.uniform() < (z ? 0.9 : 0.1)))
    const report = await found(columnsOf({ lot, taken, fell }), trialGraph, effect('taken', 'fell'), {
      draws: 50,
    })
    expect(report.bounds.some(({ id }) => id === 'instrument')).toBe(false)
    expect(report.notGiven).toMatchObject([{ id: 'instrument', instrument: 'lot' }])
    expect(report.inequalities[0].shareViolated).toBeCloseTo(1, 9)
    expect(report.inequalities[0].excess).toBeGreaterThan(0.3)
  })
})

describe('bounds of other scales', () => {
  const random = createRandom(1)
  const hidden = Array.from({ length: 1500 }, () => random.normal())
  const dose = hidden.map((u) => Math.min(3, Math.max(0, Math.round(1.5 + u + random.normal()))))
  const score = hidden.map((u, row) => Math.min(10, Math.max(0, 4 + dose[row] + u + random.normal())))
  const graph = draw('dose -> score, dose <-> score')
  const data = columnsOf({ dose, score })

  it('hold the true effect with several arms and numbers as outcomes', async () => {
    const report = await found(data, graph, effect('dose', 'score', 0, 2), { support: [0, 10], draws: 20 })
    expect(report.supportFrom).toBe('given')
    for (const { id, low, high } of report.bounds) {
      if (id === 'monotone-decreasing') continue
      expect(low, id).toBeLessThan(2)
      expect(high, id).toBeGreaterThan(2)
    }
    const of = (id: BoundId) => report.bounds.find((bound) => bound.id === id)!
    expect(of('monotone-increasing').low).toBe(0)
    expect(of('monotone-selection').high).toBeLessThan(of('no-assumptions').high)
    // Tilting 1,500 different outcomes anew for every sample would take too long.
    expect(of('hellinger').region).toBeNull()
    expect(of('total-variation').region).not.toBeNull()
  })

  it('use the range of the rows where none is given, and refuse one that does not hold them', async () => {
    expect((await found(data, graph, effect('dose', 'score', 0, 1), { draws: 0 })).supportFrom).toBe(
      'observed',
    )
    const refused = await boundsFor(
      data,
      graph,
      effect('dose', 'score', 0, 1),
      { support: [0, 5] },
      testContext(),
    )
    expect(refused.ok ? '' : refused.problems[0].code).toBe('bad-support')
  })

  it('need arms, and an order for what rises', async () => {
    const many = columnsOf({ dose: hidden, score })
    const refused = await boundsFor(many, graph, effect('dose', 'score'), {}, testContext())
    expect(refused.ok ? '' : refused.problems[0].code).toBe('too-many-arms')
    const words = columnsOf({ dose: dose.map((d) => 'abcd'[d]), score })
    const report = await found(words, graph, effect('dose', 'score', 'a', 'b'), { draws: 0 })
    expect(report.notGiven.map(({ id }) => id)).toEqual([
      'monotone-increasing',
      'monotone-decreasing',
      'monotone-selection',
    ])
  })

  it('stop when cancelled', async () => {
    const stopped = await boundsFor(
      data,
      graph,
      effect('dose', 'score'),
      {},
      testContext(1, { signal: { aborted: true } }),
    )
    expect(stopped.ok ? '' : stopped.problems[0].code).toBe('cancelled')
  })
})
