import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { Problem } from '../base/result'
import { activeEntry, type DataEntry, type Project } from '../document/project'
import type { Dataset } from '../engine/data/dataset'
import type { DerivedData, StepEffect } from '../engine/data/steps/step'
import { callEngine } from './jobs'
import { useProject } from './project'

/**
 * The data after their steps. The project holds the source and the steps, undo is a history of those; what they
 * come to is computed in a worker and kept here under a key, the newest few only.
 */
interface Derivations {
  /** Key of what the project wants now; null when it has no data. */
  wanted: string | null
  /** Newest last. */
  known: readonly { readonly key: string; readonly derived: DerivedData }[]
  /** Why the wanted data cannot be derived. */
  problems: readonly Problem[]
}

const KEPT = 3

export const useDerivations = create<Derivations>()(() => ({ wanted: null, known: [], problems: [] }))

/** Names the columns that an entry comes to. */
const keyOf = ({ source, steps }: DataEntry) => `${source.id}@${source.revision}${stepsKey(steps)}`

/** Steps that do the same have the same key, whatever their ids. */
const stepsKey = (steps: DataEntry['steps']) =>
  steps.length === 0 ? '' : JSON.stringify(steps.map(({ id: _id, ...step }) => step))

/** The data that estimates and discovery use, with steps applied; null without data and while they are derived. */
export function datasetOf(project: Project): Dataset | null {
  const entry = activeEntry(project)
  if (!entry || entry.steps.length === 0) return entry?.source ?? null
  const key = keyOf(entry)
  return useDerivations.getState().known.find((one) => one.key === key)?.derived.dataset ?? null
}

export interface CurrentData {
  readonly entry: DataEntry | null
  /** As fresh as there is: while `state` is `deriving` the data before the last change, or null. */
  readonly dataset: Dataset | null
  readonly state: 'none' | 'fresh' | 'deriving' | 'failed'
  readonly effects: readonly StepEffect[]
  readonly problems: readonly Problem[]
}

const noEffects: readonly StepEffect[] = []

/** The data in use and how they stand, for panels. */
export function useData(): CurrentData {
  const project = useProject((state) => state.history.present)
  const { known, problems, wanted } = useDerivations()
  const entry = activeEntry(project)
  if (!entry) return { entry, dataset: null, state: 'none', effects: noEffects, problems: [] }
  if (entry.steps.length === 0)
    return { entry, dataset: entry.source, state: 'fresh', effects: noEffects, problems: [] }
  const key = keyOf(entry)
  const ready = known.find((one) => one.key === key)
  if (ready) return { entry, ...ready.derived, state: 'fresh', problems: [] }
  const before = known.findLast(({ derived }) => derived.dataset.id === entry.source.id)?.derived
  const failed = wanted === key && problems.length > 0
  return {
    entry,
    dataset: before?.dataset ?? null,
    effects: before?.effects ?? noEffects,
    state: failed ? 'failed' : 'deriving',
    problems: failed ? problems : [],
  }
}

const derive = createLatest(
  (entry: DataEntry) => callEngine('data', 'apply-steps', { steps: entry.steps }, { dataset: entry.source }),
  (result, entry) => {
    const key = keyOf(entry)
    if (!result.ok) return useDerivations.setState({ problems: result.problems })
    const dataset = { ...result.value.dataset, stepsKey: stepsKey(entry.steps) }
    const others = useDerivations.getState().known.filter((one) => one.key !== key)
    const known = [...others, { key, derived: { ...result.value, dataset } }].slice(-KEPT)
    return useDerivations.setState({ known, problems: [] })
  },
  (error) => {
    const message = `The steps could not be applied: ${error instanceof Error ? error.message : String(error)}`
    useDerivations.setState({ problems: [{ code: 'crash', message }] })
  },
)

function follow() {
  const entry = activeEntry(useProject.getState().history.present)
  const wanted = entry && keyOf(entry)
  const { known, wanted: before } = useDerivations.getState()
  if (wanted === before) return
  const used = known.find((one) => one.key === wanted)
  // What is used again counts as newest.
  const ordered = used ? [...known.filter((one) => one !== used), used] : known
  useDerivations.setState({ wanted, problems: [], known: ordered })
  if (!entry || entry.steps.length === 0 || used) derive.cancel()
  else derive.request(entry)
}

/** Starts following the steps of the data in use; returns the way to stop. */
export function startDeriving(): () => void {
  follow()
  return useProject.subscribe((state, before) => {
    if (state.history.present.datasets !== before.history.present.datasets) follow()
  })
}
