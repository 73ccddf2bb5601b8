import * as Comlink from 'comlink'
import type { Dataset } from '../engine/data/dataset'
import type { RunModel } from '../engine/run-model'
import { kernelsReady } from './kernels'
import { createSearchPool } from './search-pool'
import type { Progress, Task, TaskKind, TaskMap } from './task'
import { performTask } from './tasks'

/** Columns given once per dataset revision and then named by key; only the newest few are kept. */
const held = new Map<string, Dataset>()
const KEPT_DATASETS = 3

const engineWorker = {
  /** Takes the columns in and says which keys it still holds. */
  hold(key: string, dataset: Dataset): string[] {
    held.delete(key)
    held.set(key, dataset)
    for (const old of [...held.keys()].slice(0, -KEPT_DATASETS)) held.delete(old)
    return [...held.keys()]
  },

  async run<Kind extends TaskKind>(
    task: Task<Kind>,
    onProgress: (progress: Progress) => void,
    onPartial: (partial: unknown) => void,
    runModel: RunModel,
  ): Promise<TaskMap[Kind]['output']> {
    await kernelsReady
    return await performTask(task, {
      dataset: task.dataset === undefined ? undefined : held.get(task.dataset),
      onProgress,
      onPartial,
      runModel,
      pool: createSearchPool(runModel),
    })
  },
}

export type EngineWorker = typeof engineWorker

Comlink.expose(engineWorker)
