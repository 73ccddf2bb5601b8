import { fail, succeed, type Result } from '../../base/result'
import { isCategorical, type Column } from '../data/dataset'
import { crossProduct } from '../stats/dense'
import { buildDesign, categoriesOf, selectRows, type Design, type Term } from '../stats/design'
import { fitLinear } from '../stats/linear-regression'
import type { EffectProblem } from './estimator'
import type { FrontDoorModel } from './front-door'

const termOf = ({ name, values, levels, kind }: Column): Term => [
  {
    predictor: {
      name,
      values,
      ...(isCategorical({ kind }) ? { categories: categoriesOf(values, levels) } : {}),
    },
    power: 1,
  },
]

/**
 * The front-door formula with linear regressions without products: the outcome on treatment and mediators gives what a
 * change of the mediators does; the score that its coefficients make of the mediators, regressed on the treatment, how
 * the treatment moves it. Both equations' influence values add up.
 */
export function regressionFrontDoor(
  problem: EffectProblem,
  mediators: readonly Column[],
): Result<FrontDoorModel> {
  const rows = problem.outcome.values.length
  const carried = buildDesign(mediators.map(termOf), rows)
  const full = buildDesign([...mediators, problem.treatment].map(termOf), rows)
  const cause = buildDesign([termOf(problem.treatment)], rows)
  const settings = [problem.from, problem.to].map((value) => settingOf(problem.treatment, value, cause))
  const outcome = problem.outcome.values
  return succeed({
    fit({ rows: chosen, weights }) {
      const count = chosen.length
      const own = weights ?? new Float64Array(count).fill(1)
      const mass = own.reduce((sum, weight) => sum + weight, 0)
      const responses = Float64Array.from(chosen, (row) => outcome[row])
      const [fullSample, causeSample] = [selectRows(full, chosen), selectRows(cause, chosen)]
      const outer = fitLinear(fullSample, responses, weights)
      if (outer.degreesOfFreedom <= 0)
        return fail('too-few-rows', `${count} rows are too few for ${full.columns} coefficients.`)
      // The mediators' columns come first, after the intercept.
      const slopes = outer.coefficients.map((value, j) => (j > 0 && j < carried.columns ? value : 0))
      const score = Float64Array.from({ length: count }, (_, k) => rowProduct(fullSample, k, slopes))
      const inner = fitLinear(causeSample, score, weights)
      const [low, high] = settings.map((setting) => dot(setting, inner.coefficients))
      // Everyone's treatment as it is, in the part of the outcome that the mediators do not carry.
      const rest = outer.fitted.reduce((sum, value, k) => sum + (own[k] * (value - score[k])) / mass, 0)

      const contrast = settings[1].map((value, j) => value - settings[0][j])
      const innerInfluence = influenceOf(causeSample, inner, contrast, own)
      // How a change of each outer coefficient changes the effect: what the treatment does to that column.
      const moved = Float64Array.from({ length: full.columns }, (_, j) => {
        if (j === 0 || j >= carried.columns) return 0
        const column = Float64Array.from(
          { length: count },
          (__, k) => fullSample.matrix[k * full.columns + j],
        )
        return dot(contrast, fitLinear(causeSample, column, weights).coefficients)
      })
      const outerInfluence = influenceOf(fullSample, outer, moved, own)
      return succeed({
        from: low + rest,
        to: high + rest,
        influence: innerInfluence.map((value, k) => value + outerInfluence[k]),
        models: 'linear: outcome on treatment and mediators, mediators on treatment',
      })
    },
  })
}

/** The row of the treatment's design with the treatment at this value. */
function settingOf(treatment: Column, value: number, { columns }: Design): Float64Array {
  if (!isCategorical(treatment)) return Float64Array.of(1, value)
  const others = categoriesOf(treatment.values).slice(1)
  return Float64Array.from({ length: columns }, (_, j) =>
    j === 0 ? 1 : Number(others[j - 1].value === value),
  )
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}

const rowProduct = ({ matrix, columns }: Design, row: number, coefficients: ArrayLike<number>): number => {
  let sum = 0
  for (let j = 0; j < columns; j++) sum += matrix[row * columns + j] * coefficients[j]
  return sum
}

/** Of a linear combination of the coefficients: combination' (X' W X)^-1 x w residual, one a row. */
function influenceOf(
  design: Design,
  fit: ReturnType<typeof fitLinear>,
  combination: Float64Array,
  weights: Float64Array,
): Float64Array {
  const size = fit.kept.length
  const compact = Float64Array.from(fit.kept, (j) => combination[j])
  const direction = new Float64Array(design.columns)
  crossProduct(fit.inverseGram, size, size, compact).forEach((value, k) => (direction[fit.kept[k]] = value))
  return fit.residuals.map((residual, row) => weights[row] * residual * rowProduct(design, row, direction))
}
