import { describe, expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { sourceOfBytes } from './byte-source'
import { columnNamed } from './dataset'
import { datasetFromColumns } from './from-columns'
import { buildDataset, importTable, suggestedDecisions, type ColumnDecision } from './import'
import { profileTable } from './profile'
import { bytesOf, codesOf, openText } from './reading.testing'
import { completeRows } from './rows'

/** 40 patients; see the table of expectations below. */
const rows = Array.from({ length: 40 }, (_, k) => {
  const stone = 2 + ((k * 7) % 37) + (k % 2) / 2
  return [
    `P${1000 + k}`,
    40 + ((k * 13) % 41),
    k % 3 === 0 ? 'male' : 'female',
    k === 17 ? '3a' : stone,
    k % 2 === 0 ? 'keyhole' : 'open',
    k % 10 === 3 ? 'n/a' : k % 10 === 4 ? '' : 20 + k / 10,
    (k * 3) % 10,
    k === 5 ? '31/02/1984' : `${String(1 + (k % 28)).padStart(2, '0')}/0${1 + (k % 9)}/1984`,
    k % 3 ? 'yes' : 'no',
    'Leeds',
    k === 17 ? '' : stone / 10,
    '',
    k === 8 ? 'Infinity' : k * 1.5 - 20,
    k === 30 ? 'NaN' : k % 2,
  ].join(',')
})
const header = 'patient,age,sex,stone_mm,treatment,bmi,pain,admitted,success,site,stone_cm,nothing,score,flag'
const csv = `${header}\n${rows.join('\n')}\n`

describe('profile', () => {
  const profiled = openText(csv).then((table) => profileTable(table))
  const column = async (name: string) =>
    (await profiled).columns.find((candidate) => candidate.name === name)!

  test.each([
    ['patient', { kind: 'id', leaveOut: 'a different value in every row', flags: ['identifier'] }],
    ['age', { kind: 'count', present: 40, missing: 0, distinct: 40 }],
    ['sex', { kind: 'binary', summary: 'female, male', distinct: 2 }],
    ['stone_mm', { kind: 'continuous', present: 39, missing: 0, offendingRows: 1 }],
    ['treatment', { kind: 'binary', summary: 'keyhole, open' }],
    ['bmi', { kind: 'continuous', present: 32, missing: 8, missingWords: [{ text: 'n/a', rows: 4 }] }],
    ['pain', { kind: 'ordinal', distinct: 10, summary: '0 to 9' }],
    ['admitted', { kind: 'date', offendingRows: 1, summary: '1984-01-01 to 1984-09-27' }],
    ['success', { kind: 'binary', summary: 'no, yes' }],
    ['site', { flags: ['constant'], leaveOut: 'only one value, “Leeds”' }],
    ['nothing', { flags: ['all-missing'], present: 0, missing: 40, leaveOut: 'no value in any row' }],
    ['score', { kind: 'continuous', offendingRows: 1, present: 39 }],
    ['flag', { kind: 'binary', missing: 1, missingWords: [{ text: 'NaN', rows: 1 }] }],
  ])('%s', async (name, wanted) => expect(await column(name)).toMatchObject(wanted))

  test('offending cells are named with row, text and reason', async () => {
    expect((await column('stone_mm')).offending).toEqual([{ row: 18, text: '3a', reason: 'not a number' }])
    expect((await column('admitted')).offending).toEqual([
      { row: 6, text: '31/02/1984', reason: 'February 1984 had 29 days' },
    ])
    expect((await column('score')).offending).toEqual([
      { row: 9, text: 'Infinity', reason: 'not a finite number' },
    ])
    expect((await column('score')).fixes).toEqual(['make-missing', 'edit', 'keep-as-text'])
  })
  test('sparklines count every value once', async () => {
    const { sparkline: ages } = await column('age')
    expect(ages.form === 'histogram' && ages.counts.reduce((sum, count) => sum + count, 0)).toBe(40)
    const { sparkline: sexes } = await column('sex')
    expect(sexes).toEqual({
      form: 'shares',
      parts: [
        { label: 'female', count: 26 },
        { label: 'male', count: 14 },
      ],
    })
  })
})

describe('copies', () => {
  const leftOut = async (text: string) =>
    profileTable(await openText(text)).columns.flatMap(({ name, leaveOut }) =>
      leaveOut ? [[name, leaveOut]] : [],
    )
  const table = (columns: Record<string, (k: number) => number | string>) =>
    [
      Object.keys(columns).join(','),
      ...Array.from({ length: 30 }, (_, k) =>
        Object.values(columns)
          .map((value) => value(k))
          .join(','),
      ),
    ].join('\n')
  const wiggle = (k: number) => ((k * 37) % 101) / 4
  test('change of unit, of origin, of direction, of labels', async () => {
    const text = table({
      mm: wiggle,
      again: wiggle,
      cm: (k) => wiggle(k) / 10,
      half: (k) => 2 * wiggle(k) + 3,
      left: (k) => 50 - wiggle(k),
      sex: (k) => (k % 3 ? 'm' : 'f'),
      male: (k) => (k % 3 ? 1 : 0),
      other: (k) => ((k * 53) % 97) / 2,
    })
    expect(await leftOut(text)).toEqual([
      ['again', 'a copy of mm'],
      ['cm', 'same as mm ÷ 10'],
      ['half', 'same as mm × 2 + 3'],
      ['left', 'same as 50 − mm'],
      ['male', 'a copy of sex'],
    ])
  })
  test('a few rows agree by chance', async () => {
    expect(await leftOut('a,b,c\n1,5,0\n2,7,1\n')).toEqual([])
    expect(await leftOut('a,b,c,d\n1,5,0,1\n2,7,0,2\n3,9,1,3\n')).toEqual([['d', 'a copy of a']])
  })
  test('other gaps, other column', async () => {
    expect(await leftOut(table({ mm: wiggle, cm: (k) => (k === 4 ? '' : wiggle(k) / 10) }))).toEqual([])
  })
})

describe('kinds', () => {
  const kindOf = async (cells: readonly (string | number)[], name = 'x') =>
    profileTable(await openText(`${name}|y\n${cells.map((cell, k) => `${cell}|${k % 2}`).join('\n')}\n`))
      .columns[0].kind
  const forty = <T>(cell: (k: number) => T) => Array.from({ length: 40 }, (_, k) => cell(k))
  test.each<[string, (string | number)[], string]>([
    ['row numbers', forty((k) => k + 1), 'id'],
    ['rising years', forty((k) => 1970 + k), 'count'],
    ['codes with leading zeros', forty((k) => `0${10 + (k % 20)}`), 'nominal'],
    ['a few numbers and a word', forty((k) => (k % 8 === 0 ? 'other' : k % 4)), 'nominal'],
    ['words', forty((k) => 'abcde'[k % 5]), 'nominal'],
    ['negative whole numbers', forty((k) => k - 20), 'continuous'],
    ['two numbers', forty((k) => 1 + (k % 2)), 'binary'],
    ['grades', forty((k) => 1 + (k % 5)), 'ordinal'],
    ['ISO dates', forty((k) => `2020-01-${String(1 + (k % 28)).padStart(2, '0')}`), 'date'],
    ['American dates', forty((k) => `01/${String(1 + (k % 28)).padStart(2, '0')}/2020`), 'date'],
    [
      'words for missing',
      forty((k) => ['NA', 'n/a', '.', '-', 'null', '?', 'NaN', 'nan', '#N/A', 'Null'][k % 10]),
      'continuous',
    ],
  ])('%s', async (_, cells, kind) => expect(await kindOf(cells)).toBe(kind))
  test('a name can tell an identifier', async () => {
    const shuffled = forty((k) => 1000 + ((k * 17) % 41))
    expect(await kindOf(shuffled, 'patient_id')).toBe('id')
    expect(await kindOf(shuffled, 'income')).toBe('count')
  })
})

describe('building a dataset', () => {
  test('follows the suggestions; every change is a step', async () => {
    const data = valueOf(await importTable(sourceOfBytes('stones.csv', bytesOf(csv))))
    const of = (name: string) => columnNamed(data, name)!
    expect(of('stone_mm').values[17]).toBeNaN()
    expect(of('success').levels).toEqual(['no', 'yes'])
    expect([...of('success').values.subarray(0, 3)]).toEqual([0, 1, 1])
    expect(of('site')).toMatchObject({ role: 'left-out', note: 'only one value, “Leeds”' })
    expect(of('admitted').values[0]).toBe(Date.UTC(1984, 0, 1) / 86_400_000)
    expect(data.log[0]).toMatch(/^Read stones.csv \(\d+ kB, utf-8, comma-separated\): 40 rows, 14 columns\.$/)
    expect(data.log).toContain('stone_mm: “3a” in row 18 (not a number) became missing.')
    expect(data.log).toContain('bmi: “n/a” read as missing in 4 rows.')
    expect(data.log).toContain('stone_cm: left out (same as stone_mm ÷ 10).')
    expect(data.log).toContain('patient: left out (a different value in every row).')
  })
  test('decisions: edit, make missing, keep as text, other kind, other order, use anyway', async () => {
    const table = await openText(csv)
    const decide = (name: string, more: Partial<ColumnDecision>): ColumnDecision => ({
      ...suggestedDecisions(profileTable(table)).find((decision) => decision.name === name)!,
      ...more,
    })
    const decisions = [
      decide('stone_mm', { edits: { 18: '3', 1: null } }),
      decide('pain', { kind: 'nominal' }),
      decide('sex', { levels: ['male', 'female'] }),
      decide('site', { use: true, kind: 'nominal', role: 'cluster' }),
      decide('age', { use: false }),
    ]
    const data = valueOf(buildDataset(table, decisions, 'Stones', 'd1'))
    const of = (name: string) => columnNamed(data, name)!
    expect([of('stone_mm').values[17], of('stone_mm').values[0]]).toEqual([3, NaN])
    expect(of('sex')).toMatchObject({ levels: ['male', 'female'] })
    expect(of('sex').values[0]).toBe(0)
    expect(of('site')).toMatchObject({ role: 'cluster', levels: ['Leeds'] })
    expect(of('age')).toMatchObject({ role: 'left-out', note: 'by choice' })
    expect(data.log).toContain('stone_mm: “3a” in row 18 changed to “3”.')
    expect(data.log).toContain('stone_mm: “2” in row 1 made missing.')
    expect(data.log).toContain('pain: read as nominal instead of ordinal.')
  })
  test('decisions that make no sense are all reported', async () => {
    const table = await openText(csv)
    const result = buildDataset(
      table,
      [
        { name: 'shoe', use: true, kind: 'count' },
        { name: 'age', use: true, kind: 'count', edits: { 0: '1', 41: '2' } },
      ],
      'x',
      'x',
    )
    expect(codesOf(result)).toEqual(['unknown-column', 'unknown-row', 'unknown-row'])
  })
  test('nothing to use is a problem', async () => {
    expect(codesOf(await importTable(sourceOfBytes('flat.csv', bytesOf('a,b\n1,1\n1,1\n'))))).toEqual([
      'no-columns',
    ])
  })
  test('columns asked for by name are used whatever the profile says', async () => {
    const data = valueOf(await importTable(sourceOfBytes('stones.csv', bytesOf(csv)), { always: ['site'] }))
    expect(columnNamed(data, 'site')?.role).toBe('variable')
    const counter = `dose,y\n${Array.from({ length: 20 }, (_, k) => `${k + 1},${k % 3}`).join('\n')}\n`
    const suggested = valueOf(await importTable(sourceOfBytes('x.csv', bytesOf(counter))))
    expect(columnNamed(suggested, 'dose')).toMatchObject({ kind: 'id', role: 'left-out' })
    const wanted = valueOf(await importTable(sourceOfBytes('x.csv', bytesOf(counter)), { always: ['dose'] }))
    expect(columnNamed(wanted, 'dose')).toMatchObject({ kind: 'count', role: 'variable' })
  })
})

describe('complete rows', () => {
  test('losses are counted by column', async () => {
    const data = valueOf(await importTable(sourceOfBytes('stones.csv', bytesOf(csv))))
    const { rows, index } = valueOf(completeRows(data, ['stone_mm', 'bmi', 'age']))
    expect(rows).toEqual({ total: 40, used: 31, missing: { stone_mm: 1, bmi: 8 } })
    expect(index).toHaveLength(31)
    expect([...index]).not.toContain(17)
    expect(codesOf(completeRows(data, ['shoe', 'hat']))).toEqual(['unknown-column', 'unknown-column'])
  })
})

describe('columns from scripts', () => {
  test('numbers, text, truth values and gaps', () => {
    const data = valueOf(
      datasetFromColumns({
        t: [0, 1, null, 1],
        y: Float64Array.of(0.5, NaN, 2, 3),
        arm: ['drug', 'placebo', 'drug', 'NA'],
        sick: [true, false, true, null],
        n: ['1', '2.5', '', '4'],
        order: [1, 2, 3, 4],
      }),
    )
    const of = (name: string) => columnNamed(data, name)!
    expect([...of('t').values]).toEqual([0, 1, NaN, 1])
    expect(of('arm')).toMatchObject({ kind: 'binary', levels: ['placebo', 'drug'] })
    expect([...of('arm').values]).toEqual([1, 0, 1, NaN])
    expect([...of('sick').values]).toEqual([1, 0, 1, NaN])
    expect([...of('n').values]).toEqual([1, 2.5, NaN, 4])
    expect(data.columns.every(({ role }) => role === 'variable')).toBe(true)
  })
  test('what cannot be used is all reported', () => {
    const result = datasetFromColumns({ a: [1, 2], b: [1], c: [1, Infinity] })
    expect(codesOf(result)).toEqual(['unequal-lengths', 'infinite-value'])
    expect(codesOf(datasetFromColumns({}))).toEqual(['no-rows'])
  })
})
