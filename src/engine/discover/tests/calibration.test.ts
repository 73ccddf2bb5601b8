import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { correlationMatrix } from '../../stats/moments'
import { noKnowledge, type DiscoveryProblem } from '../algorithm'
import { chooseTest } from './choose-test'
import { fisherZTest } from './fisher-z'
import { testMethods } from './registry'

const ALPHA = 0.05

/** levels 0: numbers; above 2: categories without an order. */
const problemFrom = (columns: readonly Float64Array[], levels: readonly number[]): DiscoveryProblem => ({
  names: columns.map((_, k) => `v${k}`),
  columns,
  levels,
  unordered: levels.flatMap((count, k) => (count > 2 ? [k] : [])),
  gaps: columns.some((column) => column.some(Number.isNaN)) ? 'some' : 'none',
  rows: { total: columns[0].length, used: columns[0].length, missing: {} },
  knowledge: noKnowledge,
  contexts: [],
})

type Kind = 'numbers' | 'categories' | 'mixed'

/** x <- s -> y with y also taking `pull` times the value of x: independent given s for 0. Columns x, y, s. */
function table(kind: Kind, rows: number, pull: number, gaps: number, random: Random): DiscoveryProblem {
  const levels = kind === 'numbers' ? [0, 0, 0] : kind === 'categories' ? [3, 2, 3] : [0, 3, 3]
  const columns = levels.map(() => new Float64Array(rows))
  /** A category of so many whose odds follow `lean`. */
  const pick = (count: number, lean: number) => {
    const weights = Array.from({ length: count }, (_, k) => Math.exp(0.8 * lean * (k - (count - 1) / 2)))
    let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0)
    return weights.findIndex((weight) => (left -= weight) < 0)
  }
  const draw = (count: number, lean: number) => (count === 0 ? lean + random.normal() : pick(count, lean))
  for (let row = 0; row < rows; row++) {
    const s = draw(levels[2], 0)
    const x = draw(levels[0], s)
    columns[0][row] = x
    columns[1][row] = draw(levels[1], s + pull * x)
    columns[2][row] = s
    for (const column of columns) if (random.uniform() < gaps) column[row] = NaN
  }
  return problemFrom(columns, levels)
}

const shareAbove = (id: string, kind: Kind, pull: number, gaps: number, tables: number, rows = 300) => {
  const method = valueOf(testMethods.find(id))
  let alarms = 0
  for (let k = 0; k < tables; k++) {
    const random = createRandom(1000 * rows + k)
    const prepared = method.prepare(table(kind, rows, pull, gaps, random), ALPHA, {}, createRandom(k))
    const strength = prepared.evidence(0, 1, Int32Array.of(2), 1)
    expect(strength).toBeLessThan(Infinity)
    if (strength > prepared.critical) alarms++
  }
  return alarms / tables
}

describe.each([
  ['fisher-z', 'numbers', 0.25],
  ['g-square', 'categories', 1.2],
  ['chi-square', 'categories', 1.2],
  ['degenerate-gaussian', 'numbers', 0.25],
  ['degenerate-gaussian', 'categories', 1.2],
  ['degenerate-gaussian', 'mixed', 0.5],
] as const)('%s on %s', (id, kind, pull) => {
  test.each([0, 0.2])('false alarms are as many as the level says, with a share of %s missing', (gaps) => {
    const tables = 600
    const error = Math.sqrt((ALPHA * (1 - ALPHA)) / tables)
    expect(Math.abs(shareAbove(id, kind, 0, gaps, tables) - ALPHA)).toBeLessThan(4 * error)
  })

  test('a dependence is seen', () => {
    expect(shareAbove(id, kind, pull, 0, 100)).toBeGreaterThan(0.85)
  })

  test('the order of the columns does not matter', () => {
    const { columns, levels } = table(kind, 300, pull, 0.1, createRandom(7))
    const method = valueOf(testMethods.find(id))
    const straight = method.prepare(problemFrom(columns, levels), ALPHA, {}, createRandom(1))
    const turned = method.prepare(
      problemFrom(columns.toReversed(), levels.toReversed()),
      ALPHA,
      {},
      createRandom(1),
    )
    const before = straight.evidence(0, 1, Int32Array.of(2), 1)
    expect(turned.evidence(2, 1, Int32Array.of(0), 1)).toBeCloseTo(before, 9)
    expect(turned.rowsUsed!(2, 1, Int32Array.of(0), 1)).toBe(straight.rowsUsed!(0, 1, Int32Array.of(2), 1))
  })
})

test('where values are missing Fisher z equals the test on the rows that have all members', () => {
  const { columns, levels } = table('numbers', 200, 0.3, 0.25, createRandom(3))
  const prepared = valueOf(testMethods.find('fisher-z')).prepare(
    problemFrom(columns, levels),
    ALPHA,
    {},
    createRandom(1),
  )
  for (const set of [[], [2]]) {
    const rows = Array.from({ length: 200 }, (_, row) => row).filter((row) =>
      [0, 1, ...set].every((k) => !Number.isNaN(columns[k][row])),
    )
    const members = [0, 1, ...set].map((k) => Float64Array.from(rows, (row) => columns[k][row]))
    const direct = fisherZTest(correlationMatrix(members), members.length, rows.length, 1)
    const given = Int32Array.from(set)
    expect(prepared.rowsUsed!(0, 1, given, set.length)).toBe(rows.length)
    expect(prepared.evidence(0, 1, given, set.length)).toBeCloseTo(
      direct.evidence(0, 1, Int32Array.of(2), set.length),
      9,
    )
  }
})

test('for two single columns the degenerate Gaussian test agrees with Fisher z', () => {
  const problem = table('numbers', 500, 0.15, 0, createRandom(4))
  const [fisher, block] = ['fisher-z', 'degenerate-gaussian'].map((id) =>
    valueOf(testMethods.find(id))
      .prepare(problem, ALPHA, {}, createRandom(1))
      .evidence(0, 1, Int32Array.of(2), 1),
  )
  expect(block / fisher).toBeGreaterThan(0.99)
  expect(block / fisher).toBeLessThan(1.01)
})

test('sets that leave too few rows a cell, and variables that the set determines, are not judged', () => {
  const random = createRandom(9)
  const codes = (count: number) => Float64Array.from({ length: 60 }, () => random.integer(count))
  const columns = [codes(3), codes(3), codes(4), codes(4)]
  const tables = valueOf(testMethods.find('g-square')).prepare(
    problemFrom(columns, [3, 3, 4, 4]),
    ALPHA,
    {},
    random,
  )
  expect(tables.evidence(0, 1, Int32Array.of(), 0)).toBeLessThan(Infinity)
  expect(tables.evidence(0, 1, Int32Array.of(2, 3), 2)).toBe(Infinity)
  // The first column is the second in other codes.
  const same = [columns[0], columns[0].map((code) => 2 - code), columns[2]]
  const blocks = valueOf(testMethods.find('degenerate-gaussian')).prepare(
    problemFrom(same, [3, 3, 4]),
    ALPHA,
    {},
    random,
  )
  expect(blocks.evidence(0, 2, Int32Array.of(1), 1)).toBe(Infinity)
})

test('the kinds of the columns choose the test, and what a test cannot read is named', () => {
  const idFor = (kind: Kind) =>
    valueOf(chooseTest(table(kind, 50, 0, 0, createRandom(1)), { test: 'auto' })).id
  expect([idFor('numbers'), idFor('categories'), idFor('mixed')]).toEqual([
    'fisher-z',
    'g-square',
    'degenerate-gaussian',
  ])
  const mixed = table('mixed', 50, 0, 0, createRandom(1))
  const names = (id: string) => {
    const chosen = chooseTest(mixed, { test: id })
    return chosen.ok ? [] : chosen.problems.map(({ where }) => where?.name)
  }
  expect(names('fisher-z')).toEqual(['v1', 'v2'])
  expect(names('g-square')).toEqual(['v0'])
})
