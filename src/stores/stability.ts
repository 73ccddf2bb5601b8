import { create } from 'zustand'
import type { Problem } from '../base/result'
import type { Dataset } from '../engine/data/dataset'
import type { StabilityPath, StrictnessOption } from '../engine/discover/support/stability'
import { supportText } from '../text/support'
import { datasetKey, type DiscoverRequest, type Progress } from '../worker/task'
import { runJob, useJobs } from './jobs'

interface Stability {
  run: { readonly key: string; readonly jobId: string | null; readonly progress: Progress } | null
  /** The newest path, also while it still grows; `key` says of which search. */
  known: { readonly key: string; readonly path: StabilityPath } | null
  problems: readonly Problem[]
}

export const useStability = create<Stability>()(() => ({ run: null, known: null, problems: [] }))

/** Names a search whatever its strictness and its own resamples, which a path does not depend on. */
export function stabilityKey(search: DiscoverRequest, vary: StrictnessOption, dataset: Dataset): string {
  const { [vary]: _varied, resamples: _resamples, resampling: _resampling, ...options } = search.options
  return `${datasetKey(dataset)}|${vary}|${JSON.stringify({ ...search, options })}`
}

/** Runs the search along its strictness in the jobs worker. Does nothing while one is under way. */
export async function startStability(
  { search, vary, resamples }: { search: DiscoverRequest; vary: StrictnessOption; resamples: number },
  dataset: Dataset,
  algorithmLabel: string,
) {
  if (useStability.getState().run) return
  const key = stabilityKey(search, vary, dataset)
  const run = { key, jobId: null, progress: { fraction: 0, note: '' } }
  const keep = (path: StabilityPath) => useStability.setState({ known: { key, path } })
  const change = (changed: Partial<NonNullable<Stability['run']>>) => {
    const current = useStability.getState().run
    if (current) useStability.setState({ run: { ...current, ...changed } })
  }
  useStability.setState({ run, known: null, problems: [] })
  try {
    const result = await runJob(
      supportText.stability.jobTitle(algorithmLabel, dataset.name),
      'stability',
      { search, along: { vary, resamples } },
      {
        dataset,
        onStart: (jobId) => change({ jobId }),
        onProgress: (progress) => change({ progress }),
        onPartial: (partial) => keep(partial as StabilityPath),
      },
    )
    if (result?.ok) keep(result.value)
    else if (result) useStability.setState({ problems: result.problems })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    useStability.setState({ problems: [{ code: 'crash', message }] })
  } finally {
    useStability.setState({ run: null })
  }
}

/** Ends the comparison; what has been compared so far stays. */
export function stopStability() {
  const { run } = useStability.getState()
  if (run?.jobId) useJobs.getState().cancel(run.jobId)
}
