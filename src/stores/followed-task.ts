import type { Result } from '../base/result'
import type { Dataset } from '../engine/data/dataset'
import { Cancelled, type LongRole } from '../worker/client'
import type { Progress, TaskKind, TaskMap } from '../worker/task'
import { callEngine } from './jobs'

interface Asked<Output> {
  readonly dataset?: Dataset
  readonly onProgress?: (progress: Progress) => void
  readonly deliver: (output: Output) => void
}

/** Tasks that answer with a value or with sentences why there is none. */
type AnsweringKind = {
  [Kind in TaskKind]: TaskMap[Kind]['output'] extends Result<unknown> ? Kind : never
}[TaskKind]

/**
 * A task that is asked anew at every edit, in a worker that can be ended: a newer input ends the run before, whose
 * answer is never delivered.
 */
export function followTask<Kind extends AnsweringKind>(role: LongRole, kind: Kind) {
  let controller: AbortController | null = null
  const stop = () => {
    controller?.abort()
    controller = null
  }
  return {
    stop,
    async ask(
      input: TaskMap[Kind]['input'],
      { dataset, onProgress, deliver }: Asked<TaskMap[Kind]['output']>,
    ) {
      stop()
      const own = new AbortController()
      controller = own
      try {
        const output = await callEngine(role, kind, input, {
          dataset,
          signal: own.signal,
          onProgress: (progress) => {
            if (!own.signal.aborted) onProgress?.(progress)
          },
        })
        if (!own.signal.aborted) deliver(output)
      } catch (error) {
        if (error instanceof Cancelled || own.signal.aborted) return
        const message = `The computation stopped: ${error instanceof Error ? error.message : String(error)}`
        deliver({ ok: false, problems: [{ code: 'crash', message }] } as TaskMap[Kind]['output'])
      }
    },
  }
}
