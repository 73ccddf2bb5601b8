import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { Problem } from '../base/result'
import { activeEntry, type DataEntry, type Project } from '../document/project'
import { changeBetween, type StepChange } from '../document/step-change'
import type { Dataset } from '../engine/data/dataset'
import type { StepEffect, StepsOutcome } from '../engine/data/steps/step'
import { unpackOutcome } from '../engine/data/steps/transfer'
import { callEngine } from './jobs'
import { useProject } from './project'

/**
 * The data after their steps. The project holds the source and the steps, undo is a history of those; what they
 * come to is computed in a worker and kept here under a key, the newest few only.
 */
interface Derivations {
  /** Key of what the project wants now; null when it has no data. */
  wanted: string | null
  /** Newest last; the outcome may have stopped at a step that cannot be done. */
  known: readonly { readonly key: string; readonly outcome: StepsOutcome }[]
  /** Why nothing could be computed at all. */
  problems: readonly Problem[]
  /** The edit of the steps that the wanted data follow from; null after anything else has been edited. */
  change: (StepChange & { readonly key: string }) | null
}

const KEPT = 3

export const useDerivations = create<Derivations>()(() => ({
  wanted: null,
  known: [],
  problems: [],
  change: null,
}))

/** Names the columns that an entry comes to. */
const keyOf = ({ source, steps }: DataEntry) => `${source.id}@${source.revision}${stepsKey(steps)}`

/** Steps that do the same have the same key, whatever their ids. */
const stepsKey = (steps: DataEntry['steps']) =>
  steps.length === 0 ? '' : JSON.stringify(steps.map(({ id: _id, ...step }) => step))

/** The data that estimates and discovery use, with steps applied; null without data and while they are derived. */
export function datasetOf(project: Project): Dataset | null {
  const entry = activeEntry(project)
  if (!entry || entry.steps.length === 0) return entry?.source ?? null
  const outcome = outcomeOf(entry)
  return outcome && outcome.problems.length === 0 ? outcome.dataset : null
}

/** Are there data whose steps have not come to anything yet, or cannot? */
export function isWaitingForData(project: Project): boolean {
  return activeEntry(project) !== null && datasetOf(project) === null
}

function outcomeOf(entry: DataEntry): StepsOutcome | null {
  const key = keyOf(entry)
  return useDerivations.getState().known.find((one) => one.key === key)?.outcome ?? null
}

export interface CurrentData {
  readonly entry: DataEntry | null
  /**
   * As fresh as there is: while `state` is `deriving` the data before the last change, or null; when it is `failed`
   * the data before the step that cannot be done.
   */
  readonly dataset: Dataset | null
  readonly state: 'none' | 'fresh' | 'deriving' | 'failed'
  readonly effects: readonly StepEffect[]
  readonly problems: readonly Problem[]
  /** Which step the last edit changed, until something else is edited. */
  readonly change: StepChange | null
}

const noEffects: readonly StepEffect[] = []

/** The data in use and how they stand, for panels. */
export function useData(): CurrentData {
  const entry = useProject((state) => activeEntry(state.history.present))
  const { known, problems, wanted, change: edited } = useDerivations()
  if (!entry) return { entry, dataset: null, state: 'none', effects: noEffects, problems: [], change: null }
  const key = keyOf(entry)
  const change = edited?.key === key ? edited : null
  if (entry.steps.length === 0)
    return { entry, dataset: entry.source, state: 'fresh', effects: noEffects, problems: [], change }
  const ready = known.find((one) => one.key === key)?.outcome
  if (ready) return { entry, ...ready, state: ready.problems.length > 0 ? 'failed' : 'fresh', change }
  const before = known.findLast(({ outcome }) => outcome.dataset.id === entry.source.id)?.outcome
  const crashed = wanted === key && problems.length > 0
  return {
    entry,
    dataset: before?.dataset ?? entry.source,
    effects: before?.effects ?? noEffects,
    state: crashed ? 'failed' : 'deriving',
    problems: crashed ? problems : [],
    change,
  }
}

const derive = createLatest(
  (entry: DataEntry) =>
    callEngine('steps', 'apply-steps', { steps: entry.steps }, { dataset: entry.source, again: deriveAgain }),
  (result, entry) => {
    const key = keyOf(entry)
    if (!result.ok) return useDerivations.setState({ problems: result.problems })
    const outcome = unpackOutcome(result.value, entry.source)
    const dataset = { ...outcome.dataset, stepsKey: stepsKey(entry.steps) }
    const others = useDerivations.getState().known.filter((one) => one.key !== key)
    const known = [...others, { key, outcome: { ...outcome, dataset } }].slice(-KEPT)
    return useDerivations.setState({ known, problems: [] })
  },
  (error) => {
    const message = `The steps could not be applied: ${error instanceof Error ? error.message : String(error)}`
    useDerivations.setState({ problems: [{ code: 'crash', message }] })
  },
)

/** What an edit of the steps of the same data changed. */
function changeOf(before: DataEntry | null, entry: DataEntry | null): Derivations['change'] {
  if (!before || !entry || before.source !== entry.source) return null
  const change = changeBetween(before.steps, entry.steps)
  return change && { ...change, key: keyOf(entry) }
}

function follow(before: DataEntry | null) {
  const entry = activeEntry(useProject.getState().history.present)
  const wanted = entry && keyOf(entry)
  const { known, wanted: last } = useDerivations.getState()
  if (wanted === last) return
  const used = known.find((one) => one.key === wanted)
  // What is used again counts as newest.
  const ordered = used ? [...known.filter((one) => one !== used), used] : known
  useDerivations.setState({ wanted, problems: [], known: ordered, change: changeOf(before, entry) })
  if (!entry || entry.steps.length === 0 || used) derive.cancel()
  else derive.request(entry)
}

function deriveAgain() {
  useDerivations.setState({ wanted: null })
  follow(null)
}

/** Starts following the steps of the data in use; returns the way to stop. */
export function startDeriving(): () => void {
  follow(null)
  return useProject.subscribe((state, before) => {
    const { present } = state.history
    if (present.datasets !== before.history.present.datasets) follow(activeEntry(before.history.present))
    else if (present !== before.history.present && useDerivations.getState().change)
      useDerivations.setState({ change: null })
  })
}
