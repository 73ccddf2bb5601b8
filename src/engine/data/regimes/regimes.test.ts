import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { columnNamed, type Dataset } from '../dataset'
import { datasetFromColumns, type GivenColumn } from '../from-columns'
import { applySteps } from '../steps/apply-steps'
import { combineDatasets, type Experiment } from './combine-datasets'
import { guessTarget, labelOfFile } from './guess-target'
import { countRandomised, randomisedRows } from './randomised-rows'

const data = (columns: Record<string, GivenColumn>, name = 'd.csv') =>
  valueOf(datasetFromColumns(columns, { name, id: name }))
const cells = (dataset: Dataset, name: string) => {
  const column = columnNamed(dataset, name)!
  return Array.from(column.values, (value) =>
    Number.isNaN(value) ? null : (column.levels?.[value] ?? value),
  )
}
const combine = (...experiments: Experiment[]) => combineDatasets(experiments, { id: 'all', name: 'all' })

const observed = data({ a: [1, 2.5, 3], city: ['York', 'Leeds', 'York'], only: [1, 1, 2] }, 'observed.csv')
const setA = data({ city: ['Hull', 'Leeds'], a: [9, null], extra: [0.5, 0.25] }, 'do_a.csv')

test('rows stand under one another, columns met by name, labels merged; what a file lacks is missing and said', () => {
  const all = valueOf(
    combine(
      { dataset: observed, label: 'observed', target: null },
      { dataset: setA, label: 'do a', target: 'a' },
    ),
  )
  expect(all.rows).toBe(5)
  expect(all.columns.map(({ name, role }) => [name, role])).toEqual([
    ['a', 'variable'],
    ['city', 'variable'],
    ['only', 'variable'],
    ['extra', 'variable'],
    ['experiment', 'regime'],
    ['variable set', 'intervention-target'],
  ])
  expect(cells(all, 'a')).toEqual([1, 2.5, 3, 9, null])
  expect(cells(all, 'city')).toEqual(['York', 'Leeds', 'York', 'Hull', 'Leeds'])
  expect(columnNamed(all, 'city')).toMatchObject({ kind: 'nominal', levels: ['Hull', 'Leeds', 'York'] })
  expect(cells(all, 'extra')).toEqual([null, null, null, 0.5, 0.25])
  expect(cells(all, 'experiment')).toEqual(['observed', 'observed', 'observed', 'do a', 'do a'])
  expect(cells(all, 'variable set')).toEqual([null, null, null, 'a', 'a'])
  expect(all.log).toContain('extra: missing in all rows of observed, whose files lack it.')
  expect(all.log.at(-1)).toMatch(/2 experiments.*observed \(3 rows, nothing set\); do a \(2 rows, a set\)/)
})

test('a third file joins two that were combined before', () => {
  const two = valueOf(
    combine({ dataset: observed, label: 'one', target: null }, { dataset: setA, label: 'two', target: 'a' }),
  )
  const three = valueOf(
    combine(
      { dataset: two, label: 'before', target: null },
      { dataset: data({ a: [1, 2], only: [3, 4] }, 'x'), label: 'three', target: 'only' },
    ),
  )
  expect(cells(three, 'experiment')).toEqual(['one', 'one', 'one', 'two', 'two', 'three', 'three'])
  expect(cells(three, 'variable set')).toEqual([null, null, null, 'a', 'a', 'only', 'only'])
  expect(three.columns.filter(({ role }) => role === 'regime')).toHaveLength(1)
})

test('kinds that differ become the wider one; labels beside numbers are refused by name', () => {
  const whole = data({ a: [1, 2, 1, 2], b: [1, 2, 3, 4] })
  const broken = data({ a: [1.5, 2, 3, 4], b: [1, 2, 3, 4] })
  const both = valueOf(
    combine({ dataset: whole, label: '1', target: null }, { dataset: broken, label: '2', target: null }),
  )
  expect(columnNamed(both, 'a')!.kind).toBe('continuous')
  expect(both.log).toContain('a: binary and continuous in different files, read as continuous.')
  const words = data({ a: ['x', 'y', 'x', 'z'], b: [1, 2, 3, 4] }, 'words.csv')
  const mixed = combine(
    { dataset: whole, label: '1', target: null },
    { dataset: words, label: '2', target: null },
  )
  expect(mixed).toMatchObject({ ok: false, problems: [{ code: 'mixed-column', where: { name: 'a' } }] })
  const yes = data({ a: ['no', 'yes'] })
  const maybe = data({ a: ['maybe', 'yes'] })
  const three = valueOf(
    combine({ dataset: yes, label: '1', target: null }, { dataset: maybe, label: '2', target: null }),
  )
  expect(columnNamed(three, 'a')).toMatchObject({ kind: 'nominal', levels: ['maybe', 'no', 'yes'] })
})

test('every wrong label and target is named', () => {
  const result = combine(
    { dataset: observed, label: 'x', target: 'nope' },
    { dataset: setA, label: 'x', target: null },
    { dataset: setA, label: ' ', target: null },
  )
  expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual([
    'unknown-column',
    'repeated-label',
    'empty-label',
  ])
  expect(combine({ dataset: observed, label: 'x', target: null }).ok).toBe(false)
})

test('what was set is guessed from the name of the file', () => {
  const columns = ['raf', 'mek', 'plcg', 'PIP2', 'pip', 'stone size']
  expect(guessTarget('do_raf.csv', columns)).toBe('raf')
  expect(guessTarget('3-setPIP2-run.csv', columns)).toBe('PIP2')
  expect(guessTarget('stone-size large.csv', columns)).toBe('stone size')
  expect(guessTarget('observational raf.csv', columns)).toBeNull()
  expect(guessTarget('raffle.csv', columns)).toBeNull()
  expect(labelOfFile('do raf.v2.csv')).toBe('do raf.v2')
})

test('the randomised rows of a variable are those whose target names it', () => {
  const all = valueOf(
    combine({ dataset: observed, label: 'one', target: null }, { dataset: setA, label: 'two', target: 'a' }),
  )
  expect([countRandomised(all, 'a'), countRandomised(all, 'city')]).toEqual([2, 0])
  expect(cells(valueOf(randomisedRows(all, 'a')), 'city')).toEqual(['Hull', 'Leeds'])
  expect(randomisedRows(all, 'city').ok).toBe(false)
  const everywhere = valueOf(
    applySteps(observed, [{ id: '1', type: 'randomised', variable: 'a', formula: '' }]),
  )
  expect(valueOf(randomisedRows(everywhere.dataset, 'a'))).toBe(everywhere.dataset)
})
