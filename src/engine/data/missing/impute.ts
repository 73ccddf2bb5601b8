import { fail, succeed, type Result } from '../../../base/result'
import type { Random } from '../../../base/random'
import type { EngineContext } from '../../context'
import type { Dataset } from '../dataset'
import { drawCategories, drawNumbers } from './fill-models'
import { fillModelOf, imputationColumns, type FillModel } from './imputation-columns'
import {
  layOut,
  startingDesign,
  type FilledDesign,
  type WorkingColumn,
  type WorkingTable,
} from './working-table'

export interface ImputationSettings {
  readonly imputations: number
  readonly iterations: number
  /** For numbers: predictive mean matching or draws from a normal model. */
  readonly numeric: 'matching' | 'normal'
}

export interface FilledColumn {
  readonly name: string
  readonly cells: number
  readonly model: FillModel
}

export interface Imputations {
  readonly count: number
  /** Columns of the analysis that had gaps. */
  readonly filled: readonly FilledColumn[]
  /** All columns in the models, and how many usable ones were left out. */
  readonly predictors: readonly string[]
  readonly unused: number
  /** Rows the models were fitted on; fewer than the dataset's in long tables. */
  readonly fittedRows: number
  /** The dataset with the gaps of imputation `k` (from 0) filled in the columns of the analysis. */
  complete(k: number): Dataset
}

const MILLISECONDS_BETWEEN_PAUSES = 60

/**
 * Multiple imputation by chained equations (van Buuren & Groothuis-Oudshoorn 2011, J. Statistical Software 45): each
 * column with gaps is drawn in turn given all others, `iterations` times, in `imputations` separate chains. `names` are
 * the columns of the analysis, outcome included. Every chain has random numbers of its own, forked from
 * `context.random`. On abort: a problem.
 */
export async function impute(
  dataset: Dataset,
  names: readonly string[],
  settings: ImputationSettings,
  context: Pick<EngineContext, 'random' | 'signal' | 'progress'>,
): Promise<Result<Imputations>> {
  const chosen = imputationColumns(dataset, names)
  if (!chosen.ok) return chosen
  const random = context.random.fork('imputation')
  const table = layOut(chosen.value, dataset.rows, random.fork('rows'))
  const own = table.columns.filter(({ model, gaps }) => model.own && gaps.length > 0)
  const chains: (readonly Float64Array[])[] = []
  const { imputations, iterations } = settings
  const pause = pacing(context)
  for (let chain = 0; chain < imputations; chain++) {
    const draws = startChain(table, settings, random.fork(chain))
    for (let iteration = 0; iteration < iterations; iteration++) {
      for (const column of draws.order) {
        draws.fill(column)
        await pause(
          (chain + iteration / iterations) / imputations,
          `imputation ${chain + 1} of ${imputations}`,
        )
        if (context.signal.aborted)
          return fail('cancelled', `Cancelled at imputation ${chain + 1} of ${imputations}.`)
      }
    }
    chains.push(own.map((column) => draws.filled.get(column)!))
  }
  return succeed({
    count: imputations,
    filled: own.map(({ model, gaps }) => ({
      name: model.column.name,
      cells: gaps.length,
      model: fillModelOf(model, settings.numeric),
    })),
    predictors: table.columns.map(({ model }) => model.column.name),
    unused: chosen.value.unused,
    fittedRows: table.fittedRows,
    complete: (k) => completed(dataset, table, own, chains[k]),
  })
}

/** Lets other work through, and progress out, every now and then. */
function pacing({ progress }: Pick<EngineContext, 'progress'>) {
  let paused = performance.now()
  return async (fraction: number, note: string) => {
    if (performance.now() - paused < MILLISECONDS_BETWEEN_PAUSES) return
    progress(fraction, note)
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    paused = performance.now()
  }
}

/** One chain: columns are visited from the fewest gaps to the most. */
function startChain(table: WorkingTable, settings: ImputationSettings, random: Random) {
  const design = startingDesign(table, random)
  const filled = new Map<WorkingColumn, Float64Array>()
  return {
    order: table.columns
      .filter(({ gaps }) => gaps.length > 0)
      .toSorted((a, b) => a.gaps.length - b.gaps.length),
    filled,
    fill(column: WorkingColumn) {
      const values = drawColumn(table, design, column, settings, random)
      filled.set(column, values)
      column.gaps.forEach((row, k) => design.write(column, row, values[k]))
    },
  }
}

function drawColumn(
  table: WorkingTable,
  { matrix }: FilledDesign,
  column: WorkingColumn,
  { numeric }: ImputationSettings,
  random: Random,
): Float64Array {
  const { model, at, width, gaps, fitted, values } = column
  const everyColumn = Int32Array.from({ length: table.width }, (_, j) => j)
  const problem = {
    matrix,
    width: table.width,
    predictors: everyColumn.filter((j) => j < at || j >= at + width),
    fitted,
    values,
    gaps,
  }
  return model.categories
    ? drawCategories(problem, model.categories, random)
    : drawNumbers(problem, numeric, random)
}

function completed(
  dataset: Dataset,
  { rows }: WorkingTable,
  own: readonly WorkingColumn[],
  values: readonly Float64Array[],
): Dataset {
  return {
    ...dataset,
    columns: dataset.columns.map((column) => {
      const at = own.findIndex(({ model }) => model.column === column)
      if (at < 0) return column
      const whole = column.values.slice()
      own[at].gaps.forEach((row, k) => (whole[rows[row]] = values[at][k]))
      return { ...column, values: whole }
    }),
  }
}
