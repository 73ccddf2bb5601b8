import { isCategorical, type Column } from '../../data/dataset'
import { buildDesign, categoriesOf, type Term } from '../../stats/design'
import { normalQuantile, normalUpperTail } from '../../stats/distributions'
import { fitLinear } from '../../stats/linear-regression'
import { fitLogistic } from '../../stats/logistic-regression'
import { noncentralityInterval } from '../../stats/noncentral-chi-square'
import { partialCorrelation } from '../../stats/partial-correlation'
import { residualCovarianceTest } from '../../stats/residual-covariance'
import { cellsToFill, gSquared, mantelHaenszel, stratifiedTables } from '../../stats/stratified-tables'
import { tetradTest } from '../../stats/tetrad'
import type { ImplicationTest, UntestedReason } from './report'
import type { Correlations } from './shared-correlations'

/** What a test finds; the report adds what it belongs to. */
export type Found = Pick<
  ImplicationTest,
  'test' | 'statistic' | 'distribution' | 'degreesOfFreedom' | 'p' | 'effect'
>

/** Or why there is no test: "A has the same value in all rows". */
export interface NotTested {
  readonly reason: UntestedReason
  readonly sentence: string
}

/** Rows beyond the parameters that a test needs. */
const SPARE_ROWS = 10
/** Rows a cell of the cross tables that the likelihood ratio needs to follow its chi-square. */
const ROWS_PER_CELL = 5
/** Categories with fewer rows count with the reference category in regressions. */
const ROWS_PER_CATEGORY = 10
/** Of the intervals of effect sizes. */
const LEVEL = 0.95

const untested = (reason: UntestedReason, sentence: string): NotTested => ({ reason, sentence })

/** Different values, counted up to three: a glance at most columns. */
function valuesIn({ values }: Column): 0 | 1 | 2 | 3 {
  if (values.length === 0) return 0
  const [first] = values
  let second: number | undefined
  for (const value of values) {
    if (value === first || value === second) continue
    if (second !== undefined) return 3
    second = value
  }
  return second === undefined ? 1 : 2
}

const isTwoValued = (column: Column): boolean => valuesIn(column) === 2

/**
 * Tests whether a and b are independent given the others, on complete rows. Numbers throughout (yes-or-no columns may
 * stand among the given): Fisher's z. Categories throughout: G squared where the tables have rows enough, else
 * Mantel-Haenszel. Otherwise the covariance of the residuals of regressions on the given, linear for numbers and
 * logistic for each category but the most frequent.
 */
export function compareIndependence(
  a: Column,
  b: Column,
  given: readonly Column[],
  correlations: Correlations,
): Found | NotTested {
  const rows = a.values.length
  for (const column of [a, b])
    if (valuesIn(column) < 2)
      return untested(
        'constant',
        rows === 0
          ? 'No row is complete.'
          : `“${column.name}” has only one value in the ${rows} complete rows.`,
      )
  if ([a, b, ...given].every(isCategorical)) return compareTables(a, b, given)
  if (rows < given.length + SPARE_ROWS) return tooFew(rows)
  const isNumber = (column: Column) => !isCategorical(column)
  if (isNumber(a) && isNumber(b) && given.every((column) => isNumber(column) || isTwoValued(column)))
    return comparePartialCorrelation(a, b, given, correlations)
  return compareResiduals(a, b, given)
}

const tooFew = (rows: number) =>
  untested('too-few-rows', `${rows} complete rows are too few for what is given.`)

/** The given columns settle one of the two, so that nothing is left to depend. */
const determined = (a: Column, b: Column) =>
  untested('determined', `What is given leaves nothing of “${a.name}” or “${b.name}” to compare.`)

function comparePartialCorrelation(
  a: Column,
  b: Column,
  given: readonly Column[],
  correlations: Correlations,
): Found | NotTested {
  const columns = [a, b, ...given]
  const others = Int32Array.from(given, (_, k) => k + 2)
  const r = partialCorrelation(correlations(columns), columns.length)(0, 1, others, given.length)
  if (!(Math.abs(r) < 1)) return determined(a, b)
  const scale = Math.sqrt(a.values.length - given.length - 3)
  const statistic = scale * Math.atanh(r)
  const reach = normalQuantile(0.5 + LEVEL / 2) / scale
  return {
    test: 'partial-correlation',
    statistic,
    distribution: 'normal',
    degreesOfFreedom: null,
    p: 2 * normalUpperTail(Math.abs(statistic)),
    effect: {
      measure: 'partial-correlation',
      value: r,
      interval: [Math.tanh(Math.atanh(r) - reach), Math.tanh(Math.atanh(r) + reach)],
    },
  }
}

function compareTables(a: Column, b: Column, given: readonly Column[]): Found | NotTested {
  const tables = stratifiedTables(
    a.values,
    b.values,
    given.map((column) => column.values),
  )
  const isFull = tables.total >= ROWS_PER_CELL * cellsToFill(tables)
  const found = isFull ? gSquared(tables) : mantelHaenszel(tables)
  if (found.degreesOfFreedom === 0) return tables.total < SPARE_ROWS ? tooFew(tables.total) : determined(a, b)
  return {
    test: isFull ? 'g-squared' : 'mantel-haenszel',
    distribution: 'chi-square',
    ...found,
    effect: cramersV(
      found.statistic,
      found.degreesOfFreedom,
      tables.total,
      Math.min(tables.rows, tables.columns),
    ),
  }
}

/** Cramér's V less what chance alone gives, with the interval of the noncentrality. */
function cramersV(
  statistic: number,
  df: number,
  rows: number,
  categories: number,
): ImplicationTest['effect'] {
  const size = (noncentrality: number) => Math.min(1, Math.sqrt(noncentrality / (rows * (categories - 1))))
  const [low, high] = noncentralityInterval(statistic, df, LEVEL)
  return {
    measure: 'cramers-v',
    value: size(Math.max(0, statistic - df)),
    interval: [size(low), size(high)],
  }
}

function compareResiduals(a: Column, b: Column, given: readonly Column[]): Found | NotTested {
  const rows = a.values.length
  const terms: Term[] = given.map(({ name, values, levels, ...column }) => [
    {
      predictor: {
        name,
        values,
        ...(isCategorical(column) ? { categories: categoriesOf(values, levels) } : {}),
      },
      power: 1,
    },
  ])
  const design = buildDesign(terms, rows)
  if (rows < design.columns + SPARE_ROWS) return tooFew(rows)
  const residuals = (column: Column) =>
    responsesOf(column).map((response) => {
      if (!isCategorical(column)) return fitLinear(design, response).residuals
      const { fitted } = fitLogistic(design, response)
      return response.map((value, row) => value - fitted[row])
    })
  const [left, right] = [residuals(a), residuals(b)]
  if (left.length === 0 || right.length === 0) return tooFew(rows)
  const { correlation, ...found } = residualCovarianceTest(left, right, design.columns)
  if (found.degreesOfFreedom === 0) return determined(a, b)
  const reach = normalQuantile(0.5 + LEVEL / 2)
  return {
    test: 'residual-covariance',
    distribution: 'chi-square',
    ...found,
    effect: correlation
      ? {
          measure: 'partial-correlation',
          value: correlation.value,
          interval: [
            Math.max(-1, correlation.value - reach * correlation.standardError),
            Math.min(1, correlation.value + reach * correlation.standardError),
          ],
        }
      : cramersV(found.statistic, found.degreesOfFreedom, rows, Math.min(left.length, right.length) + 1),
  }
}

/** The numbers themselves, or one indicator for each category that has rows enough, but for the most frequent. */
function responsesOf(column: Column): Float64Array[] {
  const { values } = column
  if (!isCategorical(column)) return [values]
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const common = [...counts].toSorted(([, x], [, y]) => y - x).slice(1)
  return common
    .filter(([, count]) => count >= ROWS_PER_CATEGORY)
    .map(([category]) => values.map((value) => Number(value === category)))
}

/** Tests a tetrad of four columns of numbers on complete rows. */
export function compareTetrad(
  left: readonly [Column, Column],
  right: readonly [Column, Column],
): Found | NotTested {
  const columns = [...left, ...right]
  const rows = left[0].values.length
  const categories = columns.find((column) => isCategorical(column) && !isTwoValued(column))
  if (categories)
    return untested('unusable-column', `“${categories.name}” holds categories, which have no covariance.`)
  if (rows < 3 * SPARE_ROWS) return tooFew(rows)
  const constant = columns.find((column) => valuesIn(column) < 2)
  if (constant)
    return untested('constant', `“${constant.name}” has only one value in the ${rows} complete rows.`)
  const [i, j] = left
  const [k, l] = right
  const { difference, standardError, statistic, p } = tetradTest([i.values, j.values], [k.values, l.values])
  if (!Number.isFinite(statistic)) return determined(i, k)
  const reach = normalQuantile(0.5 + LEVEL / 2) * standardError
  return {
    test: 'tetrad',
    statistic,
    distribution: 'normal',
    degreesOfFreedom: null,
    p,
    effect: {
      measure: 'tetrad-difference',
      value: difference,
      interval: [difference - reach, difference + reach],
    },
  }
}
