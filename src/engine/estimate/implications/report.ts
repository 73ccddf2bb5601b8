import type { RowsUsed } from '../../data/dataset'
import type { VariableId } from '../../graph/graph'
import type { FunctionalConstraint } from '../../identify/verma'
import type { PValueCorrection } from '../../stats/adjusted-p-values'

/** What the graph says must hold in data. */
export type Implication =
  /** a and b are independent given the others. */
  | {
      readonly kind: 'independence'
      readonly a: VariableId
      readonly b: VariableId
      readonly given: readonly VariableId[]
    }
  /** cov(i, k) cov(j, l) = cov(i, l) cov(j, k), if every cause acts linearly. */
  | {
      readonly kind: 'tetrad'
      readonly left: readonly [VariableId, VariableId]
      readonly right: readonly [VariableId, VariableId]
    }

export type ImplicationTestId =
  /** Fisher's z of the partial correlation, for numbers. */
  | 'partial-correlation'
  /** Likelihood ratio of cross tables within strata, for categories with enough rows. */
  | 'g-squared'
  /** The same with few rows in many strata. */
  | 'mantel-haenszel'
  /** Covariance of regression residuals, for numbers with categories. */
  | 'residual-covariance'
  | 'tetrad'

/** How strong the dependence is that should not be there; 0 is none. */
export interface EffectSize {
  /**
   * partial-correlation: in [-1, 1]; cramers-v: in [0, 1]; tetrad-difference: of products of correlations, in [-1, 1].
   */
  readonly measure: 'partial-correlation' | 'cramers-v' | 'tetrad-difference'
  readonly value: number
  readonly interval: readonly [number, number]
}

/** A change of the graph after which it no longer claims what the data contradict. */
export interface Mend {
  readonly kind: 'edge' | 'hidden-cause'
  /** The cause and the effect, or the two that share a hidden cause. */
  readonly between: readonly [VariableId, VariableId]
  /** Contradicted implications that the changed graph no longer makes. */
  readonly mends: number
  /** Implications that were not contradicted and that it no longer makes either. */
  readonly givesUp: number
}

export interface ImplicationTest {
  readonly implication: Implication
  readonly test: ImplicationTestId
  /** Complete rows of the columns of this implication. */
  readonly rows: RowsUsed
  readonly statistic: number
  /** What the statistic follows when the implication holds. */
  readonly distribution: 'normal' | 'chi-square'
  /** Of the chi-square; null for the normal. */
  readonly degreesOfFreedom: number | null
  readonly p: number
  /** After the correction for the number of tests. */
  readonly adjustedP: number
  readonly effect: EffectSize
  /** adjustedP below the level. */
  readonly violated: boolean
  /** For violated ones, the change that mends the most and gives up the least first. */
  readonly mends: readonly Mend[]
}

export type UntestedReason =
  | 'hidden-variable'
  | 'no-column'
  | 'unusable-column'
  | 'too-few-rows'
  | 'constant'
  | 'determined'

export interface UntestedImplication {
  readonly implication: Implication
  readonly reason: UntestedReason
  /** "“Tar” has no column." */
  readonly sentence: string
}

/** A functional constraint against the data, before the correction for the number of tests. */
export interface FunctionalFound {
  readonly constraint: FunctionalConstraint
  readonly rows: RowsUsed
  readonly statistic: number
  /** Effective: not a whole number. */
  readonly degreesOfFreedom: number
  readonly p: number
  /** The largest difference of probabilities that should be none. */
  readonly difference: { readonly value: number; readonly interval: readonly [number, number] }
}

export interface FunctionalUntested {
  readonly constraint: FunctionalConstraint
  readonly sentence: string
}

/** A functional (Verma) constraint against columns of few values. */
export interface FunctionalTest extends FunctionalFound {
  /** Corrected among the functional constraints alone. */
  readonly adjustedP: number
  readonly violated: boolean
}

export interface ImplicationReport {
  /** Violations first, the strongest contradiction first. */
  readonly tests: readonly ImplicationTest[]
  readonly untested: readonly UntestedImplication[]
  /** What hidden causes leave beyond independencies; violations first. Not among the counts and the sentence. */
  readonly functional: readonly FunctionalTest[]
  readonly functionalUntested: readonly FunctionalUntested[]
  /** Measured variables of the graph without a column that can be used: nothing about them is tested. */
  readonly withoutColumn: readonly VariableId[]
  readonly correction: PValueCorrection
  /** Level of the test after the correction. */
  readonly alpha: number
  readonly violations: number
  /** Rows in which an experimenter set a variable; they are not used. */
  readonly setAside: number
  /** False when the budget ended the listing: there are more implications than these. */
  readonly complete: boolean
  /** One plain sentence: what was tested, and what the data contradict. */
  readonly sentence: string
}
