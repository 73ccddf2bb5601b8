import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { CausalGraph, VariableId } from '../engine/graph/graph'
import type { AdjustmentReason } from '../engine/identify/adjustment-reasons'
import type { LiveAnswer } from '../engine/identify/answer'
import type { EffectQuestion } from '../engine/identify/question'
import { callEngine, whileBusy } from './jobs'

interface Reasons {
  /** The answer that they belong to. */
  readonly of: LiveAnswer | null
  readonly byVariable: Readonly<Record<VariableId, AdjustmentReason>>
}

const none: Reasons = { of: null, byVariable: {} }

/** Why each variable should or should not be held fixed; sought once the verdict is there, which does not wait for it. */
export const useReasons = create<Reasons>()(() => none)

/** While edits follow each other faster than this, in milliseconds, nothing is sought. */
const REST = 120

interface Sought {
  readonly of: LiveAnswer
  readonly graph: CausalGraph
  readonly question: EffectQuestion
}

const follow = createLatest(
  ({ of, graph, question }: Sought, signal) =>
    whileBusy(
      (async () => {
        await new Promise((resolve) => setTimeout(resolve, REST))
        if (signal.aborted) return
        const found = await callEngine('live', 'reasons', { graph, question })
        if (!signal.aborted) useReasons.setState({ of, byVariable: found.ok ? found.value : {} })
      })(),
    ),
  () => undefined,
  // A worker that stopped has said so in a notice.
  () => undefined,
)

/** Seeks the reasons behind an answer, once for each; without one those of before are dropped. */
export function seekReasons(sought: Sought | null) {
  if (!sought) {
    follow.cancel()
    if (useReasons.getState().of) useReasons.setState(none)
  } else if (useReasons.getState().of !== sought.of) follow.request(sought)
}

/** Why this variable should or should not be held fixed, if that is known and worth saying of it. */
export const useReason = (id: VariableId): AdjustmentReason | undefined =>
  useReasons(({ byVariable }) => {
    const reason = byVariable[id]
    return reason && !obvious.has(reason.code) ? reason : undefined
  })

/** The drawing says it already. */
export const obvious: ReadonlySet<AdjustmentReason['code']> = new Set(['treatment', 'outcome', 'hidden'])
