import type { Column, Dataset } from '../../engine/data/dataset'
import { unsuitability } from '../../engine/discover/search-columns'

export interface SearchableColumn {
  readonly name: string
  /** Why it cannot take part: its role, a problem's code, or 'constant'; null when it can. */
  readonly obstacle: string | null
}

function isConstant(values: Float64Array): boolean {
  const first = values.find((value) => Number.isFinite(value))
  return values.every((value) => !Number.isFinite(value) || value === first)
}

function obstacleOf(column: Column): string | null {
  if (column.role !== 'variable') return column.role
  const [unsuitable] = unsuitability(column)
  if (unsuitable) return unsuitable.code
  return isConstant(column.values) ? 'constant' : null
}

/** Which columns a search can use. */
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

/** The places and times a search reads, where the user took some out; by default all that are marked. */
export function contextsChosen(
  dataset: Dataset,
  unchecked: readonly string[],
): { readonly contexts?: readonly string[] } {
  const marked = dataset.columns.filter(({ role }) => role === 'regime' || role === 'time')
  const contexts = marked.map(({ name }) => name).filter((name) => !unchecked.includes(name))
  return contexts.length === marked.length ? {} : { contexts }
}
