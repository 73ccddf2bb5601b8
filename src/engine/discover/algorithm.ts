import type { Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { RowsUsed } from '../data/dataset'
import type { CausalGraph } from '../graph/graph'
import type { OptionSpec, OptionValues } from '../options'

/** What is known before looking: names, not ids, because knowledge outlives graphs. */
export interface Knowledge {
  readonly tiers: readonly (readonly string[])[]
  readonly required: readonly (readonly [string, string])[]
  readonly forbidden: readonly (readonly [string, string])[]
}

export const noKnowledge: Knowledge = { tiers: [], required: [], forbidden: [] }

/** Complete rows of numeric columns, ready for search. columns[j].values has rows.used entries. */
export interface DiscoveryProblem {
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly rows: RowsUsed
  readonly knowledge: Knowledge
  /** For each row the index of the variable that was set, -1 for none; absent for observational data. */
  readonly interventions?: Int32Array
}

export interface CostForecast {
  readonly seconds: number
  /** "about 4,200 tests" */
  readonly note: string
}

export interface Discovery {
  readonly algorithm: string
  /** Variables named as in the problem; edges may carry `support`. */
  readonly graph: CausalGraph
  /** Which statistic the edges' `support` is, in words; present exactly when they carry it. */
  readonly supportMeaning?: string
  /** matrix[i][j] = support for order[i] -> order[j], any monotone scale. */
  readonly scores?: { readonly order: readonly string[]; readonly matrix: readonly (readonly number[])[] }
  readonly rows: RowsUsed
  readonly options: OptionValues
  readonly assumptions: readonly string[]
  /** What was counted on the way ("tests": 18412, "score": -1234.5). */
  readonly statistics: Readonly<Record<string, number>>
  readonly seconds: number
}

export interface DiscoveryAlgorithm {
  readonly id: string
  readonly label: string
  readonly reference: string
  readonly output: 'dag' | 'cpdag' | 'pag'
  readonly assumptions: readonly string[]
  readonly options: readonly OptionSpec[]
  applies(problem: DiscoveryProblem, options: OptionValues): Result<true>
  /** A quick guess before the run, from the size of the problem and a short calibration; under 300 ms. */
  forecast(problem: DiscoveryProblem, options: OptionValues): CostForecast
  /** Checks `context.signal` often; on abort it returns the best graph so far. `partial` reports it on the way. */
  run(
    problem: DiscoveryProblem,
    options: OptionValues,
    context: EngineContext & { partial?(graph: CausalGraph): void },
  ): Promise<Result<Discovery>>
}
