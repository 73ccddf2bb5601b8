import type { Column, Dataset } from '../../engine/data/dataset'

export interface SearchableColumn {
  readonly name: string
  /** Why it cannot take part: its role, its kind, or 'constant'; null when it can. */
  readonly obstacle: string | null
}

function isConstant(values: Float64Array): boolean {
  const first = values.find((value) => Number.isFinite(value))
  return values.every((value) => !Number.isFinite(value) || value === first)
}

function obstacleOf(column: Column): string | null {
  if (column.role !== 'variable') return column.role
  if (column.kind === 'date' || column.kind === 'id') return column.kind
  if (column.kind === 'nominal' && (column.levels?.length ?? Infinity) > 2) return column.kind
  return isConstant(column.values) ? 'constant' : null
}

/** Which columns a search over numeric and ordered variables can use. */
export const searchableColumns = (dataset: Dataset): readonly SearchableColumn[] =>
  dataset.columns.map((column) => ({ name: column.name, obstacle: obstacleOf(column) }))

/** The columns to search: all that can take part, less those the user took out. */
export const chosenColumns = (
  columns: readonly SearchableColumn[],
  unchecked: readonly string[],
): readonly string[] =>
  columns
    .filter((column) => column.obstacle === null && !unchecked.includes(column.name))
    .map((column) => column.name)
