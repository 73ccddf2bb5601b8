import { expect, test } from 'vitest'
import { readPairs } from './discovery-readout'

const logits = {
  size: 2,
  arrow: Float32Array.of(9, 1, -2, 9),
  confounded: Float32Array.of(9, 0.5, 0.25, 9),
}
const temperatures = { known: 1, hidden: 2 }

test('a softmax over no edge and an arrow either way, at the temperature of the kind of data', () => {
  const { arrow, confounded } = readPairs(logits, { confounding: false, temperatures }, 'known')
  const total = 1 + Math.exp(1) + Math.exp(-2)
  expect(confounded).toBeUndefined()
  expect(arrow[0]).toBe(0)
  expect(arrow[1]).toBeCloseTo(Math.exp(1) / total, 12)
  expect(arrow[2]).toBeCloseTo(Math.exp(-2) / total, 12)
  const cooler = readPairs(logits, { confounding: false, temperatures }, 'hidden').arrow
  expect(cooler[1]).toBeCloseTo(Math.exp(0.5) / (1 + Math.exp(0.5) + Math.exp(-1)), 12)
})

test('a hidden cause is a class of its own, from both directions', () => {
  const { arrow, confounded } = readPairs(logits, { confounding: true, temperatures }, 'known')
  const total = 1 + Math.exp(1) + Math.exp(-2) + Math.exp(0.75)
  expect(confounded![1]).toBeCloseTo(Math.exp(0.75) / total, 12)
  expect(confounded![2]).toBe(confounded![1])
  expect(arrow[1]).toBeCloseTo(Math.exp(1) / total, 12)
})

test('large logits do not overflow', () => {
  const large = { ...logits, arrow: Float32Array.of(0, 800, 3, 0) }
  expect(readPairs(large, { confounding: false, temperatures }, 'known').arrow[1]).toBe(1)
})
