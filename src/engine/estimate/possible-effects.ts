import { fail, succeed, type Problem, type Result } from '../../base/result'
import { columnNamed, type Column, type Dataset, type RowsUsed } from '../data/dataset'
import { magnitudeProblems } from '../data/magnitude'
import { atRows, completeRows } from '../data/rows'
import { isUndirected, nameOf, type CausalGraph, type Variable, type VariableId } from '../graph/graph'
import { countOf, decideEdgesOf, type DecidedClass } from '../graph/possible-parents'
import { isZeroByAssumption } from '../identify/adjustment'
import { joined } from '../identify/adjustment-obstacle'
import { adjustmentSetting } from '../identify/adjustment-query'
import { optimalAdjustment } from '../identify/optimal-adjustment'
import type { Budget } from '../identify/method'
import { invertPositiveDefinite } from '../stats/dense'
import { covarianceMatrix } from '../stats/moments'

/** What is held fixed in each class: the causes of the treatment, or the set with the smallest variance. */
export type HeldInIda = 'parents' | 'optimal'

export interface PossibleEffectsRequest {
  readonly treatments: readonly VariableId[]
  readonly outcome: VariableId
  readonly held: HeldInIda
}

/** The effects in all graphs that direct the edges at the treatments in one way. */
export interface PossibleEffect {
  /** Causes of each treatment. */
  readonly parents: readonly (readonly VariableId[])[]
  /** What was held fixed; null where no adjustment set exists (several treatments only). */
  readonly set: readonly VariableId[] | null
  /** One for each treatment: change of the outcome's mean for one unit more, the other treatments set; null as `set`. */
  readonly effects: readonly number[] | null
  /** 0 where the graph says that the effect is 0. */
  readonly standardErrors: readonly number[] | null
  /** How many DAGs direct the edges so. */
  readonly graphs: bigint
}

export interface PossibleEffects {
  readonly classes: readonly PossibleEffect[]
  readonly graphs: bigint
  /** False when the count or the listing stopped at its budget: there are more graphs than that. */
  readonly complete: boolean
  /** Least and greatest effect of each treatment; null where none could be had. */
  readonly ranges: readonly ({ readonly least: number; readonly greatest: number } | null)[]
  readonly rows: RowsUsed
  /** "The effect of X on Y across 14 compatible graphs: 0.2 to 1.1." */
  readonly sentence: string
}

/**
 * The total effects that linear regression gives in every DAG of a class, with how many DAGs give each: IDA of
 * Maathuis, Kalisch & Bühlmann, Annals of Statistics 37, 2009, with the causes of the treatment held fixed, or with the
 * set of smallest variance as in Witte, Henckel, Maathuis & Didelez, JMLR 21(246), 2020; several treatments jointly where
 * adjustment allows. Graphs that direct the edges at the treatments alike share an effect. Columns are found by name.
 * Rows that are complete in all variables that some class needs are used.
 * Problems: those of the graph and the question, such variables without a usable column, too few complete rows, columns that
 * determine each other.
 */
export function possibleEffects(
  dataset: Dataset,
  graph: CausalGraph,
  request: PossibleEffectsRequest,
  budget: Budget,
): Result<PossibleEffects> {
  const { treatments, outcome } = request
  const asked = adjustmentSetting(graph, queryOf(request))
  if (!asked.ok) return asked
  const decided = decideEdgesOf(graph, treatments)
  if (!decided.ok) return decided
  const started = performance.now()
  const found: { one: DecidedClass; set: ReturnType<typeof heldIn>; graphs: bigint }[] = []
  let complete = true
  for (const one of decided.value) {
    if (found.length >= budget.count || performance.now() - started > budget.milliseconds) {
      complete = false
      break
    }
    const { count, isExact } = countOf(one.graph, budget.count)
    if (!isExact) complete = false
    found.push({ one, set: heldIn(one, request), graphs: count })
  }
  const sets = found.flatMap(({ set }) => (set === 'zero' || set === null ? [] : set))
  const needed = new Set([...treatments, outcome, ...sets])
  const moments = momentsOf(
    dataset,
    graph.variables.filter(({ id }) => needed.has(id)),
  )
  if (!moments.ok) return moments
  const classes: PossibleEffect[] = []
  for (const { one, set, graphs } of found) {
    const fit = set === 'zero' || set === null ? null : regress(moments.value, treatments, outcome, set)
    if (fit && !fit.ok) return fit
    const zeros = treatments.map(() => 0)
    classes.push({
      parents: one.parents,
      set: set === 'zero' ? [] : set,
      effects: set === 'zero' ? zeros : (fit?.value.coefficients ?? null),
      standardErrors: set === 'zero' ? zeros : (fit?.value.standardErrors ?? null),
      graphs,
    })
  }
  const graphs = classes.reduce((sum, one) => sum + one.graphs, 0n)
  const ranges = treatments.map((_, at) => {
    const effects = classes.flatMap((one) => (one.effects ? [one.effects[at]] : []))
    return effects.length > 0 ? { least: Math.min(...effects), greatest: Math.max(...effects) } : null
  })
  const { rows } = moments.value
  return succeed({
    classes,
    graphs,
    complete,
    ranges,
    rows,
    sentence: sentenceOf(graph, request, { graphs, complete, ranges }),
  })
}

const queryOf = ({ treatments, outcome }: PossibleEffectsRequest) => ({
  exposures: treatments,
  outcomes: [outcome],
  effect: 'total' as const,
  must: [],
  forbidden: [],
})

/** The variables held in one class; 'zero' where no treatment can affect the outcome, null where no set exists. */
function heldIn(
  { graph, parents }: DecidedClass,
  request: PossibleEffectsRequest,
): readonly VariableId[] | 'zero' | null {
  const { treatments, outcome, held } = request
  if (held === 'parents' && treatments.length === 1) return parents[0].includes(outcome) ? 'zero' : parents[0]
  const kind = graph.kind === 'cpdag' && !graph.edges.some(isUndirected) ? 'dag' : graph.kind
  const setting = adjustmentSetting({ ...graph, kind }, queryOf(request))
  if (!setting.ok) return null
  if (isZeroByAssumption(setting.value)) return 'zero'
  const found = optimalAdjustment(setting.value)
  return found.verdict === 'none' ? null : found.set
}

interface Moments {
  readonly position: ReadonlyMap<VariableId, number>
  readonly names: readonly string[]
  /** Sample covariances, row-major. */
  readonly covariance: Float64Array
  readonly rows: RowsUsed
}

function momentsOf(dataset: Dataset, variables: readonly Variable[]): Result<Moments> {
  const problems: Problem[] = []
  for (const { name } of variables) {
    const reason = unsuitable(dataset, columnNamed(dataset, name), name)
    if (reason) problems.push({ code: 'unsuitable-column', message: reason, where: { name } })
  }
  if (problems.length > 0) return { ok: false, problems }
  const names = variables.map((variable) => variable.name)
  const complete = completeRows(dataset, names)
  if (!complete.ok) return complete
  const { rows, index } = complete.value
  if (rows.used < 3) return fail('too-few-rows', `Only ${rows.used} of the ${rows.total} rows are complete.`)
  const columns = names.map((name) => atRows(columnNamed(dataset, name)!, index))
  const extreme = magnitudeProblems(columns)
  if (extreme.length > 0) return { ok: false, problems: extreme }
  return succeed({
    position: new Map(variables.map(({ id }, at) => [id, at])),
    names,
    covariance: covarianceMatrix(columns.map((column) => column.values)),
    rows,
  })
}

function unsuitable(dataset: Dataset, column: Column | undefined, name: string): string | null {
  if (!column) return `There is no column “${name}” in ${dataset.name}.`
  if (column.role === 'left-out') return `“${name}” was left out of the data: ${column.note ?? 'by choice'}.`
  if (column.kind === 'id') return `“${name}” identifies rows; it is no number to regress on.`
  if (column.kind === 'nominal' && (column.levels?.length ?? 0) > 2)
    return `“${name}” has categories without an order; linear regression needs numbers.`
  return null
}

interface Fit {
  readonly coefficients: readonly number[]
  readonly standardErrors: readonly number[]
}

/** Coefficients of the treatments in the regression of the outcome on them and the set, from the moments. */
function regress(
  { position, names, covariance, rows }: Moments,
  treatments: readonly VariableId[],
  outcome: VariableId,
  set: readonly VariableId[],
): Result<Fit> {
  const size = names.length
  const at = [...treatments, ...set].map((id) => position.get(id)!)
  const y = position.get(outcome)!
  const block = Float64Array.from({ length: at.length ** 2 }, (_, slot) => {
    const [i, j] = [Math.floor(slot / at.length), slot % at.length]
    return covariance[at[i] * size + at[j]]
  })
  const inverse = invertPositiveDefinite(block, at.length)
  const listed = joined(at.map((column) => `“${names[column]}”`))
  if (!inverse)
    return fail('collinear-columns', `Among ${listed} one does not vary or is determined by the others.`)
  const left = rows.used - at.length - 1
  if (left < 1) return fail('too-few-rows', `${rows.used} complete rows are too few to regress on ${listed}.`)
  const withOutcome = at.map((column) => covariance[column * size + y])
  const coefficients = at.map((_, i) =>
    withOutcome.reduce((sum, value, j) => sum + inverse[i * at.length + j] * value, 0),
  )
  const explained = coefficients.reduce((sum, value, i) => sum + value * withOutcome[i], 0)
  const residual = Math.max(0, covariance[y * size + y] - explained) / left
  return succeed({
    coefficients: coefficients.slice(0, treatments.length),
    standardErrors: treatments.map((_, i) => Math.sqrt(residual * inverse[i * at.length + i])),
  })
}

const DIGITS = 3
const shown = (value: number) => String(Number(value.toPrecision(DIGITS))).replace('-', '−')

function sentenceOf(
  graph: CausalGraph,
  { treatments, outcome }: PossibleEffectsRequest,
  { graphs, complete, ranges }: Pick<PossibleEffects, 'graphs' | 'complete' | 'ranges'>,
): string {
  const across = `${complete ? '' : 'more than '}${graphs} compatible ${graphs === 1n && complete ? 'graph' : 'graphs'}`
  const sentences = treatments.map((id, at) => {
    const range = ranges[at]
    const found = !range
      ? 'not to be had by adjustment'
      : range.least === range.greatest
        ? shown(range.least)
        : `${shown(range.least)} to ${shown(range.greatest)}`
    return `The effect of ${nameOf(graph, id)} on ${nameOf(graph, outcome)} across ${across}: ${found}.`
  })
  return sentences.join(' ')
}
