import { describe, expect, it } from 'vitest'
import { answerEffects } from './effect-answer'
import { encodeTable } from './effect-features'
import { createTestRunModel, readParity, tableOf } from './effect-model.testing'
import { effectModel } from './registry'

const { manifest } = effectModel
const parity = readParity(manifest.id)
const runModel = createTestRunModel()

/** Both sides end in float32. */
const FEATURE_TOLERANCE = 1e-6
/** In units of the outcome's sd. */
const ANSWER_TOLERANCE = 1e-4

function largestGap(found: ArrayLike<number>, expected: readonly number[], offset = 0): number {
  return Math.max(
    ...expected.map((value, i) => Math.abs(value - found[offset + i]) / Math.max(1, Math.abs(value))),
  )
}

describe('the effect model in TypeScript is the one that was trained', () => {
  it('has cases to compare', () => {
    expect(parity.cases.length).toBeGreaterThanOrEqual(9)
    expect(parity.featureVersion).toBe(manifest.featureVersion)
  })

  it.each(parity.cases)('encodes: $name', (parityCase) => {
    const table = tableOf(parityCase)
    const encoded = encodeTable(table, manifest)
    const { features } = parityCase
    const queries = encoded.queries(parityCase.table.query)
    const lastContext = Math.min(table.treatment.length, manifest.context) - 1
    const { shared } = encoded
    expect(largestGap(shared.dataset.data, features.dataset)).toBeLessThan(FEATURE_TOLERANCE)
    expect(largestGap(shared.column_info.data, features.columnInfo)).toBeLessThan(FEATURE_TOLERANCE)
    expect(largestGap(queries.query_rows.data, features.firstQuery)).toBeLessThan(FEATURE_TOLERANCE)
    expect(largestGap(shared.context_rows.data, features.firstContext)).toBeLessThan(FEATURE_TOLERANCE)
    const at = lastContext * manifest.limits.maximumColumns
    expect(largestGap(shared.context_columns.data, features.lastContextColumns, at)).toBeLessThan(
      FEATURE_TOLERANCE,
    )
    expect(encoded.averageFrame.centre).toBeCloseTo(features.ateCentre, 9)
    expect(encoded.averageFrame.scale).toBeCloseTo(features.ateScale, 9)
  })

  it.each(parity.cases)('answers: $name', async (parityCase) => {
    const table = tableOf(parityCase)
    const found = await answerEffects(manifest, table, parityCase.table.query, runModel)
    const { answer } = parityCase
    const unit = encodeTable(table, manifest).outcomeSd
    const gaps = [
      found.average.mean - answer.ate,
      found.average.sd - answer.ateSd,
      ...parity.levels.map((level, i) => found.average.quantile(level) - answer.ateQuantiles[i]),
      ...found.rows.flatMap((row, i) => [
        row.mean - answer.cate[i],
        row.sd - answer.cateSd[i],
        row.quantile(parity.levels[0]) - answer.cateLow[i],
        row.quantile(parity.levels.at(-1)!) - answer.cateHigh[i],
      ]),
    ]
    expect(found.rows.length).toBe(answer.cate.length)
    expect(Math.max(...gaps.map((gap) => Math.abs(gap) / unit))).toBeLessThan(ANSWER_TOLERANCE)
  })

  it('answers about more rows than fit in one run', async () => {
    const table = tableOf(parity.cases.find((one) => one.table.treatment.length > manifest.queries)!)
    const all = Array.from(table.treatment, (_, r) => r)
    const found = await answerEffects(manifest, table, all, runModel)
    const last = await answerEffects(manifest, table, [all.length - 1], runModel)
    expect(found.rows.length).toBe(all.length)
    expect(found.rows.at(-1)!.mean).toBeCloseTo(last.rows[0].mean, 4)
  })
})
