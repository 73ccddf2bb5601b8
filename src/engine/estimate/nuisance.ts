import { fail, succeed, type Result } from '../../base/result'
import type { OptionSpec } from '../options'
import { buildDesign, holdPredictor, selectRows, type Design, type Term } from '../stats/design'
import { fitLinear, predictLinear } from '../stats/linear-regression'
import { fitLogistic, predictLogistic, type LogisticFit } from '../stats/logistic-regression'
import type { EffectProblem } from './estimator'
import { bindTerms, formulaNames, mainEffects, parseFormula, type FormulaTerm } from './formula'
import { isTwoArmed } from './problem'
import { everyRow, type RowSample } from './row-weights'

/** A model as an option states it: `linear`, `logistic`, or either followed by a colon and a formula, or a formula. */
export interface ModelSpec {
  readonly family: 'linear' | 'logistic'
  /** null: main effects of the adjustment set. */
  readonly formula: readonly FormulaTerm[] | null
}

/** For estimators that fit the outcome within each arm. */
export const outcomeModelOption: OptionSpec = {
  id: 'outcomeModel',
  label: 'Outcome model',
  help: '“linear” or “logistic” for main effects in each arm, or a formula; one that names the treatment gives one model for both arms.',
  type: 'text',
  default: 'linear',
}

const MOST_COLUMNS = { linear: 1000, logistic: 300 }

/** Reads the text of a model option; `family` is meant where the text states none. */
export function readModel(
  text: string,
  family: ModelSpec['family'],
  adjustment: readonly string[],
): Result<ModelSpec> {
  const match = /^\s*(linear|logistic)\s*(?::([^]*))?$/.exec(text)
  const stated = match ? (match[1] as ModelSpec['family']) : family
  const formula = match ? match[2] : text
  if (formula === undefined || formula.trim() === '') return succeed({ family: stated, formula: null })
  const parsed = parseFormula(formula, adjustment)
  return parsed.ok ? succeed({ family: stated, formula: parsed.value }) : parsed
}

/** Columns that a model names, for the rows to be complete in. */
export const modelNames = (spec: ModelSpec): string[] => (spec.formula ? formulaNames(spec.formula) : [])

const columnsOf = (problem: EffectProblem) => [problem.treatment, ...problem.covariates, ...problem.others]

/** The terms of a model without the treatment: the formula's, or the main effects of the adjustment set. */
function statedTerms(problem: EffectProblem, spec: ModelSpec): Result<Term[]> {
  const formula = spec.formula ?? mainEffects(problem.covariates.map(({ name }) => name))
  const outcome = formula.flat().find(({ name }) => name === problem.outcome.name)
  if (outcome) {
    const message = `The formula names the outcome “${outcome.name}” at column ${outcome.column}.`
    return fail('outcome-in-formula', message, { name: outcome.name, column: outcome.column })
  }
  return bindTerms(formula, columnsOf(problem))
}

const mentions = (terms: readonly Term[], name: string): boolean =>
  terms.some((term) => term.some(({ predictor }) => predictor.name === name))

function checkedDesign(terms: readonly Term[], rows: number, family: ModelSpec['family']): Result<Design> {
  const columns = terms.reduce(
    (total, term) =>
      total + term.reduce((product, { predictor }) => product * ((predictor.categories?.length ?? 2) - 1), 1),
    1,
  )
  if (columns <= MOST_COLUMNS[family]) return succeed(buildDesign(terms, rows))
  const widest = terms
    .flat()
    .toSorted(
      (a, b) => (b.predictor.categories?.length ?? 0) - (a.predictor.categories?.length ?? 0),
    )[0].predictor
  return fail(
    'too-many-categories',
    `The ${family} model would have ${columns} columns (at most ${MOST_COLUMNS[family]}): “${widest.name}” has ${widest.categories?.length ?? 1} categories.`,
    { name: widest.name },
  )
}

/**
 * The terms of the outcome model with the treatment's own term among them. Terms with the treatment come last, so
 * that it is the treatment that is found wanting when the other columns determine it.
 */
export function outcomeTerms(problem: EffectProblem, spec: ModelSpec): Result<Term[]> {
  const stated = statedTerms(problem, spec)
  if (!stated.ok) return stated
  const { name } = problem.treatment
  const without = stated.value.filter((term) => !mentions([term], name))
  const within = stated.value.filter((term) => mentions([term], name))
  if (within.some((term) => term.length === 1)) return succeed([...without, ...within])
  const own = bindTerms(mainEffects([name]), [problem.treatment])
  return own.ok ? succeed([...without, ...own.value, ...within]) : own
}

export interface PooledDesigns {
  readonly observed: Design
  /** The same rows with the treatment held at the two values of the contrast. */
  readonly from: Design
  readonly to: Design
}

/** The design of one model for both arms; refused when categories would make it too wide. */
export function pooledDesigns(problem: EffectProblem, spec: ModelSpec): Result<PooledDesigns> {
  const terms = outcomeTerms(problem, spec)
  if (!terms.ok) return terms
  const rows = problem.rows.used
  const observed = checkedDesign(terms.value, rows, spec.family)
  if (!observed.ok) return observed
  const { name } = problem.treatment
  return succeed({
    observed: observed.value,
    from: buildDesign(holdPredictor(terms.value, name, problem.from), rows),
    to: buildDesign(holdPredictor(terms.value, name, problem.to), rows),
  })
}

export interface OutcomePredictions {
  /** Expected outcome of every row under each value of the contrast. */
  readonly from: Float64Array
  readonly to: Float64Array
  readonly dropped: readonly string[]
  readonly separated: boolean
}

/** Fits on the sample (all rows when absent) and predicts every row. */
export type OutcomeModel = (sample?: RowSample) => OutcomePredictions

/**
 * One model for each arm, unless the formula names the treatment or the treatment has more than two values: then one
 * model with the treatment as a predictor.
 */
export function prepareOutcomeModel(problem: EffectProblem, spec: ModelSpec): Result<OutcomeModel> {
  const outcome = problem.outcome.values
  if (spec.family === 'logistic' && outcome.some((value) => value !== 0 && value !== 1)) {
    const message = `A logistic outcome model needs an outcome coded 0 and 1; “${problem.outcome.name}” is not.`
    return fail('outcome-not-binary', message, { name: problem.outcome.name })
  }
  const stated = statedTerms(problem, spec)
  if (!stated.ok) return stated
  const all = everyRow(problem)
  if (mentions(stated.value, problem.treatment.name) || !isTwoArmed(problem)) {
    const designs = pooledDesigns(problem, spec)
    if (!designs.ok) return designs
    const { observed, from, to } = designs.value
    return succeed((sample = all) => {
      const { predict, dropped, separated } = fitOutcome(spec.family, observed, outcome, sample)
      return { from: predict(from), to: predict(to), dropped, separated }
    })
  }
  const design = checkedDesign(stated.value, outcome.length, spec.family)
  if (!design.ok) return design
  const treatment = problem.treatment.values
  return succeed((sample = all) => {
    const arm = (value: number) =>
      fitOutcome(
        spec.family,
        design.value,
        outcome,
        within(sample, (row) => treatment[row] === value),
      )
    const from = arm(problem.from)
    const to = arm(problem.to)
    return {
      from: from.predict(design.value),
      to: to.predict(design.value),
      dropped: [...new Set([...from.dropped, ...to.dropped])],
      separated: from.separated || to.separated,
    }
  })
}

function within({ rows, weights }: RowSample, belongs: (row: number) => boolean): RowSample {
  const places = Int32Array.from(rows, (_, k) => k).filter((k) => belongs(rows[k]))
  return {
    rows: places.map((k) => rows[k]),
    ...(weights ? { weights: Float64Array.from(places, (k) => weights[k]) } : {}),
  }
}

function fitOutcome(
  family: ModelSpec['family'],
  design: Design,
  outcome: Float64Array,
  { rows, weights }: RowSample,
): { predict(design: Design): Float64Array; dropped: readonly string[]; separated: boolean } {
  const chosen = selectRows(design, rows)
  const response = Float64Array.from(rows, (row) => outcome[row])
  if (family === 'linear') {
    const { coefficients, dropped } = fitLinear(chosen, response, weights)
    return { predict: (at) => predictLinear(coefficients, at), dropped, separated: false }
  }
  const { coefficients, dropped, status } = fitLogistic(chosen, response, weights)
  return { predict: (at) => predictLogistic(coefficients, at), dropped, separated: status === 'separated' }
}

export interface PropensityModel {
  readonly design: Design
  /** 1 in rows whose treatment is `to`. */
  readonly treated: Float64Array
  /** Fits on the sample (all rows when absent) and gives P(treatment = to) of every row. */
  fit(sample?: RowSample): { readonly probabilities: Float64Array; readonly fit: LogisticFit }
}

/** The logistic model of the treatment given the adjustment set. */
export function preparePropensity(problem: EffectProblem, spec: ModelSpec): Result<PropensityModel> {
  const terms = statedTerms(problem, spec)
  if (!terms.ok) return terms
  const { name } = problem.treatment
  if (mentions(terms.value, name))
    return fail('treatment-in-formula', `The propensity model names the treatment “${name}” itself.`, {
      name,
    })
  const design = checkedDesign(terms.value, problem.rows.used, 'logistic')
  if (!design.ok) return design
  const treated = problem.treatment.values.map((value) => (value === problem.to ? 1 : 0))
  return succeed({
    design: design.value,
    treated,
    fit(sample) {
      if (!sample) {
        const fit = fitLogistic(design.value, treated, problem.weights)
        return { probabilities: fit.fitted, fit }
      }
      const { rows, weights } = sample
      const response = Float64Array.from(rows, (row) => treated[row])
      const fit = fitLogistic(selectRows(design.value, rows), response, weights)
      return { probabilities: predictLogistic(fit.coefficients, design.value), fit }
    },
  })
}
