import { describe, expect, it } from 'vitest'
import { valueOf } from '../../base/result'
import { compareSeeDo, type SeeDo } from '../../engine/estimate/see-do'
import { kidneyStones } from '../../engine/examples/kidney-stones'
import {
  answersDo,
  armName,
  changeSentence,
  differenceOn,
  largestShift,
  measureOf,
  methodSentence,
  reasonSentence,
  truthOf,
  valueOn,
} from './see-do-words'

const asked = { treatment: 'Treatment', outcome: 'Success', from: 'open', to: 'keyhole' }
const kidney = valueOf(compareSeeDo(kidneyStones.build().dataset, { ...asked, adjustment: ['Stone size'] }))
const unadjusted = valueOf(compareSeeDo(kidneyStones.build().dataset, { ...asked, adjustment: [] }))
const means: SeeDo = {
  scale: 'mean',
  arms: [
    { label: 0, rows: 10, see: 1.9, do: 2.1 },
    { label: 1, rows: 12, see: 4.4, do: 5.5 },
  ],
  method: 'outcome-model',
  emptyCells: [],
  covariates: [{ name: 'Age', form: 'mean', everyone: 50, seen: [48, 55] }],
  rows: { total: 22, used: 22, missing: {} },
}

describe('seeing against doing, in words', () => {
  it('writes shares without a zero and means with what tells them apart', () => {
    expect(kidney.arms.map((arm) => valueOn(kidney, arm.see))).toEqual(['.780', '.826'])
    expect(kidney.arms.map((arm) => valueOn(kidney, arm.do))).toEqual(['.833', '.779'])
    expect([differenceOn(kidney, 'see'), differenceOn(kidney, 'do')]).toEqual(['+.046', '−.054'])
    expect(valueOn(means, 4.4)).toBe('4.40')
    const pressure: SeeDo = {
      ...means,
      arms: [
        { label: 'no', rows: 1, see: 122.07, do: 119.4 },
        { label: 'yes', rows: 1, see: 113.21, do: 114.6 },
      ],
    }
    expect([valueOn(pressure, 122.07), differenceOn(pressure, 'see')]).toEqual(['122.1', '−8.86'])
    expect(pressure.arms.map((arm) => armName(arm, 'Programme'))).toEqual(['Programme no', 'Programme yes'])
  })
  it('claims no flip that the shown digits do not show', () => {
    const [from, to] = means.arms
    const near: SeeDo = {
      ...means,
      scale: 'probability',
      arms: [
        { ...from, see: 0.33301, do: 0.33303 },
        { ...to, rows: 0, see: 0.33302, do: 0.33302 },
      ],
    }
    expect(changeSentence(near)).not.toMatch(/flips/)
    expect(reasonSentence(near, 'Dose')).toMatch(/No row has exactly/)
    const flipped: SeeDo = {
      ...near,
      arms: [
        { ...from, see: 0.3, do: 0.4 },
        { ...to, see: 0.4, do: 0.3 },
      ],
    }
    expect(changeSentence(flipped)).toMatch(/flips/)
    const same: SeeDo = {
      ...near,
      arms: [
        { ...from, see: 0.3, do: 0.3 },
        { ...to, see: 0.4, do: 0.4 },
      ],
    }
    expect(changeSentence(same)).toMatch(/stays at \+.100/)
  })
  it('says nothing of doing where nothing answers it', () => {
    const seen = valueOf(compareSeeDo(kidneyStones.build().dataset, { ...asked, adjustment: null }))
    expect(answersDo(seen)).toBe(false)
    expect([differenceOn(seen, 'see'), differenceOn(seen, 'do')]).toEqual(['+.046', '?'])
    expect(seen.arms.map((arm) => valueOn(seen, arm.do))).toEqual(['?', '?'])
    expect([changeSentence(seen), methodSentence(seen), truthOf(seen)]).toEqual(['', '', null])
    expect(reasonSentence(seen, 'Treatment')).toMatch(/what was seen/)
  })
  it('names what is measured', () => {
    expect(measureOf(kidney, 'Success')).toBe('share with Success')
    expect(measureOf({ ...kidney, event: 'late' }, 'Stage')).toBe('share with Stage = late')
    expect(measureOf(means, 'Weight')).toBe('mean of Weight')
  })
  it('explains the reversal by the mix of the arms', () => {
    expect(reasonSentence(kidney, 'Treatment').replaceAll('\u202f', ' ')).toBe(
      '77 % of those with keyhole had Stone size small, 25 % of those with open.',
    )
    expect(changeSentence(kidney)).toMatch(/the order flips/)
    expect(truthOf(kidney)).toBe('from')
  })
  it('tells a moved difference from a flip, and nothing adjusted from both', () => {
    expect(changeSentence(means)).toBe(
      'With the same mix in both arms the difference goes from +2.50 to +3.40.',
    )
    expect(reasonSentence(means, 'Dose')).toBe(
      'Age averaged 55.0 among those with Dose 1, 48.0 among those with Dose 0.',
    )
    expect(truthOf(means)).toBe('to')
    expect(reasonSentence(unadjusted, 'Treatment')).toMatch(/^Nothing is adjusted for/)
    expect(changeSentence(unadjusted)).toBe('')
    expect(largestShift(unadjusted)).toBeNull()
  })
  it('calls arms within a hundredth the same', () => {
    const [a, b] = kidney.arms
    expect(
      truthOf({
        ...kidney,
        arms: [
          { ...a, do: 0.5 },
          { ...b, do: 0.503 },
        ],
      }),
    ).toBe('same')
  })
  it('says when a model fills in', () => {
    expect(methodSentence(kidney)).toBe('')
    expect(methodSentence(means)).toMatch(/outcome model/)
    const empty = [{ arm: 'open', cell: 'Stone size = small', rows: 3 }]
    expect(methodSentence({ ...means, emptyCells: empty })).toBe(
      'No row had open at Stone size = small: an outcome model fills in.',
    )
  })
})
