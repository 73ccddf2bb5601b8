import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { noKnowledge, type DiscoveryProblem } from '../algorithm'
import { fisherZ } from './fisher-z'
import { kernel } from './kernel'

const ALPHA = 0.05
const options = { kernelFeatures: 20 }

/** x = sin(2 s) + noise, y = s^2 + pull * (square of the noise of x) + noise; columns x, y, s. */
function curved(rows: number, pull: number, seed: number): DiscoveryProblem {
  const random = createRandom(seed)
  const [x, y, s] = Array.from({ length: 3 }, () => new Float64Array(rows))
  for (let row = 0; row < rows; row++) {
    s[row] = random.normal()
    const noise = random.normal()
    x[row] = Math.sin(2 * s[row]) + noise
    y[row] = s[row] ** 2 + pull * noise ** 2 + random.normal()
  }
  return {
    names: ['x', 'y', 's'],
    columns: [x, y, s],
    levels: [0, 0, 0],
    gaps: 'none',
    rows: { total: rows, used: rows, missing: {} },
    knowledge: noKnowledge,
    contexts: [],
  }
}

const shareAbove = (tables: number, rows: number, pull: number, method = kernel) => {
  let alarms = 0
  for (let seed = 0; seed < tables; seed++) {
    const prepared = method.prepare(curved(rows, pull, seed), ALPHA, options, createRandom(seed))
    if (prepared.evidence(0, 1, Int32Array.of(2), 1) > prepared.critical) alarms++
  }
  return alarms / tables
}

test('with curved relations false alarms are as many as the level says', () => {
  const tables = 300
  const error = Math.sqrt((ALPHA * (1 - ALPHA)) / tables)
  expect(Math.abs(shareAbove(tables, 200, 0) - ALPHA)).toBeLessThan(4 * error)
})

test('sees what partial correlation cannot', () => {
  expect(shareAbove(40, 300, 0.7)).toBeGreaterThan(0.85)
  expect(shareAbove(40, 300, 0.7, fisherZ)).toBeLessThan(0.4)
})

test('gives the same evidence again, and in any order of the columns', () => {
  const problem = curved(150, 0.5, 9)
  const turned: DiscoveryProblem = {
    ...problem,
    names: problem.names.toReversed(),
    columns: problem.columns.toReversed(),
  }
  const prepared = kernel.prepare(problem, ALPHA, options, createRandom(4))
  const first = prepared.evidence(0, 1, Int32Array.of(2), 1)
  prepared.evidence(0, 2, Int32Array.of(1), 1)
  expect(prepared.evidence(0, 1, Int32Array.of(2), 1)).toBe(first)
  const other = kernel.prepare(turned, ALPHA, options, createRandom(4))
  expect(other.evidence(2, 1, Int32Array.of(0), 1)).toBeCloseTo(first, 9)
})

test('reads categories and gaps, and does not judge too few rows', () => {
  const random = createRandom(6)
  const colour = Float64Array.from({ length: 300 }, () => random.integer(3))
  const size = colour.map((code) => (random.uniform() < 0.1 ? NaN : [1, 0, 1][code] + random.normal()))
  const other = colour.map((_, row) => (row < 275 ? NaN : random.normal()))
  const problem: DiscoveryProblem = {
    ...curved(300, 0, 1),
    names: ['colour', 'size', 'other'],
    columns: [colour, size, other],
    levels: [3, 0, 0],
    unordered: [0],
    gaps: 'some',
  }
  const prepared = kernel.prepare(problem, ALPHA, options, createRandom(1))
  expect(prepared.evidence(0, 1, new Int32Array(1), 0)).toBeGreaterThan(4)
  expect(prepared.rowsUsed!(0, 1, new Int32Array(1), 0)).toBeLessThan(300)
  expect(prepared.evidence(0, 2, new Int32Array(1), 0)).toBe(Infinity)
})
