import type { AbortSignalLike } from '../../base/latest'
import type { Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { RowsUsed } from '../data/dataset'
import type { CausalGraph } from '../graph/graph'
import type { OptionSpec, OptionValues } from '../options'
import type { OrdersFound, SearchSettings } from './neural/order-searches'
import type { BasisWidth } from './scores/moments'
import type { PairSupport } from './support/pair-support'
import type { Resampling } from './support/resample'

/** What is known before looking: names, not ids, because knowledge outlives graphs. */
export interface Knowledge {
  readonly tiers: readonly (readonly string[])[]
  readonly required: readonly (readonly [string, string])[]
  readonly forbidden: readonly (readonly [string, string])[]
  /** Nothing that is searched causes these: no arrow leads into them. Absent for none. */
  readonly exogenous?: readonly string[]
}

export const noKnowledge: Knowledge = { tiers: [], required: [], forbidden: [] }

/** What varies from row to row without being searched over: the place or experiment a row comes from, or its time. */
export interface SearchContext {
  readonly name: string
  readonly kind: 'regime' | 'time'
  /** Codes of a regime, numbers that grow with time; rows.used entries, NaN where unknown. */
  readonly values: Float64Array
}

/** Columns ready for search; columns[j] has rows.used entries. */
export interface DiscoveryProblem {
  readonly names: readonly string[]
  /** Numbers, or codes 0 .. levels[j] - 1 of a column that is to be read as categories. NaN only where `gaps` is 'some'. */
  readonly columns: readonly Float64Array[]
  /** levels[j]: the number of categories of column j; 0 for a column of numbers. */
  readonly levels: readonly number[]
  /** Columns of more than two categories without an order, by index: their codes are no numbers. Absent for none. */
  readonly unordered?: readonly number[]
  /** 'some': values are missing, and every test uses the rows that have what it looks at. */
  readonly gaps: 'none' | 'some'
  readonly rows: RowsUsed
  readonly knowledge: Knowledge
  /** For each row the index of the variable that was set, -1 for none, -2 for one that nobody noted; absent for observational data. */
  readonly interventions?: Int32Array
  readonly contexts: readonly SearchContext[]
}

/** Which data an algorithm can read with some choice of its options; `applies` judges the options chosen. */
export interface Handles {
  readonly categories: boolean
  readonly gaps: boolean
  readonly interventions: boolean
  /** Columns that tell places, experiments or times apart. */
  readonly contexts: boolean
}

export interface CostForecast {
  readonly seconds: number
  /** "about 4,200 tests" */
  readonly note: string
  /** Why a run, though possible, deserves less trust than usual: one sentence each. Absent for none. */
  readonly warnings?: readonly string[]
}

/** The trained network that a discovery rests on. */
export interface ModelUse {
  readonly id: string
  readonly label: string
  readonly version: number
  /** When it was exported, "2026-11-21". */
  readonly date: string
  readonly backend: 'webgpu' | 'wasm'
  /** Seconds by stage ("order searches", "features", "network"), as they ran. */
  readonly stages: readonly { readonly name: string; readonly seconds: number }[]
  /** What it was trained on, and where these data lie outside of that; one sentence each. */
  readonly limits: readonly string[]
}

/** What is known of one edge beyond its marks; `from` and `to` are names, as the edge has them. */
export interface PairView {
  readonly from: string
  readonly to: string
  /** By the network: from -> to, to -> from, and, where it knows of them, a hidden cause of both. */
  readonly probabilities: { readonly forward: number; readonly backward: number; readonly hidden?: number }
  readonly classical: ClassicalView
}

/** A pair as methods without a network see it. */
export interface ClassicalView {
  /** Over the rows that have both. */
  readonly correlation?: Association
  /** Given all other variables; absent where there are too few complete rows for it. */
  readonly partial?: Association
  /** BOSS from several starting orders: in how many `from` came first, and how many drew an arrow. */
  readonly orders?: { readonly starts: number; readonly fromFirst: number; readonly joined: number }
}

/** A correlation in [-1, 1] and the two-sided p-value of "there is none". */
export interface Association {
  readonly value: number
  readonly pValue: number
}

export interface Discovery {
  readonly algorithm: string
  /** Variables named as in the problem; edges may carry `support`. */
  readonly graph: CausalGraph
  /** Which statistic the edges' `support` is, in words; present exactly when they carry it. */
  readonly supportMeaning?: string
  /** What searches over resamples of the rows found, where some were asked for. */
  readonly resamples?: ResampleCounts
  /** matrix[i][j] = support for order[i] -> order[j], any monotone scale. */
  readonly scores?: { readonly order: readonly string[]; readonly matrix: readonly (readonly number[])[] }
  /** Variables whose mechanism differs between the places or times of the data, with the p-value of "it does not". */
  readonly changingMechanisms?: readonly { readonly name: string; readonly pValue: number }[]
  /** Present exactly where a trained network was run. */
  readonly model?: ModelUse
  /** One for each edge, where a network was run. */
  readonly pairs?: readonly PairView[]
  readonly rows: RowsUsed
  readonly options: OptionValues
  readonly assumptions: readonly string[]
  /** What was counted on the way ("tests": 18412, "score": -1234.5). */
  readonly statistics: Readonly<Record<string, number>>
  readonly seconds: number
}

export interface ResampleCounts {
  /** Resamples that were searched. */
  readonly counted: number
  readonly asked: number
  readonly resampling: Resampling
  /** Pairs that are drawn, or joined in a tenth of them and more, most often first. */
  readonly pairs: readonly PairSupport[]
}

/** One of several searches over rows drawn from the same problem. */
export interface SearchPart {
  readonly algorithm: string
  /** All options of the algorithm, checked. */
  readonly options: OptionValues
  readonly seed: string
  /** Which rows of the problem, in order; a row may stand several times. */
  readonly rows: Int32Array
}

/** The order searches that a network reads, of one kind, over all rows of a problem in canonical order. */
export interface OrderPart {
  readonly width: BasisWidth
  readonly settings: SearchSettings
}

export type PoolPart = SearchPart | OrderPart
export type PoolAnswer<Part extends PoolPart> = Part extends OrderPart
  ? OrdersFound | null
  : Result<CausalGraph>

/** Parts are made when they are needed: their rows together may be longer than the data. */
export interface PoolParts<Part extends PoolPart> {
  readonly count: number
  at(part: number): Part
}

export interface SearchParts extends PoolParts<SearchPart> {
  /** "resample 3 of 20" */
  note(part: number): string
}

export interface PoolListener<Part extends PoolPart> {
  readonly signal: AbortSignalLike
  /** Called as results come, in any order. */
  answered(part: number, answer: PoolAnswer<Part>): void
  /** How far a part has come. */
  progress?(part: number, fraction: number, note: string): void
}

/** Runs searches beside each other, on other cores where the shell has them. */
export interface SearchPool {
  /** Resolves when every part was answered or the signal aborted. */
  run<Part extends PoolPart>(
    problem: DiscoveryProblem,
    parts: PoolParts<Part>,
    listener: PoolListener<Part>,
  ): Promise<void>
}

export type DiscoveryContext = EngineContext & {
  /** The best graph so far of the search over all rows. */
  partial?(graph: CausalGraph): void
  /** That search is over, and again whenever supports have changed; the discovery is put together when it is asked for. */
  finished?(soFar: () => Discovery): void
  /** Absent: parts run one after the other. */
  readonly pool?: SearchPool
}

export interface DiscoveryAlgorithm {
  readonly id: string
  readonly label: string
  readonly reference: string
  readonly output: 'dag' | 'cpdag' | 'pag'
  readonly assumptions: readonly string[]
  readonly handles: Handles
  /**
   * It runs a network that was trained on many kinds of data, or on those of a benchmark alone: its edges carry
   * probabilities. Absent for methods that follow from the data alone.
   */
  readonly trained?: 'broadly' | 'on a benchmark'
  /** Rows without which it refuses; halves with fewer are refused as well. Absent where any search's few will do. */
  readonly fewestRows?: number
  /** Its rows follow each other in time: resamples are stretches of them. Absent where their order plays no part. */
  readonly rowsInOrder?: true
  /** Its own options; `optionsOf` adds those that every algorithm has. */
  readonly options: readonly OptionSpec[]
  applies(problem: DiscoveryProblem, options: OptionValues): Result<true>
  /** A quick guess before the run, from the size of the problem and a short calibration; under 300 ms. */
  forecast(problem: DiscoveryProblem, options: OptionValues): CostForecast
  /** Checks `context.signal` often; on abort it returns the best graph so far. `partial` reports it on the way. */
  run(problem: DiscoveryProblem, options: OptionValues, context: DiscoveryContext): Promise<Result<Discovery>>
}
