import { fail, succeed, type Problem } from '../../../base/result'
import {
  directed,
  graphFromNames,
  undirected,
  variableId,
  type CausalGraph,
  type Edge,
} from '../../graph/graph'
import { adjustedPValues } from '../../stats/adjusted-p-values'
import type { DiscoveryAlgorithm, DiscoveryProblem } from '../algorithm'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { refuse } from '../refusals'
import { laggedColumns } from './lagged-columns'
import { searchPcmci, type LaggedLink } from './pcmci-search'

/** Presents with all their lags that a search needs at least. */
const FEWEST_SAMPLES = 20
/** Variables times lags: their correlations fill a matrix. */
const MOST_COLUMNS = 3000

export const pcmci: DiscoveryAlgorithm = {
  id: 'pcmci',
  label: 'PCMCI',
  reference:
    'Runge, Nowack, Kretschmer, Flaxman & Sejdinovic (2019), Detecting and quantifying causal associations in large nonlinear time series datasets, Science Advances 5; Benjamini & Hochberg (1995), Controlling the false discovery rate, JRSS B 57.',
  output: 'cpdag',
  assumptions: [
    'rows follow each other in equal steps of time, and causes come at least one row before their effects',
    'no hidden common causes',
    'mechanisms that stay the same over time',
    'every independence in the data comes from the graph (faithfulness)',
    'linear relations with roughly Gaussian noise',
    'arrows lead from the past to the present; those within the past are the same, earlier, and not drawn',
    'a line without arrow within one row is what the past leaves unexplained, and may be indirect',
  ],
  handles: { categories: false, gaps: false, interventions: false, contexts: true },
  rowsInOrder: true,
  options: [
    {
      id: 'alpha',
      label: 'False discovery rate',
      help: 'The expected share of false links among those found is held at or below this (Benjamini and Hochberg).',
      type: 'number',
      default: 0.05,
      min: 1e-12,
      max: 0.5,
    },
    {
      id: 'maxLag',
      label: 'Largest lag',
      help: 'How many rows a cause may come before its effect.',
      type: 'number',
      default: 3,
      min: 1,
      max: 100,
      integer: true,
    },
    {
      id: 'parentLevel',
      label: 'Level of the first step',
      help: 'Lags whose tests give p-values above this are not held fixed in the second step. A large level is safe, a small one fast.',
      type: 'number',
      default: 0.2,
      min: 0.001,
      max: 1,
    },
  ],

  applies(problem, options) {
    const readable = refuse(problem, 'PCMCI', ['unordered categories', 'gaps', 'interventions'])
    const problems = readable.ok ? [] : [...readable.problems]
    problems.push(...timeProblems(problem))
    if (problem.knowledge.required.length > 0) {
      const message =
        'PCMCI finds at which lag a cause acts, and a required arrow names no lag. Take the required arrows out.'
      problems.push({ code: 'required-unsupported', message })
    }
    const deepest = Number(options.maxLag)
    const wide = problem.names.length * (2 * deepest + 1)
    if (wide > MOST_COLUMNS) {
      const message = `${problem.names.length} variables with ${deepest} lags are more than PCMCI can hold. Search over fewer, or lower the largest lag.`
      problems.push({ code: 'too-large', message })
    }
    const taken = problem.names.find((name) =>
      problem.names.some((other) => laggedNames(other, deepest).has(name)),
    )
    if (taken !== undefined)
      problems.push(
        ...fail('name-taken', `“${taken}” reads like a lag of another column. Rename it.`, { name: taken })
          .problems,
      )
    if (problems.length > 0) return { ok: false, problems }
    const { samples } = laggedColumns({ ...problem, columns: [] }, 2 * deepest)
    if (samples >= FEWEST_SAMPLES) return succeed(true)
    return fail(
      'too-few-rows',
      `PCMCI looks back ${2 * deepest} rows from each row, and only ${samples} rows have so many before them without a gap; ${FEWEST_SAMPLES} are needed. Lower the largest lag.`,
    )
  },

  forecast(problem, options) {
    const size = problem.names.length
    const deepest = Number(options.maxLag)
    // The first step asks each lag a few times, the second once.
    const tests = Math.round(4 * size * size * deepest + (size * size) / 2)
    const products = problem.rows.used * (size * (2 * deepest + 1)) ** 2
    return { seconds: tests * 5e-6 + products / 2e9, note: `about ${tests.toLocaleString('en')} tests` }
  },

  async run(problem, options, context) {
    const started = performance.now()
    const index = indexKnowledge(problem.names, problem.knowledge)
    if (!index.ok) return index
    const deepest = Number(options.maxLag)
    const lagged = laggedColumns(problem, 2 * deepest)
    const { links, tests, stopped } = await searchPcmci(
      lagged,
      index.value,
      deepest,
      Number(options.parentLevel),
      createPacer(context),
    )
    const adjusted = adjustedPValues(
      links.map(({ pValue }) => pValue),
      'benjamini-hochberg',
    )
    const found = links.filter((_, k) => adjusted[k] <= Number(options.alpha))
    const graph = graphOfLinks(found, problem.names, index.value)
    const withinRow = found.filter(({ lag }) => lag === 0).length
    return succeed({
      algorithm: 'pcmci',
      graph,
      scores: scoresOf(links, graph, problem.names),
      rows: problem.rows,
      options,
      assumptions: [...pcmci.assumptions, ...orderAssumptions(problem)],
      statistics: {
        tests,
        'links looked at': links.length,
        'links with a lag': found.length - withinRow,
        'links within a row': withinRow,
        'rows with all their lags': lagged.samples,
        'stretches without a gap': lagged.stretches,
        ...(stopped ? { 'stopped early': 1 } : {}),
      },
      seconds: (performance.now() - started) / 1000,
    })
  },
}

/** How a variable so many rows ago is called. */
export const laggedName = (name: string, lag: number): string => (lag === 0 ? name : `${name} (t-${lag})`)

const laggedNames = (name: string, deepest: number): ReadonlySet<string> =>
  new Set(Array.from({ length: deepest }, (_, k) => laggedName(name, k + 1)))

function timeProblems({ contexts, rows }: DiscoveryProblem): Problem[] {
  const places = contexts.filter(({ kind }) => kind === 'regime')
  const times = contexts.filter(({ kind }) => kind === 'time')
  const problems = places.flatMap(
    ({ name }) =>
      fail(
        'regimes-unsupported',
        `PCMCI reads one series, and “${name}” tells several places apart. Keep the rows of one, or choose CD-NOD.`,
        { name },
      ).problems,
  )
  if (times.length > 1) {
    const message = `${times.map(({ name }) => `“${name}”`).join(' and ')} both tell the time. Keep one.`
    problems.push({ code: 'several-times', message })
  }
  for (const { name, values } of times) {
    const missing = values.filter(Number.isNaN).length
    if (missing > 0)
      problems.push({
        code: 'time-missing',
        message: `“${name}” is missing in ${missing} of ${rows.used} rows, so their place in the series is not known. Leave those rows out.`,
        where: { name },
      })
    else if (new Set(values).size < values.length)
      problems.push({
        code: 'repeated-time',
        message: `“${name}” names some times more than once. PCMCI reads one row for each time.`,
        where: { name },
      })
  }
  return problems
}

function orderAssumptions({ contexts, rows }: DiscoveryProblem): string[] {
  if (contexts.length > 0) return []
  const lost = rows.total - rows.used
  return [
    'no column tells the time, so the rows are taken in the order of the file',
    ...(lost > 0 ? [`the ${lost} rows left out do not matter to what follows what`] : []),
  ]
}

/** The variables now, and those in the past that a link leads from. */
function graphOfLinks(
  links: readonly LaggedLink[],
  names: readonly string[],
  { size, forbidden }: KnowledgeIndex,
): CausalGraph {
  const past = names.flatMap((name, cause) => {
    const lags = links.filter((link) => link.cause === cause && link.lag > 0).map(({ lag }) => lag)
    return [...new Set(lags)].toSorted((a, b) => a - b).map((lag) => laggedName(name, lag))
  })
  const edges = links.map(({ cause, lag, effect }): Edge => {
    const [from, to] = [variableId(laggedName(names[cause], lag)), variableId(names[effect])]
    if (lag > 0 || forbidden[effect * size + cause] === 1) return directed(from, to)
    return forbidden[cause * size + effect] === 1 ? directed(to, from) : undirected(from, to)
  })
  const kind = edges.some(({ markTo }) => markTo === 'tail') ? 'cpdag' : 'dag'
  return graphFromNames([...names, ...past], edges, { kind })
}

/** |partial correlation| of each link that was looked at, for the variables drawn. */
function scoresOf(links: readonly LaggedLink[], { variables }: CausalGraph, names: readonly string[]) {
  const order = variables.map(({ name }) => name)
  const position = new Map(order.map((name, k) => [name, k]))
  const matrix = order.map(() => order.map(() => 0))
  for (const { cause, lag, effect, correlation } of links) {
    const from = position.get(laggedName(names[cause], lag))
    const to = position.get(names[effect])!
    if (from === undefined) continue
    matrix[from][to] = Math.abs(correlation)
    if (lag === 0) matrix[to][from] = Math.abs(correlation)
  }
  return { order, matrix }
}
