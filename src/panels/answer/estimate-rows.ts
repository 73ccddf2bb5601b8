import type { RowsUsed } from '../../engine/data/dataset'
import type { Estimate } from '../../engine/estimate/estimator'
import { RANDOMISED_ROWS, type EstimateRow } from '../../stores/answers'
import { answerText } from '../../text/answer'
import { count, digitsFor, percent, range, signed } from '../../widgets/numbers'
import type { ForestRow } from '../../widgets/plots/ForestPlot'

const text = answerText.estimate

/** The one estimator that aims at the association; all others aim at the effect. */
export const NAIVE = 'difference'

/** Estimators in order of preference for the row that carries the fifty dots. */
const BEST_FIRST = ['aipw', 'regression', 'ipw', 'front-door', 'plug-in', RANDOMISED_ROWS] as const

export const finished = (rows: readonly EstimateRow[]): Estimate[] =>
  rows.flatMap((row) => (row.result?.ok ? [row.result.value] : []))

export const onTarget = (estimates: readonly Estimate[]): Estimate[] =>
  estimates.filter((estimate) => estimate.estimator !== NAIVE)

/** The estimate that the summary sentence and the fifty dots speak of. */
export function bestEstimate(estimates: readonly Estimate[]): Estimate | null {
  for (const id of BEST_FIRST) {
    const found = estimates.find((estimate) => estimate.estimator === id)
    if (found) return found
  }
  return null
}

/** Digits that suit all the estimates together, so that the column of values lines up. */
export const sharedDigits = (estimates: readonly Estimate[]): number =>
  digitsFor(Math.max(0, ...estimates.map((estimate) => Math.abs(estimate.point))))

export const labelOf = (estimator: string): { label: string; note: string } =>
  text.labels[estimator] ?? { label: estimator, note: '' }

export function intervalText(estimate: Estimate, digits: number): string {
  if (!estimate.interval) return text.noInterval
  const [low, high] = estimate.interval
  return text.interval(
    percent(estimate.level),
    signed(low, digits),
    signed(high, digits),
    text.kinds[estimate.intervalKind],
  )
}

function contentOf(row: EstimateRow, digits: number, dots: boolean): ForestRow['content'] {
  if (!row.result && row.older) return { ...valueContent(row.older, digits, 'off'), age: 'older' }
  if (!row.result) return { kind: 'running', text: text.running(labelOf(row.estimator).label) }
  if (!row.result.ok)
    return { kind: 'none', reason: row.result.problems.map((problem) => problem.message).join(' ') }
  return valueContent(row.result.value, digits, dots ? 'on' : 'off')
}

const valueContent = (estimate: Estimate, digits: number, dots: 'on' | 'off') =>
  ({
    kind: 'value',
    point: estimate.point,
    interval: estimate.interval,
    ...(dots === 'on' && estimate.quantiles ? { quantiles: estimate.quantiles } : {}),
    pointText: signed(estimate.point, digits),
    intervalText: intervalText(estimate, digits),
  }) as const

function attributesOf(row: EstimateRow): ForestRow['attributes'] {
  const named = { 'data-estimator': row.estimator } as const
  if (!row.result && row.older) return { ...named, 'data-older': String(row.older.point) }
  if (!row.result?.ok) return named
  const { point, interval, run } = row.result.value
  return {
    ...named,
    'data-value': String(point),
    ...(interval ? { 'data-low': String(interval[0]), 'data-high': String(interval[1]) } : {}),
    ...(run ? { 'data-backend': run.backend } : {}),
  }
}

/** The rows of the forest plot: under See the naive one alone, under Do all of them. */
export function forestRows(rows: readonly EstimateRow[], rung: 'see' | 'do'): ForestRow[] {
  const shown = rung === 'see' ? rows.filter((row) => row.estimator === NAIVE) : rows
  const estimates = finished(rows)
  const older = rows.flatMap((row) => (!row.result && row.older ? [row.older] : []))
  const digits = sharedDigits([...estimates, ...older])
  const best = bestEstimate(estimates)
  return shown.map((row) => {
    const { label, note } = labelOf(row.estimator)
    const run = row.result?.ok ? row.result.value.run : undefined
    return {
      id: row.estimator,
      label,
      note,
      ...(row.estimator === RANDOMISED_ROWS && row.result?.ok
        ? { detail: text.randomisedRows(count(row.result.value.rows.used)) }
        : {}),
      ...(run ? { detail: text.backend(run.backend, count(Math.max(1, Math.round(run.milliseconds)))) } : {}),
      target: row.estimator === NAIVE ? 'off-target' : 'on-target',
      shape: run || row.estimator.startsWith('neural') ? 'diamond' : 'dot',
      content: contentOf(row, digits, row.estimator === best?.estimator),
      attributes: attributesOf(row),
    }
  })
}

/** "The data are compatible with effects from −.119 to +.012. Analytic 95 % intervals." */
export function summarySentence(estimates: readonly Estimate[]): string {
  const best = bestEstimate(estimates)
  if (!best?.interval) return ''
  const [low, high] = best.interval
  const digits = sharedDigits(estimates)
  const kinds = new Set(
    estimates.filter((estimate) => estimate.interval).map((estimate) => text.kinds[estimate.intervalKind]),
  )
  return `${text.compatible(range(low, high, digits), low <= 0 && high >= 0)} ${text.intervals([...kinds], percent(best.level))}`
}

/** Which columns cost rows, the costliest first; empty when every row was used. */
export function rowsLost(rows: RowsUsed): { name: string; rows: string }[] {
  if (rows.used === rows.total) return []
  return Object.entries(rows.missing)
    .filter(([, missing]) => missing > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, missing]) => ({ name, rows: count(missing) }))
}

/** How the estimates on this rung stand, for the step's disc. */
export function estimatesStanding(
  rows: readonly EstimateRow[] | null,
  problems: number,
): 'none' | 'running' | 'done' | 'warning' | 'failed' {
  if (problems > 0) return 'failed'
  if (!rows) return 'none'
  const estimates = onTarget(finished(rows))
  if (estimates.length === 0) return rows.some((row) => !row.result) ? 'running' : 'failed'
  const warned = estimates.some((estimate) =>
    estimate.diagnostics.some((diagnostic) => diagnostic.level === 'warning'),
  )
  return warned ? 'warning' : 'done'
}

/** What the estimators warn of, each once: "Effective rows after weighting: 90". */
export const warningsOf = (estimates: readonly Estimate[]): string[] => [
  ...new Set(
    estimates.flatMap((estimate) =>
      estimate.diagnostics
        .filter((diagnostic) => diagnostic.level === 'warning')
        .map((diagnostic) => `${diagnostic.label}: ${diagnostic.value}`),
    ),
  ),
]
