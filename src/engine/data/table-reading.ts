import { textOfCell } from './column-cells'
import type { RawTable } from './raw-table'
import { profileTable, type TableProfile } from './profile'

/** A row as it stands in the file; `row` counts from 1. */
export interface RowExcerpt {
  readonly row: number
  readonly cells: readonly string[]
}

/** What a person sees of a file before it is imported: small enough to leave the worker. */
export interface TableReading {
  readonly source: Omit<RawTable, 'columns'> & { readonly columns: readonly string[] }
  readonly profile: TableProfile
  /** Rows around the first offending cells of each column, in row order. */
  readonly excerpts: readonly RowExcerpt[]
  readonly milliseconds: number
}

const CELLS_SHOWN = 25
const NEIGHBOURS = 2

/** Profile and excerpts of a table; `milliseconds` is what reading took. */
export function describeTable(table: RawTable, milliseconds: number): TableReading {
  const profile = profileTable(table)
  const wanted = new Set<number>()
  for (const column of profile.columns)
    for (const { row } of column.offending.slice(0, CELLS_SHOWN))
      for (let near = row - NEIGHBOURS; near <= row + NEIGHBOURS; near++)
        if (near >= 1 && near <= table.rows) wanted.add(near)
  const excerpts = [...wanted]
    .toSorted((a, b) => a - b)
    .map((row) => ({ row, cells: table.columns.map((column) => textOfCell(column, row - 1)) }))
  const { columns, ...rest } = table
  return {
    source: { ...rest, columns: columns.map((column) => column.name) },
    profile,
    excerpts,
    milliseconds,
  }
}
