/** Table -> effects through the injected model: encode, run, read back. */
import type { RunModel } from '../run-model'
import { encodeTable, type EffectTable, type Frame } from './effect-features'
import type { Bars, EffectManifest } from './effect-manifest'
import { readBars, type BarDistribution } from './effect-readout'

/** In the outcome's own units. */
export interface EffectDistribution {
  readonly mean: number
  readonly sd: number
  quantile(level: number): number
}

export interface EffectAnswer {
  readonly average: EffectDistribution
  /** One per queried row: the expected effect among rows with the same covariates. */
  readonly rows: readonly EffectDistribution[]
  /** The AIPW estimate that the network started from, with its standard error. */
  readonly anchor: { readonly point: number; readonly standardError: number }
  /** Propensity scores of the anchor, one per row of the table. */
  readonly score: Float64Array
  readonly backend: 'webgpu' | 'wasm'
  readonly milliseconds: number
}

function inUnits(bars: BarDistribution, frame: Frame, unit: number): EffectDistribution {
  const place = (value: number) => (frame.centre + frame.scale * value) * unit
  return {
    mean: place(bars.mean),
    sd: bars.sd * frame.scale * unit,
    quantile: (level) => place(bars.quantile(level)),
  }
}

/** Runs the model on one table: the effect in each row of `queries` (indices) and on average, in units of the outcome. */
export async function answerEffects(
  manifest: EffectManifest,
  table: EffectTable,
  queries: readonly number[],
  runModel: RunModel,
): Promise<EffectAnswer> {
  const encoded = encodeTable(table, manifest)
  const { cateBorders, cateTails, ateBorders, ateTails } = manifest.readout
  const cateBars: Bars = { borders: cateBorders, tails: cateTails }
  const ateBars: Bars = { borders: ateBorders, tails: ateTails }
  const rows: EffectDistribution[] = []
  let average: EffectDistribution | null = null
  let milliseconds = 0
  let backend: 'webgpu' | 'wasm' = 'wasm'
  for (let start = 0; start === 0 || start < queries.length; start += manifest.queries) {
    const chunk = queries.slice(start, start + manifest.queries)
    const run = await runModel(manifest.id, { ...encoded.shared, ...encoded.queries(chunk) })
    milliseconds += run.milliseconds
    backend = run.backend
    const logits = run.outputs.cate_logits
    const bars = logits.dims[2]
    chunk.forEach((row, index) => {
      const own = logits.data.subarray(index * bars, (index + 1) * bars)
      rows.push(inUnits(readBars(own, cateBars), encoded.rowFrames[row], encoded.outcomeSd))
    })
    average ??= inUnits(
      readBars(run.outputs.ate_logits.data, ateBars),
      encoded.averageFrame,
      encoded.outcomeSd,
    )
  }
  const { centre, scale } = encoded.averageFrame
  return {
    average: average!,
    rows,
    anchor: { point: centre * encoded.outcomeSd, standardError: scale * encoded.outcomeSd },
    score: encoded.score,
    backend,
    milliseconds,
  }
}
