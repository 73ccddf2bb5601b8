import { succeed, type Result } from '../../../base/result'
import type { EngineContext } from '../../context'
import { isCategorical, type Column, type Dataset, type RowsUsed } from '../../data/dataset'
import { targetColumn } from '../../data/regimes/randomised-rows'
import { atRows, completeRows } from '../../data/rows'
import { nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { pairwiseIndependencies } from '../../identify/implied-independencies'
import { vanishingTetrads } from '../../identify/vanishing-tetrads'
import { adjustedPValues, type PValueCorrection } from '../../stats/adjusted-p-values'
import { compareIndependence, compareTetrad, type Found, type NotTested } from './compare'
import { testConstraints } from './functional'
import { mendsOf } from './mends'
import { sharedCorrelations, type Correlations } from './shared-correlations'
import type { Implication, ImplicationReport, ImplicationTest, UntestedImplication } from './report'

export interface ImplicationOptions {
  /** Of the corrected p values; by default .05. */
  readonly alpha?: number
  /** By default holm. */
  readonly correction?: PValueCorrection
  /** Tetrads hold only where causes act linearly; by default they are tested. */
  readonly tetrads?: 'tested' | 'left-out'
  /** At most so many implications of each kind; by default 2000. */
  readonly count?: number
  /** Listing and testing end after this time; by default 20 seconds. */
  readonly milliseconds?: number
}

const DEFAULTS = {
  alpha: 0.05,
  correction: 'holm',
  tetrads: 'tested',
  count: 2000,
  milliseconds: 20_000,
} as const satisfies ImplicationOptions

const MILLISECONDS_BETWEEN_PAUSES = 60

/**
 * Tests what the graph implies against the data: one independence for each pair of variables that the graph keeps
 * apart, with as few given as possible, and the tetrads that hidden causes leave. Each on the rows that are complete
 * in its own columns; variables and columns go together by name. Rows in which an experimenter set a variable are left
 * out. Budgets and cancelling end it early with what is known by then. Problems: a cycle, undecided marks.
 */
export async function testImplications(
  dataset: Dataset,
  graph: CausalGraph,
  options: ImplicationOptions,
  context: EngineContext,
): Promise<Result<ImplicationReport>> {
  const settings = { ...DEFAULTS, ...options }
  const start = performance.now()
  const measured = graph.variables.filter(({ latent, selected }) => !latent && !selected)
  const observed = observedRows(dataset)
  const bench = createBench(observed, graph)
  const [withColumn, withoutColumn] = [true, false].map((usable) =>
    measured.filter(({ name }) => bench.isUsable(name) === usable).map(({ id }) => id),
  )
  const pairs = pairwiseIndependencies(graph, withColumn)
  if (!pairs.ok) return pairs
  const pace = createPace(settings, context)

  const pairCount = (withColumn.length * (withColumn.length - 1)) / 2
  const first = await pace.through(
    pairs.value,
    pairCount,
    'pairs of variables',
    (claim) => (claim ? [{ kind: 'independence', ...claim }] : []),
    bench.test,
  )
  const numbers = withColumn.filter((id) => bench.isNumber(nameOf(graph, id)))
  const listing = settings.tetrads === 'tested' ? vanishingTetrads(graph, numbers) : null
  const numberPairs = (numbers.length * (numbers.length - 1)) / 2
  const second = listing?.ok
    ? await pace.through(
        listing.value,
        numberPairs,
        'pairs of variables, for tetrads',
        (tetrads) => tetrads.map((tetrad) => ({ kind: 'tetrad', ...tetrad })),
        bench.test,
      )
    : true
  const left = settings.milliseconds - (performance.now() - start)
  const functional = await testConstraints(observed, graph, { ...settings, milliseconds: left }, context)
  return succeed(
    reportOf(graph, bench, settings, {
      complete: first && second && functional.complete,
      functional: functional.tests,
      functionalUntested: functional.untested,
      withoutColumn,
      setAside: dataset.rows - observed.rows,
      weighted: dataset.columns.some(({ role }) => role === 'weight'),
    }),
  )
}

/** Rows in which nothing was set by an experimenter. */
function observedRows(dataset: Dataset): Dataset {
  const target = targetColumn(dataset)
  if (!target || target.values.every(Number.isNaN)) return dataset
  const index = Int32Array.from(target.values.keys()).filter((row) => Number.isNaN(target.values[row]))
  return {
    ...dataset,
    rows: index.length,
    columns: dataset.columns.map((column) => atRows(column, index)),
  }
}

interface Tested extends Found {
  readonly implication: Implication
  readonly rows: RowsUsed
}

/** Columns on their complete rows. */
interface Cut {
  readonly columns: readonly Column[]
  readonly rows: RowsUsed
  readonly correlations: Correlations
}

/** Carries out one test after another and keeps what comes out. */
function createBench(dataset: Dataset, graph: CausalGraph) {
  const columns = new Map(dataset.columns.map((column) => [column.name, column]))
  const gaps = new Set(
    dataset.columns.filter(({ values }) => values.some(Number.isNaN)).map(({ name }) => name),
  )
  const shared = sharedCorrelations()
  const tested: Tested[] = []
  const untested: UntestedImplication[] = []
  const named = (id: VariableId) => nameOf(graph, id)
  const hidden = new Set(graph.variables.filter(({ latent }) => latent).map(({ id }) => id))

  const obstacle = (ids: readonly VariableId[]): NotTested | null => {
    const unseen = ids.find((id) => hidden.has(id))
    if (unseen !== undefined)
      return { reason: 'hidden-variable', sentence: `“${named(unseen)}” is hidden, and it must be given.` }
    const absent = ids.find((id) => !columns.has(named(id)))
    if (absent !== undefined) return { reason: 'no-column', sentence: `“${named(absent)}” has no column.` }
    const unusable = ids.map((id) => columns.get(named(id))!).find(isUnusable)
    if (!unusable) return null
    const why = unusable.kind === 'id' ? 'identifies rows' : 'was left out of the data'
    return { reason: 'unusable-column', sentence: `“${unusable.name}” ${why}.` }
  }

  /** The columns cut to their complete rows; as they are where none has a gap. */
  const complete = (ids: readonly VariableId[]): Cut => {
    const names = ids.map(named)
    if (!names.some((name) => gaps.has(name))) {
      const { rows } = dataset
      return {
        columns: names.map((name) => columns.get(name)!),
        rows: { total: rows, used: rows, missing: {} },
        correlations: shared,
      }
    }
    const found = completeRows(dataset, names)
    if (!found.ok) throw new Error('columns that were looked up are known')
    const { rows, index } = found.value
    const cut = names.map((name) => atRows(columns.get(name)!, index))
    return { columns: cut, rows, correlations: sharedCorrelations() }
  }

  return {
    tested,
    untested,
    isUsable: (name: string): boolean => {
      const column = columns.get(name)
      return column !== undefined && !isUnusable(column)
    },
    isNumber: (name: string): boolean => {
      const { kind } = columns.get(name)!
      return kind === 'binary' || !isCategorical({ kind })
    },
    test(implication: Implication): void {
      const ids = variablesOf(implication)
      const reason = obstacle(ids)
      if (reason) {
        untested.push({ implication, ...reason })
        return
      }
      const { columns: cut, rows, correlations } = complete(ids)
      const [a, b, ...given] = cut
      const found =
        implication.kind === 'independence'
          ? compareIndependence(a, b, given, correlations)
          : compareTetrad([a, b], [cut[2], cut[3]])
      if ('reason' in found) untested.push({ implication, ...found })
      else tested.push({ implication, rows, ...found })
    },
  }
}

const isUnusable = ({ role, kind }: Column): boolean => role === 'left-out' || kind === 'id'

const variablesOf = (implication: Implication): VariableId[] =>
  implication.kind === 'independence'
    ? [implication.a, implication.b, ...implication.given]
    : [...implication.left, ...implication.right]

/** Walks through listings within the budget, with pauses for the page; false where it had to stop. */
function createPace(
  { count, milliseconds }: typeof DEFAULTS | Required<ImplicationOptions>,
  context: EngineContext,
) {
  const start = performance.now()
  let paused = start
  return {
    async through<Item>(
      items: Iterable<Item>,
      steps: number,
      unit: string,
      implied: (item: Item) => Implication[],
      test: (implication: Implication) => void,
    ): Promise<boolean> {
      let step = 0
      let done = 0
      for (const item of items) {
        for (const implication of implied(item)) {
          if (done === count) return false
          test(implication)
          done++
        }
        step++
        const now = performance.now()
        if (now - start > milliseconds) return step === steps
        if (now - paused < MILLISECONDS_BETWEEN_PAUSES) continue
        context.progress(step / steps, `${step} of ${steps} ${unit}, ${done} tests`)
        await new Promise<void>((resolve) => setTimeout(resolve, 0))
        paused = performance.now()
        if (context.signal.aborted) return false
      }
      return true
    },
  }
}

function reportOf(
  graph: CausalGraph,
  { tested, untested }: Pick<ReturnType<typeof createBench>, 'tested' | 'untested'>,
  { alpha, correction }: { readonly alpha: number; readonly correction: PValueCorrection },
  {
    weighted,
    ...rest
  }: { readonly weighted: boolean } & Omit<
    ImplicationReport,
    'tests' | 'untested' | 'correction' | 'alpha' | 'violations' | 'sentence'
  >,
): ImplicationReport {
  const adjusted = adjustedPValues(
    tested.map(({ p }) => p),
    correction,
  )
  const judged = tested.map((test, at) => ({
    ...test,
    adjustedP: adjusted[at],
    violated: adjusted[at] < alpha,
  }))
  judged.sort((x, y) => x.p - y.p || Math.abs(y.effect.value) - Math.abs(x.effect.value))
  const mends = mendsOf(graph, judged)
  const tests = judged.map((test): ImplicationTest => ({ ...test, mends: mends.get(test.implication) ?? [] }))
  const violations = tests.filter(({ violated }) => violated).length
  return {
    tests,
    untested,
    correction,
    alpha,
    violations,
    ...rest,
    sentence:
      sentenceOf(tests.length, violations, untested.length, rest.complete) +
      (weighted ? ' Every row counts alike: the weights are not used.' : ''),
  }
}

function sentenceOf(tests: number, violations: number, untested: number, complete: boolean): string {
  const some = (n: number, one: string, many: string) =>
    `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
  const rest = untested > 0 ? ` ${untested.toLocaleString('en-US')} more cannot be tested.` : ''
  const stopped = complete ? '' : ' The listing was stopped: there are more.'
  if (tests === 0) return `The graph implies nothing that these data can test.${rest}${stopped}`
  const of = some(tests, 'tested implication', 'tested implications')
  const said =
    violations === 0 ? `The data contradict none of ${of}.` : `The data contradict ${violations} of ${of}.`
  return `${said}${rest}${stopped}`
}
