import type { Result } from '../base/result'
import type { Dataset } from '../engine/data/dataset'
import type { ColumnDecision } from '../engine/data/import'
import type { ImportPreview } from '../engine/data/import-preview'
import type { MissingChoice } from '../engine/data/missing/methods'
import type { MissingPatterns } from '../engine/data/missing/patterns'
import type { Experiment } from '../engine/data/regimes/combine-datasets'
import type { ReadingOptions } from '../engine/data/raw-table'
import type { ColumnFacts, StepPreview } from '../engine/data/steps/preview'
import type { DataStep, StepAction } from '../engine/data/steps/step'
import type { PackedOutcome } from '../engine/data/steps/transfer'
import type { Correlations } from '../engine/data/summary/correlations'
import type { ColumnDescription } from '../engine/data/summary/describe-columns'
import type { PairDescription } from '../engine/data/summary/describe-pair'
import type { GapContrasts } from '../engine/data/summary/gap-contrasts'
import type { TableReading } from '../engine/data/table-reading'
import type { Advice } from '../engine/discover/advice'
import type { DiscoveryRequest } from '../engine/discover/problem'
import type { DiscoveryGoal } from '../engine/discover/advice-goal'
import type { CostForecast, Discovery, Knowledge } from '../engine/discover/algorithm'
import type { ProposalOptions, ProposalReport } from '../engine/discover/proposals/judge-proposals'
import type { Proposal } from '../engine/discover/proposals/proposal'
import type { Refinement } from '../engine/discover/proposals/refine-by-proposals'
import type { StabilityPath, StabilityRequest } from '../engine/discover/support/stability'
import type { EquivalenceClass } from '../engine/discover/classes/equivalence-class'
import type { Estimate } from '../engine/estimate/estimator'
import type { EstimateRequest } from '../engine/estimate/estimate-effect'
import type { BoundsOptions } from '../engine/estimate/bounds/bounds-for'
import type { BoundsReport } from '../engine/estimate/bounds/report'
import type { ImplicationReport } from '../engine/estimate/implications/report'
import type { ImplicationOptions } from '../engine/estimate/implications/test-implications'
import type { ImaginedNumbers } from '../engine/estimate/imagined-numbers'
import type { PossibleEffects, PossibleEffectsRequest } from '../engine/estimate/possible-effects'
import type { MissingPlan } from '../engine/estimate/missing-plan'
import type { SeeDo, SeeDoRequest } from '../engine/estimate/see-do'
import type { GraphPart } from '../engine/formats/format'
import type { CausalGraph, VariableId } from '../engine/graph/graph'
import type { AdjustmentReason } from '../engine/identify/adjustment-reasons'
import type { MemberWindow } from '../engine/graph/member-window'
import type { LiveAnswer } from '../engine/identify/answer'
import type { ImaginedAnswer, ImaginedQuestion } from '../engine/identify/counterfactual/imagine'
import type { InstrumentList } from '../engine/identify/instruments'
import type { ImplicationList } from '../engine/identify/list-implications'
import type { Budget } from '../engine/identify/method'
import type { EffectQuestion } from '../engine/identify/question'
import type { RemedyList } from '../engine/identify/remedies'
import type { FunctionalConstraint } from '../engine/identify/verma'
import type { OptionValues } from '../engine/options'

/** Which data a search reads, and what is known of them. */
export interface SearchedData extends Pick<DiscoveryRequest, 'gaps' | 'contexts'> {
  readonly columns: readonly string[]
  readonly knowledge: Knowledge
}

export interface DiscoverRequest extends SearchedData {
  readonly algorithm: string
  readonly options: OptionValues
  readonly seed: number
  /** 'half': the search reads one random half of the rows, so that effects can be estimated in the other; by default all. */
  readonly split?: 'none' | 'half'
}

export interface StabilityTask {
  readonly search: DiscoverRequest
  readonly along: StabilityRequest
}

/** What a search has come to while it runs. */
export interface PartialDiscovery {
  readonly graph: CausalGraph
  /** Present once the search over all rows is over and only supports are still being counted; without its scores. */
  readonly found?: Discovery
}

/** A file of data as it was dropped. Cloning a File copies none of its bytes. */
export interface FileInput {
  readonly file: File
  /** Names this reading of the file: another drop or other options make another reading. */
  readonly id: string
  readonly options: ReadingOptions
}

/** Every kind of work a worker does: what goes in and what comes back. All of it survives cloning. */
export interface TaskMap {
  /** Verdict, sets and colours that follow an edit. */
  answer: {
    input: { graph: CausalGraph; question: EffectQuestion; adjustment: 'first' | readonly VariableId[] }
    output: Result<LiveAnswer>
  }
  'list-sets': {
    input: { graph: CausalGraph; question: EffectQuestion; limit: number }
    output: Result<{ sets: VariableId[][]; more: boolean }>
  }
  /** What each variable is worth for adjustment, and why. */
  reasons: {
    input: { graph: CausalGraph; question: EffectQuestion }
    output: Result<Readonly<Record<VariableId, AdjustmentReason>>>
  }
  /** All instruments of one treatment for one outcome, within a budget. */
  instruments: {
    input: { graph: CausalGraph; treatment: VariableId; outcome: VariableId; budget: Budget }
    output: Result<InstrumentList>
  }
  /** Up to `limit` front-door sets and whether there are more. */
  'front-door-sets': {
    input: { graph: CausalGraph; question: EffectQuestion; limit: number }
    output: Result<{ sets: VariableId[][]; more: boolean }>
  }
  /** What a counterfactual reading of the question comes to, with its worlds. */
  imagine: {
    input: { graph: CausalGraph; question: EffectQuestion; imagined: ImaginedQuestion }
    output: Result<ImaginedAnswer>
  }
  /** The same as a number, from data of few values. */
  'imagined-numbers': {
    input: { graph: CausalGraph; question: EffectQuestion; imagined: ImaginedQuestion; seed: number }
    output: Result<ImaginedNumbers>
  }
  /** Single changes that would make the question answerable. */
  remedies: {
    input: { graph: CausalGraph; question: EffectQuestion; budget: Budget }
    output: Result<RemedyList>
  }
  /** The first independencies that the graph implies. */
  'list-implications': {
    input: { graph: CausalGraph; budget: Budget }
    output: Result<ImplicationList>
  }
  /** What the graph implies of its measured variables beyond independencies. */
  'functional-constraints': { input: { graph: CausalGraph }; output: Result<FunctionalConstraint[]> }
  /** What observation can tell of the graph at best. */
  'equivalence-class': { input: { graph: CausalGraph }; output: Result<EquivalenceClass> }
  /** Some of the DAGs of a class, from a position on. */
  'class-members': {
    input: { cpdag: CausalGraph; from: number; count: number }
    output: Result<MemberWindow>
  }
  /** The graph that a file holds, with a place for every variable; `part` is null when it holds a table. */
  'read-graph': { input: { name: string; text: string }; output: { part: Result<GraphPart> | null } }
  /** Positions of top left corners, causes left and effects right. Sizes are canvas pixels. */
  layout: {
    input: { graph: CausalGraph; sizes: Readonly<Record<VariableId, { width: number; height: number }>> }
    output: Record<VariableId, { x: number; y: number }>
  }
  /** The same within vertical lanes, and the x of the lines between them. `lanes` holds 0 for no tier, else the tier. */
  'lane-layout': {
    input: {
      graph: CausalGraph
      sizes: Readonly<Record<VariableId, { width: number; height: number }>>
      lanes: Readonly<Record<VariableId, number>>
      tiers: number
    }
    output: {
      readonly places: Record<VariableId, { x: number; y: number }>
      readonly dividers: readonly number[]
    }
  }
  'read-table': { input: FileInput; output: Result<TableReading> }
  /** What would be imported under decisions that are still being made. */
  'preview-table': {
    input: FileInput & { decisions: readonly ColumnDecision[]; settled: readonly string[] }
    output: Result<ImportPreview>
  }
  /** The data after the steps, as far as they can be done. */
  'apply-steps': { input: { steps: readonly DataStep[] }; output: Result<PackedOutcome> }
  /** The columns at the point after `before`, where a step is to be put in. */
  'columns-before-step': { input: { before: readonly DataStep[] }; output: Result<readonly ColumnFacts[]> }
  /** What one more step after `before` would do. */
  'preview-step': {
    input: { before: readonly DataStep[]; step: StepAction }
    output: Result<StepPreview>
  }
  'import-table': {
    input: FileInput & { decisions: readonly ColumnDecision[]; datasetId: string }
    output: Result<Dataset>
  }
  /** The rows of several experiments under one another. */
  'combine-experiments': {
    input: { experiments: readonly Experiment[]; id: string; name: string }
    output: Result<Dataset>
  }
  /** Several files at once, each as the reader suggests; results in the order of the files. */
  'import-files': { input: { files: readonly File[] }; output: readonly Result<Dataset>[] }
  /** Which searches fit a goal and the data, and what the first of them would cost. */
  advise: { input: SearchedData & { goal: DiscoveryGoal }; output: Result<Advice> }
  forecast: { input: DiscoverRequest; output: Result<CostForecast> }
  discover: { input: DiscoverRequest; output: Result<Discovery> }
  /** The search along its penalty or significance level; what it has come to so far is reported as a path. */
  stability: { input: StabilityTask; output: Result<StabilityPath> }
  estimate: { input: EstimateRequest; output: Result<Estimate> }
  'see-do': { input: SeeDoRequest; output: Result<SeeDo> }
  /** Between which numbers an effect lies that nothing identifies. */
  bounds: {
    input: { graph: CausalGraph; question: EffectQuestion; options: BoundsOptions; seed: number }
    output: Result<BoundsReport>
  }
  /** The effects that linear regression gives in every graph of a class. */
  'possible-effects': {
    input: { graph: CausalGraph; request: PossibleEffectsRequest; budget: Budget }
    output: Result<PossibleEffects>
  }
  /** What the graph implies, tested against the data. */
  /** Each proposed change of a graph against the data. */
  'weigh-proposals': {
    input: { graph: CausalGraph; proposals: readonly Proposal[]; options: ProposalOptions }
    output: Result<ProposalReport>
  }
  /** The graph after those proposals that the data ask for; `memory` holds the keys of those tried before. */
  'refine-by-proposals': {
    input: {
      graph: CausalGraph
      proposals: readonly Proposal[]
      memory: readonly string[]
      options: ProposalOptions
    }
    output: Result<Refinement>
  }
  'test-implications': {
    input: { graph: CausalGraph; options: ImplicationOptions }
    output: Result<ImplicationReport>
  }
  'describe-columns': { input: { names: readonly string[] }; output: Result<readonly ColumnDescription[]> }
  'describe-pair': { input: { x: string; y: string; seed: number }; output: Result<PairDescription> }
  /** Of every pair of columns; `seed` draws the rows where there are too many for all of them. */
  correlations: { input: { seed: number }; output: Result<Correlations> }
  /** How the other columns differ between rows with and without a value of this one. */
  'gap-contrasts': { input: { name: string }; output: Result<GapContrasts> }
  /** What each treatment of gaps would do to the columns of a question, the cause first. */
  'plan-missing': { input: { names: readonly string[]; chosen: MissingChoice }; output: Result<MissingPlan> }
  /** Which columns are missing together; all columns without names. */
  'missing-patterns': { input: { names?: readonly string[] }; output: Result<MissingPatterns> }
}

export type TaskKind = keyof TaskMap

/** The one message. `dataset` names columns that the worker was given before. */
export interface Task<Kind extends TaskKind = TaskKind> {
  readonly kind: Kind
  readonly id: string
  readonly input: TaskMap[Kind]['input']
  /** `<dataset id>@<revision>` */
  readonly dataset?: string
}

export interface Progress {
  /** In [0, 1]. */
  readonly fraction: number
  readonly note: string
}

export const datasetKey = ({ id, revision, stepsKey }: Dataset) => `${id}@${revision}${stepsKey ?? ''}`
