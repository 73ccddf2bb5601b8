import { fail, succeed, type Result } from '../../../base/result'
import { gram, solvePositiveDefinite } from '../../stats/dense'
import {
  buildDesign,
  categoriesOf,
  selectColumns,
  selectRows,
  type Design,
  type Factor,
  type Term,
} from '../../stats/design'
import { fitLogistic, predictLogistic, type LogisticFit } from '../../stats/logistic-regression'
import { mean, quantileSorted } from '../../stats/moments'
import { columnNamed, type Column, type Dataset } from '../dataset'
import { completeRows } from '../rows'
import { rankByAssociation } from './association'
import { isUsablePredictor } from './usable'

/**
 * Weights that let the complete rows stand for all rows: 1 / P(complete | columns without gaps), by logistic
 * regression (Robins, Rotnitzky & Zhao 1994; Seaman & White 2013, Statistical Methods in Medical Research 22) on main
 * effects and, where rows allow, squares and products with the first column. Stabilised by the share of complete rows,
 * truncated at a quantile, scaled to mean 1.
 */
export interface CompletenessModel {
  /** Columns of the model, and those of them that others determine. */
  readonly predictors: readonly string[]
  readonly dropped: readonly string[]
  readonly form:
    | 'main effects'
    | 'main effects, some squares and products'
    | 'main effects, squares and products'
  /** Columns without gaps beyond `MOST_PREDICTORS`, which were not used. */
  readonly unused: number
  /** Rows of the dataset. */
  readonly total: number
  /** Positions of the complete rows in the dataset, ascending. */
  readonly index: Int32Array
  /** One for each complete row, mean 1. */
  readonly weights: Float64Array
  /** Largest weight kept, before scaling, and how many were cut down to it. */
  readonly bound: number
  readonly truncated: number
  /** The quantile of the weights that they are cut down to. */
  readonly truncation: number
  /** Incomplete rows that hardly ever would be complete (probability below 2 %): nothing stands for them. */
  readonly unlikeComplete: number
  /**
   * Adds to influence values what the estimation of the weights brings: one value a row of the dataset, from one a
   * complete row. The values must be proportional to the weights (stacked estimating equations, Stefanski & Boos 2002).
   */
  spread(influence: Float64Array): Float64Array
  /** The same weights estimated anew on a sample of the dataset's rows: which complete rows it holds, and their weights. */
  resample(rows: Int32Array): { readonly at: Int32Array; readonly weights: Float64Array }
}

const MOST_PREDICTORS = 20
const UNLIKELY = 0.02

/** `names` are the columns of the analysis, the treatment first; `truncation` is a quantile of the weights in (0, 1]. */
export function fitCompleteness(
  dataset: Dataset,
  names: readonly string[],
  truncation: number,
): Result<CompletenessModel> {
  const rows = completeRows(dataset, names)
  if (!rows.ok) return rows
  const { index } = rows.value
  const chosen = completenessPredictors(dataset, names, index)
  if (!chosen.ok) return chosen
  const { predictors, unused } = chosen.value
  const complete = new Float64Array(dataset.rows)
  for (const row of index) complete[row] = 1
  const own = predictors.filter(({ name }) => names.includes(name)).length
  const { design: whole, form } = designOf(predictors, own, dataset.rows, index.length)
  const fit = fitLogistic(whole, complete)
  const design = selectColumns(whole, fit.kept)
  const found = weigh(fit.fitted, complete, index, truncation)
  // Where each complete row stands among the complete rows.
  const place = new Int32Array(dataset.rows).fill(-1)
  index.forEach((row, k) => (place[row] = k))
  return succeed({
    predictors: predictors.map(({ name }) => name),
    dropped: predictors.map(({ name }) => name).filter((name) => fit.dropped.includes(name)),
    form,
    unused,
    total: dataset.rows,
    index,
    weights: found.weights,
    bound: found.bound,
    truncation,
    truncated: found.cut.reduce((total, cut) => total + cut, 0),
    unlikeComplete: fit.fitted.filter((p, row) => p < UNLIKELY && complete[row] === 0).length,
    spread: (influence) => spreadOver(influence, { design, fit, complete, index, cut: found.cut }),
    resample(rows) {
      const response = Float64Array.from(rows, (row) => complete[row])
      const sample = selectRows(whole, rows)
      const again = fitLogistic(sample, response)
      const probabilities = predictLogistic(again.coefficients, sample)
      const within = Int32Array.from(rows, (_, k) => k).filter((k) => response[k] === 1)
      const { weights } = weigh(probabilities, response, within, truncation)
      return { at: within.map((k) => place[rows[k]]), weights }
    },
  })
}

export interface ChosenPredictors {
  readonly predictors: readonly Column[]
  readonly unused: number
}

/** Columns without gaps that can say how likely a row is to be complete: those of the analysis first. */
export function completenessPredictors(
  dataset: Dataset,
  names: readonly string[],
  index: Int32Array,
): Result<ChosenPredictors> {
  const full = dataset.columns.filter(
    (column) => isUsablePredictor(column) && !column.values.some(Number.isNaN),
  )
  const own = names.flatMap((name) => full.find((column) => column.name === name) ?? [])
  const complete = new Float64Array(dataset.rows)
  for (const row of index) complete[row] = 1
  const outcome = { name: '', kind: 'binary', role: 'variable', values: complete } as const
  const others = rankByAssociation(
    full.filter((column) => !names.includes(column.name)),
    [outcome],
  )
  const predictors = [...own, ...others].slice(0, MOST_PREDICTORS)
  if (predictors.length > 0)
    return succeed({ predictors, unused: own.length + others.length - predictors.length })
  const gaps = names.filter((name) => columnNamed(dataset, name)?.values.some(Number.isNaN))
  return fail(
    'nothing-to-weigh-by',
    `Weighting needs a column without gaps that says which rows are complete; every usable column has gaps (${gaps.slice(0, 4).join(', ')}${gaps.length > 4 ? ', …' : ''}). Impute instead.`,
  )
}

/** Coefficients that so many rows of the rarer kind (complete or not) can carry. */
const ROWS_A_COEFFICIENT = 10

/**
 * Terms in the order in which they earn their place, as many as the rows can carry: columns of the analysis, their
 * products with the treatment and their squares, then the same for the other columns. Columns of the analysis are
 * always in.
 */
function designOf(
  columns: readonly Column[],
  own: number,
  rows: number,
  complete: number,
): { design: Design; form: CompletenessModel['form'] } {
  const factors = columns.map(({ name, kind, values, levels }): Factor => {
    if (kind === 'nominal')
      return { predictor: { name, values, categories: categoriesOf(values, levels) }, power: 1 }
    // Centred, so that a square says something else than the number itself.
    const centre = mean(values)
    return { predictor: { name, values: values.map((value) => value - centre) }, power: 1 }
  })
  const [first] = factors
  const curved = (some: readonly Factor[]): Term[] => [
    ...some.filter((factor) => factor !== first).map((factor) => [first, factor]),
    ...some.filter(isNumber).map((factor) => [{ ...factor, power: 2 }]),
  ]
  const plain = (some: readonly Factor[]): Term[] => some.map((factor) => [factor])
  const [asked, others] = [factors.slice(0, own), factors.slice(own)]
  const needed = plain(asked)
  const wished = [...curved(asked), ...plain(others), ...curved(others)]
  const affordable = Math.min(complete, rows - complete) / ROWS_A_COEFFICIENT
  let width = needed.reduce((total, term) => total + widthOf(term), 1)
  const taken = wished.filter((term) => {
    if (width + widthOf(term) > affordable) return false
    width += widthOf(term)
    return true
  })
  const extra = taken.filter((term) => term.length > 1 || term[0].power > 1).length
  const everyExtra = curved(factors).length
  return {
    design: buildDesign([...needed, ...taken], rows),
    form:
      extra === 0
        ? 'main effects'
        : extra < everyExtra
          ? 'main effects, some squares and products'
          : 'main effects, squares and products',
  }
}

/** A square says something new only where there are more than two values. */
function isNumber({ predictor: { categories, values } }: Factor): boolean {
  const other = values.find((value) => value !== values[0])
  return !categories && values.some((value) => value !== values[0] && value !== other)
}

const widthOf = (term: Term): number =>
  term.reduce((product, { predictor }) => product * ((predictor.categories?.length ?? 2) - 1), 1)

function weigh(
  probabilities: Float64Array,
  complete: Float64Array,
  index: Int32Array,
  truncation: number,
): { weights: Float64Array; cut: Uint8Array; bound: number } {
  const share = complete.reduce((total, value) => total + value, 0) / complete.length
  const raw = Float64Array.from(index, (row) => share / probabilities[row])
  const bound = quantileSorted(raw.toSorted(), truncation)
  const cut = Uint8Array.from(raw, (weight) => (weight > bound ? 1 : 0))
  const kept = raw.map((weight) => Math.min(weight, bound))
  const centre = mean(kept)
  return { weights: kept.map((weight) => weight / centre), cut, bound }
}

interface Fitted {
  readonly design: Design
  readonly fit: LogisticFit
  readonly complete: Float64Array
  readonly index: Int32Array
  readonly cut: Uint8Array
}

function spreadOver(influence: Float64Array, { design, fit, complete, index, cut }: Fitted): Float64Array {
  const { matrix, rows, columns } = design
  const spread = new Float64Array(rows)
  // d weight / d coefficients = -weight (1 - p) z; a truncated weight does not move.
  const slope = new Float64Array(columns)
  index.forEach((row, k) => {
    spread[row] = influence[k]
    if (cut[k] === 1) return
    const factor = -influence[k] * (1 - fit.fitted[row])
    for (let j = 0; j < columns; j++) slope[j] += factor * matrix[row * columns + j]
  })
  const information = gram(
    matrix,
    rows,
    columns,
    fit.fitted.map((p) => p * (1 - p)),
  )
  const direction = solvePositiveDefinite(information, columns, slope)
  // Rows that are surely complete or surely not leave no information to correct by.
  if (!direction) return spread
  for (let row = 0; row < rows; row++) {
    let along = 0
    for (let j = 0; j < columns; j++) along += matrix[row * columns + j] * direction[j]
    spread[row] += along * (complete[row] - fit.fitted[row])
  }
  return spread
}
