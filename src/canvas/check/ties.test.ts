import { expect, test } from 'vitest'
import type { ImplicationTest } from '../../engine/estimate/implications/report'
import { variableId } from '../../engine/graph/graph'
import type { Rect } from '../geometry'
import { drawnTests, tiesBetween } from './ties'

const claim = (a: string, b: string, violated: boolean, p = 0): ImplicationTest => ({
  implication: { kind: 'independence', a: variableId(a), b: variableId(b), given: [] },
  test: 'partial-correlation',
  rows: { total: 100, used: 100, missing: {} },
  statistic: 5,
  distribution: 'normal',
  degreesOfFreedom: null,
  p,
  adjustedP: p,
  effect: { measure: 'partial-correlation', value: 0.5, interval: [0.4, 0.6] },
  violated,
  mends: [],
})

const row = (...names: string[]) =>
  new Map(names.map((name, i): [string, Rect] => [name, { x: 200 * i, y: 0, width: 100, height: 40 }]))

test('a pair that the data join is drawn once, at the strongest contradiction; pairs that hold are not', () => {
  const tests = [claim('A', 'B', true, 0.001), claim('B', 'A', true, 0.01), claim('B', 'C', false)]
  expect(drawnTests(tests, () => false).map(({ p }) => p)).toEqual([0.001])
})

test('of very many the strongest are drawn, and the one that was pressed', () => {
  const tests = Array.from({ length: 40 }, (_, i) => claim('A', `B${i}`, true, i / 1000))
  const drawn = drawnTests(tests, ({ p }) => p === 0.03)
  expect(drawn.map(({ p }) => p)).toEqual([...Array.from({ length: 12 }, (_, i) => i / 1000), 0.03])
})

test('a tie stops short of both outlines and goes round what stands between', () => {
  const [straight] = tiesBetween([claim('A', 'B', true)], row('A', 'B'))
  expect(straight.path).toBe('M109 20 Q150 20 191 20')
  const [round] = tiesBetween([claim('A', 'C', true)], row('A', 'B', 'C'))
  expect(Math.abs(round.middle.y - 20)).toBeGreaterThan(27)
})

test('a pair that is not drawn, as in a collapsed group, has no tie', () => {
  expect(tiesBetween([claim('A', 'Z', true)], row('A', 'B'))).toEqual([])
})
