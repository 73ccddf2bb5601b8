import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { sourceOfBytes } from '../byte-source'
import { buildDataset, suggestedDecisions } from '../import'
import { profileTable } from '../profile'
import { codesOf, rowsOf } from '../reading.testing'
import { readTable } from './read-table'
import { parquetOf, sampleColumns } from './samples.testing'

const read = (bytes: Uint8Array) => readTable(sourceOfBytes('sample.parquet', bytes))

test.each([
  ['packed', { codec: 'SNAPPY' as const }],
  ['not packed', { codec: 'UNCOMPRESSED' as const }],
  ['in several row groups and pages', { rowGroupSize: 70, pageSize: 256 }],
])('every type of column has its kind and its gaps, %s', async (_, options) => {
  const table = valueOf(await read(parquetOf(sampleColumns(300), options)))
  expect(table.format).toEqual({ type: 'parquet' })
  expect(table.rows).toBe(300)
  const profile = profileTable(table)
  expect(profile.columns.map(({ name, kind, missing }) => [name, kind, missing])).toEqual([
    ['whole', 'count', 0],
    ['long', 'count', 0],
    ['number', 'continuous', 33],
    ['group', 'nominal', 27],
    // Texts stay texts, also where they look like numbers.
    ['code', 'nominal', 0],
    ['treated', 'binary', 23],
    ['seen', 'date', 0],
  ])
  expect(rowsOf(table)[4]).toEqual(['28', '12', '', 'b', '104', 'true', '2020-01-05'])
  const dataset = valueOf(buildDataset(table, suggestedDecisions(profile), 'sample', 'sample'))
  expect(dataset.columns[2].values[5]).toBe(Math.sin(5))
  expect(dataset.columns[5]).toMatchObject({ levels: ['false', 'true'] })
  expect(dataset.columns[6].values[0]).toBe(Date.UTC(2020, 0, 1) / 86_400_000)
})

test('numbers that are none are shown with their rows', async () => {
  const data = [1.5, NaN, Infinity, 2.5, ...Array.from({ length: 30 }, (_, k) => k / 7)]
  const table = valueOf(await read(parquetOf([{ name: 'x', type: 'DOUBLE', data }])))
  const [x] = profileTable(table).columns
  expect(x).toMatchObject({ missing: 1, missingWords: [{ text: 'NaN', rows: 1 }], offendingRows: 1 })
  expect(x.offending).toEqual([{ row: 3, text: 'Infinity', reason: 'not a finite number' }])
})

test('what does not fit a double or a date is said', async () => {
  const table = valueOf(
    await read(
      parquetOf([
        { name: 'key', type: 'INT64', data: [2n ** 60n + 1n, 5n, 6n] },
        {
          name: 'at',
          type: 'TIMESTAMP',
          data: [new Date(Date.UTC(2020, 0, 1, 13)), new Date(0), new Date(0)],
        },
      ]),
    ),
  )
  expect(table.notices.map(({ code, where }) => [code, where?.name])).toEqual([
    ['rounded', 'key'],
    ['time-of-day', 'at'],
  ])
})

test('a cut file, a file of another kind with the same start', async () => {
  const bytes = parquetOf(sampleColumns(100))
  expect(codesOf(await read(bytes.subarray(0, 300)))).toEqual(['damaged-file'])
  expect(codesOf(await read(Uint8Array.from([0x50, 0x41, 0x52, 0x31])))).toEqual(['damaged-file'])
})

test('a file without rows', async () => {
  expect(codesOf(await read(parquetOf([{ name: 'x', type: 'DOUBLE', data: [] }])))).toEqual(['no-rows'])
})
