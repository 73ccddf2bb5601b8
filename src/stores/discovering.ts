import { create } from 'zustand'
import { createLatest } from '../base/latest'
import type { Problem, Result } from '../base/result'
import { addDiscovery } from '../document/commands/project-commands'
import { rowsRevision } from '../document/chosen-rows'
import { activeEntry, type DiscoveryProvenance } from '../document/project'
import type { Dataset } from '../engine/data/dataset'
import { completeRows } from '../engine/data/rows'
import { partOfSplit } from '../engine/data/sample-split'
import type { Advice } from '../engine/discover/advice'
import { startingGoal, type DiscoveryGoal } from '../engine/discover/advice-goal'
import type { CostForecast, Discovery } from '../engine/discover/algorithm'
import { rowsWithTwoValues } from '../engine/discover/problem-rows'
import type { CausalGraph, ChoosingRows } from '../engine/graph/graph'
import type { OptionValues } from '../engine/options'
import { engineVersion } from '../engine/version'
import { discoverText } from '../text/discover'
import {
  datasetKey,
  type DiscoverRequest,
  type PartialDiscovery,
  type Progress,
  type SearchedData,
} from '../worker/task'
import { datasetOf } from './data'
import { callEngine, runJob, useJobs } from './jobs'
import { nodeSizes } from './node-sizes'
import { runCommand, useProject } from './project'
import { useView } from './view'

/** What the provenance copies from the algorithm's registry entry. */
export interface AlgorithmName {
  readonly id: string
  readonly label: string
  readonly assumptions: readonly string[]
}

export interface DiscoveryRun {
  readonly algorithm: AlgorithmName
  readonly request: DiscoverRequest
  readonly dataset: Dataset
  /** What the steps had done to the data, one sentence each. */
  readonly dataSteps: readonly string[]
  readonly chosenOn: ChoosingRows
  readonly jobId: string | null
  readonly progress: Progress
  /** Milliseconds since the page opened. */
  readonly startedAt: number
  /** The newest graph that the search reported, kept by "Stop and keep". */
  readonly partial: CausalGraph | null
  /** The finished search, while only its supports are still being counted. */
  readonly found: Discovery | null
}

export type GapsChoice = 'by-method' | 'complete-rows' | 'test-wise'

interface Discovering {
  goal: DiscoveryGoal
  /** null until chosen: what the advice puts first. */
  algorithm: string | null
  /** Options that differ from the defaults, by algorithm. */
  options: Readonly<Record<string, OptionValues>>
  /** Columns that the user took out of the search, by dataset id. */
  unchecked: Readonly<Record<string, readonly string[]>>
  /** What a search does about gaps, by dataset id; absent: what suits the method. */
  gaps: Readonly<Record<string, GapsChoice>>
  seed: number
  /** A discovered graph on the canvas shows its result, or the settings for the next run. */
  view: 'result' | 'settings'
  /** The discovered graph whose result stays in the panel while another graph is looked at beside it. */
  pinned: string | null
  /** Which graph a finished job filed, by job id. */
  filed: Readonly<Record<string, string>>
  run: DiscoveryRun | null
  problems: readonly Problem[]
  /** The last advice; `key` says for which goal and data. Shown until the next one comes. */
  advice: { key: string; result: Result<Advice> } | null
  /** The last forecast; `key` says for which settings. */
  forecast: { key: string; result: Result<CostForecast> } | null
}

export const useDiscovering = create<Discovering>()(() => ({
  goal: startingGoal,
  algorithm: null,
  options: {},
  unchecked: {},
  gaps: {},
  seed: 1,
  view: 'result',
  pinned: null,
  filed: {},
  run: null,
  problems: [],
  advice: null,
  forecast: null,
}))

/** Another goal asks for advice anew: a method chosen for the goal before gives way. */
export const setGoal = (goal: DiscoveryGoal) => useDiscovering.setState({ goal, algorithm: null })

export const chooseMethod = (algorithm: string) => useDiscovering.setState({ algorithm })

/** Another method for the same data, with options for it beside those that were chosen for it before. */
export const switchMethod = (algorithm: string, kept: OptionValues) =>
  useDiscovering.setState(({ options }) => ({
    algorithm,
    options: { ...options, [algorithm]: { ...options[algorithm], ...kept } },
  }))

export function setDiscoveryOption(algorithm: string, id: string, value: number | string) {
  const { options } = useDiscovering.getState()
  useDiscovering.setState({ options: { ...options, [algorithm]: { ...options[algorithm], [id]: value } } })
}

export function toggleDiscoveryColumn(datasetId: string, column: string) {
  const { unchecked } = useDiscovering.getState()
  const before = unchecked[datasetId] ?? []
  const after = before.includes(column) ? before.filter((name) => name !== column) : [...before, column]
  useDiscovering.setState({ unchecked: { ...unchecked, [datasetId]: after } })
}

export const setSearchRows = (datasetId: string, choice: GapsChoice) =>
  useDiscovering.setState(({ gaps }) => ({ gaps: { ...gaps, [datasetId]: choice } }))

export interface AdviceRequest extends SearchedData {
  readonly goal: DiscoveryGoal
}

const adviceKey = (request: AdviceRequest, dataset: Dataset) =>
  `${datasetKey(dataset)}|${JSON.stringify(request)}`

const followAdvice = createLatest(
  ({ request, dataset }: { request: AdviceRequest; dataset: Dataset }) =>
    callEngine('data', 'advise', request, { dataset }),
  (result, { request, dataset }) =>
    useDiscovering.setState({ advice: { key: adviceKey(request, dataset), result } }),
  (error, { request, dataset }) =>
    useDiscovering.setState({
      advice: { key: adviceKey(request, dataset), result: { ok: false, problems: crashed(error) } },
    }),
)

/** Asks which methods fit; the newest goal wins. What is known already is not asked again. */
export function requestAdvice(request: AdviceRequest, dataset: Dataset) {
  if (useDiscovering.getState().advice?.key === adviceKey(request, dataset)) return
  followAdvice.request({ request, dataset })
}

export const forecastKey = (request: DiscoverRequest, dataset: Dataset) =>
  `${datasetKey(dataset)}|${JSON.stringify(request)}`

const followForecast = createLatest(
  ({ request, dataset }: { request: DiscoverRequest; dataset: Dataset }) =>
    callEngine('data', 'forecast', request, { dataset }),
  (result, { request, dataset }) =>
    useDiscovering.setState({ forecast: { key: forecastKey(request, dataset), result } }),
  (error, { request, dataset }) =>
    useDiscovering.setState({
      forecast: { key: forecastKey(request, dataset), result: { ok: false, problems: crashed(error) } },
    }),
)

/** Asks what a run would cost; the newest settings win. */
export const requestForecast = (request: DiscoverRequest, dataset: Dataset) =>
  followForecast.request({ request, dataset })

const crashed = (error: unknown): readonly Problem[] => [
  { code: 'crash', message: discoverText.crashed(error instanceof Error ? error.message : String(error)) },
]

/** Files a graph as a locked result and shows it. Resolves once it stands on the canvas. */
async function fileDiscovery(graph: CausalGraph, provenance: DiscoveryProvenance, jobId: string | null) {
  const arrange = () => useView.getState().askCanvas('arrange')
  // What a search found is filed even where it cannot be arranged.
  const layout = await callEngine(
    'live',
    'layout',
    { graph, sizes: nodeSizes(graph) },
    { again: arrange },
  ).catch(() => ({}))
  if (!runCommand(addDiscovery, { id: 'discovered', graph, layout, provenance })) return
  const added = useProject.getState().history.present.graphs.at(-1)!
  useView.getState().showGraph(added.id)
  useView.getState().setSide('discover')
  const { filed } = useDiscovering.getState()
  useDiscovering.setState({ view: 'result', filed: jobId ? { ...filed, [jobId]: added.id } : filed })
}

function provenanceOf(
  run: DiscoveryRun,
  found: Pick<
    DiscoveryProvenance,
    | 'options'
    | 'rows'
    | 'statistics'
    | 'supportMeaning'
    | 'resamples'
    | 'assumptions'
    | 'changingMechanisms'
    | 'model'
    | 'pairs'
    | 'seconds'
  >,
): DiscoveryProvenance {
  const { options, rows, statistics, supportMeaning, assumptions, changingMechanisms, seconds } = found
  return {
    chosenOn: run.chosenOn,
    ...(found.resamples ? { resamples: found.resamples } : {}),
    options,
    rows,
    statistics,
    ...(supportMeaning === undefined ? {} : { supportMeaning }),
    assumptions,
    ...(changingMechanisms ? { changingMechanisms } : {}),
    ...(found.model ? { model: found.model } : {}),
    ...(found.pairs ? { pairs: found.pairs } : {}),
    ...(run.request.gaps === 'test-wise' ? { gaps: 'test-wise' as const } : {}),
    seconds,
    algorithm: run.algorithm.id,
    algorithmLabel: run.algorithm.label,
    seed: run.request.seed,
    dataset: run.dataset.name,
    dataRevision: run.dataset.revision,
    ...(run.dataSteps.length > 0 ? { dataSteps: run.dataSteps } : {}),
    finishedAt: new Date().toISOString(),
    engineVersion,
  }
}

/** Starts a search in the jobs worker and files what it finds. Does nothing while one is under way. */
export async function startDiscovery(algorithm: AlgorithmName, request: DiscoverRequest) {
  const project = useProject.getState().history.present
  const dataset = datasetOf(project)
  const entry = activeEntry(project)
  if (!dataset || !entry || useDiscovering.getState().run) return
  const run: DiscoveryRun = {
    algorithm,
    request,
    dataset,
    dataSteps: dataset.log.slice(entry.source.log.length),
    chosenOn: {
      dataset: entry.source.id,
      rows: rowsRevision(entry),
      ...(request.split === 'half' ? { split: request.seed } : {}),
    },
    jobId: null,
    progress: { fraction: 0, note: '' },
    startedAt: performance.now(),
    partial: null,
    found: null,
  }
  const change = (changed: Partial<DiscoveryRun>) => {
    const current = useDiscovering.getState().run
    if (current) useDiscovering.setState({ run: { ...current, ...changed } })
  }
  let jobId: string | null = null
  useDiscovering.setState({ run, problems: [] })
  try {
    const result = await runJob(discoverText.jobTitle(algorithm.label, dataset.name), 'discover', request, {
      dataset,
      onStart: (id) => {
        jobId = id
        change({ jobId })
      },
      onProgress: (progress) => change({ progress }),
      onPartial: (partial) => {
        const { graph, found } = partial as PartialDiscovery
        change({ partial: graph, found: found ?? null })
      },
    })
    if (result?.ok) await fileDiscovery(result.value.graph, provenanceOf(run, result.value), jobId)
    else if (result) useDiscovering.setState({ problems: result.problems })
  } catch (error) {
    useDiscovering.setState({ problems: crashed(error) })
  } finally {
    useDiscovering.setState({ run: null })
  }
}

/** Ends the search and drops what it found so far. */
export function cancelDiscovery() {
  const { run } = useDiscovering.getState()
  if (run?.jobId) useJobs.getState().cancel(run.jobId)
}

function rowsRead({ dataset: all, request: { columns, gaps, split, seed } }: DiscoveryRun) {
  const dataset = split === 'half' ? partOfSplit(all, seed, 'search') : all
  if (gaps !== 'test-wise') return completeRows(dataset, columns)
  return rowsWithTwoValues(
    dataset,
    dataset.columns.filter(({ name }) => columns.includes(name)),
  )
}

/** Ends the search and files the newest graph it reported; needs `run.partial`. */
export async function stopAndKeep() {
  const { run } = useDiscovering.getState()
  if (!run?.partial) return
  cancelDiscovery()
  if (run.found) return await fileDiscovery(run.found.graph, provenanceOf(run, run.found), run.jobId)
  const read = rowsRead(run)
  if (!read.ok) return useView.getState().notifyProblems(read.problems)
  await fileDiscovery(
    run.partial,
    provenanceOf(run, {
      options: run.request.options,
      rows: read.value.rows,
      statistics: { [discoverText.stoppedEarly]: 1 },
      assumptions: [discoverText.stoppedAssumption, ...run.algorithm.assumptions],
      seconds: (performance.now() - run.startedAt) / 1000,
    }),
    run.jobId,
  )
}
