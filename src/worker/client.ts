import * as Comlink from 'comlink'
import type { Dataset } from '../engine/data/dataset'
import type { ModelRun, RunModel } from '../engine/run-model'
import type { EngineWorker } from './engine.worker'
import type { InferenceWorker, PreferredBackend } from './inference.worker'
import { handedOver } from './handed-over'
import { GPU_LOST, isOutOfMemory, outOfMemory, stoppedBy } from './stopped'
import { datasetKey, type Progress, type TaskKind, type TaskMap } from './task'

/**
 * 'live' answers follow every edit and wait for nothing else; 'steps' derives the data from their source; 'data' holds the numbers beside them, which take
 * longer on long tables; 'pictures' are drawn from the data without holding those up; 'jobs' run one at a time and
 * can be ended, as does the reading of 'files', which waits for no job, of 'estimates' that take many passes, and what
 * is checked of a graph: 'structure' without data, 'checks' with them, 'proposals' where somebody proposes changes.
 */
export type Role = 'live' | 'steps' | 'data' | 'pictures' | LongRole
/** Runs of one such role wait for each other; cancelling one ends its worker. */
export type LongRole = 'jobs' | 'files' | 'estimates' | 'structure' | 'checks' | 'proposals'

export class Cancelled extends Error {
  constructor() {
    super('cancelled')
    this.name = 'Cancelled'
  }
}

export interface RunOptions {
  readonly dataset?: Dataset
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
  readonly onPartial?: (partial: unknown) => void
}

interface Member {
  readonly worker: Worker
  readonly remote: Comlink.Remote<EngineWorker>
  /** Datasets this worker already holds. */
  readonly held: Set<string>
  /** Rejects everything under way: comlink leaves promises pending after terminate(). */
  readonly pending: Set<(reason: unknown) => void>
}

interface InferenceHost {
  readonly worker: Worker
  readonly remote: Comlink.Remote<InferenceWorker>
  readonly pending: Set<(reason: unknown) => void>
}

let inference: InferenceHost | null = null

function inferenceHost(): InferenceHost {
  if (inference) return inference
  const worker = new Worker(new URL('./inference.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inference',
  })
  worker.addEventListener('error', (event) => restartInference(stoppedBy(event.message)))
  inference = { worker, remote: Comlink.wrap<InferenceWorker>(worker), pending: new Set() }
  return inference
}

/** Ends the worker that holds the sessions, and what waits for it; the next run starts afresh. */
function restartInference(reason: Error) {
  const host = inference
  inference = null
  host?.worker.terminate()
  for (const reject of host?.pending ?? []) reject(reason)
}

let preferred: PreferredBackend = 'auto'

/** Which runtime the models use from now on; 'auto' tries WebGPU first. */
export function preferBackend(backend: PreferredBackend) {
  preferred = backend
}

function runOnHost(
  modelId: string,
  inputs: Parameters<RunModel>[1],
  backend: PreferredBackend,
): Promise<ModelRun> {
  return new Promise((resolve, reject) => {
    const host = inferenceHost()
    host.pending.add(reject)
    const leave = () => host.pending.delete(reject)
    host.remote.run(modelId, inputs, backend).then(resolve, reject).finally(leave).catch(reject)
  })
}

let told: Error | null = null
const gpuListeners = new Set<(reason: string) => void>()

/** Tells when a run had to be repeated without the graphics device; returns the way to stop listening. */
export function onGpuLost(listener: (reason: string) => void): () => void {
  gpuListeners.add(listener)
  return () => gpuListeners.delete(listener)
}

const isGpuLost = (error: unknown): error is Error => error instanceof Error && error.name === GPU_LOST

/** Runs a model; what the graphics device did not finish is repeated on wasm, in a worker that never met it. */
const runModel: RunModel = async (modelId, inputs) => {
  try {
    return await runOnHost(modelId, inputs, preferred)
  } catch (error) {
    if (isOutOfMemory(error)) {
      const reason = outOfMemory()
      restartInference(reason)
      throw reason
    }
    if (!isGpuLost(error)) throw error
    if (told !== error) {
      // Runs that waited behind this one come here with the same error.
      told = error
      // Until another runtime is chosen: an estimate of several runs would lose the device again and again.
      preferred = 'wasm'
      restartInference(error)
      for (const listener of gpuListeners) listener(error.message)
    }
    return await runOnHost(modelId, inputs, 'wasm')
  }
}

function startMember(role: Role): Member {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module', name: role })
  const remote = Comlink.wrap<EngineWorker>(worker)
  const member: Member = { worker, remote, held: new Set(), pending: new Set() }
  worker.addEventListener('error', (event) => retire(role, stoppedBy(event.message)))
  return member
}

const members: Partial<Record<Role, Member>> = {}
/** Long runs of one role wait for each other, so that two long searches never share the cores. */
const tails: Record<LongRole, Promise<unknown>> = {
  jobs: Promise.resolve(),
  files: Promise.resolve(),
  estimates: Promise.resolve(),
  structure: Promise.resolve(),
  checks: Promise.resolve(),
  proposals: Promise.resolve(),
}
const isLong = (role: Role): role is LongRole => role in tails

function retire(role: Role, reason: unknown) {
  const member = members[role]
  if (!member) return
  delete members[role]
  member.worker.terminate()
  for (const reject of member.pending) reject(reason)
}

async function runOn<Kind extends TaskKind>(
  role: Role,
  kind: Kind,
  input: TaskMap[Kind]['input'],
  options: RunOptions,
): Promise<TaskMap[Kind]['output']> {
  if (options.signal?.aborted) throw new Cancelled()
  const member = (members[role] ??= startMember(role))
  return await new Promise<TaskMap[Kind]['output']>((resolve, reject) => {
    const leave = () => {
      member.pending.delete(stop)
      options.signal?.removeEventListener('abort', abort)
    }
    const stop = (reason: unknown) => {
      leave()
      reject(reason)
    }
    // A busy computation cannot hear messages: cancelling a job ends its worker, the next job starts a new one.
    const abort = () => (isLong(role) ? retire(role, new Cancelled()) : stop(new Cancelled()))
    member.pending.add(stop)
    options.signal?.addEventListener('abort', abort)
    const work = async () => {
      const key = options.dataset && datasetKey(options.dataset)
      if (options.dataset && key && !member.held.has(key)) {
        member.held.add(key)
        const kept = await member.remote.hold(key, options.dataset)
        // The worker keeps the newest few; what it let go is sent again when an undo asks for it.
        for (const old of member.held) if (!kept.includes(old)) member.held.delete(old)
      }
      return (await member.remote.run(
        { kind, id: crypto.randomUUID(), input, dataset: key },
        Comlink.proxy((progress: Progress) => options.onProgress?.(progress)),
        Comlink.proxy((partial: unknown) => options.onPartial?.(partial)),
        Comlink.proxy(async (...asked: Parameters<RunModel>) => handedOver(await runModel(...asked))),
      )) as TaskMap[Kind]['output']
    }
    work().then(
      (value) => {
        leave()
        resolve(value)
      },
      (error: unknown) => {
        stop(isOutOfMemory(error) ? outOfMemory() : error)
        if (isOutOfMemory(error) && members[role] === member) retire(role, outOfMemory())
      },
    )
  })
}

/** Runs one task. Rejects with `Cancelled` after an abort; a failed task never blocks the next. */
export function runTask<Kind extends TaskKind>(
  role: Role,
  kind: Kind,
  input: TaskMap[Kind]['input'],
  options: RunOptions = {},
): Promise<TaskMap[Kind]['output']> {
  if (!isLong(role)) return runOn(role, kind, input, options)
  const turn = tails[role].then(() => runOn(role, kind, input, options))
  tails[role] = turn.catch(() => undefined)
  return turn
}

/** Ends a worker that is not needed for now, and with it the data it holds; the next task starts another. */
export const release = (role: Exclude<Role, 'jobs'>) => retire(role, new Cancelled())
