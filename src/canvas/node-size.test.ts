import { expect, test } from 'vitest'
import { nodeLabel, nodeSize, roughMeasure, type NodeContent } from './node-size'

const plain = (name: string): NodeContent => ({ name, glyph: 'shown', density: 'normal', bars: 0 })
const size = (content: NodeContent) => nodeSize(content, roughMeasure)
const LONG = 'Systolic blood pressure at the second visit after discharge from hospital'

test('short names keep one line; the node grows a line at a time, up to three, and never beyond 200 pixels', () => {
  expect(size(plain('Sleep'))).toEqual({ width: 96, height: 40 })
  expect(size(plain('Years of schooling of the mother')).height).toBe(58)
  expect(size(plain(LONG)).height).toBe(76)
  expect(size(plain(LONG)).width).toBeLessThanOrEqual(200)
  expect(nodeLabel(plain(LONG), roughMeasure).lines.at(-1)).toMatch(/…$/)
  expect(size({ ...plain(LONG), density: 'dense', glyph: 'none' }).height).toBe(62)
})

test('a live node keeps the room of its bars below a wrapped name; its caption goes below where it does not fit beside', () => {
  const live = { ...plain('Success'), bars: 2, caption: 'share healed' }
  expect(size(live)).toEqual({ width: 196, height: 88 })
  expect(size({ ...live, caption: undefined }).height).toBe(88)
  const long = { ...live, name: 'Treatment success after a year' }
  expect(nodeLabel(long, roughMeasure)).toMatchObject({ caption: 'below', lines: { length: 2 } })
  expect(size(long).height).toBe(88 + 18 + 16)
  expect(size(long).width).toBeLessThanOrEqual(220)
})
