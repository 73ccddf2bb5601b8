import { expect, test } from 'vitest'
import type { Column } from '../../engine/data/dataset'
import { chosenColumns, searchableColumns } from './searchable-columns'

const column = (name: string, values: number[], rest: Partial<Column> = {}): Column => ({
  name,
  kind: 'continuous',
  role: 'variable',
  values: Float64Array.from(values),
  ...rest,
})

const dataset = {
  id: 'd',
  name: 'd.csv',
  revision: 1,
  rows: 3,
  log: [],
  columns: [
    column('age', [1, 2, NaN]),
    column('sex', [0, 1, 1], { kind: 'nominal', levels: ['f', 'm'] }),
    column('region', [0, 1, 2], { kind: 'nominal', levels: ['n', 's', 'w'] }),
    column('born', [0, 1, 2], { kind: 'date' }),
    column('site', [4, NaN, 4]),
    column('arm', [0, 1, 0], { role: 'regime' }),
  ],
}

test('what cannot take part says why', () => {
  expect(searchableColumns(dataset).map(({ name, obstacle }) => `${name}: ${obstacle}`)).toEqual([
    'age: null',
    'sex: null',
    'region: null',
    'born: date-column',
    'site: constant',
    'arm: regime',
  ])
})

test('the user takes columns out; what cannot take part stays out', () => {
  const columns = searchableColumns(dataset)
  expect(chosenColumns(columns, [])).toEqual(['age', 'sex', 'region'])
  expect(chosenColumns(columns, ['sex', 'born'])).toEqual(['age', 'region'])
})
