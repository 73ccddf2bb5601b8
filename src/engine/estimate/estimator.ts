import type { Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Column, RowsUsed } from '../data/dataset'
import type { CompletenessModel } from '../data/missing/completeness'
import type { MissingMethodId } from '../data/missing/methods'
import type { Value } from '../identify/question'
import type { OptionSpec, OptionValues } from '../options'
import type { IdentifiedBy } from './identified-by'

/**
 * One effect to estimate, on complete rows: every array has `rows.used` entries and no NaN.
 * Built by `buildProblem` (problem.ts) from a dataset, a question and an adjustment set.
 */
export interface EffectProblem {
  readonly treatment: Column
  readonly outcome: Column
  /** The adjustment set, as columns; nominal ones are expanded by the estimators' design matrices. */
  readonly covariates: readonly Column[]
  /** Numeric values of the contrast in the treatment column's coding. */
  readonly from: number
  readonly to: number
  /** What the contrast is called: labels for categories. */
  readonly fromLabel: Value
  readonly toLabel: Value
  readonly rows: RowsUsed
  /** Other columns of the same rows, for model formulas and estimands that name them. */
  readonly others: readonly Column[]
  /** Absent where the adjustment set identifies the effect. */
  readonly identifiedBy?: IdentifiedBy
  /** Positive, one a row, mean 1; absent where every row counts alike. Each estimator honours them or refuses. */
  readonly weights?: Float64Array
  /** The model that part of the weights came from, for standard errors that count its estimation. */
  readonly completeness?: CompletenessModel
}

export interface Provenance {
  readonly method: string
  readonly options: OptionValues
  readonly seed: number
  readonly data: string
  readonly dataRevision: number
  readonly graphRevision: string
  readonly engineVersion: string
  /** What was done about rows with gaps, where there were any. */
  readonly missing?: { readonly method: MissingMethodId; readonly options: OptionValues }
}

/** How rows with gaps were kept; absent where there were none, or they were left out. */
export type GapsFilled =
  | { readonly method: 'imputed'; readonly cells: number; readonly imputations: number }
  | { readonly method: 'weighted'; readonly effectiveRows: number }

export interface Diagnostic {
  readonly id: string
  readonly label: string
  readonly value: number | string
  readonly level: 'info' | 'warning'
}

/** Propensity scores of both groups binned on [0, 1], for the overlap plot. */
export interface Overlap {
  readonly binEdges: readonly number[]
  readonly treated: readonly number[]
  readonly untreated: readonly number[]
  readonly smallest: number
  readonly largest: number
  /** Kish effective sample size of the weights. */
  readonly effectiveRows: number
}

export interface Estimate {
  readonly estimator: string
  /** In units of the outcome (risk difference for a binary one). */
  readonly point: number
  readonly standardError: number | null
  readonly interval: readonly [number, number] | null
  readonly level: number
  readonly intervalKind: 'analytic' | 'bootstrap' | 'posterior' | 'none'
  /** Of the t distribution behind an analytic interval; absent: normal, or no such interval. */
  readonly degreesOfFreedom?: number
  /** Mean outcome under each arm where the estimator gives one: E[Y | do(from)], E[Y | do(to)]. */
  readonly means?: { readonly from: number; readonly to: number }
  readonly rows: RowsUsed
  readonly gaps?: GapsFilled
  readonly diagnostics: readonly Diagnostic[]
  readonly overlap?: Overlap
  readonly provenance: Provenance
  /** Equally probable draws or quantiles for the dot plot (50 values), ascending. */
  readonly quantiles?: readonly number[]
  /** Neural models only. */
  readonly cate?: {
    readonly point: readonly number[]
    readonly interval: readonly (readonly [number, number])[]
  }
  readonly run?: { readonly backend: 'webgpu' | 'wasm'; readonly milliseconds: number }
}

/** What an estimator returns; `estimateEffect` adds the provenance. */
export type Finding = Omit<Estimate, 'provenance'>

export interface Estimator {
  readonly id: string
  readonly label: string
  readonly reference: string
  /** Aims at the causal effect ('on-target') or at the association ('off-target', the naive number). */
  readonly target: 'on-target' | 'off-target'
  /** Does it honour `problem.weights`? Weighted problems never reach one that refuses. */
  readonly weights: 'honoured' | 'refused'
  /** Ways of identification that it can turn into a number; problems of another kind never reach it. */
  readonly identifiedBy: readonly ('adjustment' | IdentifiedBy['method'])[]
  readonly options: readonly OptionSpec[]
  /** Ok, or the reason in a plain sentence why this estimator cannot answer this problem. */
  applies(problem: EffectProblem, options: OptionValues): Result<true>
  run(problem: EffectProblem, options: OptionValues, context: EngineContext): Promise<Result<Finding>>
}
