import { createRandom } from '../base/random'
import { fail, type Result } from '../base/result'
import type { EngineContext } from '../engine/context'
import type { Dataset } from '../engine/data/dataset'
import type { RunModel } from '../engine/run-model'
import type { Progress, Task, TaskKind, TaskMap } from './task'

/** What a task may use besides its input. */
export interface TaskTools {
  readonly dataset: Dataset | undefined
  onProgress(progress: Progress): void
  onPartial(partial: unknown): void
  readonly runModel: RunModel
}

type Perform<Kind extends TaskKind> = (
  input: TaskMap[Kind]['input'],
  tools: TaskTools & { data(): Result<Dataset> },
) => Promise<TaskMap[Kind]['output']> | TaskMap[Kind]['output']

/** Progress messages a second; more would only slow the work down. */
const PROGRESS_INTERVAL = 60

export function contextFor(tools: TaskTools, seed: number): EngineContext {
  let last = 0
  return {
    random: createRandom(seed),
    signal: { aborted: false },
    progress(fraction, note) {
      const now = performance.now()
      if (now - last < PROGRESS_INTERVAL && fraction < 1) return
      last = now
      tools.onProgress({ fraction, note })
    },
    runModel: tools.runModel,
  }
}
