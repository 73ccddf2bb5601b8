import { fail, succeed, type Problem, type Result } from '../../../base/result'
import { columnNamed, type Column, type Dataset } from '../dataset'
import { rankByAssociation } from './association'
import { countMissing } from './patterns'
import { isUsablePredictor } from './usable'

/** How the gaps of a column are filled. */
export type FillModel = 'matching' | 'normal' | 'logistic' | 'sequential'

export interface ModelColumn {
  readonly column: Column
  readonly missing: number
  /** Named by the analysis; the others only help to guess. */
  readonly own: boolean
  /** Distinct values, ascending, for unordered and few-valued columns; absent for numbers. */
  readonly categories?: readonly number[]
}

export interface ImputationColumns {
  readonly columns: readonly ModelColumn[]
  /** Other usable columns that were not taken, because there were too many or they go with no column that has gaps. */
  readonly unused: number
}

const MOST_AUXILIARIES = 15
const MOST_GAPS_OF_AUXILIARY = 0.5
const MOST_CATEGORIES = 50
/** Ordered grades beyond this many are matched as numbers. */
const MOST_GRADES = 12
const FEWEST_VALUES = 5

/**
 * The columns of the imputation models: those of the analysis, and of the others the fifteen that go best with a column
 * that has gaps or with where it has them. Problems: a column of the analysis with hardly any value, or with too many
 * categories to fill.
 */
export function imputationColumns(dataset: Dataset, names: readonly string[]): Result<ImputationColumns> {
  const own = [...new Set(names)].flatMap((name) => columnNamed(dataset, name) ?? [])
  const described = own.map((column) => describe(column, true))
  const problems = described.flatMap(obstacle)
  if (problems.length > 0) return { ok: false, problems }
  const candidates = dataset.columns.filter(
    (column) =>
      !names.includes(column.name) &&
      isUsablePredictor(column) &&
      countMissing(column) <= MOST_GAPS_OF_AUXILIARY * dataset.rows,
  )
  const gappy = described.filter(({ missing }) => missing > 0).map(({ column }) => column)
  const helpful = rankByAssociation(candidates, gappy).slice(0, MOST_AUXILIARIES)
  // Without gaps, a column of so many categories is no use as a predictor either.
  const fitting = described.filter(({ categories }) => (categories?.length ?? 0) <= MOST_CATEGORIES)
  return succeed({
    columns: [...fitting, ...helpful.map((column) => describe(column, false))],
    unused: candidates.length - helpful.length,
  })
}

function describe(column: Column, own: boolean): ModelColumn {
  const missing = countMissing(column)
  const { kind, values } = column
  if (kind !== 'nominal' && kind !== 'binary' && kind !== 'ordinal') return { column, missing, own }
  const categories = [...new Set(values)].filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b)
  if (kind === 'ordinal' && categories.length > MOST_GRADES) return { column, missing, own }
  return { column, missing, own, categories }
}

function obstacle({ column, missing, categories }: ModelColumn): Problem[] {
  const { name, values } = column
  if (missing === 0) return []
  const present = values.length - missing
  if (present < FEWEST_VALUES)
    return fail(
      'too-few-values',
      `“${name}” has ${present} ${present === 1 ? 'value' : 'values'}: too few to learn what the others might be.`,
      { name },
    ).problems
  if (categories && categories.length > MOST_CATEGORIES)
    return fail(
      'too-many-categories',
      `“${name}” has ${categories.length} categories: too many to impute (at most ${MOST_CATEGORIES}). Recode it into fewer.`,
      { name },
    ).problems
  return []
}

/** Numbers by matching or a normal model, as asked; categories by logistic regressions. */
export const fillModelOf = ({ categories }: ModelColumn, numeric: 'matching' | 'normal'): FillModel =>
  !categories ? numeric : categories.length <= 2 ? 'logistic' : 'sequential'
