import type { Dataset } from '../data/dataset'
import type { CausalGraph, VariableId } from '../graph/graph'
import type { EffectQuestion } from '../identify/question'

/** A graph with data and a question whose answers are known: shown by the app, looped over by the tests. */
export interface Example {
  readonly id: string
  readonly title: string
  /** One sentence for the menu. */
  readonly blurb: string
  /** Where the numbers come from, ready to print. */
  readonly source: string
  build(): ExampleContent
}

export interface ExampleContent {
  readonly graph: CausalGraph
  /** Centres of the variables in canvas units, causes left, effects right. */
  readonly layout: Readonly<Record<VariableId, { readonly x: number; readonly y: number }>>
  readonly dataset: Dataset
  readonly question: EffectQuestion
  readonly known: KnownAnswers
}

export interface KnownAnswers {
  /** Every minimal adjustment set, by name; [] when no set exists, [[]] when nothing needs adjusting. */
  readonly minimalAdjustmentSets: readonly (readonly string[])[]
  /** Mean outcome (share of its last level) among those who had each treatment value, in the data. */
  readonly see: Arms
  /** The same if everyone had it: the published or simulated truth. */
  readonly do: Arms
  /**
   * How far an adjusted estimate on these data may be from `do.to - do.from`: 0 where the data are the published
   * table itself, about three standard errors where they are a sample.
   */
  readonly tolerance: number
}

/** Mean outcome under the two values that the question contrasts. */
export interface Arms {
  readonly from: number
  readonly to: number
}
