import { fail, succeed, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import type { Dataset } from '../../data/dataset'
import { nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { separationGraph } from '../../graph/separation'
import { cleanInstruments } from '../../identify/bounds/clean-instruments'
import type { Interval } from '../../identify/bounds/interval'
import type { EffectQuestion } from '../../identify/question'
import { quantileSorted } from '../../stats/moments'
import type { EffectProblem } from '../estimator'
import { buildProblem, distinctValues, isTwoArmed, type ProblemRequest } from '../problem'
import { everyRow } from '../row-weights'
import { drawAnew, naiveOf } from './draw-anew'
import { createObserver } from './observed'
import { recipes } from './recipes'
import type { Bound, BoundNotGiven, BoundsReport, InstrumentalInequality } from './report'
import { readTrial, type TrialReader } from './with-instrument'

export interface BoundsOptions {
  /** Smallest and largest value the outcome can take; by default those seen. */
  readonly support?: readonly [number, number]
  /** Samples drawn anew; by default 200. */
  readonly draws?: number
  /** By default .95. */
  readonly level?: number
}

const DEFAULT_DRAWS = 200
const DEFAULT_LEVEL = 0.95
/** A treatment of more values is a number of which hardly any row has the one asked about. */
const MOST_ARMS = 20

const INSTRUMENT = {
  id: 'instrument',
  label: 'Assigned by lot',
  reference: 'Balke & Pearl, JASA 92, 1997',
} as const

/**
 * What the data still say of a total effect that nothing identifies: bounds by what is assumed, weakest first, each
 * with the region in which it lies when rows are drawn anew. Instruments are those of the graph; variables and columns
 * go together by name. Problems: more than one treatment or outcome, those of `buildProblem`, a range of the outcome
 * that does not hold the data.
 */
export async function boundsFor(
  dataset: Dataset,
  graph: CausalGraph,
  question: EffectQuestion,
  options: BoundsOptions,
  context: EngineContext,
): Promise<Result<BoundsReport>> {
  if (question.treatments.length !== 1 || question.outcomes.length !== 1 || question.effect !== 'total')
    return fail('one-effect', 'Bounds are of the total effect of one treatment on one outcome.')
  const [contrast] = question.treatments
  const [outcomeId] = question.outcomes
  const readable = separationGraph(graph)
  if (!readable.ok) return readable
  const request: ProblemRequest = {
    treatment: nameOf(graph, contrast.variable),
    outcome: nameOf(graph, outcomeId),
    from: contrast.from,
    to: contrast.to,
    adjustment: [],
  }
  const built = buildProblem(dataset, request)
  if (!built.ok) return built
  const problem = built.value
  const support = supportOf(problem, options.support)
  if (!support.ok) return support

  const { draws = DEFAULT_DRAWS, level = DEFAULT_LEVEL } = options
  const arms = distinctValues(problem.treatment)
  if (arms.length > MOST_ARMS)
    return fail(
      'too-many-arms',
      `“${problem.treatment.name}” has ${arms.length} different values, and hardly any row has just the two asked about: without a model nothing bounds the effect. Cut it into classes.`,
      { name: problem.treatment.name },
    )
  const observe = createObserver(problem, support.value.range)
  if (!observe)
    return fail('unseen-value', `No row has one of the two values of “${problem.treatment.name}”.`, {
      name: problem.treatment.name,
    })
  const notGiven: BoundNotGiven[] = []
  const hasOrder = isTwoArmed(problem) || problem.treatment.kind !== 'nominal'
  const used = recipes.filter(({ needs }) => needs === 'nothing' || hasOrder)
  for (const { id, label } of recipes.filter((recipe) => !used.includes(recipe)))
    notGiven.push({ id, label, reason: `The values of “${problem.treatment.name}” have no order.` })
  const trials = readTrials(dataset, readable.value, request, [contrast.variable, outcomeId], notGiven)

  const whole = observe(everyRow(problem))
  const sampled = await drawAnew(
    problem,
    observe,
    used,
    trials.map(({ reader }) => reader),
    draws,
    context,
  )
  if (!sampled.ok) return sampled
  const { naive, regions, violations } = sampled.value
  const shareOf = (reader: TrialReader) => violations.get(reader) ?? 0
  const tail = (1 - level) / 2
  const width = support.value.range.high - support.value.range.low
  const bounds: Bound[] = [
    {
      id: 'no-data',
      label: 'No data',
      low: -width,
      high: width,
      region: null,
      assumptions: [],
      sentence: spoken({ low: -width, high: width }),
      reference: '',
    },
    ...used.map((recipe): Bound => {
      const found = recipe.bounds(whole)
      return {
        id: recipe.id,
        label: recipe.label,
        ...found,
        region: regionOf(regions.get(recipe), tail),
        assumptions: recipe.assumptions(problem),
        sentence: spoken(found),
        reference: recipe.reference,
      }
    }),
  ]
  for (const { instrument, reader } of trials) {
    const { bounds: found, isBroken } = reader.whole
    const name = nameOf(graph, instrument)
    // Without samples there is no telling chance from contradiction.
    const isContradicted = isBroken && (draws === 0 || shareOf(reader) >= level)
    if (found && !isContradicted)
      bounds.push({
        ...INSTRUMENT,
        ...found,
        instrument,
        region: regionOf(regions.get(reader), tail),
        assumptions: [
          `${name} is as good as drawn by lot and acts on ${problem.outcome.name} through ${problem.treatment.name} alone, as the graph says.`,
        ],
        sentence: spoken(found),
      })
    else
      notGiven.push({
        id: INSTRUMENT.id,
        label: INSTRUMENT.label,
        instrument,
        reason: `The rows contradict that ${name} is an instrument: they break the inequality that every instrument keeps.`,
      })
  }
  const inequalities = trials.map(({ instrument, reader }) =>
    inequalityOf(graph, instrument, reader, shareOf(reader)),
  )
  const sortedNaive = Float64Array.from(naive).toSorted()
  return succeed({
    treatment: problem.treatment.name,
    outcome: problem.outcome.name,
    fromLabel: problem.fromLabel,
    toLabel: problem.toLabel,
    support: [support.value.range.low, support.value.range.high],
    supportFrom: support.value.from,
    rows: problem.rows,
    naive: {
      point: naiveOf(whole),
      interval: [quantileSorted(sortedNaive, tail), quantileSorted(sortedNaive, 1 - tail)],
    },
    bounds,
    notGiven,
    inequalities,
    level,
  })
}

interface Support {
  readonly range: Interval
  readonly from: BoundsReport['supportFrom']
}

function supportOf(
  { outcome }: EffectProblem,
  given: readonly [number, number] | undefined,
): Result<Support> {
  const values = distinctValues(outcome)
  const range = { low: values[0], high: values[values.length - 1] }
  if (given === undefined) return succeed({ range, from: values.length === 2 ? 'binary' : 'observed' })
  const [low, high] = given
  if (low <= range.low && high >= range.high && low < high)
    return succeed({ range: { low, high }, from: 'given' })
  return fail(
    'bad-support',
    `“${outcome.name}” runs from ${range.low} to ${range.high} in the rows, which is not within ${low} to ${high}.`,
    { name: outcome.name },
  )
}

interface Trial {
  readonly instrument: VariableId
  readonly reader: TrialReader
}

/** The instruments of the graph that the data can use; the others say why not. */
function readTrials(
  dataset: Dataset,
  graph: CausalGraph,
  request: ProblemRequest,
  [treatment, outcome]: readonly [VariableId, VariableId],
  notGiven: BoundNotGiven[],
): Trial[] {
  return cleanInstruments(graph, treatment, outcome).flatMap((instrument): Trial[] => {
    const reader = readTrial(dataset, request, nameOf(graph, instrument))
    if (reader.ok) return [{ instrument, reader: reader.value }]
    const reason = reader.problems.map(({ message }) => message).join(' ')
    notGiven.push({ id: INSTRUMENT.id, label: INSTRUMENT.label, reason, instrument })
    return []
  })
}

/** From the lower quantile of the lower ends to the upper one of the upper ends. */
function regionOf(found: readonly Interval[] | undefined, tail: number): [number, number] | null {
  if (!found || found.length === 0) return null
  const lows = Float64Array.from(found, ({ low }) => low).toSorted()
  const highs = Float64Array.from(found, ({ high }) => high).toSorted()
  return [quantileSorted(lows, tail), quantileSorted(highs, 1 - tail)]
}

const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${Number(Math.abs(value).toPrecision(3))}`

const spoken = ({ low, high }: Interval): string =>
  `The effect lies between ${signed(low)} and ${signed(high)}.`

function inequalityOf(
  graph: CausalGraph,
  instrument: VariableId,
  { whole }: TrialReader,
  shareViolated: number,
): InstrumentalInequality {
  const name = nameOf(graph, instrument)
  const excess = Number(whole.excess.toPrecision(3))
  return {
    instrument,
    excess: whole.excess,
    shareViolated,
    sentence: whole.isBroken
      ? `The rows break the instrumental inequality of ${name} by ${excess}, and so do ${Math.round(100 * shareViolated)} % of samples drawn anew.`
      : `The rows keep the instrumental inequality of ${name}.`,
  }
}
