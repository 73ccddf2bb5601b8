import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import { columnNamed, isCategorical, type Column, type Dataset } from '../data/dataset'
import { createEvaluator, type DiscreteDistribution } from '../expression/evaluate'
import { termKey, variablesMentioned } from '../expression/scope'
import { nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import { adjustmentQuery } from '../identify/adjustment-query'
import { causationBounds, monotoneCausation, type CausationFacts } from '../identify/causation'
import type { CounterfactualAnswer } from '../identify/counterfactual/counterfactual-answer'
import { HELD } from '../identify/counterfactual/held'
import {
  causationKinds,
  imagine,
  type ImaginedAnswer,
  type ImaginedQuestion,
} from '../identify/counterfactual/imagine'
import { identifyQuestion } from '../identify/identify-question'
import type { EffectQuestion } from '../identify/question'
import { quantileSorted } from '../stats/moments'
import { cellsOf, type Cells } from './empirical-distribution'
import { distinctValues, labelOf, valueIn } from './problem'

/** A number with a 95 % percentile interval of the bootstrap, or limits whose outer ends that interval has. */
export interface ImaginedNumber {
  /** What is held, for controlled effects: "M = low"; empty else. */
  readonly label: string
  readonly low: number
  readonly high: number
  readonly interval: readonly [number, number]
}

export interface ImaginedNumbers {
  /** 'point': low equals high. */
  readonly form: 'point' | 'limits'
  /** What the numbers are of: the probability of the event, or the mean of the outcome. */
  readonly scale: 'probability' | 'mean'
  readonly numbers: readonly ImaginedNumber[]
  /** The value when the cause never prevents the effect; null where that says nothing. */
  readonly monotone: number | null
  readonly rows: number
}

const DRAWS = 200
/** Combinations of values at which mediators are held; more are not shown. */
const MOST_HELD = 12

/**
 * The imagined quantity in data of few values, by putting shares of rows in place of probabilities. Problems: no or
 * unsuitable columns, too many values, combinations that no row has, a question that is not identified.
 */
export async function imaginedNumbers(
  dataset: Dataset,
  graph: CausalGraph,
  question: EffectQuestion,
  imagined: ImaginedQuestion,
  context: EngineContext,
): Promise<Result<ImaginedNumbers>> {
  const answer = imagine(graph, question, imagined)
  if (!answer.ok) return answer
  if (answer.value.verdict === 'not-identified')
    return fail('not-identified', 'Nothing that is seen determines this number.')
  const table = tabulate(dataset, graph, idsOf(graph, question, answer.value))
  if (!table.ok) return table
  const compute =
    answer.value.verdict === 'bounded'
      ? limits(table.value, graph, question, imagined)
      : contrast(table.value, question, imagined, answer.value)
  if (!compute.ok) return compute
  const { cells, ids } = table.value
  const rows = cells.cellOf.length
  const distributionOf = (sample: Int32Array): DiscreteDistribution => ({
    ...cells.distribution({ rows: sample }),
    variables: ids,
  })
  const whole = compute.value.of(distributionOf(Int32Array.from({ length: rows }, (_, row) => row)))
  if (whole.some(({ low, high }) => Number.isNaN(low) || Number.isNaN(high)))
    return fail(
      'empty-cells',
      'The formula asks about a combination of values that no row has. Use fewer classes.',
    )
  const random = context.random.fork('imagined')
  const draws: { low: number; high: number }[][] = []
  for (let draw = 0; draw < DRAWS; draw++) {
    if (context.signal.aborted) return fail('cancelled', 'Cancelled.')
    context.progress(draw / DRAWS, `bootstrap sample ${draw} of ${DRAWS}`)
    draws.push(
      compute.value.of(distributionOf(Int32Array.from({ length: rows }, () => random.integer(rows)))),
    )
  }
  return succeed({
    form: answer.value.verdict === 'bounded' ? 'limits' : 'point',
    scale: compute.value.scale,
    numbers: whole.map(({ low, high }, i) => ({
      label: compute.value.labels[i],
      low,
      high,
      interval: [
        percentile(
          draws.map((found) => found[i].low),
          0.025,
        ),
        percentile(
          draws.map((found) => found[i].high),
          0.975,
        ),
      ],
    })),
    monotone:
      compute.value.monotone?.(distributionOf(Int32Array.from({ length: rows }, (_, row) => row))) ?? null,
    rows,
  })
}

/** The quantile of the draws that have a number. */
const percentile = (values: readonly number[], share: number): number =>
  quantileSorted(
    values.filter(Number.isFinite).toSorted((a, b) => a - b),
    share,
  )

/** Everything that the formulas speak of. */
function idsOf(graph: CausalGraph, question: EffectQuestion, answer: ImaginedAnswer): VariableId[] {
  const { exposures, outcomes } = adjustmentQuery(question)
  const ids = new Set([...exposures, ...outcomes, ...answer.mediators])
  for (const part of answer.parts)
    if (part.verdict === 'identifiable') for (const id of variablesMentioned(part.estimand)) ids.add(id)
  if (answer.verdict === 'bounded') {
    const effect = identifyQuestion(graph, { ...question, effect: 'total', must: [], forbidden: [] })
    if (effect.ok && effect.value.identifiable)
      for (const id of variablesMentioned(effect.value.estimand)) ids.add(id)
  }
  return [...ids]
}

interface Table {
  readonly cells: Cells
  readonly ids: readonly VariableId[]
  readonly columns: readonly Column[]
  /** The position of a value among the values of a variable's column. */
  levelOf(id: VariableId, value: number | string): Result<number>
}

function tabulate(dataset: Dataset, graph: CausalGraph, ids: readonly VariableId[]): Result<Table> {
  const missing = ids.filter((id) => !columnNamed(dataset, nameOf(graph, id)))
  if (missing.length > 0) {
    const names = missing.map((id) => `“${nameOf(graph, id)}”`).join(', ')
    return fail('no-column', `The data have no column ${names}.`, { name: nameOf(graph, missing[0]) })
  }
  const whole = ids.map((id) => columnNamed(dataset, nameOf(graph, id))!)
  const complete: number[] = []
  for (let row = 0; row < dataset.rows; row++)
    if (whole.every(({ values }) => !Number.isNaN(values[row]))) complete.push(row)
  if (complete.length === 0) return fail('no-rows', 'No row has a value in every column that is needed.')
  const columns = whole.map((column) => ({
    ...column,
    values: Float64Array.from(complete, (row) => column.values[row]),
  }))
  const cells = cellsOf(columns)
  if (!cells.ok) return cells
  return succeed({
    cells: cells.value,
    ids,
    columns,
    levelOf(id, value) {
      const at = ids.indexOf(id)
      const known = distinctValues(columns[at])
      const found = valueIn(columns[at], value, known)
      if (!found.ok) return found
      const level = known.indexOf(found.value)
      return level >= 0
        ? succeed(level)
        : fail('unseen-value', `No row has ${columns[at].name} = ${value}.`, { name: columns[at].name })
    },
  })
}

interface Computation {
  readonly scale: 'probability' | 'mean'
  readonly labels: readonly string[]
  of(distribution: DiscreteDistribution): { low: number; high: number }[]
  monotone?(distribution: DiscreteDistribution): number
}

/** The difference of the parts (or the one part), at every value that mediators are held at. */
function contrast(
  table: Table,
  question: EffectQuestion,
  imagined: ImaginedQuestion,
  answer: ImaginedAnswer,
): Result<Computation> {
  const [outcome] = question.outcomes
  const column = table.columns[table.ids.indexOf(outcome)]
  const values = distinctValues(column)
  const isMean = !isCategorical(column) && values.length > 2 && answer.parts.length > 1
  const events = isMean ? values.map((_, level) => level) : null
  const held = heldCombinations(table, imagined.kind === 'controlled-direct' ? answer.mediators : [])
  const fixed: { term: string; level: number | null; heldBy: VariableId | null }[][] = []
  for (const part of answer.parts) {
    const settings = part.verdict === 'identifiable' ? part.values : []
    const levels: (typeof fixed)[number] = []
    for (const { term, value } of settings) {
      const key = termKey(term)
      if (value === HELD) levels.push({ term: key, level: null, heldBy: term.variable })
      else if (term.variable === outcome && events) levels.push({ term: key, level: null, heldBy: null })
      else {
        const level = table.levelOf(term.variable, value)
        if (!level.ok) return level
        levels.push({ term: key, level: level.value, heldBy: null })
      }
    }
    fixed.push(levels)
  }
  const valueOfPart = (
    evaluate: ReturnType<typeof createEvaluator>,
    part: CounterfactualAnswer,
    levels: (typeof fixed)[number],
    at: ReadonlyMap<VariableId, number>,
  ): number => {
    if (part.verdict !== 'identifiable') return 0
    const under = (event: number | null) =>
      evaluate(
        part.estimand,
        new Map(
          levels.map(({ term, level, heldBy }) => [
            term,
            level ?? (heldBy === null ? event! : at.get(heldBy)!),
          ]),
        ),
      )
    return events ? events.reduce((sum, event) => sum + values[event] * under(event), 0) : under(null)
  }
  return succeed({
    scale: isMean ? 'mean' : 'probability',
    labels: held.map(({ label }) => label),
    of(distribution) {
      const evaluate = createEvaluator(() => distribution)
      return held.map(({ at }) => {
        const [first, second] = answer.parts.map((part, i) => valueOfPart(evaluate, part, fixed[i], at))
        const value = second === undefined ? first : first - second
        return { low: value, high: value }
      })
    },
  })
}

function heldCombinations(
  { ids, columns }: Table,
  mediators: readonly VariableId[],
): { label: string; at: ReadonlyMap<VariableId, number> }[] {
  let combinations: { label: string; at: ReadonlyMap<VariableId, number> }[] = [{ label: '', at: new Map() }]
  for (const id of mediators) {
    const column = columns[ids.indexOf(id)]
    combinations = combinations.flatMap(({ label, at }) =>
      distinctValues(column).map((value, level) => ({
        label: `${label}${label ? ', ' : ''}${column.name} = ${labelOf(column, value)}`,
        at: new Map([...at, [id, level]]),
      })),
    )
  }
  return combinations.slice(0, MOST_HELD)
}

/** Tian and Pearl's limits from the joint distribution and the identified effect. */
function limits(
  table: Table,
  graph: CausalGraph,
  question: EffectQuestion,
  imagined: ImaginedQuestion,
): Result<Computation> {
  const kind = causationKinds[imagined.kind]!
  const effect = identifyQuestion(graph, { ...question, effect: 'total', must: [], forbidden: [] })
  if (!effect.ok) return effect
  if (!effect.value.identifiable) return fail('not-identified', 'The effect itself is not identified.')
  const { estimand } = effect.value
  const [{ variable: cause, from, to }] = question.treatments
  const [outcome] = question.outcomes
  for (const id of [cause, outcome]) {
    const column = table.columns[table.ids.indexOf(id)]
    if (distinctValues(column).length !== 2)
      return fail(
        'not-two-values',
        `Necessity and sufficiency are about a cause and an outcome of two values; “${column.name}” has ${distinctValues(column).length}.`,
        { name: column.name },
      )
  }
  const levels = [
    table.levelOf(cause, to),
    table.levelOf(cause, from),
    table.levelOf(outcome, imagined.event),
  ]
  const problems = levels.flatMap((level) => (level.ok ? [] : level.problems))
  if (problems.length > 0) return { ok: false, problems }
  const [x, without, y] = levels.map((level) => (level.ok ? level.value : 0))
  const factsOf = (distribution: DiscreteDistribution): CausationFacts => {
    const evaluate = createEvaluator(() => distribution)
    const under = (level: number) =>
      evaluate(
        estimand,
        new Map([
          [cause, level],
          [outcome, y],
        ]),
      )
    const joint = (a: number, b: number) =>
      evaluate(
        { kind: 'probability', of: [{ variable: cause }, { variable: outcome }], given: [], do: [] },
        new Map([
          [cause, a],
          [outcome, b],
        ]),
      )
    return {
      effectWith: under(x),
      effectWithout: under(without),
      both: joint(x, y),
      causeOnly: joint(x, 1 - y),
      effectOnly: joint(without, y),
      neither: joint(without, 1 - y),
    }
  }
  return succeed({
    scale: 'probability',
    labels: [''],
    of: (distribution) => [causationBounds(kind, factsOf(distribution))],
    monotone: (distribution) => monotoneCausation(kind, factsOf(distribution)),
  })
}
