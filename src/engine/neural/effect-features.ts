/**
 * Raw table -> tensors of the effect model; the twin of models/studio_models/features.py.
 * A change that alters any number raises FEATURE_VERSION in both places.
 */
import type { ModelTensor } from '../run-model'
import { outcomeChoices, type Matrix } from './effect-anchors'
import {
  average,
  averageEffects,
  EFFECT_SD_FLOOR,
  fitAnchors,
  meanSquare,
  type AverageAnchors,
  type FittedAnchors,
  type StandardTable,
} from './effect-fit'
import type { EffectManifest } from './effect-manifest'

export const FEATURE_VERSION = 1
const COLUMN_FEATURES = 6
const X_LIMIT = 5
const Y_LIMIT = 10
/** Brings the logarithm of the noise ratio to about unit size. */
const NOISE_LOG_SCALE = 3

/** No missing values; treatment is 0 or 1, both present; columns that do not vary are dropped. */
export interface EffectTable {
  readonly columns: readonly Float64Array[]
  readonly treatment: Float64Array
  readonly outcome: Float64Array
}

/** An answer of the network counts anchor standard errors: effect = centre + scale * answer, times the outcome sd. */
export interface Frame {
  readonly centre: number
  readonly scale: number
}

export interface EncodedTable {
  /** The same for every run: context, column descriptions, dataset description, mask. */
  readonly shared: Readonly<Record<string, ModelTensor>>
  /** One value per row of the table. */
  readonly rowFrames: readonly Frame[]
  readonly averageFrame: Frame
  readonly outcomeSd: number
  readonly average: AverageAnchors
  readonly score: Float64Array
  /** Inputs that ask about these rows of the table, at most `manifest.queries` of them. */
  queries(rows: readonly number[]): Readonly<Record<string, ModelTensor>>
}

/** Rows that the network attends to: every k-th row of each arm, so that no seed is involved. */
export function contextRows(treatment: Float64Array, limit: number): number[] {
  const all = Array.from(treatment, (_, r) => r)
  if (all.length <= limit) return all
  const treated = all.filter((r) => treatment[r] === 1)
  const control = all.filter((r) => treatment[r] === 0)
  const share = Math.floor((limit * treated.length) / all.length + 0.5)
  const wanted = Math.min(Math.max(share, 1), limit - 1)
  const pick = (arm: number[], count: number) =>
    Array.from({ length: count }, (_, k) => arm[Math.floor((k * arm.length) / count)])
  return [...pick(treated, wanted), ...pick(control, limit - wanted)].toSorted((a, b) => a - b)
}

function standardise(values: Float64Array, limit: number) {
  const mean = average(values)
  const sd = Math.sqrt(meanSquare(values, mean)) || 1
  return { sd, z: values.map((value) => Math.min(Math.max((value - mean) / sd, -limit), limit)) }
}

/** Of a standardised column with any other. */
function correlation(z: Float64Array, other: Float64Array): number {
  const mean = average(other)
  const sd = Math.max(Math.sqrt(meanSquare(other, mean)), 1e-9)
  return z.reduce((total, value, r) => total + (value * (other[r] - mean)) / sd, 0) / z.length
}

interface DescribedColumn {
  readonly z: Float64Array
  readonly withOutcome: number
  readonly withTreatment: number
}

const strength = (column: DescribedColumn): number =>
  Math.abs(column.withOutcome) + Math.abs(column.withTreatment)

/** Strongest column first, so that the answer does not depend on the order of the columns. */
function describeColumns(table: EffectTable, y: Float64Array): DescribedColumn[] {
  return table.columns
    .filter((values) => values.some((value) => value !== values[0]))
    .map((values) => {
      const { z } = standardise(values, X_LIMIT)
      return { z, withOutcome: correlation(z, y), withTreatment: correlation(z, table.treatment) }
    })
    .toSorted((a, b) => strength(b) - strength(a))
}

function hasTwoValues(values: Float64Array): boolean {
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  return values.every((value) => value === low || value === high)
}

function columnInfo(columns: readonly DescribedColumn[], slots: number): Float32Array {
  const info = new Float32Array(slots * COLUMN_FEATURES)
  columns.forEach((column, j) => {
    const skew = column.z.reduce((total, value) => total + value ** 3, 0) / column.z.length
    const { withOutcome, withTreatment } = column
    info.set(
      [1, hasTwoValues(column.z) ? 1 : 0, withOutcome, withTreatment, strength(column), Math.tanh(skew / 2)],
      j * COLUMN_FEATURES,
    )
  })
  return info
}

/** Where other estimates of the effect at this row lie, seen from the row's anchor, and how sure each is. */
function rowFeatures(fit: FittedAnchors, ate: AverageAnchors, r: number): number[] {
  const effect = fit.effect[r]
  const scale = fit.scale[r]
  return [
    -effect / scale,
    (ate.centre - effect) / scale,
    (fit.linearEffect[r] - effect) / scale,
    (ate.ridge - effect) / scale,
    Math.log(scale),
    Math.asinh(effect),
    Math.asinh(fit.mu0[r]),
    Math.asinh(fit.mu1[r]),
    2 * fit.score[r] - 1,
    Math.log(scale / ate.scale),
    Math.asinh(effect - ate.centre),
    Math.log(fit.linearSe[r] / scale),
  ]
}

function datasetFeatures(
  fit: FittedAnchors,
  ate: AverageAnchors,
  table: StandardTable,
  scaledResidual: Float64Array,
  binaryOutcome: boolean,
  slots: number,
): number[] {
  const { z, treatment } = table
  const position = (estimate: number) => (estimate - ate.centre) / ate.scale
  const sureness = (se: number) => Math.log(se / ate.scale)
  const expect = (value: (index: number) => number) =>
    fit.outcome.posterior.reduce((total, mass, index) => total + mass * value(index), 0)
  const spread = Math.sqrt(meanSquare(fit.effect, ate.ridge))
  const moment = (power: number) => average(scaledResidual.map((value) => value ** power))
  const widestShare = Math.max(...outcomeChoices.map((choice) => choice.curvatureShare))
  const widestScale = Math.max(...outcomeChoices.map((choice) => choice.effectScale))
  return [
    position(0),
    position(ate.difference),
    position(ate.adjusted),
    position(ate.linear),
    position(ate.ridge),
    position(ate.weighted),
    sureness(ate.differenceSe),
    sureness(ate.adjustedSe),
    sureness(ate.linearSe),
    sureness(ate.ridgeSe),
    Math.log(ate.scale),
    Math.asinh(ate.centre),
    Math.log(z.rows) - 6,
    z.columns / slots,
    fit.outcome.explained,
    Math.log(Math.max(fit.outcome.noiseVariance, 1e-8)) / 2,
    fit.propensity.explained,
    2 * average(treatment) - 1,
    Math.log(average(fit.score.map((p) => 0.25 / (p * (1 - p))))),
    Math.sqrt(meanSquare(fit.score, average(fit.score))),
    expect((index) => Math.log(outcomeChoices[index].noiseRatio)) / NOISE_LOG_SCALE,
    expect((index) => (outcomeChoices[index].curvatureShare === widestShare ? 1 : 0)),
    expect((index) => (outcomeChoices[index].effectScale === widestScale ? 1 : 0)),
    Math.log(spread + EFFECT_SD_FLOOR),
    Math.log1p(Math.min(spread / average(fit.scale), 10)),
    binaryOutcome ? 1 : 0,
    Math.tanh(moment(3) / 2),
    Math.tanh((moment(4) - 3) / 6),
  ]
}

/** The inputs of the model: what all queries share, and for a chunk of queries (row indices) their own tensors. */
export function encodeTable(table: EffectTable, manifest: EffectManifest): EncodedTable {
  const slots = manifest.limits.maximumColumns
  const { z: y, sd: outcomeSd } = standardise(table.outcome, Y_LIMIT)
  const columns = describeColumns(table, y)
  const rows = y.length
  const z: Matrix = { data: new Float64Array(rows * columns.length), rows, columns: columns.length }
  columns.forEach((column, j) => column.z.forEach((value, r) => (z.data[r * columns.length + j] = value)))
  const standard: StandardTable = { z, treatment: table.treatment, y }

  const fit = fitAnchors(standard, manifest.basis)
  const residual = y.map((value, r) => value - (table.treatment[r] > 0 ? fit.mu1[r] : fit.mu0[r]))
  const balance = fit.score.map((p, r) => (table.treatment[r] - p) / (p * (1 - p)))
  const ate = averageEffects(
    fit,
    standard,
    fit.effect.map((effect, r) => effect + balance[r] * residual[r]),
  )
  const noiseSd = Math.max(Math.sqrt(fit.outcome.noiseVariance), 1e-4)
  const scaledResidual = residual.map((value) => value / noiseSd)
  const observed = (r: number) => [
    2 * table.treatment[r] - 1,
    Math.asinh(y[r]),
    Math.asinh(scaledResidual[r]),
    Math.asinh(balance[r] * scaledResidual[r]),
  ]

  const dimsOf = (name: string) => manifest.inputs.find((input) => input.name === name)!.dims
  const zRow = (r: number) => z.data.subarray(r * z.columns, (r + 1) * z.columns)
  /** One line per row, padded with zeros to the fixed shape of the model's input. */
  const lines = (name: string, chosen: readonly number[], line: (r: number) => ArrayLike<number>) => {
    const dims = dimsOf(name)
    const data = new Float32Array(dims.reduce((a, b) => a * b, 1))
    chosen.forEach((r, index) => data.set(line(r), index * dims[2]))
    return { data, dims }
  }

  const context = contextRows(table.treatment, manifest.context)
  const mask = new Float32Array(manifest.context).fill(manifest.masked, context.length)
  const description = datasetFeatures(fit, ate, standard, scaledResidual, hasTwoValues(table.outcome), slots)
  return {
    shared: {
      context_columns: lines('context_columns', context, zRow),
      context_rows: lines('context_rows', context, (r) => [...rowFeatures(fit, ate, r), ...observed(r)]),
      column_info: { data: columnInfo(columns, slots), dims: dimsOf('column_info') },
      dataset: { data: Float32Array.from(description), dims: dimsOf('dataset') },
      context_mask: { data: mask, dims: dimsOf('context_mask') },
    },
    rowFrames: Array.from(fit.effect, (centre, r) => ({ centre, scale: fit.scale[r] })),
    averageFrame: { centre: ate.centre, scale: ate.scale },
    outcomeSd,
    average: ate,
    score: fit.score,
    queries(chosen) {
      if (chosen.length > manifest.queries) {
        throw new Error(`${chosen.length} queries in one run, but the model takes ${manifest.queries}`)
      }
      return {
        query_columns: lines('query_columns', chosen, zRow),
        query_rows: lines('query_rows', chosen, (r) => rowFeatures(fit, ate, r)),
      }
    },
  }
}
