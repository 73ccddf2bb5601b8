import { valueOf, type Result } from '../../base/result'
import { sourceOfBytes } from './byte-source'
import { textOfCell } from './column-cells'
import type { RawTable, ReadingOptions, TableFormat } from './raw-table'
import { readTable } from './reading/read-table'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export const readBytes = (bytes: Uint8Array, options?: ReadingOptions): Promise<Result<RawTable>> =>
  readTable(sourceOfBytes('test.csv', bytes), options)

export const readText = (text: string, options?: ReadingOptions): Promise<Result<RawTable>> =>
  readBytes(bytesOf(text), options)

export const openText = async (text: string, options?: ReadingOptions): Promise<RawTable> =>
  valueOf(await readText(text, options))

/** The cells row by row, as they stand in the file; numbers as they are written out. */
export const rowsOf = (table: RawTable): string[][] =>
  Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => textOfCell(column, row)))

/** How a delimited text was read. */
export function textFormat(table: RawTable): Extract<TableFormat, { type: 'text' }> {
  if (table.format.type !== 'text') throw new Error(`read as ${table.format.type}`)
  return table.format
}

export const codesOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ code }) => code)
