import { fail, succeed, type Result } from '../../base/result'
import { checkProject } from '../../document/check-project'
import type { Project } from '../../document/project'
import {
  beforeKey,
  chunkKeys,
  FORMER_KEY,
  nowKey,
  serialOf,
  type Generation,
  type SavedDataset,
} from './records'
import type { Shelf } from './shelf'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value, or undefined where it is not there or the browser cannot read it. */
const quietly = (shelf: Shelf, key: string): Promise<unknown> => shelf.get(key).catch(() => undefined)

async function readColumn(shelf: Shelf, stored: string, rows: number): Promise<Float64Array | null> {
  const values = new Float64Array(rows)
  let at = 0
  for (const key of chunkKeys(stored, rows)) {
    const chunk = await quietly(shelf, key)
    if (!(chunk instanceof Float64Array) || at + chunk.length > rows) return null
    values.set(chunk, at)
    at += chunk.length
  }
  return at === rows ? values : null
}

/** The dataset with its columns, or null where one of them cannot be read. */
async function readDataset(shelf: Shelf, saved: SavedDataset): Promise<unknown> {
  const columns: unknown[] = []
  for (const { stored, ...head } of saved.columns) {
    const values = typeof stored === 'string' ? await readColumn(shelf, stored, saved.rows) : null
    if (!values) return null
    columns.push({ ...head, values })
  }
  return { ...saved, columns }
}

export interface ReadGeneration {
  readonly project: Project
  /** Names of data that were not saved or cannot be read; the project holds them without columns. */
  readonly withoutData: readonly string[]
}

type Strictness = 'whole' | 'without unreadable data'

async function readGeneration(
  shelf: Shelf,
  value: unknown,
  strictness: Strictness,
): Promise<Result<ReadGeneration>> {
  if (!isRecord(value) || !isRecord(value.project))
    return fail('broken-save', 'The record is not a saved project.')
  const generation = value as unknown as Generation
  const withoutData = Array.isArray(generation.withoutData) ? [...generation.withoutData] : []
  const datasets: unknown[] = []
  const entries: unknown = generation.project.datasets
  if (!Array.isArray(entries)) return fail('broken-save', 'The record lists no data.')
  for (const entry of entries as Generation['project']['datasets']) {
    if (!isRecord(entry) || !isRecord(entry.source) || !Array.isArray(entry.source.columns)) {
      datasets.push(entry)
      continue
    }
    const source = await readDataset(shelf, entry.source)
    if (source) datasets.push({ ...entry, source })
    else if (strictness === 'whole')
      return fail('broken-data', `The data "${String(entry.source.name)}" cannot be read.`)
    else {
      datasets.push({ ...entry, source: { ...entry.source, rows: 0, columns: [] } })
      withoutData.push(String(entry.source.name))
    }
  }
  const project = checkProject({ format: 'causal-studio', ...generation.project, datasets })
  return project.ok ? succeed({ project: project.value, withoutData }) : project
}

export type Reading =
  | (ReadGeneration & {
      readonly kind: 'read'
      readonly generation: Generation
      /** Why the newest generation was not taken, when it was not. */
      readonly instead: string | null
    })
  | { readonly kind: 'unreadable'; readonly reason: string; readonly raw: readonly unknown[] }
  | { readonly kind: 'nothing' }

/**
 * The newest generation of a project that can be read whole; else the one before it; else the newest without the
 * data that cannot be read.
 */
export async function readProject(shelf: Shelf, id: string): Promise<Reading> {
  const [now, before] = await Promise.all([quietly(shelf, nowKey(id)), quietly(shelf, beforeKey(id))])
  const found = [now, before].filter((value) => value !== undefined)
  if (found.length === 0) return { kind: 'nothing' }
  let reason: string | null = null
  for (const strictness of ['whole', 'without unreadable data'] as const) {
    for (const value of found) {
      const read = await readGeneration(shelf, value, strictness)
      if (read.ok) {
        const isNewest = value === now
        return {
          kind: 'read',
          ...read.value,
          // The next save must follow on what stands there, readable or not.
          generation: { ...(value as Generation), serial: serialOf(now) },
          instead: isNewest ? null : (reason ?? 'The newest save is missing.'),
        }
      }
      reason ??= read.problems[0].message
    }
  }
  return { kind: 'unreadable', reason: reason ?? '', raw: found }
}

/**
 * The one project of the storage as it was before there were several: the record without columns under 'project',
 * each dataset whole under its own key, named by that key (version 2) or by `{source: key, steps}`.
 */
export async function readFormer(shelf: Shelf): Promise<Reading> {
  const saved = await quietly(shelf, FORMER_KEY)
  if (!isRecord(saved)) return { kind: 'nothing' }
  const datasets: unknown[] = []
  const withoutData: string[] = []
  for (const entry of Array.isArray(saved.datasets) ? (saved.datasets as unknown[]) : []) {
    const key = isRecord(entry) ? entry.source : entry
    const dataset = await quietly(shelf, String(key))
    if (!isRecord(dataset)) withoutData.push(String(key))
    else datasets.push(isRecord(entry) ? { ...entry, source: dataset } : dataset)
  }
  const project = checkProject({ format: 'causal-studio', ...saved, datasets })
  if (!project.ok)
    return { kind: 'unreadable', reason: project.problems[0].message, raw: [saved, ...datasets] }
  return {
    kind: 'read',
    project: project.value,
    withoutData,
    generation: { serial: 0, savedAt: 0, withoutData, project: { ...project.value, datasets: [] } },
    instead: null,
  }
}
