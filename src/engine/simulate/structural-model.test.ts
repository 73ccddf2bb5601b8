import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { correlationMatrix, mean, variance } from '../stats/moments'
import { numberedNames, randomDag } from './random-dag'
import {
  linearEffect,
  randomLinearModel,
  sampledEffect,
  sampleModel,
  type StructuralModel,
} from './structural-model'

const linear = (intercept: number, weights: readonly number[], noise: number) =>
  ({ kind: 'linear', intercept, weights, noise }) as const

/** Z -> X -> M -> Y, Z -> Y, written with effects before causes. */
const confounded: StructuralModel = {
  variables: [
    { name: 'Y', parents: ['M', 'Z'], mechanism: linear(1, [3, -2], 0.5) },
    { name: 'M', parents: ['X'], mechanism: linear(0, [0.5], 1) },
    { name: 'X', parents: ['Z'], mechanism: linear(0, [2], 1) },
    { name: 'Z', parents: [], mechanism: linear(10, [], 2), latent: true },
  ],
}
const contrast = { treatment: 'X', from: 0, to: 2 }

describe('a structural model', () => {
  test('has the moments that its weights imply', () => {
    const [, , x, z] = sampleModel(confounded, 50_000, createRandom(1))
    expect(mean(z)).toBeCloseTo(10, 1)
    expect(variance(x)).toBeCloseTo(4 * 4 + 1, 0)
    expect(correlationMatrix([x, z])[1]).toBeCloseTo(4 / Math.sqrt(17), 2)
  })

  test('under an intervention keeps the noise of the same units', () => {
    const before = sampleModel(confounded, 100, createRandom(2), { X: 1 })
    const after = sampleModel(confounded, 100, createRandom(2), { X: 2 })
    expect(after[2].every((value) => value === 2)).toBe(true)
    expect(after[3]).toEqual(before[3])
    // Every unit changes by the product of the weights along X -> M -> Y.
    after[0].forEach((value, row) => expect(value - before[0][row]).toBeCloseTo(1.5, 9))
  })

  test('effects: along the arrows exactly, against them none, and as sampled', () => {
    expect(linearEffect(confounded, contrast, 'Y')).toBeCloseTo(3, 12)
    expect(linearEffect(confounded, contrast, 'Z')).toBe(0)
    expect(sampledEffect(confounded, contrast, 'Y', 1000, createRandom(3))).toBeCloseTo(3, 9)
  })

  test('a mechanism that is not linear has no exact effect, only a sampled one', () => {
    const model: StructuralModel = {
      variables: [
        { name: 'X', parents: [], mechanism: linear(0, [], 1) },
        { name: 'B', parents: ['X'], mechanism: { kind: 'logistic', intercept: -1, weights: [2] } },
        { name: 'C', parents: [], mechanism: { kind: 'logistic', intercept: 0, weights: [] } },
        { name: 'Y', parents: ['C'], mechanism: linear(0, [7], 1) },
      ],
    }
    expect(linearEffect(model, { treatment: 'X', from: 0, to: 1 }, 'B')).toBeNull()
    expect(linearEffect(model, { treatment: 'C', from: 0, to: 1 }, 'Y')).toBe(7)
    const expected = 1 / (1 + Math.exp(-1)) - 1 / (1 + Math.exp(1))
    const sampled = sampledEffect(model, { treatment: 'X', from: 0, to: 1 }, 'B', 40_000, createRandom(4))
    expect(sampled).toBeCloseTo(expected, 1.5)
  })

  test('a cycle is refused', () => {
    const variables = [
      { name: 'A', parents: ['B'], mechanism: linear(0, [1], 1) },
      { name: 'B', parents: ['A'], mechanism: linear(0, [1], 1) },
    ]
    expect(() => sampleModel({ variables }, 5, createRandom(1))).toThrow('cycle')
  })

  test('a random linear model is the same for the same seed', () => {
    const build = () => randomLinearModel(randomDag(numberedNames(8), 3, createRandom(5)), createRandom(6))
    expect(build()).toEqual(build())
    const weights = build().variables.flatMap((variable) => [...variable.mechanism.weights])
    expect(weights).toHaveLength(12)
    for (const weight of weights) expect(Math.abs(weight)).toBeGreaterThanOrEqual(0.5)
  })
})
