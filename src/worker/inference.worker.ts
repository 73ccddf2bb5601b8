import * as Comlink from 'comlink'
import * as ort from 'onnxruntime-web/webgpu'
import type { ModelRun, ModelTensor } from '../engine/run-model'
import { handedOver } from './handed-over'
import { GPU_LOST } from './stopped'

/** By path; small pieces are files as well, as the page may read no data addresses. */
const modelUrls = import.meta.glob<string>('../../models/exported/*/*.onnx', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
})

/** "neural-effect" is one file, "neural-strict/layer-1" a piece of a model. */
const urlOf = (modelId: string): string | undefined =>
  modelUrls[`../../models/exported/${modelId.includes('/') ? modelId : `${modelId}/model`}.onnx`]

type Backend = 'webgpu' | 'wasm'
export type PreferredBackend = 'auto' | Backend

interface Loaded {
  readonly session: ort.InferenceSession
  readonly backend: Backend
  /** Rejects when the graphics device goes; never settles on wasm. */
  readonly gone: Promise<never>
}

const never = new Promise<never>(() => undefined)

/** A run on the graphics device came to nothing; its sessions cannot be used again. */
class GpuLost extends Error {
  override name = GPU_LOST
}

/** Rejects once the device that onnxruntime runs on is lost. */
async function deviceGone(): Promise<{ gone: Promise<never> }> {
  const device = (await ort.env.webgpu.device) as unknown as {
    lost: Promise<{ reason: string; message: string }>
  }
  const gone = device.lost.then(({ message, reason }): never => {
    throw new GpuLost(message || reason)
  })
  // Looked at only while a run is under way.
  gone.catch(() => undefined)
  return { gone }
}

const sessions = new Map<string, Promise<Loaded>>()

async function adapterPresent(): Promise<boolean> {
  const gpu = (navigator as Navigator & { gpu?: { requestAdapter(): Promise<unknown> } }).gpu
  if (!gpu) return false
  return (await gpu.requestAdapter().catch(() => null)) !== null
}

async function open(modelId: string, preferred: PreferredBackend): Promise<Loaded> {
  const url = urlOf(modelId)
  if (!url) throw new Error(`there is no model "${modelId}"`)
  const response = await fetch(url)
  if (!response.ok) throw new Error(`the model file could not be read (${response.status})`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  ort.env.wasm.numThreads = self.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency || 1) : 1
  if (preferred !== 'wasm' && (await adapterPresent())) {
    try {
      const session = await ort.InferenceSession.create(bytes, { executionProviders: ['webgpu'] })
      return { session, backend: 'webgpu', ...(await deviceGone()) }
    } catch (error) {
      if (preferred === 'webgpu') throw error
      console.warn('WebGPU could not run the model; using wasm.', error)
    }
  } else if (preferred === 'webgpu') throw new Error('this browser offers no WebGPU adapter')
  return {
    session: await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] }),
    backend: 'wasm',
    gone: never,
  }
}

/** Cached; a failure is forgotten, so that the next run tries again. */
function sessionFor(modelId: string, preferred: PreferredBackend): Promise<Loaded> {
  const key = `${modelId} ${preferred}`
  let loaded = sessions.get(key)
  if (!loaded) {
    loaded = open(modelId, preferred)
    sessions.set(key, loaded)
    loaded.catch(() => sessions.delete(key))
  }
  return loaded
}

/** One run at a time: a session does not take a second while the first is under way. */
let tail: Promise<unknown> = Promise.resolve()

async function runNow(
  modelId: string,
  inputs: Readonly<Record<string, ModelTensor>>,
  preferred: PreferredBackend,
): Promise<ModelRun> {
  const loaded = await sessionFor(modelId, preferred)
  try {
    return await Promise.race([runSession(loaded, inputs), loaded.gone])
  } catch (error) {
    if (loaded.backend !== 'webgpu' || error instanceof GpuLost) throw error
    throw new GpuLost(error instanceof Error ? error.message : String(error))
  }
}

async function runSession(
  { session, backend }: Loaded,
  inputs: Readonly<Record<string, ModelTensor>>,
): Promise<ModelRun> {
  const feeds: Record<string, ort.Tensor> = {}
  for (const [name, tensor] of Object.entries(inputs))
    feeds[name] = new ort.Tensor('float32', tensor.data, tensor.dims)
  const started = performance.now()
  const results = await session.run(feeds)
  const milliseconds = performance.now() - started
  const outputs: Record<string, ModelTensor> = {}
  for (const [name, tensor] of Object.entries(results)) {
    const data = await tensor.getData()
    outputs[name] = { data: Float32Array.from(data as Float32Array), dims: [...tensor.dims] }
    tensor.dispose()
  }
  return { outputs, backend, milliseconds }
}

const inferenceWorker = {
  run(
    modelId: string,
    inputs: Readonly<Record<string, ModelTensor>>,
    preferred: PreferredBackend,
  ): Promise<ModelRun> {
    const turn = tail.then(() => runNow(modelId, inputs, preferred))
    tail = turn.catch(() => undefined)
    return turn.then(handedOver)
  },
}

export type InferenceWorker = typeof inferenceWorker

Comlink.expose(inferenceWorker)
