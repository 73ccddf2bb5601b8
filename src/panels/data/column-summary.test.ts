import { expect, test } from 'vitest'
import type { Column } from '../../engine/data/dataset'
import { summaryOf } from './column-summary'

const column = (values: number[], rest: Partial<Column> = {}): Column => ({
  name: 'x',
  kind: 'continuous',
  role: 'variable',
  values: Float64Array.from(values),
  ...rest,
})

test('numbers have a span and bars; missing values count apart', () => {
  const summary = summaryOf(column([2.5, NaN, 41.5, 7]))
  expect(summary).toMatchObject({ missing: 1, distinct: 3, span: [2.5, 41.5] })
  expect(summary.sparkline.form).toBe('histogram')
})

test('categories have shares by label and no span', () => {
  const summary = summaryOf(column([0, 1, 1], { kind: 'binary', levels: ['no', 'yes'] }))
  expect(summary.span).toBeNull()
  expect(summary.sparkline).toEqual({
    form: 'shares',
    parts: [
      { label: 'no', count: 1 },
      { label: 'yes', count: 2 },
    ],
  })
})

test('a column without values has nothing to draw', () => {
  expect(summaryOf(column([NaN, NaN]))).toEqual({
    missing: 2,
    distinct: 0,
    span: null,
    sparkline: { form: 'none' },
  })
})
