import { create } from 'zustand'
import type { Problem } from '../base/result'
import { Cancelled, runTask, type LongRole, type Role, type RunOptions } from '../worker/client'
import type { Progress, TaskKind, TaskMap } from '../worker/task'
import { reportStopped } from './stopped'

export interface Job {
  readonly id: string
  readonly title: string
  readonly status: 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: Progress
  /** Milliseconds since the page opened. */
  readonly startedAt: number
  readonly endedAt?: number
  readonly problems?: readonly Problem[]
}

interface Jobs {
  jobs: readonly Job[]
  /** Work of any kind under way, live answers included; the page is idle at 0. */
  busy: number
  cancel(id: string): void
  clear(): void
}

const aborters = new Map<string, AbortController>()

export const useJobs = create<Jobs>()((set, get) => ({
  jobs: [],
  busy: 0,
  cancel: (id) => aborters.get(id)?.abort(),
  clear: () => set({ jobs: get().jobs.filter((job) => job.status === 'running') }),
}))

const update = (id: string, change: Partial<Job>) =>
  useJobs.setState(({ jobs }) => ({ jobs: jobs.map((job) => (job.id === id ? { ...job, ...change } : job)) }))

/** Counts the work for the idle signal. */
export async function whileBusy<T>(work: Promise<T>): Promise<T> {
  useJobs.setState(({ busy }) => ({ busy: busy + 1 }))
  try {
    return await work
  } finally {
    useJobs.setState(({ busy }) => ({ busy: busy - 1 }))
  }
}

/** What to do when a computation stopped and the user wants it again. */
export interface Again {
  readonly again?: () => void
}

/**
 * Any engine call, counted for the idle signal. One that stops says so in a notice, apart from the long runs,
 * whose panels do; the next call starts a fresh worker.
 */
export const callEngine = <Kind extends TaskKind>(
  role: Role,
  kind: Kind,
  input: TaskMap[Kind]['input'],
  { again, ...options }: RunOptions & Again = {},
): Promise<TaskMap[Kind]['output']> => {
  const work = whileBusy(runTask(role, kind, input, options))
  if (role !== 'jobs' && role !== 'files')
    work.catch((error: unknown) => {
      if (!(error instanceof Cancelled)) reportStopped(kind, error, again)
    })
  return work
}

/**
 * A long run that stands in the jobs tray with progress and Cancel. Resolves to null when it was cancelled;
 * `onPartial` results seen before that are the caller's to keep.
 */
export async function runJob<Kind extends TaskKind>(
  title: string,
  kind: Kind,
  input: TaskMap[Kind]['input'],
  options: Omit<RunOptions, 'signal'> & { role?: LongRole; onStart?: (jobId: string) => void } = {},
): Promise<TaskMap[Kind]['output'] | null> {
  const id = crypto.randomUUID()
  const aborter = new AbortController()
  aborters.set(id, aborter)
  const job: Job = {
    id,
    title,
    status: 'running',
    progress: { fraction: 0, note: 'starting' },
    startedAt: performance.now(),
  }
  useJobs.setState(({ jobs }) => ({ jobs: [job, ...jobs].slice(0, 30) }))
  options.onStart?.(id)
  try {
    const output = await callEngine(options.role ?? 'jobs', kind, input, {
      ...options,
      signal: aborter.signal,
      onProgress: (progress) => {
        update(id, { progress })
        options.onProgress?.(progress)
      },
    })
    const problems = output && 'ok' in output && !output.ok ? output.problems : undefined
    update(id, {
      status: problems ? 'failed' : 'done',
      problems,
      endedAt: performance.now(),
      progress: { fraction: 1, note: '' },
    })
    return output
  } catch (error) {
    if (error instanceof Cancelled) {
      update(id, { status: 'cancelled', endedAt: performance.now() })
      return null
    }
    const message = error instanceof Error ? error.message : String(error)
    const problems = [{ code: 'crash', message: `The computation stopped: ${message}` }]
    update(id, { status: 'failed', problems, endedAt: performance.now() })
    throw error
  } finally {
    aborters.delete(id)
  }
}
