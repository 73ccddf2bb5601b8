import type { Column, Dataset } from '../dataset'
import type { StepsOutcome } from './step'

/**
 * The outcome of steps on its way between threads: columns that the steps left alone are named by their place in the
 * source, which the other side has, instead of being copied.
 */
export interface PackedOutcome extends Omit<StepsOutcome, 'dataset'> {
  readonly dataset: Omit<Dataset, 'columns'>
  readonly columns: readonly (
    | Column
    | { readonly source: number; readonly changes: Omit<Column, 'values'> | null }
  )[]
}

export function packOutcome({ dataset, ...rest }: StepsOutcome, source: Dataset): PackedOutcome {
  const { columns, ...others } = dataset
  return {
    ...rest,
    dataset: others,
    columns: columns.map((column) => {
      const at = source.columns.findIndex(({ values }) => values === column.values)
      if (at < 0) return column
      const { values: _values, ...changes } = column
      return { source: at, changes: column === source.columns[at] ? null : changes }
    }),
  }
}

/** What was packed; columns that nothing was done to are the very records of the source. */
export function unpackOutcome({ dataset, columns, ...rest }: PackedOutcome, source: Dataset): StepsOutcome {
  const unpacked = columns.map((column) => {
    if (!('source' in column)) return column
    const own = source.columns[column.source]
    return column.changes === null ? own : { ...column.changes, values: own.values }
  })
  return { ...rest, dataset: { ...dataset, columns: unpacked } }
}
