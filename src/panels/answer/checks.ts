import type { Estimate } from '../../engine/estimate/estimator'

/** A check that the estimates' own diagnostics allow. */
export type Check =
  | {
      readonly id: 'overlap'
      readonly state: 'ok' | 'warning'
      readonly smallest: number
      readonly largest: number
      readonly effectiveRows: number
      readonly rows: number
    }
  | {
      readonly id: 'agreement'
      readonly state: 'ok'
      readonly count: number
      readonly low: number
      readonly high: number
    }
  | { readonly id: 'agreement'; readonly state: 'warning'; readonly pair: readonly [string, string] }

/** Normal quantile of a two-sided 95 % test. */
const SAMPLING_ERRORS = 1.96

/** The engine's own warnings about propensities and weights. */
const overlapDiagnostics: ReadonlySet<string> = new Set(['propensity-range', 'effective-rows'])

function overlapCheck(estimates: readonly Estimate[]): Check[] {
  const found = estimates.find((estimate) => estimate.overlap)
  if (!found?.overlap) return []
  const { smallest, largest, effectiveRows } = found.overlap
  const rows = found.rows.used
  const thin = found.diagnostics.some(({ id, level }) => overlapDiagnostics.has(id) && level === 'warning')
  return [{ id: 'overlap', state: thin ? 'warning' : 'ok', smallest, largest, effectiveRows, rows }]
}

/**
 * Estimators that model different things should not differ by more than sampling error. They share their
 * rows, so the larger of the two standard errors is a generous yardstick.
 */
function agreementCheck(onTarget: readonly Estimate[]): Check[] {
  const comparable = onTarget.filter((estimate) => estimate.standardError !== null)
  if (comparable.length < 2) return []
  let worst: { pair: [string, string]; ratio: number } | null = null
  for (const [i, a] of comparable.entries()) {
    for (const b of comparable.slice(i + 1)) {
      const yardstick = Math.max(a.standardError ?? 0, b.standardError ?? 0)
      const ratio = yardstick > 0 ? Math.abs(a.point - b.point) / yardstick : 0
      if (!worst || ratio > worst.ratio) worst = { pair: [a.estimator, b.estimator], ratio }
    }
  }
  if (worst && worst.ratio > SAMPLING_ERRORS) return [{ id: 'agreement', state: 'warning', pair: worst.pair }]
  const points = comparable.map((estimate) => estimate.point)
  const [low, high] = [Math.min(...points), Math.max(...points)]
  return [{ id: 'agreement', state: 'ok', count: comparable.length, low, high }]
}

/** The checks that finished on-target estimates allow; none while there are none. */
export function checksOf(onTarget: readonly Estimate[]): Check[] {
  return [...overlapCheck(onTarget), ...agreementCheck(onTarget)]
}
