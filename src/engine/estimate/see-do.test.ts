import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { variableId } from '../graph/graph'
import { frontDoorEstimand } from '../identify/front-door'
import { columnsOf, kidneyStones } from './estimating.testing'
import { compareSeeDo } from './see-do'

describe('seeing and doing', () => {
  test('kidney stones: the published reversal', () => {
    const asked = {
      treatment: 'treatment',
      outcome: 'success',
      adjustment: ['size'],
      from: 'keyhole',
      to: 'open',
    }
    const { arms, ...rest } = valueOf(compareSeeDo(kidneyStones(), asked))
    const [keyhole, open] = arms
    expect(keyhole).toMatchObject({ label: 'keyhole', rows: 350 })
    expect(open).toMatchObject({ label: 'open', rows: 350 })
    expect([open.see, keyhole.see].map((p) => p.toFixed(3))).toEqual(['0.780', '0.826'])
    expect([open.do, keyhole.do].map((p) => p?.toFixed(4))).toEqual(['0.8325', '0.7789'])
    expect(rest).toMatchObject({
      scale: 'probability',
      event: 'yes',
      method: 'standardisation',
      emptyCells: [],
    })
    const [size] = rest.covariates
    expect(size).toMatchObject({ name: 'size', form: 'shares' })
    if (size.form !== 'shares') return
    const small = size.levels.find(({ label }) => label === 'small')!
    expect(small.everyone).toBeCloseTo(357 / 700, 12)
    expect(small.seen[0]).toBeCloseTo(270 / 350, 12)
    expect(small.seen[1]).toBeCloseTo(87 / 350, 12)
  })

  test('without adjustment, doing is seeing', () => {
    const asked = { treatment: 'treatment', outcome: 'success', adjustment: [] }
    for (const { see, do: done } of valueOf(compareSeeDo(kidneyStones(), asked)).arms)
      expect(done).toBeCloseTo(see, 12)
  })

  test('without an answer by adjustment only seeing is told', () => {
    const asked = {
      treatment: 'treatment',
      outcome: 'success',
      adjustment: null,
      from: 'open',
      to: 'keyhole',
    }
    const { arms, method, covariates, emptyCells } = valueOf(compareSeeDo(kidneyStones(), asked))
    expect(arms.map((arm) => arm.see)).toEqual([273 / 350, 289 / 350])
    expect(arms.map((arm) => arm.do)).toEqual([null, null])
    expect([method, covariates, emptyCells]).toEqual(['none', [], []])
  })

  test('an empty cell is named and a model fills in', () => {
    const data = columnsOf({
      drug: [0, 0, 0, 1, 1, 1, 0, 1, 0, 1],
      sex: ['f', 'f', 'm', 'm', 'm', 'm', 'm', 'm', 'm', 'm'],
      well: [0, 1, 1, 0, 1, 1, 0, 1, 1, 0],
    })
    const result = valueOf(compareSeeDo(data, { treatment: 'drug', outcome: 'well', adjustment: ['sex'] }))
    expect(result.method).toBe('outcome-model')
    expect(result.emptyCells).toEqual([{ arm: 1, cell: 'sex = f', rows: 2 }])
  })

  test('continuous variables: lines and means', () => {
    const random = createRandom(4)
    const z = Array.from({ length: 800 }, () => random.normal())
    const dose = z.map((value) => value + random.normal())
    const y = dose.map((value, row) => value - 2 * z[row] + 0.1 * random.normal())
    const asked = { treatment: 'dose', outcome: 'y', adjustment: ['z'], from: 0, to: 1 }
    const { arms, scale, method, covariates } = valueOf(compareSeeDo(columnsOf({ z, dose, y }), asked))
    expect([scale, method]).toEqual(['mean', 'outcome-model'])
    // Regression of y on dose alone has slope 1 - 2/2 = 0.
    expect(Math.abs(arms[1].see - arms[0].see)).toBeLessThan(0.2)
    expect(arms[1].do! - arms[0].do!).toBeCloseTo(1, 1)
    expect(covariates[0].form).toBe('mean')
  })

  test('without a set, the identified formula gives both arms (Pearl, Causality, 2009, table 3.1)', () => {
    const rows = [
      ['yes', 'yes', 323, 57],
      ['yes', 'no', 18, 2],
      ['no', 'yes', 1, 19],
      ['no', 'no', 38, 342],
    ] as const
    const data: Record<'smoking' | 'tar' | 'cancer', string[]> = { smoking: [], tar: [], cancer: [] }
    for (const [smoking, tar, ill, well] of rows)
      for (let row = 0; row < ill + well; row++) {
        data.smoking.push(smoking)
        data.tar.push(tar)
        data.cancer.push(row < ill ? 'yes' : 'no')
      }
    const [x, m, y] = ['smoking', 'tar', 'cancer'].map((name) => variableId(name))
    const asked = {
      treatment: 'smoking',
      outcome: 'cancer',
      from: 'no',
      to: 'yes',
      adjustment: null,
      identifiedBy: {
        method: 'front-door' as const,
        estimand: frontDoorEstimand([x], [y], [m]),
        mediators: ['tar'],
      },
    }
    const { arms, method } = valueOf(compareSeeDo(columnsOf(data), asked))
    expect(method).toBe('formula')
    expect(arms[0].do).toBeCloseTo(0.4975, 12)
    expect(arms[1].do).toBeCloseTo(0.4525, 12)
    // Numbers that no row count reaches leave the Do side open.
    const many = { ...data, tar: data.smoking.map((_, row) => row) }
    expect(valueOf(compareSeeDo(columnsOf(many), asked))).toMatchObject({ method: 'none' })
  })

  test('problems of the question come back', () => {
    const result = compareSeeDo(kidneyStones(), { treatment: 'treatment', outcome: 'cured', adjustment: [] })
    expect(result).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown-column', where: { name: 'cured' } }],
    })
  })
})
