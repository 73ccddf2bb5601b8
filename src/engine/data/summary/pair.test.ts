import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { normalQuantile } from '../../stats/distributions'
import type { Column, ColumnKind, Dataset } from '../dataset'
import { correlate, pairwiseCorrelations } from './correlations'
import { describePair } from './describe-pair'
import { gapContrasts } from './gap-contrasts'
import { pearson, ranks, spearman } from './pair-correlation'
import { cramersV } from './pair-counts'
import { varianceBetween } from './pair-groups'
import { seriate } from './seriation'

const made = (
  columns: Record<string, { values: readonly number[]; kind?: ColumnKind; levels?: string[] }>,
): Dataset => {
  const list = Object.entries(columns).map(([name, { values, kind = 'continuous', levels }]): Column => ({
    name,
    kind,
    role: 'variable',
    values: Float64Array.from(values),
    ...(levels ? { levels } : {}),
  }))
  return { id: 'd', name: 'd', revision: 1, rows: list[0].values.length, columns: list, log: [] }
}
const quiet = { progress: () => undefined, random: createRandom(1) }
const bothKnown = (a: readonly number[], b: readonly number[]) =>
  a.flatMap((value, i) => (Number.isNaN(value) || Number.isNaN(b[i]) ? [] : [[value, b[i]] as const]))

/** By the definition. */
function plainCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (side: 0 | 1) => pairs.reduce((total, pair) => total + pair[side], 0) / pairs.length
  const [left, right] = [mean(0), mean(1)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xy += (x - left) * (y - right)
    xx += (x - left) ** 2
    yy += (y - right) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}

const cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -5, max: 5 }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
)
const table = fc
  .integer({ min: 1, max: 60 })
  .chain((rows) =>
    fc.array(fc.array(cell, { minLength: rows, maxLength: rows }), { minLength: 2, maxLength: 4 }),
  )

describe('correlations of every pair', () => {
  it('are those of the rows in which both are known', () => {
    fc.assert(
      fc.property(table, (columns) => {
        const size = columns.length
        const { r, n } = pairwiseCorrelations(
          columns.map((values) => Float64Array.from(values)),
          quiet,
        )
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            const pairs = bothKnown(columns[i], columns[j])
            expect(n[i * size + j]).toBe(pairs.length)
            const flat = ([0, 1] as const).some((side) =>
              pairs.every((pair) => pair[side] === pairs[0][side]),
            )
            if (pairs.length < 2 || flat) expect(r[i * size + j]).toBeNaN()
            else expect(r[i * size + j]).toBeCloseTo(plainCorrelation(pairs), 9)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
  it('hold across blocks of rows, huge magnitudes and large offsets', () => {
    const random = createRandom(2)
    const x = Array.from({ length: 5000 }, () => random.normal())
    const y = x.map((value) => 0.6 * value + 0.8 * random.normal())
    const expected = plainCorrelation(bothKnown(x, y))
    const scaled = { x: x.map((value) => value * 1e300), y: y.map((value) => 1e9 + value) }
    const gappy = scaled.y.map((value, i) => (i % 10 === 0 ? NaN : value))
    const found = pairwiseCorrelations(
      [scaled.x, scaled.y, gappy].map((values) => Float64Array.from(values)),
      quiet,
    )
    expect(found.r[1]).toBeCloseTo(expected, 6)
    expect(found.r[2]).toBeCloseTo(plainCorrelation(bothKnown(x, y).filter((_, i) => i % 10 !== 0)), 6)
    expect(found.n[2]).toBe(4500)
  })
  it('leave out what has no correlation, by name and reason', () => {
    const data = made({
      a: { values: [1, 2, 3] },
      town: { values: [0, 1, 2], kind: 'nominal', levels: ['x', 'y', 'z'] },
      same: { values: [4, 4, 4] },
      none: { values: [NaN, NaN, NaN] },
      key: { values: [1, 2, 3], kind: 'id' },
      yes: { values: [0, 1, 1], kind: 'binary' },
    })
    const found = valueOf(correlate(data, undefined, quiet))
    expect(found.names).toEqual(['a', 'yes'])
    expect(found.leftOut).toEqual([
      { name: 'town', reason: 'categories' },
      { name: 'same', reason: 'constant' },
      { name: 'none', reason: 'no-values' },
      { name: 'key', reason: 'identifier' },
    ])
    expect(found.r[1]).toBeCloseTo(Math.sqrt(3) / 2, 12)
  })
  it('refuse an infinite number, and manage a table without rows', () => {
    expect(correlate(made({ a: { values: [1, Infinity] } }), undefined, quiet)).toMatchObject({ ok: false })
    expect(
      valueOf(correlate(made({ a: { values: [] }, b: { values: [] } }), undefined, quiet)).names,
    ).toEqual([])
  })
})

describe('order of the matrix', () => {
  it('is a permutation that puts blocks together', () => {
    // a0 b0 a1 b1 a2 b2: two blocks, shuffled.
    const r = Float64Array.from({ length: 36 }, (_, at) => {
      const [i, j] = [Math.floor(at / 6), at % 6]
      return i === j ? 1 : i % 2 === j % 2 ? 0.8 : 0.1
    })
    const order = seriate(r, 6)
    expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5])
    const sides = order.map((i) => i % 2)
    expect(sides.filter((side, at) => at > 0 && side !== sides[at - 1])).toHaveLength(1)
  })
  it('is a permutation whatever the matrix', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1 }), { minLength: 25, maxLength: 25 }), (cells) => {
        const order = seriate(Float64Array.from(cells), 5)
        expect(order.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4])
      }),
    )
  })
})

describe('one pair of numbers', () => {
  const random = createRandom(4)
  const x = Array.from({ length: 3000 }, (_, i) => (i === 5 ? NaN : random.normal()))
  const y = x.map((value, i) => (i === 7 ? NaN : 2 * value + random.normal()))
  const found = valueOf(
    describePair(made({ x: { values: x }, y: { values: y } }), { x: 'x', y: 'y' }, createRandom(1)),
  )
  if (found.form !== 'numbers') throw new Error('numbers expected')
  const pairs = bothKnown(x, y)

  it('is drawn from the rows with both', () => {
    expect(found.rows).toEqual({ total: 3000, both: 2998 })
    // A missing x makes y missing too.
    expect([found.x.missing, found.y.missing]).toEqual([1, 2])
    expect(found.pearson).toBeCloseTo(plainCorrelation(pairs), 12)
    expect(found.spearmanRows).toBe(2998)
    expect(found.grid.counts.reduce((total, count) => total + count, 0) + found.grid.outside).toBe(2998)
  })
  it('counts each cell of the grid as by hand', () => {
    const { x: across, y: up, counts } = found.grid
    const columns = across.edges.length - 1
    const within = (value: number, edges: readonly number[], i: number) =>
      value >= edges[i] && (value < edges[i + 1] || (i === edges.length - 2 && value === edges[i + 1]))
    counts.forEach((count, at) => {
      const [i, j] = [at % columns, Math.floor(at / columns)]
      expect(
        pairs.filter((pair) => within(pair[0], across.edges, i) && within(pair[1], up.edges, j)),
      ).toHaveLength(count)
    })
  })
  it('takes a seeded sample of rows as points', () => {
    expect(found.points.x).toHaveLength(2000)
    const known = new Set(pairs.map(([a, b]) => `${a} ${b}`))
    found.points.x.forEach((value, i) => expect(known.has(`${value} ${found.points.y[i]}`)).toBe(true))
  })
  it('has means with intervals over equally full bins', () => {
    expect(found.means).toHaveLength(12)
    expect(found.means.reduce((total, bin) => total + bin.rows, 0)).toBe(2998)
    for (const bin of found.means) {
      const inside = pairs.filter(
        ([value]) => value >= bin.from && (value < bin.to || bin === found.means.at(-1)),
      )
      expect(bin.rows).toBe(inside.length)
      expect(bin.y).toBeCloseTo(inside.reduce((total, pair) => total + pair[1], 0) / inside.length, 9)
      expect(bin.interval![0]).toBeLessThan(bin.y)
      expect(bin.interval![1]).toBeGreaterThan(bin.y)
    }
  })
})

describe('small and odd pairs', () => {
  it.each([
    ['no row', [], []],
    ['one row', [1], [2]],
    ['no row with both', [1, NaN], [NaN, 2]],
    ['a constant', [1, 1, 1], [1, 2, 3]],
    ['huge numbers', [-1e308, 1e308, 5], [1, 2, 3]],
  ])('%s is described without a throw', (_, x, y) => {
    const found = valueOf(
      describePair(made({ x: { values: x }, y: { values: y } }), { x: 'x', y: 'y' }, createRandom(1)),
    )
    expect(found.rows.both).toBe(bothKnown(x, y).length)
  })
  it('refuses identifiers, infinite numbers and unknown names', () => {
    const data = made({
      key: { values: [1, 2], kind: 'id' },
      a: { values: [1, -Infinity] },
      b: { values: [1, 2] },
    })
    const codes = [
      ['key', 'b'],
      ['a', 'b'],
      ['b', 'c'],
    ].map(([x, y]) => {
      const found = describePair(data, { x, y }, createRandom(1))
      return found.ok ? 'ok' : found.problems[0].code
    })
    expect(codes).toEqual(['identifier', 'infinite-value', 'unknown-column'])
  })
  it('ranks ties by their mean', () => {
    expect([...ranks(Float64Array.of(10, 20, 10, 5))]).toEqual([2.5, 4, 2.5, 1])
    expect(spearman(Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 8, 27, 64))).toBeCloseTo(1, 12)
    expect(pearson(Float64Array.of(1, 1), Float64Array.of(1, 2))).toBeNaN()
  })
})

describe('a category and a number', () => {
  it('has one summary a category, whichever side it stands on', () => {
    const data = made({
      arm: { values: [0, 0, 1, 1, 1, NaN], kind: 'binary', levels: ['no', 'yes'] },
      y: { values: [1, 3, 10, 12, 14, 99] },
    })
    const found = valueOf(describePair(data, { x: 'y', y: 'arm' }, createRandom(1)))
    if (found.form !== 'groups') throw new Error('groups expected')
    expect(found).toMatchObject({ category: 'y', rows: { total: 6, both: 5 } })
    expect(found.groups).toMatchObject([
      { label: 'no', rows: 2, mean: 2, median: 2, sd: Math.SQRT2 },
      { label: 'yes', rows: 3, mean: 12, median: 12, sd: 2 },
    ])
    // 12 ± 4.302653 · 2 / √3
    expect(found.groups[1].interval![0]).toBeCloseTo(12 - 4.968275, 5)
    expect(found.groups.map(({ counts }) => counts.reduce((total, count) => total + count, 0))).toEqual([
      2, 3,
    ])
    // Squares between the groups over all squares: 2·36 + 3·16 of 130.
    expect(found.between).toBeCloseTo(120 / 130, 12)
  })
  it('has no share between groups when nothing varies', () => {
    expect(varianceBetween(Float64Array.of(0, 1), Float64Array.of(3, 3))).toBeNaN()
    expect(varianceBetween(Float64Array.of(0, 1), Float64Array.of(3, 4))).toBeCloseTo(1, 12)
  })
})

describe('two categories', () => {
  it('are a table of counts that keeps every row', () => {
    const random = createRandom(9)
    const values = (levels: number) => Array.from({ length: 500 }, () => random.integer(levels))
    const data = made({
      a: { values: values(20), kind: 'nominal' },
      b: { values: values(3), kind: 'ordinal' },
    })
    const found = valueOf(describePair(data, { x: 'a', y: 'b' }, createRandom(1)))
    if (found.form !== 'counts') throw new Error('counts expected')
    expect(found.counts).toHaveLength(13)
    expect(found.counts.flat().reduce((total, count) => total + count, 0)).toBe(500)
    found.categoriesX.parts.forEach(({ value, count }, i) => {
      expect(found.counts[i].reduce((total, each) => total + each, 0)).toBe(count)
      const [a, b] = data.columns
      expect(found.counts[i][2]).toBe(
        a.values.filter((code, row) => code === value && b.values[row] === 2).length,
      )
    })
  })
  it('have a V between 0 and 1', () => {
    expect(
      cramersV([
        [5, 0],
        [0, 5],
      ]),
    ).toBeCloseTo(1, 12)
    expect(
      cramersV([
        [5, 5],
        [5, 5],
      ]),
    ).toBeCloseTo(0, 12)
    expect(cramersV([[5, 5]])).toBeNaN()
  })
})

describe('rows with and without a value', () => {
  const data = made({
    y: { values: [NaN, NaN, NaN, 1, 2, 3, 4] },
    age: { values: [50, 60, 70, 30, 40, NaN, 50] },
    sex: { values: [1, 1, 1, 0, 0, 0, 1], kind: 'binary', levels: ['f', 'm'] },
    same: { values: [1, 1, 1, 1, 1, 1, 1] },
  })
  it('are compared in every other column, the largest difference first', () => {
    const found = valueOf(gapContrasts(data, 'y'))
    expect(found).toMatchObject({ column: 'y', missing: 3, known: 4 })
    const age = found.contrasts.find(({ name, compared }) => name === 'age' && compared === 'mean')!
    expect(age).toMatchObject({ inGaps: 60, inKnown: 40, rows: { inGaps: 3, inKnown: 3 } })
    expect(age.standardised).toBeCloseTo(20 / 10, 12)
    // Three comparisons can be computed: age, sex and the gaps of age.
    expect(age.interval![0]).toBeCloseTo(2 - normalQuantile(1 - 0.05 / 6) * Math.sqrt(2 / 3 + 4 / 12), 9)
    const sex = found.contrasts.find(({ name }) => name === 'sex')!
    expect(sex).toMatchObject({ compared: 'share', label: 'm', inGaps: 1, inKnown: 0.25 })
    expect(sex.standardised).toBeCloseTo(0.75 / Math.sqrt((0.25 * 0.75) / 2), 12)
    expect(found.contrasts.find(({ compared }) => compared === 'missing')).toMatchObject({
      name: 'age',
      inKnown: 0.25,
    })
    expect(found.contrasts.at(-1)).toMatchObject({ name: 'same', standardised: NaN })
    const sizes = found.contrasts
      .map(({ standardised }) => Math.abs(standardised))
      .filter((size) => !Number.isNaN(size))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })
  it('cannot be compared when there is only one of the two', () => {
    expect(gapContrasts(data, 'sex')).toMatchObject({ ok: false, problems: [{ code: 'nothing-to-compare' }] })
  })
})
