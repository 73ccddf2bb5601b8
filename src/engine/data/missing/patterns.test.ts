import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import type { Column, Dataset } from '../dataset'
import { missingPatterns } from './patterns'

const column = (
  name: string,
  values: readonly (number | null)[],
  role: Column['role'] = 'variable',
): Column => ({
  name,
  kind: 'continuous',
  role,
  values: Float64Array.from(values, (value) => value ?? NaN),
})

const table = (columns: readonly Column[]): Dataset => ({
  id: 't',
  name: 't.csv',
  revision: 1,
  rows: columns[0].values.length,
  columns,
  log: [],
})

describe('missing patterns', () => {
  test('groups rows by the columns in which they have gaps, the most frequent first', () => {
    const found = missingPatterns(
      table([
        column('a', [1, null, 3, 4, null, 6]),
        column('b', [1, null, null, 4, null, 6]),
        column('c', [1, 2, 3, 4, 5, 6]),
        column('kept out', [null, null, null, null, null, null], 'left-out'),
      ]),
    )
    expect(found.columns).toEqual(['a', 'b', 'c'])
    expect(found.patterns).toEqual([
      { missing: [false, false, false], rows: 3 },
      { missing: [true, true, false], rows: 2 },
      { missing: [false, true, false], rows: 1 },
    ])
    expect(found.completeRows).toBe(3)
    expect(found.others).toEqual({ patterns: 0, rows: 0 })
    expect(found.byColumn).toEqual([
      { name: 'a', missing: 2 },
      { name: 'b', missing: 3 },
      { name: 'c', missing: 0 },
    ])
    expect(found.pairs).toEqual([
      [4, 3, 4],
      [3, 3, 3],
      [4, 3, 6],
    ])
  })

  test('asks only for the columns named, and counts what the list of patterns leaves out', () => {
    const random = createRandom(3)
    const rows = 4000
    const columns = Array.from({ length: 9 }, (_, k) =>
      column(
        `x${k}`,
        Array.from({ length: rows }, () => (random.uniform() < 0.5 ? null : 1)),
      ),
    )
    const whole = table(columns)
    const found = missingPatterns(whole)
    const byHand = new Map<string, number>()
    for (let row = 0; row < rows; row++) {
      const key = columns.map(({ values }) => (Number.isNaN(values[row]) ? '?' : '.')).join('')
      byHand.set(key, (byHand.get(key) ?? 0) + 1)
    }
    expect(found.patterns).toHaveLength(50)
    expect(found.others.patterns).toBe(byHand.size - 50)
    for (const { missing, rows: count } of found.patterns)
      expect(byHand.get(missing.map((gap) => (gap ? '?' : '.')).join(''))).toBe(count)
    const listed = found.patterns.reduce((total, pattern) => total + pattern.rows, 0)
    expect(listed + found.others.rows).toBe(rows)
    const both = columns[2].values.filter(
      (value, row) => !Number.isNaN(value) && !Number.isNaN(columns[5].values[row]),
    )
    expect(found.pairs![2][5]).toBe(both.length)

    const two = missingPatterns(whole, ['x4', 'x1', 'nowhere'])
    expect(two.columns).toEqual(['x4', 'x1'])
    expect(two.patterns).toHaveLength(4)
  })

  test('an empty table has no patterns', () => {
    const found = missingPatterns(table([column('a', [])]))
    expect(found.patterns).toEqual([])
    expect(found.completeRows).toBe(0)
  })
})
