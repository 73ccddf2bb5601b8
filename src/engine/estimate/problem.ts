import { fail, succeed, type Problem, type Result } from '../../base/result'
import { columnNamed, type Column, type Dataset } from '../data/dataset'
import { magnitudeProblems } from '../data/magnitude'
import { atRows, completeRows } from '../data/rows'
import type { Value } from '../identify/question'
import type { EffectProblem } from './estimator'
import type { IdentifiedBy } from './identified-by'
import { samplingWeights } from './row-weights'

export interface ProblemRequest {
  readonly treatment: string
  readonly outcome: string
  /** Values or labels; by default the two values of a two-valued treatment, else 0 and 1; named for categories. */
  readonly from?: Value
  readonly to?: Value
  readonly adjustment: readonly string[]
  /** Columns that model formulas and estimands name beyond these. */
  readonly others?: readonly string[]
  readonly identifiedBy?: IdentifiedBy
}

/** The distinct values, ascending. */
export const distinctValues = (column: Pick<Column, 'values'>): number[] =>
  [...new Set(column.values)].filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)

/** Has the treatment exactly the two values of the contrast? Weighting needs that. */
export const isTwoArmed = (problem: EffectProblem): boolean => distinctValues(problem.treatment).length === 2

export const labelOf = (column: Column, value: number): Value => column.levels?.[value] ?? value

/** The columns of a problem: treatment, outcome, adjustment set, others; each once. */
const columnsOf = ({ treatment, outcome, adjustment, others }: ProblemRequest): string[] => [
  ...new Set([treatment, outcome, ...adjustment, ...(others ?? [])]),
]

/**
 * The names of the columns that a problem involves. Problems, all at once: unknown or left-out columns, identifiers,
 * one column in two roles.
 */
export function involvedColumns(dataset: Dataset, request: ProblemRequest): Result<string[]> {
  const { treatment, outcome } = request
  const problems: Problem[] = []
  const object = (code: string, message: string, name: string) =>
    void problems.push({ code, message, where: { name } })
  if (treatment === outcome) object('same-column', `“${treatment}” is both treatment and outcome.`, treatment)
  for (const name of new Set(request.adjustment)) {
    if (name === treatment)
      object('same-column', `“${name}” is the treatment and cannot be adjusted for.`, name)
    if (name === outcome) object('same-column', `“${name}” is the outcome and cannot be adjusted for.`, name)
  }
  const names = columnsOf(request)
  for (const name of names) {
    const column = columnNamed(dataset, name)
    if (!column) object('unknown-column', `There is no column “${name}” in ${dataset.name}.`, name)
    else if (column.role === 'left-out')
      object('column-left-out', `“${name}” was left out of the data: ${column.note ?? 'by choice'}.`, name)
    else if (column.kind === 'id')
      object(
        'identifier-column',
        `“${name}” identifies rows; it cannot be a cause, an outcome or adjusted for.`,
        name,
      )
  }
  return problems.length > 0 ? { ok: false, problems } : succeed(names)
}

/**
 * The effect of `treatment` on `outcome` on the rows that are complete in every column involved. Problems, all that
 * can be seen at once: those of `involvedColumns`, an outcome with more than two unordered categories, a treatment or
 * contrast that does not vary, values the treatment does not have, no complete rows, numbers too large or small to
 * compute with, sampling weights that are not positive.
 */
export function buildProblem(dataset: Dataset, request: ProblemRequest): Result<EffectProblem> {
  const involved = involvedColumns(dataset, request)
  if (!involved.ok) return involved
  const names = involved.value
  const { treatment, outcome } = request
  const adjustment = [...new Set(request.adjustment)]
  const others = [...new Set(request.others)].filter(
    (name) => name !== treatment && name !== outcome && !adjustment.includes(name),
  )
  const complete = completeRows(dataset, names)
  if (!complete.ok) return complete
  const { rows, index } = complete.value
  if (rows.used === 0) {
    const losses = Object.entries(rows.missing).map(([name, count]) => `${name} is missing in ${count}`)
    return fail('no-complete-rows', `None of the ${rows.total} rows is complete: ${losses.join(', ')}.`)
  }
  const at = (name: string): Column => atRows(columnNamed(dataset, name)!, index)
  const extreme = magnitudeProblems(names.map(at))
  if (extreme.length > 0) return { ok: false, problems: extreme }
  const treatmentColumn = at(treatment)
  const outcomeColumn = at(outcome)
  const reason = unsuitableOutcome(outcomeColumn)
  if (reason) return fail('unsuitable-outcome', reason, { name: outcome })
  const contrast = resolveContrast(treatmentColumn, request.from, request.to)
  if (!contrast.ok) return contrast
  const weights = samplingWeights(dataset, index)
  if (!weights.ok) return weights
  return succeed({
    treatment: treatmentColumn,
    outcome: outcomeColumn,
    covariates: adjustment.map(at),
    others: others.map(at),
    rows,
    ...contrast.value,
    ...(request.identifiedBy ? { identifiedBy: request.identifiedBy } : {}),
    ...(weights.value ? { weights: weights.value } : {}),
  })
}

function unsuitableOutcome(column: Column): string | null {
  const values = distinctValues(column)
  if (column.kind === 'nominal' && values.length > 2) {
    const shown = values.slice(0, 4).map((value) => labelOf(column, value))
    return `“${column.name}” has ${values.length} categories without an order (${shown.join(', ')}, …): an effect on it is not one number. Recode it as yes or no.`
  }
  return null
}

interface Contrast {
  readonly from: number
  readonly to: number
  readonly fromLabel: Value
  readonly toLabel: Value
}

function resolveContrast(column: Column, from: Value | undefined, to: Value | undefined): Result<Contrast> {
  const { name } = column
  const values = distinctValues(column)
  if (values.length < 2) {
    const message = `“${name}” has only the value ${labelOf(column, values[0])} in the complete rows: nothing to compare.`
    return fail('constant-treatment', message, { name })
  }
  if (column.levels && values.length > 2 && (from === undefined || to === undefined)) {
    const labels = values.slice(0, 6).map((value) => labelOf(column, value))
    const message = `“${name}” has ${values.length} categories (${labels.join(', ')}${values.length > 6 ? ', …' : ''}): name the two to compare.`
    return fail('contrast-needed', message, { name })
  }
  const defaults = values.length === 2 ? values : [0, 1]
  const low = from === undefined ? succeed(defaults[0]) : valueIn(column, from, values)
  const high = to === undefined ? succeed(defaults[1]) : valueIn(column, to, values)
  if (!low.ok || !high.ok)
    return { ok: false, problems: [low, high].flatMap((result) => (result.ok ? [] : result.problems)) }
  if (low.value === high.value) {
    const label = labelOf(column, low.value)
    return fail(
      'empty-contrast',
      `The effect of changing “${name}” from ${label} to ${label} is no change.`,
      { name },
    )
  }
  return succeed({
    from: low.value,
    to: high.value,
    fromLabel: labelOf(column, low.value),
    toLabel: labelOf(column, high.value),
  })
}

/** The numeric value that a label or number stands for in a column with the given distinct values. */
export function valueIn(column: Column, wanted: Value, values: readonly number[]): Result<number> {
  const { name, levels } = column
  const discrete = values.length === 2 || levels !== undefined || column.kind === 'nominal'
  const label = levels?.indexOf(String(wanted)) ?? -1
  const number = typeof wanted === 'number' ? wanted : wanted.trim() === '' ? NaN : Number(wanted)
  const value = label >= 0 ? label : number
  if (Number.isFinite(value) && (!discrete || values.includes(value))) return succeed(value)
  const choices = values.slice(0, 6).map((choice) => labelOf(column, choice))
  const known = discrete
    ? `It has ${choices.join(', ')}${values.length > 6 ? ', …' : ''}.`
    : 'It holds numbers.'
  return fail('unknown-value', `“${name}” has no value “${wanted}”. ${known}`, {
    name,
    token: String(wanted),
  })
}
