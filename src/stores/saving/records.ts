import type { Column, Dataset } from '../../engine/data/dataset'
import type { DataEntry, Project } from '../../document/project'

/** What stands in the storage, by key. `now` and `before` are two generations of one project. */
export const nowKey = (id: string) => `now ${id}`
export const beforeKey = (id: string) => `before ${id}`
/** A generation that could not be read, kept for the download that is offered. */
export const damagedKey = (id: string) => `damaged ${id}`
export const LIST_KEY = 'projects'
/** Where version 2 of the studio kept its one project. */
export const FORMER_KEY = 'project'

export const isGeneration = (key: string) => /^(now|before|damaged) /.test(key)
export const isColumn = (key: string) => key.startsWith('column ')

/** Doubles in one record: 8 MB are copied to the storage without holding the page up. */
export const CHUNK_ROWS = 1e6

export const chunkKeys = (stored: string, rows: number): readonly string[] =>
  Array.from({ length: Math.max(1, Math.ceil(rows / CHUNK_ROWS)) }, (_, i) => `${stored} ${i}`)

let columnCount = 0

/** A key that no column had before; its time says how old a column is that nobody refers to. */
export const newColumnKey = (now: number) =>
  `column ${now.toString(36)}-${(columnCount++).toString(36)}-${Math.random().toString(36).slice(2, 8)}`

/** Milliseconds since 1970, or NaN for a key of another kind. */
export const columnKeyTime = (key: string) => Number.parseInt(key.slice('column '.length), 36)

/** A column whose values stand in records of their own, so that an edit of the graph does not write them again. */
type SavedColumn = Omit<Column, 'values'> & { readonly stored: string }
export type SavedDataset = Omit<Dataset, 'columns'> & { readonly columns: readonly SavedColumn[] }

export interface Generation {
  /** Grows by one with every save: who finds another number than the one last seen was not alone. */
  readonly serial: number
  /** Milliseconds since 1970. */
  readonly savedAt: number
  /** Names of data that did not fit: the project holds them without columns. */
  readonly withoutData: readonly string[]
  readonly project: Omit<Project, 'datasets'> & {
    readonly datasets: readonly { readonly source: SavedDataset; readonly steps: DataEntry['steps'] }[]
  }
}

/** One line of the list of projects on this device. */
export interface ProjectLine {
  readonly id: string
  readonly name: string
  readonly savedAt: number
  /** Has it anything that could not simply be opened again? An example that was only looked at has not. */
  readonly touched: boolean
  readonly variables: number
  readonly data: readonly string[]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isLine = (value: unknown): value is ProjectLine =>
  isRecord(value) &&
  typeof value.id === 'string' &&
  typeof value.name === 'string' &&
  typeof value.savedAt === 'number' &&
  Array.isArray(value.data)

/** The list as it stands, newest first; a damaged one is mended from the keys that are there. */
export function readList(value: unknown, keys: Iterable<string>): readonly ProjectLine[] {
  const listed = Array.isArray(value) ? value.filter(isLine) : []
  const known = new Set(listed.map(({ id }) => id))
  const ids = [...keys].flatMap((key) => /^now (.*)$/s.exec(key)?.[1] ?? [])
  const unlisted = ids
    .filter((id) => !known.has(id))
    .map((id): ProjectLine => ({ id, name: id, savedAt: 0, touched: true, variables: 0, data: [] }))
  return [...listed, ...unlisted].toSorted((a, b) => b.savedAt - a.savedAt)
}

export const lineOf = (project: Project, savedAt: number, touched: boolean): ProjectLine => ({
  id: project.id,
  name: project.name,
  savedAt,
  touched,
  variables: project.graphs[0].graph.variables.length,
  data: project.datasets.map(({ source }) => source.name),
})

/** Keys of all column records that a generation of any shape refers to. */
export function columnsOf(generation: unknown): readonly string[] {
  if (!isRecord(generation) || !isRecord(generation.project) || !Array.isArray(generation.project.datasets))
    return []
  return generation.project.datasets.flatMap((entry: unknown) => {
    const source = isRecord(entry) ? entry.source : null
    if (!isRecord(source) || !Array.isArray(source.columns)) return []
    return source.columns.flatMap((column: unknown) =>
      isRecord(column) && typeof column.stored === 'string'
        ? chunkKeys(column.stored, Number(source.rows) || 0)
        : [],
    )
  })
}

export const serialOf = (generation: unknown): number =>
  isRecord(generation) && typeof generation.serial === 'number' ? generation.serial : 0
