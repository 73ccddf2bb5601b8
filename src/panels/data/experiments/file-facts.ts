import type { Dataset } from '../../../engine/data/dataset'

export interface CombinedFacts {
  readonly rows: number
  readonly columns: number
  /** Columns that every file has. */
  readonly inAll: number
  /** Columns that some files lack, and which; in order of first appearance. */
  readonly lacking: readonly { readonly column: string; readonly files: readonly string[] }[]
}

/** What becomes of the files together, as far as their names of columns say. */
export function combinedFacts(files: readonly { dataset: Dataset; label: string }[]): CombinedFacts {
  const ordinary = files.map(
    ({ dataset }) =>
      new Set(
        dataset.columns
          .filter(({ role }) => role !== 'regime' && role !== 'intervention-target')
          .map(({ name }) => name),
      ),
  )
  const names = [...new Set(ordinary.flatMap((own) => [...own]))]
  const lacking = names
    .map((column) => ({
      column,
      files: files.filter((_, at) => !ordinary[at].has(column)).map(({ label }) => label),
    }))
    .filter(({ files: without }) => without.length > 0)
  return {
    rows: files.reduce((sum, { dataset }) => sum + dataset.rows, 0),
    columns: names.length,
    inAll: names.length - lacking.length,
    lacking,
  }
}
