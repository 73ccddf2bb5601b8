import type { RowsUsed } from '../../data/dataset'
import type { VariableId } from '../../graph/graph'
import type { Value } from '../../identify/question'

export type BoundId =
  | 'no-data'
  | 'no-assumptions'
  | 'monotone-increasing'
  | 'monotone-decreasing'
  | 'monotone-selection'
  | 'instrument'
  | 'total-variation'
  | 'kullback-leibler'
  | 'hellinger'

/** Between these two numbers the effect lies, if the assumptions hold; every number between them fits the data. */
export interface Bound {
  readonly id: BoundId
  readonly label: string
  /** E[outcome | do(to)] - E[outcome | do(from)], in units of the outcome. */
  readonly low: number
  readonly high: number
  /** Where the bounds themselves lie when rows are drawn anew, at the level of the report; null without data. */
  readonly region: readonly [number, number] | null
  /** Plain sentences; none where nothing is assumed. */
  readonly assumptions: readonly string[]
  /** "The effect lies between -.145 and +.855." */
  readonly sentence: string
  readonly reference: string
  /** The instrument in use, for bounds that need one. */
  readonly instrument?: VariableId
}

/** A bound that these data or this graph do not give, and why. */
export interface BoundNotGiven {
  readonly id: BoundId
  readonly label: string
  readonly reason: string
  readonly instrument?: VariableId
}

/**
 * What the graph claims of an instrument, against the data: max over x of sum over y of max over z of P(x, y | z) is
 * at most 1. Pearl 1995.
 */
export interface InstrumentalInequality {
  readonly instrument: VariableId
  /** The left side less 1; above 0 the instrument cannot be one. */
  readonly excess: number
  /** Share of samples drawn anew in which it is above 0. */
  readonly shareViolated: number
  readonly sentence: string
}

export interface BoundsReport {
  readonly treatment: string
  readonly outcome: string
  readonly fromLabel: Value
  readonly toLabel: Value
  /** Smallest and largest value that the outcome can take. */
  readonly support: readonly [number, number]
  /** binary: yes or no; given: by the request; observed: the smallest and largest value in the rows. */
  readonly supportFrom: 'binary' | 'given' | 'observed'
  readonly rows: RowsUsed
  /** The difference of means, whatever caused it. */
  readonly naive: { readonly point: number; readonly interval: readonly [number, number] }
  /** In the order in which they are shown: no data first, then by what they assume. */
  readonly bounds: readonly Bound[]
  readonly notGiven: readonly BoundNotGiven[]
  readonly inequalities: readonly InstrumentalInequality[]
  /** Of intervals and regions. */
  readonly level: number
}
