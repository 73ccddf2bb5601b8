import { create } from 'zustand'
import type { Problem, Result } from '../base/result'
import type { Dataset } from '../engine/data/dataset'
import { Cancelled, release } from '../worker/client'
import { datasetKey, type Progress, type TaskMap } from '../worker/task'
import { callEngine } from './jobs'

/** Tasks whose results are pictures of the data. */
export type PictureKind =
  | 'describe-columns'
  | 'describe-pair'
  | 'correlations'
  | 'missing-patterns'
  | 'gap-contrasts'

export type PictureInput<Kind extends PictureKind> = TaskMap[Kind]['input']
export type { Progress }

export type PictureOf<Kind extends PictureKind> = Extract<TaskMap[Kind]['output'], { ok: true }>['value']

export interface Picture<Kind extends PictureKind> {
  /** Names the data and the request that `value` or `problems` answer. */
  readonly key: string | null
  readonly value: PictureOf<Kind> | null
  readonly problems: readonly Problem[]
  /** Of the run under way. */
  readonly progress: Progress | null
}

type Pictures = { readonly [Kind in PictureKind]: Picture<Kind> }

const nothing = { key: null, value: null, problems: [], progress: null }

/** One picture a kind: the newest that was asked for, or the one before while that is computed. */
export const usePictures = create<Pictures>()(() => ({
  'describe-columns': nothing,
  'describe-pair': nothing,
  correlations: nothing,
  'missing-patterns': nothing,
  'gap-contrasts': nothing,
}))

interface Wanted {
  readonly kind: PictureKind
  readonly key: string
  readonly input: PictureInput<PictureKind>
  readonly dataset: Dataset
}

const KEPT = 40
/** Results by key, newest last: going back and forth costs nothing. */
const known = new Map<string, Result<unknown>>()
/** One run a kind at a time; what was asked for meanwhile waits, and only the newest of it. */
const running = new Set<PictureKind>()
const waiting = new Map<PictureKind, Wanted>()
const newest = new Map<PictureKind, string>()

export const pictureKey = (kind: PictureKind, input: PictureInput<PictureKind>, dataset: Dataset) =>
  `${kind} ${datasetKey(dataset)} ${JSON.stringify(input)}`

function show({ kind, key }: Pick<Wanted, 'kind' | 'key'>, result: Result<unknown>) {
  known.delete(key)
  known.set(key, result)
  for (const old of [...known.keys()].slice(0, -KEPT)) known.delete(old)
  if (newest.get(kind) !== key) return
  const answer = result.ok
    ? { value: result.value, problems: [] }
    : { value: null, problems: result.problems }
  usePictures.setState({ [kind]: { key, ...answer, progress: null } })
}

/**
 * Asks for a picture; the newest request of a kind wins, and results stand under the key they were asked for. Asking
 * again for the same costs nothing.
 */
export function wantPicture<Kind extends PictureKind>(
  kind: Kind,
  input: PictureInput<Kind>,
  dataset: Dataset,
) {
  const key = pictureKey(kind, input, dataset)
  if (newest.get(kind) === key) return
  newest.set(kind, key)
  const result = known.get(key)
  if (result) {
    waiting.delete(kind)
    show({ kind, key }, result)
    return
  }
  const wanted = { kind, key, input, dataset }
  if (running.has(kind)) waiting.set(kind, wanted)
  else void draw(wanted)
}

async function draw(wanted: Wanted) {
  const { kind, key, input, dataset } = wanted
  running.add(kind)
  try {
    const onProgress = (progress: Progress) => {
      if (newest.get(kind) !== key) return
      const { [kind]: shown } = usePictures.getState()
      usePictures.setState({ [kind]: { ...shown, progress } })
    }
    show(wanted, await callEngine('pictures', kind, input, { dataset, onProgress }))
  } catch (error) {
    if (!(error instanceof Cancelled)) {
      const message = `The computation stopped: ${error instanceof Error ? error.message : String(error)}`
      show(wanted, { ok: false, problems: [{ code: 'crash', message }] })
      // A crash is worth another try.
      known.delete(key)
    }
  } finally {
    running.delete(kind)
    const next = waiting.get(kind)
    waiting.delete(kind)
    if (next) void draw(next)
  }
}

/** Lets go of the worker and the data it holds; pictures that are known stay. */
export function endPictures() {
  waiting.clear()
  newest.clear()
  release('pictures')
}
