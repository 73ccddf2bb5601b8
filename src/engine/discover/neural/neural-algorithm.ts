import { succeed, type Result } from '../../../base/result'
import type { CausalGraph } from '../../graph/graph'
import { emptyPattern, graphFromPattern, joinDirected } from '../../graph/pattern'
import type { DiscoveryManifest } from '../../neural/discovery-manifest'
import type { PairProbabilities } from '../../neural/discovery-readout'
import type { NeuralModel } from '../../neural/registry'
import type { OptionValues } from '../../options'
import type {
  Discovery,
  DiscoveryAlgorithm,
  DiscoveryContext,
  DiscoveryProblem,
  ModelUse,
  PairView,
} from '../algorithm'
import { classicalViewer } from '../classical-view'
import { cpdagFromDag } from '../classes/cpdag'
import { withVariablesInOrder } from '../constraint/content-order'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { rowsByTarget } from '../scores/moments'
import { canonicalTable, type CanonicalTable } from './canonical-table'
import { decode, underKnowledge, type Decoded } from './decode'
import { decodedGraph } from './decoded-graph'
import { FEWEST_NETWORK_ROWS, modelFailure, networkApplies, rangeWarnings } from './network-range'
import { searchByNetwork, type NetworkFound } from './network-search'
import type { OrdersFound } from './order-searches'
import { createStageClock, forecastNetwork, usualSeconds } from './stages'

/** What a model's record adds to its manifest. */
export interface NeuralRecord {
  readonly label: string
  readonly trained: NonNullable<DiscoveryAlgorithm['trained']>
  readonly trainedOn: string
}

const SUPPORT =
  'probability by the network that the two variables are joined, calibrated on simulated data like those it was trained on'

/** The record of an algorithm that judges pairs by a trained network; its id is that of the model. */
export function neuralAlgorithm(
  model: NeuralModel<DiscoveryManifest>,
  { label, trained, trainedOn }: NeuralRecord,
): DiscoveryAlgorithm {
  const { manifest } = model
  const { confounding } = manifest
  const algorithm: DiscoveryAlgorithm = {
    id: model.id,
    label,
    trained,
    fewestRows: FEWEST_NETWORK_ROWS,
    reference: `Causal Studio’s own model, version ${manifest.version} (models/README.md). It reads what order searches find (Andrews et al. 2023, NeurIPS 36), and its triangle products follow Jumper et al. (2021), Nature 596.`,
    output: confounding ? 'pag' : 'dag',
    assumptions: [
      `data like those that the network was trained on: ${trainedOn}`,
      ...(confounding ? [] : ['no hidden common causes']),
      'no cycles',
      'rows independent of each other and not selected',
    ],
    handles: { categories: true, gaps: true, interventions: true, contexts: false },
    options: [],
    applies: (problem) => networkApplies(problem, manifest, label),
    forecast: (problem) => forecastNetwork(problem, manifest),
    run: (problem, options, context) => run({ manifest, algorithm }, problem, options, context),
  }
  return algorithm
}

interface Ready {
  readonly manifest: DiscoveryManifest
  readonly algorithm: DiscoveryAlgorithm
}

async function run(
  { manifest, algorithm }: Ready,
  problem: DiscoveryProblem,
  options: OptionValues,
  context: DiscoveryContext,
): Promise<Result<Discovery>> {
  const table = canonicalTable(problem)
  const { names, rows } = table.problem
  const index = indexKnowledge(names, problem.knowledge)
  if (!index.ok) return index
  const clock = createStageClock(context, usualSeconds(manifest, names.length, rows.used))
  const orderGraph = (orders: OrdersFound | null) => graphOfOrders(orders, problem.names, table, index.value)
  let found: NetworkFound
  try {
    found = await searchByNetwork(table, index.value, manifest, clock.enter, (orders) =>
      context.partial?.(orderGraph(orders)),
    )
  } catch (error) {
    return modelFailure(algorithm.label, error)
  }
  const stages = clock.seconds()
  const warnings = rangeWarnings(problem, manifest)
  const common = {
    algorithm: algorithm.id,
    rows: problem.rows,
    options,
    seconds: stages.reduce((total, { seconds }) => total + seconds, 0),
  }
  const { orders, answer } = found
  if (!orders || !answer) {
    return succeed({
      ...common,
      graph: orderGraph(orders),
      assumptions: [
        ...algorithm.assumptions,
        'stopped before the network had answered: the arrows are those of its order searches',
      ],
      statistics: { 'stopped early': 1 },
    })
  }
  const probabilities = underKnowledge(answer.probabilities, index.value)
  const decoded = decode(probabilities, index.value, orders.before)
  const used: ModelUse = {
    id: manifest.id,
    label: manifest.label,
    version: manifest.version,
    date: manifest.date,
    backend: answer.backend,
    stages,
    limits: [
      trainingSentence(manifest),
      ...(confoundingUnseen(manifest, problem) ? [HIDDEN_CAUSES_UNSEEN] : []),
      ...warnings,
    ],
  }
  return succeed({
    ...common,
    graph: decodedGraph(decoded, problem.names, names),
    supportMeaning: SUPPORT,
    scores: { order: problem.names, matrix: scoreMatrix(probabilities.arrow, table) },
    model: used,
    pairs: pairViews(decoded, probabilities, orders, problem, table, manifest.searches.starts),
    assumptions: [...algorithm.assumptions, ...warnings],
    statistics: {
      ...(rows.used < problem.rows.used ? { 'rows read by the network': rows.used } : {}),
      'undecided directions': decoded.edges.filter(({ kind }) => kind === 'line').length,
      'arrows left out because they close a cycle': decoded.leftOut,
    },
  })
}

const HIDDEN_CAUSES_UNSEEN =
  'Without interventions a hidden common cause often looks like an arrow: its probability then says little more than how rare such causes were in training.'

const confoundingUnseen = ({ confounding }: DiscoveryManifest, { interventions }: DiscoveryProblem) =>
  confounding && !interventions?.some((target) => target >= 0)

function trainingSentence({ limits }: DiscoveryManifest): string {
  const [[fewest, most], [fewestRows, mostRows]] = [limits.trainedVariables, limits.rows]
  const rows = `${fewestRows.toLocaleString('en-US')} to ${mostRows.toLocaleString('en-US')} rows`
  return `It was trained on simulated data of ${fewest} to ${most} variables and ${rows}.`
}

/** The class of the order search's best graph as far as the knowledge allows it; no edges where there is none yet. */
function graphOfOrders(
  orders: OrdersFound | null,
  names: readonly string[],
  { problem }: CanonicalTable,
  knowledge: KnowledgeIndex,
): CausalGraph {
  const size = names.length
  const arrow = new Float64Array(size * size)
  orders?.parents.forEach((list, j) => list.forEach((i) => (arrow[i * size + j] = 1)))
  const none = new Float64Array(size * size)
  const { edges } = decode(underKnowledge({ size, arrow }, knowledge), knowledge, none)
  const dag = emptyPattern(size)
  for (const { from, to } of edges) joinDirected(dag, from, to)
  const targets = [...rowsByTarget(problem).keys()]
  const graph = graphFromPattern(cpdagFromDag(dag, knowledge, targets), problem.names)
  return withVariablesInOrder(graph, names)
}

/** matrix[i][j]: the probability of i -> j, in the order of the problem's columns. */
function scoreMatrix(arrow: Float64Array, { order }: CanonicalTable): number[][] {
  const size = order.length
  const matrix = Array.from({ length: size }, (): number[] => Array(size).fill(0))
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) matrix[order[i]][order[j]] = arrow[i * size + j]
  return matrix
}

/** One for each edge, in the order of the graph's edges. */
function pairViews(
  { edges }: Decoded,
  { arrow, confounded }: PairProbabilities,
  { before, joined }: OrdersFound,
  problem: DiscoveryProblem,
  { order }: CanonicalTable,
  starts: number,
): PairView[] {
  const size = order.length
  const classical = classicalViewer(problem)
  return edges.map(({ from, to }) => {
    const [there, back] = [from * size + to, to * size + from]
    return {
      from: problem.names[order[from]],
      to: problem.names[order[to]],
      probabilities: {
        forward: arrow[there],
        backward: arrow[back],
        ...(confounded ? { hidden: confounded[there] } : {}),
      },
      classical: {
        ...classical(order[from], order[to]),
        orders: {
          starts,
          fromFirst: Math.round(before[there] * starts),
          joined: joined[there] + joined[back],
        },
      },
    }
  })
}
