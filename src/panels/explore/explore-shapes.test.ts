import { describe, expect, it } from 'vitest'
import { missingPatterns } from '../../engine/data/missing/patterns'
import type { Column, Dataset } from '../../engine/data/dataset'
import type { Correlations } from '../../engine/data/summary/correlations'
import { describeColumn } from '../../engine/data/summary/describe-columns'
import { gapContrasts } from '../../engine/data/summary/gap-contrasts'
import { valueOf } from '../../base/result'
import { beyondText, binRows, categoryBars } from './column-words'
import { differs, hintText, sideTexts } from './gap-words'
import { columnsWithGaps, missingTogether } from './missing-shape'
import { strongestPairs } from './strongest-pairs'

const column = (name: string, values: readonly number[], kind: Column['kind'] = 'continuous'): Column => ({
  name,
  kind,
  role: 'variable',
  values: Float64Array.from(values),
})
const dataset = (...columns: Column[]): Dataset => ({
  id: 'd',
  name: 'd',
  revision: 1,
  rows: columns[0].values.length,
  columns,
  log: [],
})
const described = (values: readonly number[], kind?: Column['kind']) =>
  valueOf(describeColumn(column('x', values, kind)))

describe('columns in words', () => {
  it('lose no row between picture and table', () => {
    const random = Array.from({ length: 500 }, (_, i) => Math.sin(i) * 3)
    const found = described([...random, 1e6, NaN])
    expect(found.histogram!.above).toBe(1)
    expect(beyondText(found.histogram!, 'continuous')).toMatch(/^1 row above \S+ not drawn$/)
    expect(binRows(found).reduce((total, row) => total + row.rows, 0)).toBe(501)
    expect(binRows(found).at(-1)!.label).toMatch(/^above/)
  })
  it('sum up rare categories', () => {
    const found = described(
      Array.from({ length: 200 }, (_, i) => i % 20),
      'nominal',
    )
    const bars = categoryBars(found)
    expect(bars).toHaveLength(13)
    expect(bars.at(-1)).toMatchObject({ label: '8 others', count: '80', tone: 'quiet', filled: 1 })
  })
})

describe('the strongest pairs', () => {
  const value: Correlations = {
    names: ['a', 'b', 'c'],
    r: Float64Array.of(1, 0.2, NaN, 0.2, 1, -0.9, NaN, -0.9, 1),
    n: Float64Array.of(9, 8, 7, 8, 9, 6, 7, 6, 9),
    order: [0, 1, 2],
    leftOut: [],
    rows: { total: 9, used: 9 },
  }
  it('come by strength, undefined ones last', () => {
    expect(strongestPairs(value, 9)).toMatchObject({
      total: 3,
      pairs: [
        { a: 'b', b: 'c', n: 6 },
        { a: 'a', b: 'b', n: 8 },
        { a: 'a', b: 'c', n: 7 },
      ],
    })
  })
  it('are as many as asked for, the same that sorting all would give', () => {
    const size = 30
    const r = Float64Array.from({ length: size * size }, (_, at) => {
      const [i, j] = [Math.floor(at / size), at % size].toSorted((a, b) => a - b)
      return Math.round(10 * Math.sin(i * 31 + j * 17)) / 10
    })
    const large = { ...value, names: Array.from({ length: size }, (_, i) => `c${i}`), r, n: r }
    const all = strongestPairs(large, 435).pairs
    expect(all).toHaveLength(435)
    all.slice(1).forEach((pair, i) => expect(Math.abs(pair.r)).toBeLessThanOrEqual(Math.abs(all[i].r)))
    expect(strongestPairs(large, 20)).toEqual({ pairs: all.slice(0, 20), total: 435 })
  })
  it('can be those of one column, which is named first', () => {
    expect(strongestPairs(value, 9, (name) => name === 'c').pairs.map(({ a, b }) => `${a}${b}`)).toEqual([
      'cb',
      'ca',
    ])
  })
})

describe('gaps in words', () => {
  const nan = NaN
  const data = dataset(
    column('a', [1, nan, nan, nan, 5, 6]),
    column('b', [nan, nan, nan, 4, 5, 6]),
    column('c', [1, 2, 3, 4, 5, 6]),
  )
  it('are counted together and apart', () => {
    const patterns = missingPatterns(data)
    expect(columnsWithGaps(patterns).map(({ name, missing }) => `${name}${missing}`)).toEqual(['a3', 'b3'])
    // Rows 2 and 3 lack both, rows 1 to 4 lack one or both.
    expect(missingTogether(patterns)).toEqual([{ a: 'a', b: 'b', both: 2, either: 4 }])
  })
  it('hint at chance only while nothing differs, and never claim it', () => {
    const rows = Array.from({ length: 200 }, (_, i) => i)
    const apart = dataset(
      column(
        'y',
        rows.map((i) => (i < 50 ? nan : i)),
      ),
      column(
        'age',
        rows.map((i) => (i < 50 ? 60 : 30) + (i % 10)),
      ),
      column(
        'noise',
        rows.map((i) => (i * 7) % 11),
      ),
    )
    const found = valueOf(gapContrasts(apart, 'y'))
    expect(found.contrasts.filter(differs).map(({ name }) => name)).toEqual(['age'])
    expect(hintText(found)).toMatch(/^Rows without y differ in age/)
    expect(sideTexts(apart, found.contrasts[0])).toEqual({ inGaps: '64.50', inKnown: '34.50' })
    const alike = valueOf(gapContrasts(dataset(apart.columns[0], apart.columns[2]), 'y'))
    expect(hintText(alike)).toMatch(/and does not show it/)
  })
})
