import { create } from 'zustand'
import { activeEntry, type DataEntry } from '../document/project'
import type { ColumnFacts, StepPreview } from '../engine/data/steps/preview'
import type { StepAction } from '../engine/data/steps/step'
import type { Result } from '../base/result'
import { createLatest } from '../base/latest'
import { callEngine } from './jobs'
import { useProject } from './project'

/** A step in the making. Nothing of it is in the project until it is added. */
export interface StepDraft {
  /** The step that is changed; null for a new one. */
  readonly id: string | null
  /** The step's place in the list, from 0. */
  readonly at: number
  readonly action: StepAction
  /** What the form stands beside. */
  readonly anchor: Element
}

interface Drafting {
  draft: StepDraft | null
  /** The columns as they are where the step comes in; null until known. */
  columns: readonly ColumnFacts[] | null
  /** What the step as it stands would do; `of` says as it stood when. */
  preview: { readonly of: StepAction; readonly result: Result<StepPreview> } | null
}

export const useStepDraft = create<Drafting>()(() => ({ draft: null, columns: null, preview: null }))

const entry = (): DataEntry | null => activeEntry(useProject.getState().history.present)

/** The worker answers in the order of asking, so that typing is not followed by a queue of old previews. */
const PAUSE = 120

const crash = (error: unknown): Result<never> => ({
  ok: false,
  problems: [{ code: 'crash', message: error instanceof Error ? error.message : String(error) }],
})

const describing = createLatest(
  ({ source, steps }: DataEntry) =>
    callEngine('steps', 'columns-before-step', { before: steps }, { dataset: source }),
  (result) => useStepDraft.setState({ columns: result.ok ? result.value : [] }),
  () => useStepDraft.setState({ columns: [] }),
)

const previewing = createLatest(
  ({ step, data }: { step: StepAction; data: DataEntry }) =>
    callEngine('steps', 'preview-step', { before: data.steps, step }, { dataset: data.source }),
  (result, { step }) => useStepDraft.setState({ preview: { of: step, result } }),
  (error, { step }) => useStepDraft.setState({ preview: { of: step, result: crash(error) } }),
)

let pause: ReturnType<typeof setTimeout> | undefined

/** Opens the form of a new step, or of one that is there. */
export function draftStep(action: StepAction, anchor: Element, id: string | null = null) {
  const data = entry()
  if (!data) return
  const found = data.steps.findIndex((step) => step.id === id)
  const at = found < 0 ? data.steps.length : found
  useStepDraft.setState({
    draft: { id: found < 0 ? null : id, at, action, anchor },
    columns: null,
    preview: null,
  })
  describing.request({ source: data.source, steps: data.steps.slice(0, at) })
  preview(action)
}

/** What is typed, as it is typed; the preview follows after a moment. */
export function redraftStep(action: StepAction) {
  const { draft } = useStepDraft.getState()
  if (!draft) return
  useStepDraft.setState({ draft: { ...draft, action } })
  preview(action)
}

function preview(step: StepAction) {
  clearTimeout(pause)
  pause = setTimeout(() => {
    const { draft } = useStepDraft.getState()
    const data = entry()
    if (draft && data) previewing.request({ step, data: { ...data, steps: data.steps.slice(0, draft.at) } })
  }, PAUSE)
}

export function dropDraft() {
  clearTimeout(pause)
  describing.cancel()
  previewing.cancel()
  useStepDraft.setState({ draft: null, columns: null, preview: null })
}
