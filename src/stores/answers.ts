import { create } from 'zustand'
import { createLatest } from '../base/latest'
import { fail, succeed, type Problem, type Result } from '../base/result'
import { activeQuery, graphEntry, type Project, type Query } from '../document/project'
import { columnNamed, type Dataset } from '../engine/data/dataset'
import { countRandomised } from '../engine/data/regimes/randomised-rows'
import type { MissingChoice } from '../engine/data/missing/methods'
import type { Estimate } from '../engine/estimate/estimator'
import { columnsOfEstimand, identifiedByOf, type IdentifiedBy } from '../engine/estimate/identified-by'
import type { SeeDo } from '../engine/estimate/see-do'
import { nameOf, type CausalGraph, type VariableId } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import type { LiveAnswer } from '../engine/identify/answer'
import type { EffectQuestion } from '../engine/identify/question'
import { appText } from '../text/app'
import { onGpuLost, preferBackend } from '../worker/client'
import { datasetKey } from '../worker/task'
import { isWaitingForData, useDerivations } from './data'
import { endPasses, followPlan, haveGaps, startPasses, type Passes } from './gaps'
import { callEngine } from './jobs'
import { onShownChange, useProject } from './project'
import { datasetForEffects, useSampleSplit } from './sample-split'
import { useSettings } from './settings'
import { offerAgain } from './stopped'
import { useView } from './view'

/**
 * A value that follows the project. `key` says which inputs it answers; while the current key differs the
 * value is stale and is shown greyed.
 */
export interface Followed<T> {
  readonly key: string | null
  readonly value: T | null
  readonly problems: readonly Problem[]
}

const nothing = { key: null, value: null, problems: [] }

export interface EstimateRow {
  readonly estimator: string
  readonly result: Result<Estimate> | null
  /** While it runs: what it came to on the data before they were edited. */
  readonly older?: Estimate
}

interface Answers {
  wantedAnswer: string | null
  answer: Followed<LiveAnswer>
  wantedData: string | null
  seeDo: Followed<SeeDo>
  /** One row for each estimator shown, in registry order; `result` null while it runs. */
  estimates: Followed<readonly EstimateRow[]>
}

export const useAnswers = create<Answers>()(() => ({
  wantedAnswer: null,
  answer: nothing,
  wantedData: null,
  seeDo: nothing,
  estimates: nothing,
}))

/** The estimators of the forest plot, naive first. */
export const SHOWN_ESTIMATORS = ['difference', 'regression', 'ipw', 'aipw', 'neural-effect'] as const

/** What computes an effect that no adjustment set identifies, the naive comparison first. */
const BEYOND_ADJUSTMENT = {
  'front-door': ['difference', 'plug-in', 'front-door'],
  'do-calculus': ['difference', 'plug-in'],
} as const

/** The difference in means over the rows in which the cause was set by chance: no arrow into it acts there. */
export const RANDOMISED_ROWS = 'randomised'

interface Asked {
  readonly key: string
  readonly graph: CausalGraph
  readonly query: Query
}

/** Wishes about variables that this graph lacks wait until they are back. */
export function withWishesOf(graph: CausalGraph, question: EffectQuestion): EffectQuestion {
  const present = new Set(graph.variables.map((variable) => variable.id))
  const here = (ids: readonly VariableId[]) => ids.filter((id) => present.has(id))
  return { ...question, must: here(question.must), forbidden: here(question.forbidden) }
}

/** The question of the project against the graph on the canvas, when it is complete. */
function asked(project: Project, graphId: string): Asked | null {
  const entry = graphEntry(project, graphId) ?? project.graphs[0]
  const query = activeQuery(project)
  const { treatments, outcomes } = query.question
  const present = new Set(entry.graph.variables.map((variable) => variable.id))
  const complete =
    treatments.length > 0 &&
    outcomes.length > 0 &&
    [...treatments.map((contrast) => contrast.variable), ...outcomes].every((id) => present.has(id))
  if (!complete) return null
  const question = withWishesOf(entry.graph, query.question)
  const structural = { ...question, treatments: treatments.map((contrast) => contrast.variable) }
  const key = `${graphRevision(entry.graph)}|${JSON.stringify(structural)}|${JSON.stringify(query.adjustment)}`
  return { key, graph: entry.graph, query: { ...query, question } }
}

const settle = <T>(key: string, result: Result<T>): Followed<T> =>
  result.ok ? { key, value: result.value, problems: [] } : { key, value: null, problems: result.problems }

const crashed = (error: unknown): readonly Problem[] => [
  {
    code: 'crash',
    message: `The computation stopped: ${error instanceof Error ? error.message : String(error)}`,
  },
]

const followAnswer = createLatest(
  ({ graph, query }: Asked) =>
    callEngine(
      'live',
      'answer',
      { graph, question: query.question, adjustment: query.adjustment },
      { again: followAgain },
    ),
  (result, { key }) => {
    useAnswers.setState({ answer: settle(key, result) })
    followData()
  },
  (error, { key }) => useAnswers.setState({ answer: { key, value: null, problems: crashed(error) } }),
)

interface DataQuestion {
  readonly key: string
  /** Names the question whatever the data. */
  readonly asks: string
  readonly dataset: Dataset
  readonly graph: CausalGraph
  readonly query: Query
  /** null where no set answers the question: then only what is seen is computed. */
  readonly adjustment: readonly VariableId[] | null
  /** The formula to use where no set answers the question but another way does. */
  readonly identifiedBy: IdentifiedBy | null
  /** What to do about gaps; null where the columns involved have none. */
  readonly missing: MissingChoice | null
}

/** A question under way. */
interface DataRun extends DataQuestion {
  readonly passes: Passes
}

/** Calls of one run: the comparison, the estimators, rows that were randomised. */
const MOST_CALLS = SHOWN_ESTIMATORS.length + 2

const leftOut: MissingChoice = { method: 'complete-rows' }

/** What the data are asked, once identification has said what to adjust for, or that nothing does. */
function dataQuestion(project: Project, current: Asked, answer: LiveAnswer): DataQuestion | null {
  const dataset = datasetForEffects(project, current.graph)
  if (!dataset) return null
  const adjustment = answer.adjustmentIsValid ? answer.adjustment : null
  const identifiedBy = adjustment ? null : identifiedByOf(current.graph, answer.identification)
  const { treatments, outcomes } = current.query.question
  const named = [treatments[0].variable, outcomes[0], ...(adjustment ?? [])]
    .map((id) => nameOf(current.graph, id))
    .concat(columnsOfEstimand(identifiedBy ?? undefined))
  if (named.some((name) => !columnNamed(dataset, name))) return null
  const { backend } = useSettings.getState()
  const missing = haveGaps(dataset, named) ? (current.query.missing ?? leftOut) : null
  const key = `${current.key}|${datasetKey(dataset)}|${JSON.stringify([treatments, missing])}|${backend}`
  const asks = `${current.key}|${JSON.stringify(treatments)}`
  const { graph, query } = current
  return { key, asks, dataset, graph, query, adjustment, identifiedBy, missing }
}

function requestOf({ dataset, graph, query, adjustment, missing }: DataQuestion) {
  const [contrast] = query.question.treatments
  return {
    treatment: nameOf(graph, contrast.variable),
    outcome: nameOf(graph, query.question.outcomes[0]),
    from: contrast.from,
    to: contrast.to,
    adjustment: adjustment?.map((id) => nameOf(graph, id)) ?? null,
    graphRevision: graphRevision(graph),
    dataset: dataset.name,
    dataRevision: dataset.revision,
    seed: 1,
    ...(missing ? { missing } : {}),
  }
}

function planQuestion(question: DataQuestion) {
  const { key, dataset, missing } = question
  if (!missing) return null
  const { treatment, outcome, adjustment } = requestOf(question)
  const formula = columnsOfEstimand(question.identifiedBy ?? undefined)
  const names = [...new Set([treatment, outcome, ...(adjustment ?? []), ...formula])]
  return { key, dataset, names, chosen: missing }
}

const followSeeDo = createLatest(
  (question: DataRun) =>
    callEngine(
      question.passes.role,
      'see-do',
      {
        ...requestOf(question),
        ...(question.identifiedBy ? { identifiedBy: question.identifiedBy } : {}),
      },
      { dataset: question.dataset, again: followAgain, ...question.passes.options(0) },
    ),
  (result, { key }) => useAnswers.setState({ seeDo: settle(key, result) }),
  (error, { key, passes }) =>
    useAnswers.setState({
      seeDo: { key, value: null, problems: passes.ended() ? [] : crashed(error) },
    }),
)

/** The question that the rows shown answer. */
let shownAsks: string | null = null

/** What each estimator came to last, where only the data have been edited since. */
function olderEstimates(asks: string): ReadonlyMap<string, Estimate> {
  const rows = shownAsks === asks ? (useAnswers.getState().estimates.value ?? []) : []
  shownAsks = asks
  return new Map(
    rows.flatMap(({ estimator, result, older }) => {
      const known = result?.ok ? result.value : result ? undefined : older
      return known ? [[estimator, known] as const] : []
    }),
  )
}

const cancelled: Result<Estimate> = fail('cancelled', 'Cancelled.')

const followEstimates = createLatest(
  async (question: DataRun, signal) => {
    const request = requestOf(question)
    const { identifiedBy } = question
    // An adjusted number without a set that answers the question would be a wrong one.
    const estimators: readonly string[] = request.adjustment
      ? SHOWN_ESTIMATORS
      : identifiedBy
        ? BEYOND_ADJUSTMENT[identifiedBy.method]
        : SHOWN_ESTIMATORS.slice(0, 1)
    const byChance = countRandomised(question.dataset, request.treatment) > 0
    const shown = byChance ? [...estimators, RANDOMISED_ROWS] : estimators
    const before = olderEstimates(question.asks)
    const rows = shown.map((estimator): EstimateRow => {
      const older = before.get(estimator)
      return { estimator, result: null, ...(older ? { older } : {}) }
    })
    const { passes } = question
    for (const [i, estimator] of shown.entries()) {
      if (signal.aborted) break
      if (passes.ended()) {
        rows[i] = { estimator, result: cancelled }
        continue
      }
      const result = await callEngine(
        passes.role,
        'estimate',
        {
          ...request,
          adjustment: request.adjustment ?? [],
          estimand: 'ate',
          ...(identifiedBy && estimator !== RANDOMISED_ROWS ? { identifiedBy } : {}),
          ...(estimator === RANDOMISED_ROWS
            ? { estimator: 'difference', among: 'randomised' as const }
            : { estimator }),
          options: {},
        },
        { dataset: question.dataset, again: followAgain, ...passes.options(i + 1) },
      ).catch((error: unknown): Result<Estimate> =>
        passes.ended() ? cancelled : { ok: false, problems: crashed(error) },
      )
      const [problem] = result.ok ? [] : result.problems
      if (problem?.code === 'model-not-run') offerAgain(problem.message, followAgain)
      rows[i] = { estimator, result: result.ok ? succeed({ ...result.value, estimator }) : result }
      if (!signal.aborted)
        useAnswers.setState({ estimates: { key: question.key, value: [...rows], problems: [] } })
    }
    if (!signal.aborted) endPasses()
    return rows
  },
  (rows, { key }) => useAnswers.setState({ estimates: { key, value: rows, problems: [] } }),
  (error, { key }) => useAnswers.setState({ estimates: { key, value: null, problems: crashed(error) } }),
)

function stopEstimates() {
  endPasses()
  followPlan(null)
  followEstimates.cancel()
}

/** Ends estimates that take long; those that are finished stay. */
export const cancelEstimates = endPasses

/** Computes estimates that were cancelled. */
export function estimateAgain() {
  useAnswers.setState({ wantedData: null })
  followData()
}

function followData() {
  const { wantedAnswer, answer, wantedData } = useAnswers.getState()
  const project = useProject.getState().history.present
  const current = asked(project, useView.getState().graphId)
  if (!current || current.key !== wantedAnswer || answer.key !== current.key || !answer.value) return
  if (isWaitingForData(project)) {
    // What was computed from the data before stays, greyed, until the steps have come to something.
    followSeeDo.cancel()
    stopEstimates()
    useAnswers.setState({ wantedData: `${current.key}|steps` })
    return
  }
  const question = dataQuestion(project, current, answer.value)
  if (question?.key === wantedData) return
  useAnswers.setState({ wantedData: question?.key ?? null })
  if (!question) {
    followSeeDo.cancel()
    stopEstimates()
    useAnswers.setState({ seeDo: nothing, estimates: nothing })
    return
  }
  followPlan(planQuestion(question))
  const many = question.missing !== null && question.missing.method !== 'complete-rows'
  const run = { ...question, passes: startPasses(many ? 'many' : 'one', MOST_CALLS) }
  // The comparison goes first: the imputations it makes are the estimates' too.
  followSeeDo.request(run)
  followEstimates.request(run)
}

function follow() {
  const project = useProject.getState().history.present
  const current = asked(project, useView.getState().graphId)
  const { wantedAnswer } = useAnswers.getState()
  if (!current) {
    if (wantedAnswer === null) return
    followAnswer.cancel()
    followSeeDo.cancel()
    stopEstimates()
    useAnswers.setState({
      wantedAnswer: null,
      answer: nothing,
      wantedData: null,
      seeDo: nothing,
      estimates: nothing,
    })
    return
  }
  if (current.key !== wantedAnswer) {
    useAnswers.setState({ wantedAnswer: current.key })
    followAnswer.request(current)
  } else followData()
}

/** Asks everything anew, after a computation stopped. */
function followAgain() {
  useAnswers.setState({ wantedAnswer: null, wantedData: null })
  follow()
}

/** Starts following the project; returns the way to stop. */
export function startAnswers(): () => void {
  const stopShown = onShownChange(follow)
  const stopData = useDerivations.subscribe(followData)
  const stopSplit = useSampleSplit.subscribe(followData)
  const stopGpu = onGpuLost((reason) =>
    useView.getState().notify({ tone: 'warning', text: appText.gpuLost(reason) }),
  )
  preferBackend(useSettings.getState().backend)
  const stopSettings = useSettings.subscribe((state, before) => {
    if (state.backend === before.backend) return
    preferBackend(state.backend)
    follow()
  })
  follow()
  return () => {
    stopGpu()
    stopSettings()
    stopData()
    stopSplit()
    stopShown()
  }
}

/** The answer for the graph as it stands, whether it is stale, and why there is none. */
export function useAnswer() {
  const wanted = useAnswers((state) => state.wantedAnswer)
  const answer = useAnswers((state) => state.answer)
  return {
    asked: wanted !== null,
    answer: answer.value,
    stale: answer.key !== wanted,
    problems: answer.problems,
  }
}

const useFollowed = <T>(followed: Followed<T>) => {
  const wantedAnswer = useAnswers((state) => state.wantedAnswer)
  const answerKey = useAnswers((state) => state.answer.key)
  const wanted = useAnswers((state) => state.wantedData)
  return { ...followed, stale: followed.key !== wanted || answerKey !== wantedAnswer }
}

export const useSeeDo = () => useFollowed(useAnswers((state) => state.seeDo))
export const useEstimates = () => useFollowed(useAnswers((state) => state.estimates))
