import type { FourierBasis } from './effect-anchors'

export interface TensorDescription {
  readonly name: string
  readonly dtype: string
  readonly dims: readonly number[]
}

/** Borders between the bars, ascending, and the sd of the half-normal beyond each end. */
export interface Bars {
  readonly borders: readonly number[]
  readonly tails: readonly number[]
}

/** What the page reads of models/exported/<id>/manifest.json. */
export interface EffectManifest {
  readonly id: string
  readonly version: number
  readonly label: string
  readonly date: string
  readonly bytes: number
  readonly sha256: string
  readonly parameters: number
  readonly featureVersion: number
  readonly inputs: readonly TensorDescription[]
  readonly outputs: readonly TensorDescription[]
  readonly limits: {
    readonly minimumColumns: number
    readonly maximumColumns: number
    readonly minimumRows: number
    readonly maximumRows: number
    readonly smallestArm: number
  }
  /** Rows the network attends to, and rows it answers about in one run; shorter inputs are padded. */
  readonly context: number
  readonly queries: number
  /** Added to the attention scores of padded rows. */
  readonly masked: number
  readonly readout: {
    readonly cateBorders: readonly number[]
    readonly cateTails: readonly number[]
    readonly ateBorders: readonly number[]
    readonly ateTails: readonly number[]
  }
  readonly basis: FourierBasis
}
