import type { FillModel } from '../data/missing/imputation-columns'
import type { Imputations } from '../data/missing/impute'
import { poolByRubin, type Pooled } from '../data/missing/rubin'
import { normalQuantile, studentQuantile } from '../stats/distributions'
import type { Diagnostic, Finding, Overlap } from './estimator'
import { dots, info, warning } from './report'

const average = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length

/** One finding from those of all imputations (same estimator, same options; at least two). */
export function poolFindings(findings: readonly Finding[], imputations: Imputations): Finding {
  const [first] = findings
  const errors = findings.flatMap(({ standardError }) => (standardError === null ? [] : [standardError]))
  const points = findings.map(({ point }) => point)
  const common = {
    estimator: first.estimator,
    point: average(points),
    level: first.level,
    rows: first.rows,
    ...(first.means
      ? {
          means: {
            from: average(findings.map(({ means }) => means!.from)),
            to: average(findings.map(({ means }) => means!.to)),
          },
        }
      : {}),
    ...pooledOverlap(findings),
    ...(first.run
      ? {
          run: {
            backend: first.run.backend,
            milliseconds: findings.reduce((total, { run }) => total + (run?.milliseconds ?? 0), 0),
          },
        }
      : {}),
  }
  const made = imputationDiagnostics(imputations)
  const rest = mergeDiagnostics(findings)
  if (errors.length < findings.length) {
    const spread = Math.sqrt(average(points.map((point) => (point - common.point) ** 2)))
    const text = `none: the estimator gives none, and the spread between imputations (${spread.toPrecision(3)}) is only part of it`
    return {
      ...common,
      standardError: null,
      interval: null,
      intervalKind: 'none',
      diagnostics: [
        ...made,
        warning('standard-error', 'Standard error', text),
        ...rest.filter(({ id }) => id !== 'standard-error'),
      ],
    }
  }
  const degrees = Math.min(...findings.map(({ degreesOfFreedom }) => degreesOfFreedom ?? Infinity))
  const pooled = poolByRubin(
    points,
    errors.map((error) => error ** 2),
    degrees,
  )
  const standardError = Math.sqrt(pooled.total)
  const quantile = (p: number) =>
    pooled.degreesOfFreedom === Infinity ? normalQuantile(p) : studentQuantile(p, pooled.degreesOfFreedom)
  const at = (p: number) => common.point + quantile(p) * standardError
  const tail = (1 - common.level) / 2
  return {
    ...common,
    standardError,
    interval: [at(tail), at(1 - tail)],
    intervalKind: first.intervalKind,
    ...(pooled.degreesOfFreedom === Infinity ? {} : { degreesOfFreedom: pooled.degreesOfFreedom }),
    quantiles: dots(at),
    diagnostics: [
      ...made,
      ...poolingDiagnostics(pooled, standardError),
      ...rest.map((diagnostic) =>
        diagnostic.id === 'standard-error'
          ? { ...diagnostic, value: `${diagnostic.value}; pooled by Rubin’s rules` }
          : diagnostic,
      ),
    ],
  }
}

const modelNames: Readonly<Record<FillModel, string>> = {
  matching: 'predictive mean matching',
  normal: 'normal linear model',
  logistic: 'logistic regression',
  sequential: 'sequential logistic regressions',
}

function imputationDiagnostics({ count, filled, predictors, unused, fittedRows }: Imputations): Diagnostic[] {
  const left = unused > 0 ? `; ${unused} further columns not used` : ''
  return [
    info('imputations', 'Imputations', `${count}, from ${predictors.length} columns${left}`),
    ...filled.map(({ name, cells, model }) =>
      info('filled-cells', `Cells of ${name} filled by ${modelNames[model]}`, cells),
    ),
    info('imputation-rows', 'Rows that the models were fitted on, at most', fittedRows),
  ]
}

/** Beyond this share of the standard error another seed would tell another story (White, Royston & Wood 2011). */
const NOISY_SHARE = 0.1

function poolingDiagnostics(pooled: Pooled, standardError: number): Diagnostic[] {
  const { within, between, missingInformation, monteCarloError } = pooled
  const noisy = monteCarloError > NOISY_SHARE * standardError
  return [
    info('within-variance', 'Variance within imputations', Number(within.toPrecision(4))),
    info('between-variance', 'Variance between imputations', Number(between.toPrecision(4))),
    info(
      'missing-information',
      'Share of the information lost to gaps',
      Number(missingInformation.toFixed(3)),
    ),
    (noisy ? warning : info)(
      'monte-carlo-error',
      noisy ? 'Monte Carlo error is large: more imputations would steady it' : 'Monte Carlo error',
      Number(monteCarloError.toPrecision(2)),
    ),
  ]
}

/** Each diagnostic once: numbers averaged, a warning if any imputation warns. */
function mergeDiagnostics(findings: readonly Finding[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>()
  for (const { diagnostics } of findings) {
    for (const diagnostic of diagnostics) {
      const key = `${diagnostic.id} ${diagnostic.label}`
      groups.set(key, [...(groups.get(key) ?? []), diagnostic])
    }
  }
  return [...groups.values()].map((group) => {
    const [first] = group
    const numbers = group.flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
    return {
      ...first,
      value: numbers.length === group.length ? Math.round(average(numbers)) : first.value,
      level: group.some(({ level }) => level === 'warning') ? 'warning' : 'info',
    }
  })
}

function pooledOverlap(findings: readonly Finding[]): { overlap?: Overlap } {
  const overlaps = findings.flatMap(({ overlap }) => overlap ?? [])
  if (overlaps.length < findings.length) return {}
  const bins = (arm: 'treated' | 'untreated') =>
    overlaps[0][arm].map((_, k) => average(overlaps.map((overlap) => overlap[arm][k])))
  return {
    overlap: {
      binEdges: overlaps[0].binEdges,
      treated: bins('treated'),
      untreated: bins('untreated'),
      smallest: Math.min(...overlaps.map(({ smallest }) => smallest)),
      largest: Math.max(...overlaps.map(({ largest }) => largest)),
      effectiveRows: average(overlaps.map(({ effectiveRows }) => effectiveRows)),
    },
  }
}
