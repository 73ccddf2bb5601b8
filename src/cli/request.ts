import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { createRandom } from '../base/random'
import { fail, succeed, type Result } from '../base/result'
import type { EngineContext } from '../engine/context'
import { sourceOfReads, type ByteSource } from '../engine/data/byte-source'
import type { Dataset } from '../engine/data/dataset'
import { datasetFromColumns, type GivenColumn } from '../engine/data/from-columns'
import { importTable } from '../engine/data/import'
import { combineDatasets, type Experiment } from '../engine/data/regimes/combine-datasets'
import { labelOfFile } from '../engine/data/regimes/guess-target'
import { applySteps } from '../engine/data/steps/apply-steps'
import type { CausalGraph } from '../engine/graph/graph'
import { readGraphObject } from '../engine/formats/json'
import { readGraph } from '../engine/formats/registry'
import { readSteps } from '../document/read-steps'
import { isFields, type Fields } from './fields'
import { runModel } from './run-model'

/** One line of a batch: what it gives besides the query stays unread until the query asks for it. */
export interface Request {
  readonly query: Fields
  readonly hasGraph: boolean
  graph(): Result<CausalGraph>
  /** The tables of a model, as they stand; `readTableModel` reads them. */
  readonly model: unknown
  /** `always` names the columns that the query needs, whatever the import would suggest. */
  data(always: readonly string[]): Promise<Result<Dataset>>
}

export function createRequest(fields: Fields & { query: Fields }): Request {
  return {
    query: fields.query,
    hasGraph: fields.graph !== undefined,
    model: fields.model,
    graph() {
      const { graph } = fields
      if (graph === undefined) return fail('no-graph', 'The request gives no "graph".')
      const part = typeof graph === 'string' ? readGraph(graph) : readGraphObject(graph)
      return part.ok ? { ok: true, value: part.value.graph } : part
    },
    data: (always) => readStepped(fields.data, fields.steps ?? [], always),
  }
}

/** The data with the steps of the request done to them; a step that cannot be done is the answer. */
async function readStepped(
  source: unknown,
  given: unknown,
  always: readonly string[],
): Promise<Result<Dataset>> {
  const steps = readSteps(given)
  if (!steps.ok) return steps
  const named = steps.value.flatMap((step) => ('column' in step ? [step.column] : []))
  const dataset = await readData(source, [...always, ...named])
  if (!dataset.ok) return dataset
  const derived = applySteps(dataset.value, steps.value)
  return derived.ok ? succeed(derived.value.dataset) : derived
}

export async function readData(source: unknown, always: readonly string[]): Promise<Result<Dataset>> {
  if (typeof source === 'string') return readDataFile(source, always)
  if (isFields(source) && Array.isArray(source.experiments))
    return readExperiments(source.experiments, always)
  if (isFields(source) && isFields(source.columns)) {
    const columns: Record<string, GivenColumn> = {}
    for (const [name, values] of Object.entries(source.columns)) {
      if (!isColumn(values)) {
        return fail(
          'bad-column',
          `The column "${name}" is not a list of numbers, texts, truth values or null.`,
          {
            name,
          },
        )
      }
      columns[name] = values
    }
    return datasetFromColumns(columns)
  }
  return fail(
    'no-data',
    'The request gives no "data": a path to a CSV, Parquet or Excel file, {"columns": {name: [...]}}, or {"experiments": [{"data", "label", "set"}]}.',
  )
}

/** `[{"data", "label"?, "set"?}]`: rows under one another, with what was set in them. */
async function readExperiments(
  given: readonly unknown[],
  always: readonly string[],
): Promise<Result<Dataset>> {
  const experiments: Experiment[] = []
  for (const [at, one] of given.entries()) {
    const { data, label, set } = isFields(one) ? one : {}
    if (![undefined, null].includes(set as null) && typeof set !== 'string')
      return fail('bad-field', `"set" of experiment ${at + 1} must be the name of a column, or absent.`)
    const target = typeof set === 'string' ? set : null
    const dataset = await readData(data, target === null ? always : [...always, target])
    if (!dataset.ok) return dataset
    const fallback = labelOfFile(dataset.value.name)
    experiments.push({ dataset: dataset.value, label: typeof label === 'string' ? label : fallback, target })
  }
  return combineDatasets(experiments, { id: 'experiments', name: 'experiments' })
}

const isColumn = (values: unknown): values is (number | string | boolean | null)[] =>
  Array.isArray(values) &&
  values.every(
    (value) =>
      value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean',
  )

export async function readDataFile(path: string, always: readonly string[]): Promise<Result<Dataset>> {
  let handle: FileHandle
  try {
    handle = await open(path)
  } catch {
    return fail('no-file', `The file ${path} cannot be read.`, { name: path })
  }
  try {
    return await importTable(await sourceOfHandle(basename(path), handle), { always })
  } finally {
    await handle.close()
  }
}

const sourceOfHandle = async (name: string, handle: FileHandle): Promise<ByteSource> =>
  sourceOfReads(name, (await handle.stat()).size, async (from, to) => {
    const bytes = new Uint8Array(to - from)
    let done = 0
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, from + done)
      if (bytesRead === 0) break
      done += bytesRead
    }
    return bytes.subarray(0, done)
  })

export const contextWithSeed = (seed: number): EngineContext => ({
  random: createRandom(seed),
  signal: { aborted: false },
  progress: () => undefined,
  runModel,
})
