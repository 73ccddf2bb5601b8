import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { Result } from '../base/result'
import type { Dataset } from '../engine/data/dataset'
import type { BoundsReport } from '../engine/estimate/bounds/report'
import type { CausalGraph } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import type { EffectQuestion } from '../engine/identify/question'
import { datasetKey } from '../worker/task'
import { callEngine } from './jobs'

interface Bounds {
  /** Names what the report answers. */
  readonly key: string | null
  readonly report: Result<BoundsReport> | null
}

export const useBounds = create<Bounds>()(() => ({ key: null, report: null }))

interface Sought {
  readonly graph: CausalGraph
  readonly question: EffectQuestion
  readonly dataset: Dataset
}

export const boundsKey = ({ graph, question, dataset }: Sought): string =>
  `${graphRevision(graph)}|${JSON.stringify([question.treatments, question.outcomes])}|${datasetKey(dataset)}`

const follow = createLatest(
  ({ graph, question, dataset }: Sought) =>
    callEngine('data', 'bounds', { graph, question, options: {}, seed: 1 }, { dataset }),
  (report, sought) => useBounds.setState({ key: boundsKey(sought), report }),
  // A worker that stopped has said so in a notice.
  () => undefined,
)

let wanted: string | null = null

/** Seeks what the data still say of an effect that nothing identifies; once for each question and data. */
export function seekBounds(sought: Sought) {
  const key = boundsKey(sought)
  if (key === wanted) return
  wanted = key
  follow.request(sought)
}
