import type { GraphEntry } from '../../document/project'
import type { Dataset, RowsUsed } from '../../engine/data/dataset'
import type { Job } from '../../stores/jobs'

/** The rows behind what is on the screen: a discovered graph's own, else those of the See / Do comparison. */
export function rowsShown(
  entry: GraphEntry,
  dataset: Dataset | null,
  answered: RowsUsed | null,
): { used: number | null; total: number } | null {
  if (entry.provenance) return entry.provenance.rows
  if (!dataset) return null
  return answered ? { used: answered.used, total: answered.total } : { used: null, total: dataset.rows }
}

/** A citation as it is named in a line: its authors and year, "Charig et al. (1986)"; other text as it is. */
export const shortSource = (source: string): string => /^[^()]*\(\d{4}\)/.exec(source)?.[0] ?? source

/** What the Jobs tab says: how far the running job is, or that the newest one failed. */
export function jobsNews(
  jobs: readonly Job[],
): { kind: 'running'; fraction: number } | { kind: 'failed' } | null {
  const running = jobs.find((job) => job.status === 'running')
  if (running) return { kind: 'running', fraction: running.progress.fraction }
  return jobs[0]?.status === 'failed' ? { kind: 'failed' } : null
}
