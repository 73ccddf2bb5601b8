import type { EngineContext } from '../../context'
import { columnNamed, type Dataset } from '../../data/dataset'
import { atRows, completeRows } from '../../data/rows'
import { createEvaluator } from '../../expression/evaluate'
import { freeTerms, mapVariables, termKey, variablesMentioned } from '../../expression/scope'
import { nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { functionalConstraints, type FunctionalConstraint } from '../../identify/verma'
import { adjustedPValues, type PValueCorrection } from '../../stats/adjusted-p-values'
import { chiSquareUpperTail } from '../../stats/distributions'
import { quantileSorted } from '../../stats/moments'
import { cellsOf, type Cells } from '../empirical-distribution'
import type { RowSample } from '../row-weights'
import type { FunctionalFound, FunctionalTest, FunctionalUntested } from './report'

/** Fewer samples tell too little of the spread. */
const FEWEST_SAMPLES = 50
const SAMPLES = 200
/** Sought in districts of at most so many variables: the search doubles with each. */
const LARGEST_DISTRICT = 10
const MILLISECONDS_BETWEEN_PAUSES = 60
/** A difference that never varies is one of rounding. */
const SMALLEST_SPREAD = 1e-10

/**
 * Does the expression, on the shares of rows, change with the variables it must not depend on? Deviations from its mean
 * over their values, each over its bootstrap standard error, squared and summed; the sum is referred to a scaled
 * chi-square with the mean and variance that it has in bootstrap samples centred at what was found (Satterthwaite
 * 1946, Biometrics Bulletin 2). For columns of few values.
 */
export async function testFunctional(
  dataset: Dataset,
  graph: CausalGraph,
  constraint: FunctionalConstraint,
  context: EngineContext,
): Promise<FunctionalFound | FunctionalUntested> {
  const untested = (sentence: string): FunctionalUntested => ({ constraint, sentence })
  const names = variablesMentioned(constraint.expression).map((id) => nameOf(graph, id))
  const absent = names.find((name) => !columnNamed(dataset, name))
  if (absent !== undefined) return untested(`“${absent}” has no column.`)
  const complete = completeRows(dataset, names)
  if (!complete.ok || complete.value.rows.used === 0) return untested('No row is complete.')
  const { rows, index } = complete.value
  const cells = cellsOf(names.map((name) => atRows(columnNamed(dataset, name)!, index)))
  if (!cells.ok) return untested(cells.problems[0].message)
  const deviations = deviationsOf(graph, constraint, cells.value)
  const everyone = Int32Array.from({ length: rows.used }, (_, row) => row)
  const found = deviations({ rows: everyone })
  if (found.length === 0 || found.some(Number.isNaN))
    return untested('Some combinations of values that it is conditioned on have no row.')

  const random = context.random.fork('functional')
  const samples: Float64Array[] = []
  let paused = performance.now()
  for (let k = 0; k < SAMPLES && !context.signal.aborted; k++) {
    const drawn = deviations({ rows: everyone.map(() => random.integer(rows.used)) })
    if (!drawn.some(Number.isNaN)) samples.push(drawn)
    if (performance.now() - paused < MILLISECONDS_BETWEEN_PAUSES) continue
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    paused = performance.now()
  }
  if (samples.length < FEWEST_SAMPLES)
    return untested('In most samples drawn anew it has no value: there are too few rows.')
  return { constraint, rows, ...judge(found, samples) }
}

/** For every setting of the free terms: the value less its mean over the settings of what it must not depend on. */
function deviationsOf(graph: CausalGraph, constraint: FunctionalConstraint, cells: Cells) {
  const toColumn = (id: VariableId) => nameOf(graph, id) as VariableId
  const expression = mapVariables(constraint.expression, toColumn)
  const irrelevant = new Set(constraint.independentOf.map(toColumn))
  const free = freeTerms(expression)
  const fixed = free.filter(({ variable }) => !irrelevant.has(variable)).map(termKey)
  const varied = free.filter(({ variable }) => irrelevant.has(variable)).map(termKey)
  const levels = new Map(cells.columns.map(({ name }, i) => [name, cells.values[i].length]))
  const levelOf = new Map(free.map((term) => [termKey(term), levels.get(term.variable)!]))
  const settings = (keys: readonly string[]) =>
    keys.reduce<(readonly [string, number])[][]>(
      (all, key) =>
        all.flatMap((start) =>
          Array.from({ length: levelOf.get(key)! }, (_, at) => [...start, [key, at] as const]),
        ),
      [[]],
    )
  const outer = settings(fixed)
  const inner = settings(varied)
  return (sample: RowSample): Float64Array => {
    const distribution = cells.distribution(sample)
    const evaluate = createEvaluator(() => distribution)
    return Float64Array.from(
      outer.flatMap((setting) => {
        const values = inner.map((other) => evaluate(expression, new Map([...setting, ...other])))
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        return values.map((value) => value - mean)
      }),
    )
  }
}

function judge(found: Float64Array, samples: readonly Float64Array[]) {
  const spread = found.map((_, at) => {
    const mean = samples.reduce((sum, sample) => sum + sample[at], 0) / samples.length
    const squares = samples.reduce((sum, sample) => sum + (sample[at] - mean) ** 2, 0)
    return Math.sqrt(squares / (samples.length - 1))
  })
  const size = (at: (i: number) => number) =>
    found.reduce((sum, _, i) => sum + (spread[i] > SMALLEST_SPREAD ? (at(i) / spread[i]) ** 2 : 0), 0)
  const statistic = size((i) => found[i])
  const centred = samples.map((sample) => size((i) => sample[i] - found[i]))
  const mean = centred.reduce((sum, value) => sum + value, 0) / centred.length
  const variance = centred.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (centred.length - 1)
  const degreesOfFreedom = (2 * mean * mean) / variance
  const scale = variance / (2 * mean)
  const widest = found.reduce((best, value, i) => (Math.abs(value) > Math.abs(found[best]) ? i : best), 0)
  const ascending = Float64Array.from(samples, (sample) => sample[widest]).toSorted()
  return {
    statistic: statistic / scale,
    degreesOfFreedom,
    p: chiSquareUpperTail(statistic / scale, degreesOfFreedom),
    difference: {
      value: found[widest],
      interval: [quantileSorted(ascending, 0.025), quantileSorted(ascending, 0.975)] as const,
    },
  }
}

interface TestingLimits {
  readonly alpha: number
  readonly correction: PValueCorrection
  readonly milliseconds: number
}

/** Functional constraints of a graph with hidden causes, while there is time; none of a selected sample. */
export async function testConstraints(
  dataset: Dataset,
  graph: CausalGraph,
  { alpha, correction, milliseconds }: TestingLimits,
  context: EngineContext,
): Promise<{ tests: FunctionalTest[]; untested: FunctionalUntested[]; complete: boolean }> {
  const hasSelection = graph.variables.some(({ selected }) => selected)
  const constraints = hasSelection ? null : functionalConstraints(graph, LARGEST_DISTRICT)
  const found: FunctionalFound[] = []
  const untested: FunctionalUntested[] = []
  let complete = true
  if (constraints?.ok) {
    const start = performance.now()
    for (const [at, constraint] of constraints.value.entries()) {
      complete = performance.now() - start < milliseconds && !context.signal.aborted
      if (!complete) break
      context.progress(
        at / constraints.value.length,
        `functional constraint ${at + 1} of ${constraints.value.length}`,
      )
      const outcome = await testFunctional(dataset, graph, constraint, context)
      if ('p' in outcome) found.push(outcome)
      else untested.push(outcome)
    }
  }
  const adjusted = adjustedPValues(
    found.map(({ p }) => p),
    correction,
  )
  const tests = found
    .map((test, at) => ({ ...test, adjustedP: adjusted[at], violated: adjusted[at] < alpha }))
    .toSorted((x, y) => x.p - y.p)
  return { tests, untested, complete }
}
