import { pairFeatures } from '../kernels/pair-feature-table'
import { INPUT_CHANNELS } from './discovery-manifest'

/** What is known of each pair of n variables before the network looks; matrices are row-major, i * n + j for i -> j. */
export interface PairInputs {
  readonly size: number
  /** n x n x 38, of src/engine/kernels/pair-features.ts. */
  readonly features: Float32Array
  /** n x n, 1 = yes. */
  readonly required: Uint8Array
  readonly forbidden: Uint8Array
  readonly facts: ColumnFacts
}

export interface ColumnFacts {
  /** Share of missing cells of each variable. */
  readonly missing: Float32Array
  /** 1 / distinct values where these are few, else 0. */
  readonly coarseness: Float32Array
}

/** A column with more distinct values than this is not coarse. */
const FEW_VALUES = 12

/** Of raw columns, NaN where a value is missing; the twin of column_facts in models/studio_models/discovery/features.py. */
export function columnFacts(columns: readonly Float64Array[]): ColumnFacts {
  return {
    missing: Float32Array.from(columns, missingShare),
    coarseness: Float32Array.from(columns, (column) => {
      const distinct = distinctUpTo(column, FEW_VALUES)
      return distinct <= FEW_VALUES ? 1 / Math.max(distinct, 1) : 0
    }),
  }
}

function missingShare(column: Float64Array): number {
  let missing = 0
  for (const value of column) if (Number.isNaN(value)) missing++
  return missing / column.length
}

/** Distinct values, counted no further than one beyond `most`. */
function distinctUpTo(column: Float64Array, most: number): number {
  const seen = new Set<number>()
  for (const value of column) {
    if (!Number.isNaN(value)) seen.add(value)
    if (seen.size > most) break
  }
  return seen.size
}

/** Rows `start` to `start + rows` of the pair matrix; those beyond n and columns beyond it are 0. */
export interface InputBand {
  readonly start: number
  readonly rows: number
  /** Columns with padding. */
  readonly padded: number
}

/** rows x padded x 42 for the pairs i -> j of a band, or with 'turned' for j -> i at the same places. */
export function inputBand(
  inputs: PairInputs,
  { start, rows, padded }: InputBand,
  direction: 'forward' | 'turned',
): Float32Array {
  const { size, features, required, forbidden, facts } = inputs
  const count = pairFeatures.length
  const out = new Float32Array(rows * padded * INPUT_CHANNELS)
  for (let r = 0; r < rows && start + r < size; r++) {
    for (let c = 0; c < size; c++) {
      const [i, j] = direction === 'forward' ? [start + r, c] : [c, start + r]
      const pair = i * size + j
      const at = (r * padded + c) * INPUT_CHANNELS
      for (let f = 0; f < count; f++) out[at + f] = features[pair * count + f]
      out[at + count] = required[pair]
      out[at + count + 1] = forbidden[pair]
      out[at + count + 2] = facts.missing[i]
      out[at + count + 3] = facts.coarseness[i]
    }
  }
  return out
}
