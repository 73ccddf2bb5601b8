import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as ort from 'onnxruntime-web'
import type { RunModel } from '../run-model'

const folder = (id: string) => new URL(`../../../models/exported/${id}/`, import.meta.url)

/** "neural-strict/layer-1" is a piece of a model, an id without a slash a model of one file. */
const fileOf = (id: string) =>
  fileURLToPath(
    id.includes('/') ? folder(id).href.replace(/\/$/, '.onnx') : new URL('model.onnx', folder(id)),
  )

/** Runs exported models in onnxruntime-web's wasm under Node, as the command line does. */
export function createTestRunModel(): RunModel {
  const sessions = new Map<string, Promise<ort.InferenceSession>>()
  ort.env.wasm.numThreads = 1
  const sessionFor = (id: string) => {
    const known = sessions.get(id)
    if (known) return known
    const bytes = readFileSync(fileOf(id))
    const session = ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] })
    sessions.set(id, session)
    return session
  }
  return async (id, inputs) => {
    const session = await sessionFor(id)
    const feeds: Record<string, ort.Tensor> = {}
    for (const [name, { data, dims }] of Object.entries(inputs))
      feeds[name] = new ort.Tensor('float32', data, dims)
    const started = performance.now()
    const results = await session.run(feeds)
    const outputs = Object.fromEntries(
      Object.entries(results).map(([name, tensor]) => [
        name,
        { data: Float32Array.from(tensor.data as Float32Array), dims: [...tensor.dims] },
      ]),
    )
    return { outputs, backend: 'wasm', milliseconds: performance.now() - started }
  }
}

interface ParityCase {
  readonly name: string
  readonly table: {
    readonly x: readonly (readonly number[])[]
    readonly treatment: readonly number[]
    readonly outcome: readonly number[]
    readonly query: readonly number[]
  }
  readonly features: {
    readonly dataset: readonly number[]
    readonly columnInfo: readonly number[]
    readonly firstQuery: readonly number[]
    readonly firstContext: readonly number[]
    readonly lastContextColumns: readonly number[]
    readonly ateCentre: number
    readonly ateScale: number
  }
  readonly answer: {
    readonly ate: number
    readonly ateSd: number
    readonly ateQuantiles: readonly number[]
    readonly cate: readonly number[]
    readonly cateSd: readonly number[]
    readonly cateLow: readonly number[]
    readonly cateHigh: readonly number[]
  }
}

export interface Parity {
  readonly featureVersion: number
  readonly levels: readonly number[]
  readonly cases: readonly ParityCase[]
}

export const readParity = (id: string): Parity =>
  JSON.parse(readFileSync(fileURLToPath(new URL('parity.json', folder(id))), 'utf8')) as Parity

export function tableOf({ table }: ParityCase) {
  const columns = table.x[0].map((_, j) => Float64Array.from(table.x, (row) => row[j]))
  return {
    columns,
    treatment: Float64Array.from(table.treatment),
    outcome: Float64Array.from(table.outcome),
  }
}
