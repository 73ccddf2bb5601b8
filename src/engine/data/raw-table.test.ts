import {
  array,
  asyncProperty,
  assert as assertLaw,
  constantFrom,
  integer,
  string,
  tuple,
  uint8Array,
} from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { buildDataset, suggestedDecisions } from './import'
import { profileTable } from './profile'
import { readNumber } from './cells'
import { sourceOfBytes } from './byte-source'
import { readTable } from './reading/read-table'
import { bytesOf, codesOf, openText, readBytes, readText, rowsOf, textFormat } from './reading.testing'

/** Numbers are kept as numbers: “1.50” comes back as “1.5”. */
const asRead = (text: string) => {
  const value = readNumber(text, 'point')
  return value === null ? text : String(value)
}

const names = (table: { columns: readonly { name: string }[] }) => table.columns.map(({ name }) => name)

describe('separators, decimals, headers', () => {
  test.each([
    [',', 'a,b\n1,2\n3,4'],
    [';', 'a;b\n1;2\n3;4'],
    ['\t', 'a\tb\n1\t2\n3\t4'],
    ['|', 'a|b\n1|2\n3|4'],
  ])('“%s” is found', async (separator, text) => {
    const table = await openText(text)
    expect(textFormat(table).separator).toBe(separator)
    expect(rowsOf(table)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })
  test('commas inside text do not hide the semicolon', async () => {
    const table = await openText('place;size\nLeeds, UK;1,5\nBath;2,25\nUlm, Bavaria, DE;3,5\n')
    expect([textFormat(table).separator, table.decimal]).toEqual([';', 'comma'])
    expect(profileTable(table).columns[1]).toMatchObject({ kind: 'continuous', summary: '1.5 to 3.5' })
  })
  test('a decimal point in a semicolon file stays one', async () => {
    expect((await openText('a;b\n1.5;2\n2.5;4\n')).decimal).toBe('point')
  })
  test('line ends of all systems', async () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(rowsOf(await openText(['a,b', '1,2', '"x', 'y",4', ''].join(end)))).toEqual([
        ['1', '2'],
        ['x\ny', '4'],
      ])
  })
  test('numbers in the first row are data, years are names', async () => {
    const headless = await openText('1,0.5\n2,0.75\n')
    expect(names(headless)).toEqual(['column 1', 'column 2'])
    expect(headless.notices.map(({ code }) => code)).toEqual(['no-header'])
    expect(names(await openText('1970,1980\n2,0.75\n3,1\n'))).toEqual(['1970', '1980'])
    expect(names(await openText('1,0.5\n2,0.75\n', { header: 'first-row' }))).toEqual(['1', '0.5'])
  })
  test('row labels without a name, as R writes them', async () => {
    const table = await openText('a,b\nr1,1,2\nr2,3,4\n')
    expect(names(table)).toEqual(['row', 'a', 'b'])
    expect(table.notices).toEqual([])
  })
})

describe('quotes', () => {
  test('doubled quotes, separators and line ends inside', async () => {
    const table = await openText('a,b\n"say ""hi"", twice","1\n2"\n5" pipe,"x" \n')
    expect(rowsOf(table)).toEqual([
      ['say "hi", twice', '1\n2'],
      ['5" pipe', 'x'],
    ])
  })
  test('lines are counted through quoted line ends', async () => {
    const table = await openText('a,b\n"1\n2\n3",4\n5\n')
    expect(table.notices[0]).toMatchObject({ code: 'ragged-row', where: { row: 2, line: 5 } })
  })
  test('an unclosed quote is refused with its line', async () => {
    expect(await readText('a,b\n1,2\n3,"4\n5,6\n')).toMatchObject({
      ok: false,
      problems: [{ code: 'unclosed-quote', where: { line: 3 } }],
    })
    expect(await readText('a,b\n1,"2\n3,4\n"x",6\n')).toMatchObject({
      ok: false,
      problems: [{ code: 'unclosed-quote', where: { line: 2 } }],
    })
  })
  test('agrees with Papa Parse on whatever Papa Parse writes', async () => {
    const cell = string({ maxLength: 6, unit: constantFrom('a', '1', '"', ',', ';', '\n', ' ', 'é', '.') })
    const table = integer({ min: 2, max: 4 }).chain((width) =>
      array(array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    )
    await assertLaw(
      asyncProperty(
        table,
        constantFrom(',' as const, ';' as const, '\t' as const),
        async (rows, delimiter) => {
          const header = rows[0].map((_, j) => `v${j}`)
          const text = Papa.unparse([header, ...rows], { delimiter, newline: '\n', quotes: true })
          const read = rowsOf(await openText(text, { separator: delimiter }))
          expect(read.map((row) => row.map(asRead))).toEqual(rows.map((row) => row.map(asRead)))
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('bad files are refused with a reason', () => {
  test.each([
    ['nothing', '', 'empty-file'],
    ['only blank lines', '\n \n\r\n', 'empty-file'],
    ['a header only', 'age,sex\n', 'no-rows'],
    ['a header and blank lines', 'age,sex\n\n\n', 'no-rows'],
    ['zero bytes', 'a,b\n1,2\n3,\0\n', 'not-a-text-table'],
    ['a quote that is not closed', 'a,b\n"1,2\n', 'unclosed-quote'],
  ])('%s', async (_, text, code) => expect(codesOf(await readText(text))).toEqual([code]))

  test('binary files, by their first bytes and by their look', async () => {
    const junk = Uint8Array.from({ length: 4000 }, (_, k) => 1 + ((k * 7919) % 255))
    for (const start of [
      [0xd0, 0xcf, 0x11, 0xe0],
      [0x1f, 0x8b],
      [0x25, 0x50, 0x44, 0x46],
      [0xff, 0xd8, 0xff],
    ])
      expect(codesOf(await readBytes(Uint8Array.from([...start, ...junk])))).toEqual(['not-a-text-table'])
    expect(codesOf(await readBytes(junk))).toEqual(['not-a-text-table'])
    expect(codesOf(await readBytes(Uint8Array.from([0x50, 0x4b, 3, 4, ...junk])))).toEqual(['not-a-workbook'])
    expect(codesOf(await readBytes(Uint8Array.from([0x50, 0x41, 0x52, 0x31, ...junk])))).toEqual([
      'damaged-file',
    ])
  })
  test('the line of a zero byte is named', async () => {
    const result = await readText('a,b\n1,2\n3,\0\n')
    expect(result.ok ? [] : result.problems[0].where).toEqual({ line: 3 })
  })
  test('too many columns', async () => {
    expect(codesOf(await readText(`${'a,'.repeat(6000)}\n1\n`))).toEqual(['too-many-columns'])
  })
  test('cancelling', async () => {
    const context = { signal: { aborted: true }, progress: () => undefined }
    const rows = Array.from({ length: 30_000 }, (_, k) => `${k},${k}`)
    const result = await readTable(sourceOfBytes('x.csv', bytesOf(['a,b', ...rows].join('\n'))), {}, context)
    expect(codesOf(result)).toEqual(['cancelled'])
  })
})

describe('odd files are read and what was odd is said', () => {
  test('ragged rows keep their cells', async () => {
    const table = await openText('a,b,c\n1,2,3\n4\n5,6,7,8,9\n')
    expect(rowsOf(table)).toEqual([
      ['1', '2', '3'],
      ['4', '', ''],
      ['5', '6', '7'],
    ])
    expect(table.notices).toMatchObject([
      { code: 'ragged-row', where: { row: 2, line: 3 } },
      { code: 'ragged-row', where: { row: 3, line: 4 } },
    ])
    expect(table.notices[0].message).toBe(
      'Row 2 (line 3) has 1 cell instead of 3: the last 2 count as missing.',
    )
    expect(table.notices[1].message).toContain('the surplus “8,9” was left out')
  })
  test('many ragged rows end in a count', async () => {
    const table = await openText(`a,b\n${'1\n'.repeat(100)}`)
    expect(table.notices).toHaveLength(21)
    expect(table.notices.at(-1)!.message).toContain('80 more')
  })
  test('repeated, empty and endless names', async () => {
    const long = `<b>${'x'.repeat(1000)}</b>`
    const table = await openText(`a,a,,a (2),a,${long}\n1,2,3,4,5,6\n7,8,9,0,1,2\n`)
    expect(names(table).slice(0, 5)).toEqual(['a', 'a (3)', 'column 3', 'a (2)', 'a (4)'])
    expect(names(table)[5]).toHaveLength(200)
    expect(table.notices.map(({ code }) => code)).toEqual([
      'duplicate-name',
      'empty-name',
      'duplicate-name',
      'long-name',
    ])
  })
  test('one row', async () => {
    const table = await openText('a,b\n1,2\n')
    expect(table.rows).toBe(1)
    expect(table.notices).toMatchObject([{ code: 'one-row' }])
  })
  test('blank lines are skipped, in a single column they are missing cells', async () => {
    const table = await openText('a,b\n1,2\n\n3,4\n\n')
    expect([table.rows, table.notices[0].code]).toEqual([2, 'blank-lines'])
    expect((await openText('a\n1\n\n3\n\n')).rows).toBe(3)
  })
})

describe('encodings', () => {
  const text = 'naïve,größe\n1,é\n2,ü\n'
  const utf16 = (order: 'le' | 'be', mark: boolean) => {
    const units = [...(mark ? '\uFEFF' : ''), ...text].map((character) => character.charCodeAt(0))
    return Uint8Array.from(units.flatMap((u) => (order === 'le' ? [u & 255, u >> 8] : [u >> 8, u & 255])))
  }
  test.each([
    ['utf-8', bytesOf(text)],
    ['utf-8', bytesOf(`\uFEFF${text}`)],
    ['utf-16le', utf16('le', true)],
    ['utf-16be', utf16('be', true)],
    ['utf-16le', utf16('le', false)],
    ['windows-1252', Uint8Array.from(text, (character) => character.charCodeAt(0))],
  ])('%s', async (encoding, bytes) => {
    const table = valueOf(await readBytes(bytes))
    expect(textFormat(table).encoding).toBe(encoding)
    expect(names(table)).toEqual(['naïve', 'größe'])
    expect(rowsOf(table)[0]).toEqual(['1', 'é'])
    expect(table.notices.map(({ code }) => code)).toEqual(
      encoding === 'windows-1252' ? ['guessed-encoding'] : [],
    )
  })
})

describe('no file makes the reader throw or hang', () => {
  const seed = bytesOf(
    'id;größe;"a ""b""";when\n1;1,5;"x;\ny";2020-01-31\n2;NA;z;31/02/1984\n3;-2,5e3;;inf\n',
  )
  // The limit is far above what linear work takes and far below what quadratic work on a megabyte would.
  const survive = async (bytes: Uint8Array) => {
    const started = performance.now()
    const table = await readBytes(bytes)
    if (table.ok) {
      const profile = profileTable(table.value)
      const dataset = buildDataset(table.value, suggestedDecisions(profile), 'fuzz', 'fuzz')
      if (dataset.ok)
        for (const column of dataset.value.columns) expect(column.values).toHaveLength(table.value.rows)
      else expect(dataset.problems[0].code).toBe('no-columns')
    } else expect(table.problems[0].message.length).toBeGreaterThan(10)
    expect(performance.now() - started).toBeLessThan(20_000)
  }
  test('mutated files', async () => {
    const change = tuple(
      integer({ min: 0, max: seed.length - 1 }),
      integer({ min: 0, max: 255 }),
      integer({ min: 0, max: 2 }),
    )
    await assertLaw(
      asyncProperty(array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const bytes = [...seed]
        for (const [at, byte, how] of changes) {
          if (how === 0) bytes[at % bytes.length] = byte
          else if (how === 1) bytes.splice(at % bytes.length, 3)
          else bytes.splice(at % bytes.length, 0, byte, 34)
        }
        await survive(Uint8Array.from(bytes))
      }),
      { numRuns: 1500 },
    )
  })
  test('random bytes', async () => {
    await assertLaw(asyncProperty(uint8Array({ maxLength: 300 }), survive), { numRuns: 500 })
  })
  test('texts made of what matters', async () => {
    const unit = constantFrom(
      '"',
      ',',
      ';',
      '\n',
      '\r',
      '1',
      'a',
      ' ',
      '\t',
      '.',
      '-',
      '\u0000',
      '\uFEFF',
      'NA',
    )
    await assertLaw(
      asyncProperty(string({ maxLength: 80, unit }), (text) => survive(bytesOf(text))),
      { numRuns: 1500 },
    )
  })
  test('a megabyte of quotes, of separators, of line ends', async () => {
    for (const text of [
      '"'.repeat(1e6),
      ','.repeat(1e6),
      '\n'.repeat(1e6),
      '"\n'.repeat(5e5),
      'a,"b\n'.repeat(2e5),
    ])
      await survive(bytesOf(text))
  })
})

test('a large plain file is read in reasonable time', async () => {
  const rows = 50_000
  const lines = ['a,b,c,d,e,f,g,h']
  for (let row = 0; row < rows; row++)
    lines.push(`${row},${row / 7},x,${row % 5},${row % 2},${-row},2.5,y${row % 9}`)
  const seen: number[] = []
  const context = { signal: { aborted: false }, progress: (fraction: number) => void seen.push(fraction) }
  const table = valueOf(await readTable(sourceOfBytes('large.csv', bytesOf(lines.join('\n'))), {}, context))
  expect(table.rows).toBe(rows)
  expect(seen.length).toBeGreaterThan(1)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
})
