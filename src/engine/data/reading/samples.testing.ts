import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer'
import writeWorkbook, { type SheetData } from 'write-excel-file/node'

type Cell = string | number | boolean | Date | null

/** An .xlsx file; `#DIV/0!` and the like become errors of formulas. */
export async function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
): Promise<Uint8Array> {
  const written = Object.entries(sheets).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map(sheetCell)) as SheetData,
  }))
  return new Uint8Array(await writeWorkbook(written).toBuffer())
}

const sheetCell = (value: Cell) =>
  value === null ? null : value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value }

export const parquetOf = (
  columnData: ColumnSource[],
  options: { codec?: 'SNAPPY' | 'UNCOMPRESSED'; rowGroupSize?: number; pageSize?: number } = {},
): Uint8Array => new Uint8Array(parquetWriteBuffer({ columnData, ...options }))

const rowsOf = <T>(rows: number, cell: (row: number) => T): T[] =>
  Array.from({ length: rows }, (_, k) => cell(k))

/** Every type of column that is read, with gaps. */
export const sampleColumns = (rows: number): ColumnSource[] => [
  { name: 'whole', type: 'INT32', data: rowsOf(rows, (k) => (k * 7) % 41) },
  { name: 'long', type: 'INT64', data: rowsOf(rows, (k) => BigInt(k) * 3n) },
  {
    name: 'number',
    type: 'DOUBLE',
    nullable: true,
    data: rowsOf(rows, (k) => (k % 9 === 4 ? null : Math.sin(k))),
  },
  {
    name: 'group',
    type: 'STRING',
    nullable: true,
    data: rowsOf(rows, (k) => (k % 11 === 5 ? null : 'abc'[k % 3])),
  },
  { name: 'code', type: 'STRING', data: rowsOf(rows, (k) => String(100 + (k % 50))) },
  {
    name: 'treated',
    type: 'BOOLEAN',
    nullable: true,
    data: rowsOf(rows, (k) => (k % 13 === 2 ? null : k % 2 === 0)),
  },
  { name: 'seen', type: 'TIMESTAMP', data: rowsOf(rows, (k) => new Date(Date.UTC(2020, 0, 1 + k))) },
]
