import { valueOf, type Result } from '../../base/result'
import { readTable, type RawTable, type ReadingOptions } from './raw-table'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export const readText = (text: string, options?: ReadingOptions): Promise<Result<RawTable>> =>
  readTable(bytesOf(text), 'test.csv', options)

export const openText = async (text: string, options?: ReadingOptions): Promise<RawTable> =>
  valueOf(await readText(text, options))

/** The cells row by row, as they stand in the file. */
export const rowsOf = (table: RawTable): string[][] =>
  Array.from({ length: table.rows }, (_, row) => table.columns.map(({ texts, codes }) => texts[codes[row]]))

export const codesOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ code }) => code)
