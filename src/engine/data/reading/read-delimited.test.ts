import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { sourceOfBytes, sourceOfReads, type ByteSource } from '../byte-source'
import { profileTable } from '../profile'
import type { RawTable } from '../raw-table'
import { bytesOf, codesOf, rowsOf, textFormat } from '../reading.testing'
import { readTable } from './read-table'

/** With a few columns more than the 1 MB that is looked at first. */
const ROWS = 60_000

const lines = (line: (row: number) => string, end = '\n') =>
  `x,y,z${end}${Array.from({ length: ROWS }, (_, row) => line(row)).join(end)}${end}`

const usual = (row: number) => `${row / 4},${-row},${(row % 97) / 10}`

/** A source that notes how much was asked for at once. */
function watched(bytes: Uint8Array) {
  const asked: number[] = []
  const source = sourceOfReads('large.csv', bytes.length, (from, to) => {
    asked.push(to - from)
    return Promise.resolve(bytes.subarray(from, to))
  })
  return { source, asked }
}

const read = async (text: string): Promise<RawTable> =>
  valueOf(await readTable(sourceOfBytes('large.csv', bytesOf(text))))

test.each([
  ['\\n', '\n'],
  ['\\r\\n', '\r\n'],
  ['\\r', '\r'],
])('plain numbers go from bytes to columns, block by block; lines end in %s', async (_, end) => {
  const text = lines(usual, end)
  const rowsAlone = text.slice(text.indexOf(end) + end.length)
  const { source, asked } = watched(bytesOf(text + rowsAlone.repeat(5)))
  const table = valueOf(await readTable(source))
  expect(table.rows).toBe(6 * ROWS)
  expect(asked.length).toBeGreaterThan(3)
  expect(Math.max(...asked)).toBeLessThanOrEqual(1 << 22)
  for (const [j, column] of table.columns.entries()) {
    if (column.form !== 'numbers') throw new Error(`column ${j} was read as texts`)
    expect(column.odd.rows).toHaveLength(0)
    for (const row of [0, 1, 9_999, ROWS - 1, ROWS, 6 * ROWS - 1])
      expect(column.values[row]).toBe(Number(usual(row % ROWS).split(',')[j]))
  }
})

test('odd cells anywhere in a large file keep their places', async () => {
  const odd = new Map([
    [3, '0.75,n/a,1'],
    [41_234, '3a,5,1'],
    [59_999, '1,,1e999'],
  ])
  const table = await read(lines((row) => odd.get(row) ?? usual(row)))
  const [x, y, z] = profileTable(table).columns
  expect(x.offending).toEqual([{ row: 41_235, text: '3a', reason: 'not a number' }])
  expect(y).toMatchObject({ missing: 2, missingWords: [{ text: 'n/a', rows: 1 }] })
  expect(z.offending).toEqual([{ row: 60_000, text: '1e999', reason: 'too large for a number' }])
  expect(rowsOf(table)[41_234]).toEqual(['3a', '5', '1'])
})

test('what proves to be text late in the file is read as text from the start', async () => {
  const table = await read(lines((row) => (row < 30_000 ? usual(row) : `${row / 4},word ${row},1`)))
  expect(table.columns.map(({ form }) => form)).toEqual(['numbers', 'texts', 'numbers'])
  expect(rowsOf(table)[7]).toEqual(['1.75', '-7', '0.7'])
  expect(rowsOf(table)[50_000][1]).toBe('word 50000')
})

test('codes with zeros in front are texts, also when most have none', async () => {
  const table = await read(
    lines((row) => `${10_000 + (row % 80_000)},${row === 50_000 ? '01067' : '10115'},1`),
  )
  expect(table.columns[1].form).toBe('texts')
  expect(profileTable(table).columns[1].kind).toBe('binary')
  expect(rowsOf(table)[50_000][1]).toBe('01067')
})

test('quoted cells far into a file, with line ends and across blocks', async () => {
  const long = 'w'.repeat(300_000)
  const odd = new Map([
    [20_000, '"1.5","a ""b""\r\nc",2'],
    [20_001, `3,"${long}\n${long}",2`],
  ])
  const table = await read(lines((row) => odd.get(row) ?? `${row},text,${row}`, '\r\n'))
  expect(table.rows).toBe(ROWS)
  expect(rowsOf(table)[20_000]).toEqual(['1.5', 'a "b"\nc', '2'])
  expect(rowsOf(table)[20_001][1]).toHaveLength(600_001)
  expect(rowsOf(table)[59_999]).toEqual(['59999', 'text', '59999'])
})

test('the line of a ragged row and of an open quote is right behind quoted line ends', async () => {
  const text = (last: string) =>
    lines((row) => (row === 100 ? '1,"a\nb\nc",2' : row === 40_000 ? '5,6' : `${row},t,${row}`)) + last
  const table = await read(text(''))
  // Line 1 holds the names, and one row takes three lines.
  expect(table.notices).toMatchObject([{ code: 'ragged-row', where: { row: 40_001, line: 40_004 } }])
  const open = await readTable(sourceOfBytes('x.csv', bytesOf(text('1,"2,3\n'))))
  expect(open).toMatchObject({ ok: false, problems: [{ code: 'unclosed-quote', where: { line: 60_004 } }] })
})

test('bytes that are no UTF-8 far into a file make it Windows-1252 from the start', async () => {
  const text = lines((row) => (row === 50_000 ? `1,größe,2` : `${row},plain,${row}`))
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  const table = valueOf(await readTable(sourceOfBytes('x.csv', bytes)))
  expect(textFormat(table).encoding).toBe('windows-1252')
  expect(rowsOf(table)[50_000][1]).toBe('größe')
  expect(table.notices.map(({ code }) => code)).toEqual(['guessed-encoding'])
})

test('zero bytes far into a file are refused with their line', async () => {
  const text = lines((row) => (row === 50_000 ? '1,\0,2' : usual(row)))
  expect(await readTable(sourceOfBytes('x.csv', bytesOf(text)))).toMatchObject({
    ok: false,
    problems: [{ code: 'not-a-text-table', where: { line: 50_002 } }],
  })
})

/** A file that says it is larger than it is; nothing beyond its beginning may be asked for. */
function endless(size: number, text: string): ByteSource {
  const bytes = bytesOf(text.repeat(Math.ceil(2e6 / text.length)))
  return sourceOfReads('huge.csv', size, (from, to) => {
    const start = from % text.length
    return Promise.resolve(bytes.subarray(start, start + to - from))
  })
}

test('a table that does not fit is refused before it is read, with the sizes', async () => {
  const numbers = await readTable(endless(20e9, 'x,y\n1.25,2.75\n3.5,4.5\n'))
  expect(codesOf(numbers)).toEqual(['table-too-large'])
  expect(numbers).toMatchObject({
    problems: [{ message: expect.stringMatching(/needs about \d+\.\d GB .* can hold 1\.5 GB/) as string }],
  })
})

test('thousands separators and percent signs are read when the whole column has them', async () => {
  const rows = Array.from({ length: 40 }, (_, k) => `"${k + 1},${100 + k}.5"|${k}.5 %|${k % 7} 00${k % 10}`)
  const table = await read(`money|share|people\n${rows.join('\n')}\n`)
  const { columns } = profileTable(table)
  expect(columns.map(({ kind, styled }) => [kind, styled])).toEqual([
    ['continuous', { text: '1,100.5', value: 1100.5 }],
    ['continuous', { text: '0.5 %', value: 0.5 }],
    ['count', { text: '0 000', value: 0 }],
  ])
  expect(columns[0].summary).toBe('1100.5 to 40140')
})
