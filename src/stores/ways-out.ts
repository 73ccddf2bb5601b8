import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { Result } from '../base/result'
import type { CausalGraph } from '../engine/graph/graph'
import type { LiveAnswer } from '../engine/identify/answer'
import type { Instrument, InstrumentList } from '../engine/identify/instruments'
import type { Budget } from '../engine/identify/method'
import type { EffectQuestion } from '../engine/identify/question'
import type { RemedyList } from '../engine/identify/remedies'
import { callEngine, whileBusy } from './jobs'

/** What is still possible where the graph gives no formula; null while it is being sought. */
interface WaysOut {
  /** The answer that they belong to; a newer answer makes them old. */
  readonly of: LiveAnswer | null
  readonly instruments: Result<InstrumentList> | null
  readonly remedies: Result<RemedyList> | null
}

const none: WaysOut = { of: null, instruments: null, remedies: null }

export const useWaysOut = create<WaysOut>()(() => none)

/** The worker that follows every edit is not kept longer than this by one search. */
export const BUDGET: Budget = { milliseconds: 300, count: 20_000 }

/** While edits follow each other faster than this, in milliseconds, nothing is sought. */
const REST = 150

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
        const [{ variable: treatment }] = question.treatments
        const [outcome] = question.outcomes
        const instruments = await callEngine('live', 'instruments', {
          graph,
          treatment,
          outcome,
          budget: BUDGET,
        })
        if (signal.aborted) return
        useWaysOut.setState({ of, instruments, remedies: null })
        const remedies = await callEngine('live', 'remedies', { graph, question, budget: BUDGET })
        if (!signal.aborted) useWaysOut.setState({ of, instruments, remedies })
      })(),
    ),
  () => undefined,
  // A worker that stopped has said so in a notice.
  () => undefined,
)

/** Seeks what is still possible for an answer that gives no formula; once for each answer. */
export function seekWaysOut(sought: Sought) {
  const { identification } = sought.of
  if (identification.identifiable || !identification.hedge) return follow.cancel()
  if (useWaysOut.getState().of !== sought.of) follow.request(sought)
}

/** The instruments of an answer, as far as they are known. */
export const instrumentsFor = (
  { of, instruments }: WaysOut,
  answer: LiveAnswer | null,
): readonly Instrument[] =>
  answer !== null && of === answer && instruments?.ok ? instruments.value.instruments : []
