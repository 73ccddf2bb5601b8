import { createRandom } from '../base/random'
import { fail, succeed } from '../base/result'
import type { EngineContext } from '../engine/context'
import type { Dataset } from '../engine/data/dataset'
import { missingPatterns } from '../engine/data/missing/patterns'
import { combineDatasets } from '../engine/data/regimes/combine-datasets'
import { runSteps } from '../engine/data/steps/apply-steps'
import { columnFacts, previewStep } from '../engine/data/steps/preview'
import type { DataStep } from '../engine/data/steps/step'
import { packOutcome } from '../engine/data/steps/transfer'
import { correlate } from '../engine/data/summary/correlations'
import { describeColumns } from '../engine/data/summary/describe-columns'
import { describePair } from '../engine/data/summary/describe-pair'
import { gapContrasts } from '../engine/data/summary/gap-contrasts'
import { adviseOnData } from '../engine/discover/advise-on-data'
import type { DiscoveryContext, SearchPool } from '../engine/discover/algorithm'
import { equivalenceClassOf } from '../engine/discover/classes/equivalence-class'
import { judgeProposals, refineFromData } from '../engine/discover/proposals/judge-proposals'
import { estimateEffect } from '../engine/estimate/estimate-effect'
import { boundsFor } from '../engine/estimate/bounds/bounds-for'
import { testImplications } from '../engine/estimate/implications/test-implications'
import { imaginedNumbers } from '../engine/estimate/imagined-numbers'
import { possibleEffects } from '../engine/estimate/possible-effects'
import { planMissing } from '../engine/estimate/missing-plan'
import { compareSeeDoWithGaps } from '../engine/estimate/see-do'
import { memberWindow } from '../engine/graph/member-window'
import {
  answerQuestion,
  listAdjustmentSets,
  listFrontDoorSets,
  reasonsForQuestion,
} from '../engine/identify/answer-question'
import { imagine } from '../engine/identify/counterfactual/imagine'
import { conditionalInstruments } from '../engine/identify/instruments'
import { listImplications } from '../engine/identify/list-implications'
import { remediesFor } from '../engine/identify/remedies'
import { functionalConstraints } from '../engine/identify/verma'
import type { RunModel } from '../engine/run-model'
import { readGraphFile } from './graph-file'
import { layoutLanes } from './lane-layout'
import { layoutGraph } from './layout'
import { importFile, importFiles, previewFile, readFile } from './opened-file'
import { poolSize } from './search-pool'
import { forecastSearch, runSearch, runStability } from './search-tasks'
import type { PartialDiscovery, Progress, Task, TaskKind, TaskMap } from './task'

/** What a task may use besides its input. */
export interface TaskTools {
  readonly dataset: Dataset | undefined
  readonly onProgress: (progress: Progress) => void
  readonly onPartial: (partial: unknown) => void
  readonly runModel: RunModel
  /** Absent: searches run one after the other. */
  readonly pool?: SearchPool
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
function contextFor(
  tools: TaskTools,
  seed: number,
): EngineContext & { report(partial: () => unknown): void } {
  let last = 0
  let unsent: (() => unknown) | null = null
  return {
    random: createRandom(seed),
    // A running task hears no messages; the page ends the worker instead.
    signal: { aborted: false },
    progress(fraction, note) {
      const now = performance.now()
      if (now - last < PROGRESS_INTERVAL && fraction < 1) return
      last = now
      if (unsent !== null) tools.onPartial(unsent())
      unsent = null
      tools.onProgress({ fraction, note })
    },
    report(partial) {
      unsent = partial
    },
    runModel: tools.runModel,
  }
}

/** A context for searches: what they report on the way goes to the page. */
function searchContext(tools: TaskTools, seed: number): DiscoveryContext {
  const { report, ...context } = contextFor(tools, seed)
  const tell = (partial: () => PartialDiscovery) => report(partial)
  return {
    ...context,
    partial: (graph) => tell(() => ({ graph })),
    finished: (soFar) =>
      tell(() => {
        const { scores: _scores, ...found } = soFar()
        return { graph: found.graph, found }
      }),
    ...(tools.pool ? { pool: tools.pool } : {}),
  }
}

const noData = fail('no-data', 'This needs data, and the project has none.')

const withData = <T>(tools: TaskTools, work: (dataset: Dataset) => T): T | typeof noData =>
  tools.dataset ? work(tools.dataset) : noData

/** The data at the point for which a form asked last; it asks again at every key. */
let reached: { readonly source: Dataset; readonly steps: string; readonly dataset: Dataset } | null = null

/** As far as the steps can be done. */
function dataAfter(source: Dataset, steps: readonly DataStep[]): Dataset {
  const key = JSON.stringify(steps)
  if (reached?.source !== source || reached.steps !== key)
    reached = { source, steps: key, dataset: runSteps(source, steps).dataset }
  return reached.dataset
}

/** One line a kind: the engine's entry function. Algorithms, estimators and formats come from their registries. */
const perform: Perform = {
  answer: ({ graph, question, adjustment }) => answerQuestion(graph, question, adjustment),
  'list-sets': ({ graph, question, limit }) => listAdjustmentSets(graph, question, limit),
  reasons: ({ graph, question }) => reasonsForQuestion(graph, question),
  instruments: ({ graph, treatment, outcome, budget }) =>
    conditionalInstruments(graph, treatment, outcome, budget),
  'front-door-sets': ({ graph, question, limit }) => listFrontDoorSets(graph, question, limit),
  imagine: ({ graph, question, imagined }) => imagine(graph, question, imagined),
  'imagined-numbers': ({ graph, question, imagined, seed }, tools) =>
    withData(tools, (dataset) =>
      imaginedNumbers(dataset, graph, question, imagined, contextFor(tools, seed)),
    ),
  remedies: ({ graph, question, budget }) => remediesFor(graph, question, budget),
  'list-implications': ({ graph, budget }) => listImplications(graph, budget),
  'functional-constraints': ({ graph }) => functionalConstraints(graph),
  'equivalence-class': ({ graph }) => equivalenceClassOf(graph),
  'class-members': ({ cpdag, from, count }) => memberWindow(cpdag, { from, count }),
  layout: (input, tools) => {
    const context = contextFor(tools, 0)
    return layoutGraph(input, (share) => context.progress(share, 'arranging'))
  },
  'read-graph': (input, tools) => {
    const { progress } = contextFor(tools, 0)
    return { part: readGraphFile(input, progress) }
  },
  'lane-layout': layoutLanes,
  'read-table': (input, tools) => readFile(input, contextFor(tools, 0)),
  'preview-table': (input, tools) => previewFile(input, contextFor(tools, 0)),
  'import-table': (input, tools) => importFile(input, contextFor(tools, 0)),
  'import-files': (input, tools) => importFiles(input, contextFor(tools, 0)),
  'combine-experiments': ({ experiments, id, name }) => combineDatasets(experiments, { id, name }),
  'apply-steps': ({ steps }, tools) =>
    withData(tools, (dataset) => ({ ok: true, value: packOutcome(runSteps(dataset, steps), dataset) })),
  'columns-before-step': ({ before }, tools) =>
    withData(tools, (dataset) => {
      const { columns } = dataAfter(dataset, before)
      return { ok: true, value: columns.map(columnFacts) }
    }),
  'preview-step': ({ before, step }, tools) =>
    withData(tools, (dataset) => previewStep(dataAfter(dataset, before), step)),
  advise: ({ goal, ...request }, tools) => withData(tools, (dataset) => adviseOnData(dataset, request, goal)),
  forecast: (request, tools) =>
    withData(tools, (dataset) => forecastSearch(dataset, request, tools.pool ? poolSize() : 1)),
  discover: (request, tools) =>
    withData(tools, (dataset) => runSearch(dataset, request, searchContext(tools, request.seed))),
  stability: (request, tools) =>
    withData(tools, (dataset) => {
      const { report, ...context } = contextFor(tools, request.search.seed)
      const searching = tools.pool ? { ...context, pool: tools.pool } : context
      return runStability(dataset, request, searching, report)
    }),
  estimate: (request, tools) =>
    withData(tools, (dataset) => estimateEffect(dataset, request, contextFor(tools, request.seed ?? 1))),
  'see-do': (request, tools) =>
    withData(tools, (dataset) =>
      compareSeeDoWithGaps(dataset, request, contextFor(tools, request.seed ?? 1)),
    ),
  bounds: ({ graph, question, options, seed }, tools) =>
    withData(tools, (dataset) => boundsFor(dataset, graph, question, options, contextFor(tools, seed))),
  'possible-effects': ({ graph, request, budget }, tools) =>
    withData(tools, (dataset) => possibleEffects(dataset, graph, request, budget)),
  'weigh-proposals': ({ graph, proposals, options }, tools) =>
    withData(tools, (dataset) => judgeProposals(dataset, graph, proposals, options, contextFor(tools, 1))),
  'refine-by-proposals': ({ graph, proposals, memory, options }, tools) =>
    withData(tools, (dataset) =>
      refineFromData(dataset, graph, proposals, new Set(memory), options, contextFor(tools, 1)),
    ),
  'test-implications': ({ graph, options }, tools) =>
    withData(tools, (dataset) => testImplications(dataset, graph, options, contextFor(tools, 0))),
  'describe-columns': ({ names }, tools) =>
    withData(tools, (dataset) => describeColumns(dataset, names, contextFor(tools, 0))),
  'describe-pair': ({ x, y, seed }, tools) =>
    withData(tools, (dataset) => describePair(dataset, { x, y }, createRandom(seed))),
  correlations: ({ seed }, tools) =>
    withData(tools, (dataset) => correlate(dataset, undefined, contextFor(tools, seed))),
  'gap-contrasts': ({ name }, tools) => withData(tools, (dataset) => gapContrasts(dataset, name)),
  'plan-missing': ({ names, chosen }, tools) =>
    withData(tools, (dataset) => planMissing(dataset, names, chosen)),
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
