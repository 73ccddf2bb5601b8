import { succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import { isCategorical, type Column, type Dataset, type RowsUsed } from '../data/dataset'
import type { Value } from '../identify/question'
import { fitLinear, predictLinear } from '../stats/linear-regression'
import type { MissingChoice } from '../data/missing/methods'
import type { EffectProblem, GapsFilled } from './estimator'
import { columnsOfEstimand, type IdentifiedBy } from './identified-by'
import { formulaMeans } from './plug-in'
import { fillGaps } from './fill-gaps'
import { pooledDesigns, prepareOutcomeModel } from './nuisance'
import { averageSeeDo } from './pool-see-do'
import { buildProblem, distinctValues, isTwoArmed, labelOf } from './problem'
import { averageOver, everyRow, sampleAt, type RowSample } from './row-weights'

export interface SeeDoRequest {
  readonly treatment: string
  readonly outcome: string
  readonly from?: Value
  readonly to?: Value
  /** null: no set answers the question by adjustment, and only the See side is wanted. */
  readonly adjustment: readonly string[] | null
  /** The formula that answers the question where no set does. */
  readonly identifiedBy?: IdentifiedBy
  /** What to do about rows with gaps; by default they are left out. */
  readonly missing?: MissingChoice
  /** Names the random numbers of imputations. */
  readonly seed?: number
}

/** One value of the treatment, seen and done. */
export interface SeeDoArm {
  readonly label: Value
  /** Rows in which the treatment has this value. */
  readonly rows: number
  /** P(Y = event | X = x), or E[Y | X = x]. */
  readonly see: number
  /** The same under do(X = x): averaged over the adjustment set as it is among everyone; null without a set. */
  readonly do: number | null
}

/** How an adjustment variable differs between those seen with each value of the treatment and everyone. */
export type CovariateShift =
  | {
      readonly name: string
      readonly form: 'shares'
      /** Shares in [0, 1] among everyone and among the rows of each arm, in the order of `arms`. */
      readonly levels: readonly {
        readonly label: Value
        readonly everyone: number
        readonly seen: readonly number[]
      }[]
    }
  | {
      readonly name: string
      readonly form: 'mean'
      readonly everyone: number
      readonly seen: readonly number[]
    }

/** A combination of adjustment values with no rows in one arm: there the data say nothing about that arm. */
export interface EmptyCell {
  readonly arm: Value
  /** "size = large, sex = female" */
  readonly cell: string
  /** Rows that the combination has in the other arm. */
  readonly rows: number
}

export interface SeeDo {
  readonly scale: 'probability' | 'mean'
  /** Which outcome is counted, on the probability scale: "yes". */
  readonly event?: Value
  /** The two values of the contrast: from, to. */
  readonly arms: readonly [SeeDoArm, SeeDoArm]
  /**
   * standardisation: exact averages over cells; outcome-model: some cell is empty or a variable is continuous; formula:
   * the identified formula with shares of rows for probabilities; none: there is no Do side.
   */
  readonly method: 'standardisation' | 'outcome-model' | 'formula' | 'none'
  readonly emptyCells: readonly EmptyCell[]
  readonly covariates: readonly CovariateShift[]
  readonly rows: RowsUsed
  /** How rows with gaps were kept; absent where there were none, or they were left out. */
  readonly gaps?: GapsFilled
}

const MOST_VALUES = 12
const MOST_CELLS = 300
const MOST_EMPTY_LISTED = 20

/**
 * P(Y | X = x) beside P(Y | do(X = x)) for both values of a contrast. Discrete data with rows of both arms in every
 * cell are standardised exactly (the back-door formula with shares for probabilities); else an outcome model fills in.
 * Without an adjustment set only P(Y | X = x) is computed. Rows with gaps are left out; rows with weights count so much.
 */
export function compareSeeDo(dataset: Dataset, request: SeeDoRequest): Result<SeeDo> {
  const built = buildProblem(dataset, problemRequest(request))
  return built.ok ? compareArms(built.value, request.adjustment !== null) : built
}

/** `compareSeeDo` with the rows with gaps treated as the request says: imputed comparisons are averaged. */
export async function compareSeeDoWithGaps(
  dataset: Dataset,
  request: SeeDoRequest,
  context: EngineContext,
): Promise<Result<SeeDo>> {
  const asked = problemRequest(request)
  const filled = await fillGaps(dataset, asked, request.missing, context)
  if (!filled.ok) return filled
  const compared: SeeDo[] = []
  for (const problem of filled.value.problems()) {
    if (!problem.ok) return problem
    const found = compareArms(problem.value, request.adjustment !== null)
    if (!found.ok) return found
    compared.push(found.value)
  }
  const { gaps, rows } = filled.value
  return succeed({ ...averageSeeDo(compared), rows, ...(gaps ? { gaps } : {}) })
}

const problemRequest = (request: SeeDoRequest) => ({
  ...request,
  adjustment: request.adjustment ?? [],
  others: columnsOfEstimand(request.identifiedBy),
})

function compareArms(problem: EffectProblem, answered: boolean): Result<SeeDo> {
  const { treatment, outcome, from, to, rows } = problem
  const outcomeValues = distinctValues(outcome)
  const high = outcomeValues[outcomeValues.length - 1]
  const countsEvents = outcomeValues.length === 2 && high - outcomeValues[0] === 1
  const response = countsEvents ? outcome.values.map((value) => (value === high ? 1 : 0)) : outcome.values
  const recoded: EffectProblem = { ...problem, outcome: { ...outcome, values: response } }

  const arms = [from, to]
  const armRows = arms.map((arm) => rowsWith(treatment, arm))
  const discrete = isTwoArmed(problem) || isCategorical(treatment)
  const cells = answered && discrete ? standardise(recoded, armRows) : null
  const seen = discrete
    ? armRows.map((members) => averageOver(response, sampleAt(problem, members)))
    : lineAt(recoded)
  let done = cells?.means ?? (answered ? null : meansByFormula(recoded))
  const method = cells?.means ? 'standardisation' : answered ? 'outcome-model' : done ? 'formula' : 'none'
  if (!done && answered) {
    const modelled = modelledMeans(recoded, countsEvents)
    if (!modelled.ok) return modelled
    done = modelled.value
  }
  const arm = (k: number): SeeDoArm => ({
    label: labelOf(treatment, arms[k]),
    rows: armRows[k].length,
    see: seen[k],
    do: done?.[k] ?? null,
  })
  return succeed({
    scale: countsEvents ? 'probability' : 'mean',
    ...(countsEvents ? { event: labelOf(outcome, high) } : {}),
    arms: [arm(0), arm(1)],
    method,
    emptyCells: cells?.empty ?? [],
    covariates: problem.covariates.map((column) => shiftOf(problem, column, armRows)),
    rows,
  })
}

/** What the identified formula gives for both arms; null where there is none, or the data do not fill it. */
function meansByFormula(problem: EffectProblem): number[] | null {
  if (!problem.identifiedBy) return null
  const found = formulaMeans(problem)
  return found.ok ? [found.value.from, found.value.to] : null
}

const rowsWith = (column: Column, value: number): Int32Array =>
  Int32Array.from(column.values, (_, row) => row).filter((row) => column.values[row] === value)

interface Cell {
  readonly firstRow: number
  rows: number
  /** Sum of the rows' weights: the rows themselves where these have none. */
  mass: number
  readonly armRows: number[]
  readonly armMass: number[]
  readonly armSums: number[]
}

/** Means over cells weighted by their share among everyone; null where continuous variables or empty cells forbid it. */
function standardise(
  problem: EffectProblem,
  armRows: readonly Int32Array[],
): { means: number[] | null; empty: EmptyCell[] } | null {
  const { covariates, treatment, outcome, weights } = problem
  if (covariates.some((column) => new Set(column.values).size > MOST_VALUES)) return null
  const cells = new Map<string, Cell>()
  const n = problem.rows.used
  const cellOf: Cell[] = []
  for (let row = 0; row < n; row++) {
    const key = covariates.map((column) => column.values[row]).join(' ')
    let cell = cells.get(key)
    if (!cell) {
      cell = { firstRow: row, rows: 0, mass: 0, armRows: [0, 0], armMass: [0, 0], armSums: [0, 0] }
      cells.set(key, cell)
      if (cells.size > MOST_CELLS) return null
    }
    cell.rows++
    cell.mass += weights ? weights[row] : 1
    cellOf.push(cell)
  }
  armRows.forEach((members, k) => {
    for (const row of members) {
      const cell = cellOf[row]
      const weight = weights ? weights[row] : 1
      cell.armRows[k]++
      cell.armMass[k] += weight
      cell.armSums[k] += weight * outcome.values[row]
    }
  })
  const arms = [problem.from, problem.to]
  const empty = [...cells.values()].flatMap((cell) =>
    arms.flatMap((value, k): EmptyCell[] =>
      cell.armRows[k] > 0
        ? []
        : [
            {
              arm: labelOf(treatment, value),
              cell: covariates
                .map((column) => `${column.name} = ${labelOf(column, column.values[cell.firstRow])}`)
                .join(', '),
              rows: cell.rows,
            },
          ],
    ),
  )
  if (empty.length > 0) return { means: null, empty: empty.slice(0, MOST_EMPTY_LISTED) }
  const means = arms.map((_, k) => {
    let total = 0
    // Weights have mean 1, so that masses sum to n.
    for (const cell of cells.values()) total += (cell.mass / n) * (cell.armSums[k] / cell.armMass[k])
    return total
  })
  return { means, empty }
}

function modelledMeans(problem: EffectProblem, countsEvents: boolean): Result<number[]> {
  const family = countsEvents ? 'logistic' : 'linear'
  const model = prepareOutcomeModel(problem, { family, formula: null })
  if (!model.ok) return model
  const { from, to } = model.value()
  const all = everyRow(problem)
  return succeed([averageOver(from, all), averageOver(to, all)])
}

/** The regression line of the outcome on a continuous treatment, at both values of the contrast. */
function lineAt(problem: EffectProblem): number[] {
  const designs = pooledDesigns(problem, { family: 'linear', formula: [] })
  if (!designs.ok) return [NaN, NaN]
  const { observed, from, to } = designs.value
  const { coefficients } = fitLinear(observed, problem.outcome.values, problem.weights)
  return [from, to].map((design) => predictLinear(coefficients, design)[0])
}

function shiftOf(problem: EffectProblem, column: Column, armRows: readonly Int32Array[]): CovariateShift {
  const { name, values } = column
  const distinct = distinctValues(column)
  if (distinct.length <= MOST_VALUES) {
    const share = (sample: RowSample, level: number) =>
      averageOver(
        values.map((value) => (value === level ? 1 : 0)),
        sample,
      )
    const levels = distinct.map((level) => ({
      label: labelOf(column, level),
      everyone: share(everyRow(problem), level),
      seen: armRows.map((members) => share(sampleAt(problem, members), level)),
    }))
    return { name, form: 'shares', levels }
  }
  const seen = armRows.map((members) => averageOver(values, sampleAt(problem, members)))
  return { name, form: 'mean', everyone: averageOver(values, everyRow(problem)), seen }
}
