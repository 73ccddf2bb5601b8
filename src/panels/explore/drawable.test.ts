import { describe, expect, it } from 'vitest'
import type { Column, Dataset } from '../../engine/data/dataset'
import { columnsMatching, pairShown } from './drawable'

const column = (
  name: string,
  kind: Column['kind'] = 'continuous',
  role: Column['role'] = 'variable',
): Column => ({
  name,
  kind,
  role,
  values: Float64Array.of(1),
})
const dataset = (...columns: Column[]): Dataset => ({
  id: 'd',
  name: 'd',
  revision: 1,
  rows: 1,
  columns,
  log: [],
})
const none = { x: null, y: null }
const data = dataset(
  column('key', 'id'),
  column('spare', 'count', 'left-out'),
  column('a'),
  column('b'),
  column('c'),
)

describe('the pair that is drawn', () => {
  it('is what was chosen, else of the question, else the first that fit', () => {
    expect(pairShown(data, none, none)).toEqual({ x: 'a', y: 'b' })
    expect(pairShown(data, none, { x: 'c', y: 'a' })).toEqual({ x: 'c', y: 'a' })
    expect(pairShown(data, { x: 'b', y: null }, { x: 'c', y: 'b' })).toEqual({ x: 'b', y: 'a' })
    expect(pairShown(data, { x: null, y: 'a' }, none)).toEqual({ x: 'b', y: 'a' })
    expect(pairShown(data, { x: 'spare', y: 'gone' }, none)).toEqual({ x: 'spare', y: 'a' })
  })
  it('never is one column twice, and needs two', () => {
    expect(pairShown(data, { x: 'a', y: 'a' }, none)).toEqual({ x: 'b', y: 'a' })
    expect(pairShown(dataset(column('a'), column('key', 'id')), none, none)).toBeNull()
  })
})

it('columns are found by every word of the filter', () => {
  expect(
    columnsMatching(dataset(column('wt82_71'), column('wt71')).columns, '71 82').map(({ name }) => name),
  ).toEqual(['wt82_71'])
})
