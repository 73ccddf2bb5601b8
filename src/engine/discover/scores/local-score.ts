import type { Result } from '../../../base/result'
import type { OptionSpec, OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'

/**
 * Scores one variable given parents, on the log-likelihood scale: the larger, the better, and the total over all
 * variables is the score of a DAG. Equal for DAGs of one equivalence class unless the method says otherwise.
 */
export interface LocalScore {
  readonly size: number
  /** The most parents that the rows of this variable can carry. */
  mostParents(variable: number): number
  score(variable: number, parents: ArrayLike<number>): number
  /**
   * For every variable z how much the fit improves when z joins `parents`, before the penalty; 0 for the variable
   * itself, the parents and what they determine. The array is reused by the next call.
   */
  gains(variable: number, parents: ArrayLike<number>): Float64Array
  /** For every parent, in their order, how much the fit loses when it alone leaves; reused by the next call. */
  losses?(variable: number, parents: ArrayLike<number>): Float64Array
  /** How much more penalty z costs on top of `parents`: score(with z) = score + gains[z] - cost(z). */
  cost(variable: number, parents: ArrayLike<number>, added: number): number
}

/** A score as an option of the searches that use one: one file, one line in `registry.ts`. */
export interface ScoreMethod {
  readonly id: string
  readonly label: string
  readonly reference: string
  readonly assumptions: readonly string[]
  readonly reads: {
    readonly numbers: boolean
    readonly categories: boolean
    readonly gaps: boolean
    readonly interventions: boolean
  }
  /** What its penalty is multiplied by where nobody says otherwise. */
  readonly usualPenalty: number
  /** Options of this score alone; the searches show them under its name. */
  readonly options: readonly OptionSpec[]
  /** Data it cannot read, by column name. */
  applies(problem: DiscoveryProblem, options: OptionValues): Result<true>
  /** `penalty` multiplies the complexity term: 1 is the score as published. */
  prepare(problem: DiscoveryProblem, penalty: number, options: OptionValues): LocalScore
}
