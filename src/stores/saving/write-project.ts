import type { Dataset } from '../../engine/data/dataset'
import type { DataEntry, Project } from '../../document/project'
import {
  beforeKey,
  CHUNK_ROWS,
  chunkKeys,
  columnKeyTime,
  columnsOf,
  damagedKey,
  isColumn,
  isGeneration,
  lineOf,
  LIST_KEY,
  newColumnKey,
  nowKey,
  readList,
  serialOf,
  type Generation,
  type SavedDataset,
} from './records'
import type { Changes, Shelf } from './shelf'

/** Somebody else saved this project since it was read here. */
export class SavedElsewhere extends Error {
  constructor() {
    super('saved elsewhere')
    this.name = 'SavedElsewhere'
  }
}

class ColumnsMissing extends Error {}

export const isQuotaError = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError'

/** Projects that are kept besides the open one. */
const KEPT_PROJECTS = 8
/** Data that did not fit are not tried again with every edit. */
const REFUSED_MILLISECONDS = 25_000
/** A column that nobody refers to may be on its way in another tab for so long. */
const GRACE_MILLISECONDS = 10 * 60_000

export interface Saved {
  readonly savedAt: number
  /** Names of data that did not fit. */
  readonly withoutData: readonly string[]
}

interface Clock {
  now(): number
  /** Lets the page draw and answer. */
  pause(): Promise<void>
}

/**
 * Writes projects so that at every moment one whole generation can be read: columns first, each once; then one
 * transaction that moves `now` to `before` and puts the new `now`; what nobody refers to is removed after that.
 */
export function createWriter(shelf: Shelf, clock: Clock) {
  const stored = new WeakMap<Float64Array, string>()
  /** Column records that were there when last looked. */
  const present = new Set<string>()
  const serials = new Map<string, number>()
  /** When data did not fit. */
  const refused = new WeakMap<Dataset, number>()
  /** Keys made here: nobody else can be about to refer to them. */
  const own = new Set<string>()

  const keyFor = (values: Float64Array) => {
    let key = stored.get(values)
    if (!key) {
      key = newColumnKey(clock.now())
      stored.set(values, key)
    }
    return key
  }

  async function writeColumns({ columns, rows }: Dataset) {
    for (const { values } of columns) {
      for (const [i, key] of chunkKeys(keyFor(values), rows).entries()) {
        if (present.has(key)) continue
        // A copy of its own: neither a view into a larger buffer nor shared memory may be stored.
        const chunk = values.slice(i * CHUNK_ROWS, (i + 1) * CHUNK_ROWS)
        own.add(key)
        await shelf.update([], () => ({ put: [[key, chunk]] }))
        present.add(key)
        await clock.pause()
      }
    }
  }

  /** Writes the columns, once more after tidying up when there is no room. */
  async function fits(source: Dataset): Promise<boolean> {
    for (const attempt of ['first', 'after tidying'] as const) {
      try {
        await writeColumns(source)
        return true
      } catch (error) {
        if (!isQuotaError(error)) throw error
        if (attempt === 'first') await clear()
      }
    }
    return false
  }

  /** Names of the datasets that did not fit. */
  async function writeData(project: Project): Promise<readonly string[]> {
    const withoutData: string[] = []
    for (const { source } of project.datasets) {
      const waits = clock.now() - (refused.get(source) ?? Number.NEGATIVE_INFINITY) < REFUSED_MILLISECONDS
      if (!waits && (await fits(source))) continue
      if (!waits) refused.set(source, clock.now())
      withoutData.push(source.name)
    }
    if (withoutData.length > 0) await clear()
    return withoutData
  }

  const savedDataset = (source: Dataset, fits: 'whole' | 'without columns'): SavedDataset => ({
    ...source,
    ...(fits === 'whole'
      ? { columns: source.columns.map(({ values, ...head }) => ({ ...head, stored: keyFor(values) })) }
      : { columns: [], rows: 0 }),
  })

  async function commit(
    project: Project,
    withoutData: readonly string[],
    touched: boolean,
    left: ReadonlySet<string>,
  ): Promise<boolean> {
    const { id } = project
    const savedAt = clock.now()
    let lettingGo = false
    await shelf.update([nowKey(id), beforeKey(id), LIST_KEY], ([now, before, list], keys) => {
      const known = serials.get(id)
      if (known !== undefined && now !== undefined && serialOf(now) !== known) throw new SavedElsewhere()
      const datasets = project.datasets.map(({ source, steps }: DataEntry) => ({
        source: savedDataset(source, withoutData.includes(source.name) ? 'without columns' : 'whole'),
        steps,
      }))
      const next: Generation = {
        serial: serialOf(now) + 1,
        savedAt,
        withoutData,
        project: { ...project, datasets },
      }
      const missing = columnsOf(next).filter((key) => !keys.has(key))
      if (missing.length > 0) {
        for (const key of missing) present.delete(key)
        throw new ColumnsMissing()
      }
      const inUse = new Set([...columnsOf(next), ...columnsOf(now)])
      lettingGo = columnsOf(before).some((key) => !inUse.has(key))
      const lines = readList(list, keys).filter((line) => line.id !== id)
      const worth = lines.filter((line) => line.touched || !left.has(line.id))
      // Looking at an example pushes nobody's work off the end.
      const kept = touched ? worth.slice(0, KEPT_PROJECTS) : worth
      const dropped = lines.filter((line) => !kept.includes(line))
      if (dropped.length > 0) lettingGo = true
      serials.set(id, next.serial)
      return {
        put: [
          ...(now === undefined ? [] : [[beforeKey(id), now] as const]),
          [nowKey(id), next],
          [LIST_KEY, [lineOf(project, savedAt, touched), ...kept]],
        ],
        drop: dropped.flatMap((line) => [nowKey(line.id), beforeKey(line.id), damagedKey(line.id)]),
      }
    })
    return lettingGo
  }

  /** Removes columns that no generation refers to. Safe at any time: it looks and removes in one transaction. */
  async function clear() {
    const keys = await shelf.keys()
    const generations = keys.filter(isGeneration)
    await shelf.update(generations, (values, presentKeys): Changes => {
      const referred = new Set(values.flatMap(columnsOf))
      const appeared = [...presentKeys].some((key) => isGeneration(key) && !generations.includes(key))
      if (appeared) return {}
      const drop = [...presentKeys].filter(
        (key) =>
          isColumn(key) &&
          !referred.has(key) &&
          (own.has(key) || !(clock.now() - columnKeyTime(key) < GRACE_MILLISECONDS)),
      )
      for (const key of drop) present.delete(key)
      return { drop }
    })
  }

  return {
    clear,
    /** Tells the writer what stands in the storage already: these columns, this serial. */
    knows(project: Project, generation: Generation) {
      serials.set(project.id, generation.serial)
      for (const [i, { source }] of project.datasets.entries())
        for (const [k, { values }] of source.columns.entries()) {
          const key = generation.project.datasets[i]?.source.columns[k]?.stored
          if (key === undefined) continue
          stored.set(values, key)
          for (const chunk of chunkKeys(key, source.rows)) present.add(chunk)
        }
    },
    /** The number of the newest save that was read or written here. */
    serial: (id: string) => serials.get(id),
    /**
     * Saves one project. `left` are the projects that this tab showed before; they go from the list when they
     * were never touched. Rejects with `SavedElsewhere`, or the browser's error; then the last generation stands.
     */
    async save(project: Project, touched: boolean, left: ReadonlySet<string>): Promise<Saved> {
      for (let attempt = 1; ; attempt++) {
        const withoutData = await writeData(project)
        try {
          const lettingGo = await commit(project, withoutData, touched, left)
          if (lettingGo) await clear()
          return { savedAt: clock.now(), withoutData }
        } catch (error) {
          // Another tab tidied while the columns were being written: write them again.
          if (!(error instanceof ColumnsMissing) || attempt === 3) throw error
        }
      }
    },
  }
}

export type Writer = ReturnType<typeof createWriter>
