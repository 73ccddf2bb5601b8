import { fail, succeed, type Result } from '../../base/result'
import { probability, product, sumOver } from '../expression/build'
import { createEvaluator } from '../expression/evaluate'
import type { Estimand, Expression } from '../expression/expression'
import { freeTerms, termKey, variablesMentioned } from '../expression/scope'
import type { VariableId } from '../graph/graph'
import { bootstrap, drawsOption } from './bootstrap'
import { cellsOf, emptyCombinations, type Cells } from './empirical-distribution'
import type { EffectProblem, Estimator } from './estimator'
import { armDiagnostics, bootstrapFinding, info, levelOption, warning } from './report'
import { everyRow, weightDiagnostics, type RowSample } from './row-weights'
import { isTwoArmed } from './problem'

const idOf = (name: string) => name as VariableId

/** The formula of the problem: its own, or the average over the adjustment set. */
function estimandOf({ treatment, outcome, covariates, identifiedBy }: EffectProblem): Estimand {
  if (identifiedBy) return identifiedBy.estimand
  const set = covariates.map(({ name }) => idOf(name))
  const [x, y] = [idOf(treatment.name), idOf(outcome.name)]
  const within = probability([y], [x, ...set])
  return sumOver(set, set.length === 0 ? within : product([within, probability(set)]))
}

interface Prepared {
  readonly estimand: Estimand
  readonly cells: Cells
  /** E[outcome | do(treatment = from)] and = to by the formula in a sample; NaN where it is not defined there. */
  means(sample: RowSample): { readonly from: number; readonly to: number }
}

function prepare(problem: EffectProblem): Result<Prepared> {
  const { treatment, outcome, covariates, others } = problem
  const estimand = estimandOf(problem)
  const mentioned = new Set<string>([treatment.name, outcome.name, ...variablesMentioned(estimand)])
  const cells = cellsOf(
    [treatment, outcome, ...covariates, ...others].filter(({ name }) => mentioned.has(name)),
  )
  if (!cells.ok) return cells
  const { columns, values } = cells.value
  const levelsOf = (name: string) => values[columns.findIndex((column) => column.name === name)]
  const [x, y] = [idOf(treatment.name), idOf(outcome.name)]
  const held = new Set([termKey({ variable: x }), termKey({ variable: y })])
  const free = freeTerms(estimand).filter((term) => !held.has(termKey(term)))
  const [fromLevel, toLevel] = [problem.from, problem.to].map((value) =>
    levelsOf(treatment.name).indexOf(value),
  )
  if (fromLevel < 0 || toLevel < 0) {
    const absent = fromLevel < 0 ? problem.fromLabel : problem.toLabel
    return fail(
      'unseen-value',
      `No row has ${treatment.name} = ${absent}, and this estimate counts rows: it cannot go beyond the values seen.`,
      { name: treatment.name },
    )
  }
  return succeed({
    estimand,
    cells: cells.value,
    means(sample) {
      const distribution = cells.value.distribution(sample)
      const evaluate = createEvaluator(() => distribution)
      const mean = (level: number, settings: readonly (readonly [string, number])[]) => {
        let sum = 0
        levelsOf(outcome.name).forEach((value, at) => {
          if (value === 0) return
          sum += value * evaluate(estimand, new Map([[x, level], [y, at], ...settings]))
        })
        return sum
      }
      /** A term that the value does not depend on, in truth: its values are averaged as often as they occur. */
      const averaged = (level: number, from: number, settings: (readonly [string, number])[]): number => {
        if (from === free.length) return mean(level, settings)
        const term = free[from]
        let [total, mass] = [0, 0]
        levelsOf(term.variable).forEach((_, at) => {
          const share = evaluate(shareOf(term.variable), new Map([[term.variable, at]]))
          if (share === 0) return
          const value = averaged(level, from + 1, [...settings, [termKey(term), at]])
          if (Number.isNaN(value)) return
          total += share * value
          mass += share
        })
        return total / mass
      }
      return { from: averaged(fromLevel, 0, []), to: averaged(toLevel, 0, []) }
    },
  })
}

/** E[outcome] with the treatment at either value of the contrast, by the formula of the problem. Problems as for `plugIn`. */
export function formulaMeans(problem: EffectProblem): Result<{ readonly from: number; readonly to: number }> {
  const prepared = prepare(problem)
  if (!prepared.ok) return prepared
  const means = prepared.value.means(everyRow(problem))
  return Number.isFinite(means.from) && Number.isFinite(means.to)
    ? succeed(means)
    : undefinedHere(prepared.value, problem.outcome.name)
}

const shareOf = (variable: VariableId): Expression => probability([variable])

/** What the probabilities of the formula are conditioned on. */
function conditions(expression: Expression): string[][] {
  switch (expression.kind) {
    case 'probability':
      return expression.given.length > 0 ? [expression.given.map(({ variable }) => variable)] : []
    case 'product':
      return expression.factors.flatMap(conditions)
    case 'quotient':
      return [...conditions(expression.numerator), ...conditions(expression.denominator)]
    case 'sum':
      return conditions(expression.body)
  }
}

const CELLS_SHOWN = 3

/** Why the formula has no value: combinations that it conditions on and no row has. */
function undefinedHere({ estimand, cells }: Prepared, outcome: string): Result<never> {
  const empty = [...new Set(conditions(estimand).flatMap((given) => emptyCombinations(cells, given)))]
  const shown = empty.slice(0, CELLS_SHOWN).join('; ')
  const more = empty.length > CELLS_SHOWN ? `; and ${empty.length - CELLS_SHOWN} more` : ''
  const where =
    empty.length > 0
      ? `No row has ${shown}${more}: the formula asks how “${outcome}” and the others are distributed there.`
      : 'The formula divides by a probability that is zero in these data.'
  return fail('empty-cells', `${where} Use fewer classes, or an estimator with a model.`)
}

/**
 * The identified formula itself, with the shares of rows in place of probabilities. For columns of few values; asks
 * for nothing but that every combination of values that the formula conditions on occurs.
 */
export const plugIn: Estimator = {
  id: 'plug-in',
  label: 'Plug-in (the formula itself)',
  reference:
    'Formula: Tian & Pearl 2002, Shpitser & Pearl 2006; empirical distribution and percentile bootstrap: Efron & Tibshirani 1993',
  target: 'on-target',
  weights: 'honoured',
  identifiedBy: ['adjustment', 'front-door', 'do-calculus'],
  options: [drawsOption, levelOption],
  applies(problem) {
    const prepared = prepare(problem)
    return prepared.ok ? succeed(true) : prepared
  },
  async run(problem, options, context) {
    const prepared = prepare(problem)
    if (!prepared.ok) return prepared
    const { means, cells } = prepared.value
    const whole = means(everyRow(problem))
    const point = whole.to - whole.from
    if (!Number.isFinite(point)) return undefinedHere(prepared.value, problem.outcome.name)
    const contrast = (sample: RowSample) => {
      const { from, to } = means(sample)
      return to - from
    }
    const draws = await bootstrap(problem, Number(options.draws), contrast, context)
    if (!draws.ok) return draws
    const occupied = new Set(cells.cellOf).size
    const count = cells.values.reduce((total, list) => total * list.length, 1)
    const skipped = Number(options.draws) - draws.value.length
    const diagnostics = [
      ...(isTwoArmed(problem) ? armDiagnostics(problem) : []),
      info('standard-error', 'Standard error', `bootstrap, ${draws.value.length} samples`),
      info('cells', 'Combinations of values with rows', `${occupied} of ${count}`),
      ...(skipped > 0
        ? [warning('empty-samples', 'Bootstrap samples with an empty combination, skipped', skipped)]
        : []),
      ...weightDiagnostics(problem),
    ]
    return succeed(
      bootstrapFinding(
        { estimator: 'plug-in', problem, options, point, means: whole, diagnostics },
        draws.value,
      ),
    )
  },
}
