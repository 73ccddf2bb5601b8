import { createRandom } from '../base/random'
import { fail, succeed, type Result } from '../base/result'
import type { EngineContext } from '../engine/context'
import type { Dataset } from '../engine/data/dataset'
import { buildDataset } from '../engine/data/import'
import { previewImport } from '../engine/data/import-preview'
import { missingPatterns } from '../engine/data/missing/patterns'
import { profileTable, type TableProfile } from '../engine/data/profile'
import { readTable, type RawTable } from '../engine/data/raw-table'
import { applySteps } from '../engine/data/steps/apply-steps'
import { correlate } from '../engine/data/summary/correlations'
import { describeColumns } from '../engine/data/summary/describe-columns'
import { describePair } from '../engine/data/summary/describe-pair'
import { gapContrasts } from '../engine/data/summary/gap-contrasts'
import { describeTable } from '../engine/data/table-reading'
import { discover, forecastDiscovery, prepareDiscovery } from '../engine/discover/discover'
import { buildDiscoveryProblem } from '../engine/discover/problem'
import { estimateEffect } from '../engine/estimate/estimate-effect'
import { compareSeeDo } from '../engine/estimate/see-do'
import { answerQuestion, listAdjustmentSets } from '../engine/identify/answer-question'
import type { RunModel } from '../engine/run-model'
import { layoutLanes } from './lane-layout'
import { layoutGraph } from './layout'
import type { FileInput, Progress, Task, TaskKind, TaskMap } from './task'

/** What a task may use besides its input. */
export interface TaskTools {
  readonly dataset: Dataset | undefined
  readonly onProgress: (progress: Progress) => void
  readonly onPartial: (partial: unknown) => void
  readonly runModel: RunModel
}

type Perform = {
  [Kind in TaskKind]: (
    input: TaskMap[Kind]['input'],
    tools: TaskTools,
  ) => Promise<TaskMap[Kind]['output']> | TaskMap[Kind]['output']
}

/** Milliseconds between progress messages; more of them would only slow the work down. */
const PROGRESS_INTERVAL = 60

/** The newest partial result travels with the next progress message, so that fast searches do not flood the page. */
function contextFor(tools: TaskTools, seed: number): EngineContext & { partial(result: unknown): void } {
  let last = 0
  let unsent: unknown = null
  return {
    random: createRandom(seed),
    // A running task hears no messages; the page ends the worker instead.
    signal: { aborted: false },
    progress(fraction, note) {
      const now = performance.now()
      if (now - last < PROGRESS_INTERVAL && fraction < 1) return
      last = now
      if (unsent !== null) tools.onPartial(unsent)
      unsent = null
      tools.onProgress({ fraction, note })
    },
    partial(result) {
      unsent = result
    },
    runModel: tools.runModel,
  }
}

const noData = fail('no-data', 'This needs data, and the project has none.')

const withData = <T>(tools: TaskTools, work: (dataset: Dataset) => T): T | typeof noData =>
  tools.dataset ? work(tools.dataset) : noData

/** The file read last: while it is settled the page asks for previews of it again and again. */
let opened: { readonly key: string; readonly table: RawTable; readonly profile: TableProfile } | null = null

async function readFile(input: FileInput, tools: TaskTools): Promise<Result<RawTable>> {
  const { bytes, name, options } = input
  const table = await readTable(new Uint8Array(bytes), name, options, contextFor(tools, 0))
  opened = table.ok ? { key: fileKey(input), table: table.value, profile: profileTable(table.value) } : null
  return table
}

const fileKey = ({ bytes, name, options }: FileInput) => JSON.stringify([name, bytes.byteLength, options])

/** The table and profile of the file read last; read anew where this worker does not hold it. */
async function openedFile(input: FileInput, tools: TaskTools) {
  if (opened?.key !== fileKey(input)) {
    const table = await readFile(input, tools)
    if (!table.ok) return table
  }
  return { ok: true as const, value: opened! }
}

/** One line a kind: the engine's entry function. Algorithms, estimators and formats come from their registries. */
const perform: Perform = {
  answer: ({ graph, question, adjustment }) => answerQuestion(graph, question, adjustment),
  'list-sets': ({ graph, question, limit }) => listAdjustmentSets(graph, question, limit),
  layout: layoutGraph,
  'lane-layout': layoutLanes,
  'read-table': async (input, tools) => {
    const started = performance.now()
    const table = await readFile(input, tools)
    return table.ok ? { ok: true, value: describeTable(table.value, performance.now() - started) } : table
  },
  'preview-table': async (input, tools) => {
    const file = await openedFile(input, tools)
    if (!file.ok) return file
    const { table, profile } = file.value
    return { ok: true, value: previewImport(table, profile, input.decisions, input.settled) }
  },
  'import-table': async (input, tools) => {
    const file = await openedFile(input, tools)
    return file.ok ? buildDataset(file.value.table, input.decisions, input.name, input.id) : file
  },
  'apply-steps': ({ steps }, tools) => withData(tools, (dataset) => applySteps(dataset, steps)),
  forecast: ({ columns, knowledge, algorithm, options }, tools) =>
    withData(tools, (dataset) => {
      const problem = buildDiscoveryProblem(dataset, { columns, knowledge })
      if (!problem.ok) return problem
      const prepared = prepareDiscovery(problem.value, algorithm, options)
      if (!prepared.ok) return prepared
      return {
        ok: true,
        value: forecastDiscovery(problem.value, prepared.value.algorithm, prepared.value.options),
      }
    }),
  discover: ({ columns, knowledge, algorithm, options, seed }, tools) =>
    withData(tools, async (dataset) => {
      const problem = buildDiscoveryProblem(dataset, { columns, knowledge })
      if (!problem.ok) return problem
      const context = contextFor(tools, seed)
      return await discover(problem.value, algorithm, options, context)
    }),
  estimate: (request, tools) =>
    withData(tools, (dataset) => estimateEffect(dataset, request, contextFor(tools, request.seed ?? 1))),
  'see-do': (request, tools) => withData(tools, (dataset) => compareSeeDo(dataset, request)),
  'describe-columns': ({ names }, tools) =>
    withData(tools, (dataset) => describeColumns(dataset, names, contextFor(tools, 0))),
  'describe-pair': ({ x, y, seed }, tools) =>
    withData(tools, (dataset) => describePair(dataset, { x, y }, createRandom(seed))),
  correlations: ({ seed }, tools) =>
    withData(tools, (dataset) => correlate(dataset, undefined, contextFor(tools, seed))),
  'gap-contrasts': ({ name }, tools) => withData(tools, (dataset) => gapContrasts(dataset, name)),
  'missing-patterns': ({ names }, tools) =>
    withData(tools, (dataset) => succeed(missingPatterns(dataset, names))),
}

/** Performs one task; throws only for programming errors. */
export async function performTask<Kind extends TaskKind>(
  task: Task<Kind>,
  tools: TaskTools,
): Promise<TaskMap[Kind]['output']> {
  return await perform[task.kind](task.input, tools)
}
