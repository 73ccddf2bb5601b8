import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { sourceOfBytes } from '../byte-source'
import { profileTable } from '../profile'
import type { ReadingOptions } from '../raw-table'
import { codesOf, rowsOf } from '../reading.testing'
import { readTable } from './read-table'
import { workbookOf } from './samples.testing'

const read = (bytes: Uint8Array, options?: ReadingOptions) =>
  readTable(sourceOfBytes('sample.xlsx', bytes), options)

const day = (k: number) => new Date(Date.UTC(1984, 0, 1 + k))
const patients = [
  ['name', 'stone', 'admitted', 'success', 'arm'],
  ...Array.from({ length: 30 }, (_, k) => [
    `p${k}`,
    k === 17 ? '3a' : k === 4 ? null : 2.5 + k,
    day(k),
    k % 3 === 0,
    k % 2 === 0 ? 'keyhole' : 'open',
  ]),
]

test('numbers, dates, truth values and texts have their kinds; an odd cell has its place', async () => {
  const table = valueOf(await read(await workbookOf({ Patients: patients })))
  expect(table.format).toEqual({
    type: 'excel',
    sheet: 'Patients',
    sheets: ['Patients'],
    header: 'first-row',
  })
  const { columns } = profileTable(table)
  expect(columns.map(({ kind }) => kind)).toEqual(['id', 'continuous', 'date', 'binary', 'binary'])
  expect(columns[1].offending).toEqual([{ row: 18, text: '3a', reason: 'not a number' }])
  expect(columns[1]).toMatchObject({ missing: 1, present: 28 })
  expect(columns[2].summary).toBe('1984-01-01 to 1984-01-30')
  expect(rowsOf(table)[3]).toEqual(['p3', '5.5', '1984-01-04', 'true', 'open'])
})

test('of several sheets the first is read, or the one asked for', async () => {
  const bytes = await workbookOf({
    'First & best': patients,
    Second: [
      ['x', 'y'],
      [1.5, 2],
      [2.5, 1],
    ],
  })
  expect(valueOf(await read(bytes)).format).toMatchObject({
    sheet: 'First & best',
    sheets: ['First & best', 'Second'],
  })
  expect(rowsOf(valueOf(await read(bytes, { sheet: 'Second' })))).toEqual([
    ['1.5', '2'],
    ['2.5', '1'],
  ])
  expect(codesOf(await read(bytes, { sheet: 'Third' }))).toEqual(['unknown-sheet'])
})

test('the error of a formula is an odd cell, not a gap', async () => {
  const bytes = await workbookOf({ S: [['x', 'y'], ...Array.from({ length: 12 }, (_, k) => [k * 1.5, k])] })
  const files = unzipSync(bytes)
  const path = Object.keys(files).find((name) => name.includes('worksheets/'))!
  const sheet = strFromU8(files[path])
  const withError = sheet.replace(/<c r="A3"[^>]*>.*?<\/c>/, '<c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
  expect(withError).not.toBe(sheet)
  const table = valueOf(await read(zipSync({ ...files, [path]: strToU8(withError) })))
  expect(profileTable(table).columns[0].offending).toEqual([
    { row: 2, text: '#DIV/0!', reason: 'not a number: the error of a formula' },
  ])
})

test('a title above the table and blank rows in it are passed over, and that is said', async () => {
  const table = valueOf(
    await read(
      await workbookOf({ S: [['Report of 1984'], [], ['x', 'y'], [1.5, 2], [null, null], [2.5, 3]] }),
    ),
  )
  expect(table.columns.map(({ name }) => name)).toEqual(['x', 'y'])
  expect(rowsOf(table)).toEqual([
    ['1.5', '2'],
    ['2.5', '3'],
  ])
  expect(table.notices.map(({ code }) => code)).toEqual(['rows-above', 'blank-lines'])
})

test('an empty sheet, names without rows, and a zip of something else', async () => {
  expect(codesOf(await read(await workbookOf({ S: [] })))).toEqual(['empty-file'])
  expect(codesOf(await read(await workbookOf({ S: [['x', 'y']] })))).toEqual(['no-rows'])
  expect(codesOf(await read(zipSync({ 'letter.txt': strToU8('dear') })))).toEqual(['not-a-workbook'])
})
