import { readFile } from 'node:fs/promises'
import type { InferenceSession } from 'onnxruntime-web'
import type { ModelTensor, RunModel } from '../engine/run-model'

/** Loaded with the first model, since most requests need none; one thread, so that runs repeat exactly. */
async function runtime() {
  const loaded = await import('onnxruntime-web')
  loaded.env.wasm.numThreads = 1
  return loaded
}

/** "neural-effect" is one file, "neural-strict/layer-1" a piece of a model. */
const fileOf = (modelId: string) => (modelId.includes('/') ? `${modelId}.onnx` : `${modelId}/model.onnx`)

/** Cached, a failure is forgotten. */
const sessions = new Map<string, Promise<InferenceSession>>()

async function open(modelId: string): Promise<InferenceSession> {
  const { InferenceSession: Session } = await runtime()
  const bytes = await readFile(new URL(`../../models/exported/${fileOf(modelId)}`, import.meta.url))
  return Session.create(bytes, { executionProviders: ['wasm'] })
}

function session(modelId: string): Promise<InferenceSession> {
  const known = sessions.get(modelId)
  if (known) return known
  const opened = open(modelId)
  sessions.set(modelId, opened)
  opened.catch(() => sessions.delete(modelId))
  return opened
}

/** Runs an exported model by onnxruntime's wasm; ids come from the registry of neural models. */
export const runModel: RunModel = async (modelId, inputs) => {
  const { Tensor } = await runtime()
  const model = await session(modelId)
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { data, dims }]) => [name, new Tensor('float32', data, [...dims])]),
  )
  const started = performance.now()
  const results = await model.run(feeds)
  const milliseconds = performance.now() - started
  const outputs: Record<string, ModelTensor> = {}
  for (const [name, tensor] of Object.entries(results)) {
    if (!(tensor.data instanceof Float32Array)) throw new Error(`output ${name} of ${modelId} is not float32`)
    outputs[name] = { data: tensor.data, dims: tensor.dims }
  }
  return { outputs, backend: 'wasm', milliseconds }
}
