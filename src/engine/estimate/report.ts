import { normalQuantile, studentQuantile } from '../stats/distributions'
import { quantileSorted } from '../stats/moments'
import type { OptionSpec, OptionValues } from '../options'
import type { Diagnostic, EffectProblem, Finding } from './estimator'

/** How many equally probable values the dot plot shows. */
const DOTS = 50

export const levelOption: OptionSpec = {
  id: 'level',
  label: 'Confidence level',
  help: 'Share of repeated samples whose interval holds the true effect.',
  type: 'number',
  default: 0.95,
  min: 0.5,
  max: 0.999,
}

export const info = (id: string, label: string, value: number | string): Diagnostic => ({
  id,
  label,
  value,
  level: 'info',
})

export const warning = (id: string, label: string, value: number | string): Diagnostic => ({
  id,
  label,
  value,
  level: 'warning',
})

interface Uncertain {
  readonly estimator: string
  readonly problem: EffectProblem
  readonly options: OptionValues
  readonly point: number
  readonly diagnostics: readonly Diagnostic[]
  readonly means?: Finding['means']
  readonly overlap?: Finding['overlap']
}

export const dots = (quantile: (p: number) => number): number[] =>
  Array.from({ length: DOTS }, (_, k) => quantile((k + 0.5) / DOTS))

function base({ estimator, problem, options, point, diagnostics, means, overlap }: Uncertain) {
  return {
    estimator,
    point,
    level: Number(options.level),
    rows: problem.rows,
    diagnostics,
    ...(means ? { means } : {}),
    ...(overlap ? { overlap } : {}),
  }
}

/** Interval from a standard error: Student's t with `degreesOfFreedom` (Infinity: normal). */
export function analyticFinding(
  uncertain: Uncertain,
  standardError: number,
  degreesOfFreedom: number,
): Finding {
  const common = base(uncertain)
  if (!Number.isFinite(standardError) || degreesOfFreedom <= 0)
    return { ...common, standardError: null, interval: null, intervalKind: 'none' }
  const quantile = (p: number) =>
    degreesOfFreedom === Infinity ? normalQuantile(p) : studentQuantile(p, degreesOfFreedom)
  const at = (p: number) => common.point + quantile(p) * standardError
  const tail = (1 - common.level) / 2
  return {
    ...common,
    standardError,
    interval: [at(tail), at(1 - tail)],
    intervalKind: 'analytic',
    ...(degreesOfFreedom === Infinity ? {} : { degreesOfFreedom }),
    quantiles: dots(at),
  }
}

/** Percentile interval (Efron & Tibshirani 1993, chapter 13) from bootstrap estimates. */
export function bootstrapFinding(uncertain: Uncertain, draws: Float64Array): Finding {
  const common = base(uncertain)
  const sorted = draws.toSorted()
  const mean = sorted.reduce((total, value) => total + value, 0) / sorted.length
  const squares = sorted.reduce((total, value) => total + (value - mean) ** 2, 0)
  const tail = (1 - common.level) / 2
  return {
    ...common,
    standardError: Math.sqrt(squares / (sorted.length - 1)),
    interval: [quantileSorted(sorted, tail), quantileSorted(sorted, 1 - tail)],
    intervalKind: 'bootstrap',
    quantiles: dots((p) => quantileSorted(sorted, p)),
  }
}

/** "quality" notes that every estimator shares: how many rows each arm has, columns that could not be used. */
export function armDiagnostics(problem: EffectProblem): Diagnostic[] {
  const { treatment, from, to, fromLabel, toLabel } = problem
  return [[from, fromLabel] as const, [to, toLabel] as const].map(([value, label]) => {
    let rows = 0
    for (const entry of treatment.values) if (entry === value) rows++
    const text = `Rows with ${treatment.name} = ${label}`
    return rows < FEW_ROWS ? warning('rows-in-arm', text, rows) : info('rows-in-arm', text, rows)
  })
}

const FEW_ROWS = 10

export const droppedDiagnostic = (dropped: readonly string[]): Diagnostic[] =>
  dropped.length > 0
    ? [warning('collinear', 'Set aside, because other columns determine it', dropped.join(', '))]
    : []

/** Adjustment variables that a formula does not mention are not adjusted for by that model. */
export function unusedDiagnostic(
  problem: EffectProblem,
  names: readonly string[],
  model: string,
): Diagnostic[] {
  const unused = problem.covariates.map(({ name }) => name).filter((name) => !names.includes(name))
  return unused.length > 0
    ? [warning('not-in-model', `In the adjustment set but not in the ${model} model`, unused.join(', '))]
    : []
}
