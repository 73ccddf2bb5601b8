import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { Column, ColumnKind, Dataset } from '../dataset'
import { chooseBins, countBins, createBinFinder } from './bins'
import { calendarEdges, calendarUnit } from './calendar-edges'
import { countCategories } from './categories'
import { columnMoments } from './column-moments'
import { describeColumn, describeColumns, summariseNumbers } from './describe-columns'
import { knownValues, quantilesInPlace, select } from './quantiles'
import { sampleOf } from './sampling'

const column = (values: Iterable<number>, kind: ColumnKind = 'continuous', levels?: string[]): Column => ({
  name: 'x',
  kind,
  role: 'variable',
  values: Float64Array.from(values),
  ...(levels ? { levels } : {}),
})
const dataset = (...columns: Column[]): Dataset => ({
  id: 'd',
  name: 'd',
  revision: 1,
  rows: columns[0]?.values.length ?? 0,
  columns,
  log: [],
})
const quiet = { progress: () => undefined }
const relative = (found: number, expected: number) =>
  Math.abs(found - expected) <= 1e-9 * Math.max(1e-300, Math.abs(expected)) || found === expected

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
const withGaps = (value: fc.Arbitrary<number>) =>
  fc.array(fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.constant(NaN) }), {
    maxLength: 300,
  })
const anyNumbers = fc.oneof(
  withGaps(finite),
  withGaps(fc.integer({ min: -20, max: 20 })),
  withGaps(fc.constantFrom(0, 0, 0, 1, 1e9)),
  withGaps(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })),
  withGaps(fc.constantFrom(1e16, 1e16 + 2, 1e16 + 4)),
)

describe('moments of a column with gaps', () => {
  it('agree with sums over the known values', () => {
    fc.assert(
      fc.property(withGaps(finite), (values) => {
        const known = values.filter((value) => !Number.isNaN(value))
        const found = columnMoments(Float64Array.from(values))
        expect(found.known).toBe(known.length)
        expect(found.missing).toBe(values.length - known.length)
        if (known.length === 0) {
          expect(found.mean).toBeNaN()
          return
        }
        expect([found.min, found.max]).toEqual([Math.min(...known), Math.max(...known)])
        const size = Math.max(...known.map(Math.abs), 1e-300)
        const mean = known.reduce((total, value) => total + value / known.length, 0)
        expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(1e-11 * size)
        if (known.length === 1) {
          expect(found.sd).toBeNaN()
          return
        }
        const sd = Math.hypot(...known.map((value) => value - mean)) / Math.sqrt(known.length - 1)
        expect(Math.abs(found.sd - sd)).toBeLessThanOrEqual(1e-10 * size)
      }),
    )
  })
  it('keep their digits far from zero and at both ends of the doubles', () => {
    expect(columnMoments(Float64Array.of(1e12 + 1, 1e12 + 2, 1e12 + 3)).sd).toBeCloseTo(1, 9)
    expect(relative(columnMoments(Float64Array.of(1e300, 3e300)).sd, Math.SQRT2 * 1e300)).toBe(true)
    expect(relative(columnMoments(Float64Array.of(1e-300, 3e-300)).sd, Math.SQRT2 * 1e-300)).toBe(true)
    expect(columnMoments(Float64Array.of(7, 7, 7))).toMatchObject({ mean: 7, sd: 0, whole: true })
  })
})

describe('quantiles by selection', () => {
  it('are those of the sorted values', () => {
    fc.assert(
      fc.property(anyNumbers, (values) => {
        const sorted = knownValues(Float64Array.from(values)).toSorted()
        const probabilities = [0, 0.01, 0.25, 0.5, 0.77, 1]
        const found = quantilesInPlace(sorted.toReversed(), probabilities)
        probabilities.forEach((p, i) => {
          if (sorted.length === 0) {
            expect(found[i]).toBeNaN()
            return
          }
          const at = (sorted.length - 1) * p
          const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
          const share = at - Math.floor(at)
          expect(relative(found[i], low * (1 - share) + high * share)).toBe(true)
        })
      }),
    )
  })
  it('hold for long columns, tied and sorted ones among them', () => {
    const random = createRandom(1)
    const shapes = {
      normal: () => random.normal(),
      tied: () => random.integer(3),
      rising: (i: number) => i,
      falling: (i: number) => -i,
    }
    for (const shape of Object.values(shapes)) {
      const values = Float64Array.from({ length: 20_000 }, (_, i) => shape(i))
      const sorted = values.toSorted()
      for (const rank of [0, 17, 5000, 19_999]) {
        const copy = Float64Array.from(values)
        select(copy, rank)
        expect(copy[rank]).toBe(sorted[rank])
      }
      expect(quantilesInPlace(Float64Array.from(values), [0.25, 0.5])).toEqual([
        sorted[4999] * 0.25 + sorted[5000] * 0.75,
        (sorted[9999] + sorted[10_000]) / 2,
      ])
    }
  })
})

describe('histograms', () => {
  it('count every known value once, in ascending bins that hold what they say', () => {
    fc.assert(
      fc.property(anyNumbers, fc.constantFrom('continuous', 'count', 'date'), (values, kind) => {
        const given = kind === 'date' ? values.map((value) => Math.round(value % 1e6)) : values
        const { known, missing, histogram } = valueOf(describeColumn(column(given, kind as ColumnKind)))
        expect(known + missing).toBe(given.length)
        if (known === 0) {
          expect(histogram).toBeNull()
          return
        }
        const { edges, counts, below, above } = histogram!
        const present = given.filter((value) => !Number.isNaN(value))
        expect(counts.length).toBe(edges.length - 1)
        expect(counts.reduce((total, count) => total + count, 0) + below + above).toBe(known)
        counts.forEach((count, i) => {
          const last = i === counts.length - 1
          const held = present.filter(
            (value) => value >= edges[i] && (value < edges[i + 1] || (last && value === edges[i + 1])),
          )
          expect(count).toBe(held.length)
        })
        if (counts.length > 1) edges.slice(1).forEach((edge, i) => expect(edge).toBeGreaterThan(edges[i]))
      }),
      { numRuns: 400 },
    )
  })
  const drawn = (values: number[], kind: ColumnKind = 'continuous') =>
    valueOf(describeColumn(column(values, kind))).histogram!
  it('give short ranges of whole numbers one bin each', () => {
    expect(drawn([0, 1, 1, 3], 'count')).toEqual({
      edges: [-0.5, 0.5, 1.5, 2.5, 3.5],
      counts: [1, 2, 0, 1],
      below: 0,
      above: 0,
      unit: 'value',
    })
  })
  it('give longer ranges of whole numbers bins of equally many', () => {
    const found = drawn(Array.from({ length: 970 }, (_, i) => i % 97))
    expect(found.unit).toBe('whole')
    expect(new Set(found.counts.slice(0, -1)).size).toBe(1)
    expect(found.counts.at(-1)).toBeLessThanOrEqual(found.counts[0])
    expect(found.edges.every((edge) => Number.isInteger(edge + 0.5))).toBe(true)
  })
  it('draw a constant as one bin and nothing as null', () => {
    expect(drawn([4, 4, NaN])).toMatchObject({ edges: [4, 4], counts: [2] })
    expect(valueOf(describeColumn(column([])))).toMatchObject({
      rows: 0,
      known: 0,
      histogram: null,
      numbers: null,
    })
    expect(valueOf(describeColumn(column([2.5]))).numbers).toMatchObject({ mean: 2.5, median: 2.5, sd: NaN })
  })
  it('do not let one outlier squeeze the rest, and count it', () => {
    const random = createRandom(3)
    const values = Array.from({ length: 500 }, () => random.normal())
    const found = drawn([...values, 1e9])
    expect(found.above).toBe(1)
    expect(found.edges.at(-1)).toBeLessThan(20)
    expect(found.counts.filter(Boolean).length).toBeGreaterThan(8)
  })
  it('keep a long tail that many rows are part of', () => {
    const values = Array.from({ length: 1000 }, (_, i) => (i < 730 ? 0 : (i - 729) * 100.5))
    expect(drawn(values).above).toBe(0)
  })
  it('cut dates at calendar units', () => {
    const day = (text: string) => Date.parse(text) / 86_400_000
    const found = drawn([day('1982-01-15'), day('1983-07-01'), day('1984-02-29')], 'date')
    expect(found.unit).toBe('month')
    expect(found.edges[0]).toBe(day('1982-01-01'))
    expect(found.edges.at(-1)).toBe(day('1984-03-01'))
    expect(calendarUnit(day('1200-01-01'), day('2000-01-01'), 48)).toBe('century')
    expect(
      calendarEdges(day('1983-05-01'), day('2001-05-01'), 'decade').map((edge) =>
        new Date(edge * 864e5).getUTCFullYear(),
      ),
    ).toEqual([1980, 1990, 2000, 2010])
    expect(calendarEdges(day('2026-11-21'), day('2026-11-24'), 'week')).toEqual(
      ['2026-11-16', '2026-11-23', '2026-11-30'].map(day),
    )
  })
  it('find unequal bins by halves as equal ones by division', () => {
    const find = createBinFinder({ edges: [0, 1, 5, 100] })
    expect([-1, 0, 0.99, 1, 5, 99, 100, 101].map(find)).toEqual([-1, 0, 0, 1, 2, 2, 2, 3])
    expect(countBins(Float64Array.of(0.1, 0.2, 0.3), { edges: [0, 0.1, 0.2, 0.3] }).counts).toEqual([0, 1, 2])
  })
  it('stay with few bins on a million rows', () => {
    const random = createRandom(5)
    const values = Float64Array.from({ length: 200_000 }, () => Math.exp(2 * random.normal()))
    const { moments, spread } = summariseNumbers(values)
    const bins = chooseBins(moments, spread, 'number')!
    expect(bins.edges.length).toBeLessThanOrEqual(50)
    expect(countBins(values, bins).above).toBeLessThan(0.01 * values.length)
  })
})

describe('categories', () => {
  it('come in order of frequency, ordered ones in their own, and the rare are summed up', () => {
    const codes = Array.from({ length: 100 }, (_, i) => Math.floor(Math.sqrt(i)) + 0 * i).map(
      (code) => 9 - code,
    )
    const levels = Array.from({ length: 10 }, (_, i) => `level ${i}`)
    const found = countCategories(column([...codes, NaN], 'nominal', levels), 3)
    expect(found.parts.map(({ label, count }) => [label, count])).toEqual([
      ['level 0', 19],
      ['level 1', 17],
      ['level 2', 15],
    ])
    expect(found.others).toEqual({ categories: 7, count: 49 })
    const ordered = countCategories(column([2, 2, 2, 0, 1, 1], 'ordinal'))
    expect(ordered.parts.map(({ label }) => label)).toEqual(['0', '1', '2'])
  })
})

describe('describing columns', () => {
  it('refuses infinite numbers with their row, and names unknown columns, all of them', () => {
    const found = describeColumn(column([1, NaN, Infinity]))
    expect(found).toMatchObject({
      ok: false,
      problems: [{ code: 'infinite-value', where: { name: 'x', row: 3 } }],
    })
    const unknown = describeColumns(dataset(column([1])), ['a', 'x', 'b'], quiet)
    expect(!unknown.ok && unknown.problems.map(({ where }) => where?.name)).toEqual(['a', 'b'])
  })
  it('leaves identifiers undrawn and describes every other column', () => {
    const found = valueOf(describeColumns(dataset(column([1, 2], 'id')), undefined, quiet))
    expect(found).toMatchObject([{ known: 2, histogram: null, categories: null }])
  })
})

describe('sampling', () => {
  it('draws a set of the asked size, seeded, each row as likely as another', () => {
    expect([...sampleOf(3, 5, createRandom(1))]).toEqual([0, 1, 2])
    const hits = new Float64Array(20)
    for (let seed = 0; seed < 4000; seed++) {
      const chosen = sampleOf(20, 5, createRandom(seed))
      expect(new Set(chosen).size).toBe(5)
      for (const row of chosen) hits[row]++
    }
    for (const hit of hits) expect(Math.abs(hit - 1000)).toBeLessThan(150)
    expect(sampleOf(1000, 10, createRandom(7))).toEqual(sampleOf(1000, 10, createRandom(7)))
  })
})
