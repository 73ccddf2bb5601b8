import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { Problem } from '../base/result'
import { columnNamed, type Dataset } from '../engine/data/dataset'
import type { MissingChoice } from '../engine/data/missing/methods'
import type { MissingPlan } from '../engine/estimate/missing-plan'
import { release, type Role, type RunOptions } from '../worker/client'
import type { Progress } from '../worker/task'
import { callEngine } from './jobs'

interface Gaps {
  /** What each treatment of the question's gaps would do; null where its columns have none. */
  readonly plan: { readonly key: string; readonly value: MissingPlan } | null
  readonly problems: readonly Problem[]
  /** How far estimates of many passes have come; null while none take long. */
  readonly running: Progress | null
}

export const useGaps = create<Gaps>()(() => ({ plan: null, problems: [], running: null }))

const known = new WeakMap<Float64Array, boolean>()

/** Have these columns gaps? Looked up once a column: their values never change. */
export const haveGaps = (dataset: Dataset, names: readonly string[]): boolean =>
  names.some((name) => {
    const values = columnNamed(dataset, name)?.values
    if (!values) return false
    if (!known.has(values)) known.set(values, values.some(Number.isNaN))
    return known.get(values)
  })

interface PlanQuestion {
  readonly key: string
  readonly dataset: Dataset
  /** The cause first. */
  readonly names: readonly string[]
  readonly chosen: MissingChoice
}

const latestPlan = createLatest(
  ({ dataset, names, chosen }: PlanQuestion) =>
    callEngine('data', 'plan-missing', { names, chosen }, { dataset }),
  (result, { key }) =>
    useGaps.setState(
      result.ok
        ? { plan: { key, value: result.value }, problems: [] }
        : { plan: null, problems: result.problems },
    ),
  () => useGaps.setState({ plan: null }),
)

/** Asks what would be done about the gaps of a question; null: it has none. */
export function followPlan(question: PlanQuestion | null): void {
  if (question) return latestPlan.request(question)
  latestPlan.cancel()
  if (useGaps.getState().plan) useGaps.setState({ plan: null, problems: [] })
}

/** Work that takes longer than this shows how far it is. */
const SHOWN_AFTER = 700

export interface Passes {
  readonly role: Role
  /** For the `step`-th call of `steps`, from 0. */
  options(step: number): Pick<RunOptions, 'signal' | 'onProgress'>
  ended(): boolean
}

let current: AbortController | null = null

/** Ends estimates of many passes, if any are under way. */
export function endPasses(): void {
  current?.abort()
  current = null
  if (useGaps.getState().running) useGaps.setState({ running: null })
}

/**
 * How a row of estimates runs: estimates of one pass beside the other answers, those of many passes in a worker of
 * their own, which a newer question or Cancel ends. Whatever ran before ends now.
 */
export function startPasses(kind: 'one' | 'many', steps: number): Passes {
  endPasses()
  if (kind === 'one') {
    release('estimates')
    return { role: 'data', options: () => ({}), ended: () => false }
  }
  const controller = new AbortController()
  const started = performance.now()
  current = controller
  return {
    role: 'estimates',
    options: (step) => ({
      signal: controller.signal,
      onProgress: ({ fraction, note }) => {
        if (controller.signal.aborted || performance.now() - started < SHOWN_AFTER) return
        useGaps.setState({ running: { fraction: (step + fraction) / steps, note } })
      },
    }),
    ended: () => controller.signal.aborted,
  }
}
