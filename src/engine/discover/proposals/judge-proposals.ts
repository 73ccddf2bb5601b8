import { succeed, type Result } from '../../../base/result'
import { columnNamed, type Dataset } from '../../data/dataset'
import type { CausalGraph } from '../../graph/graph'
import type { EngineContext } from '../../context'
import type { DiscoveryProblem, Knowledge } from '../algorithm'
import { buildDiscoveryProblem } from '../problem'
import { chooseScore } from '../scores/choose-score'
import { chooseTest } from '../tests/choose-test'
import type { Proposal } from './proposal'
import { refineByProposals, type Refinement } from './refine-by-proposals'
import { weighProposals, type Scales, type WeighedProposal } from './weigh-proposals'

export interface ProposalOptions {
  readonly knowledge: Knowledge
  /** Level of the corrected tests of what a graph claims; by default .05. */
  readonly alpha?: number
  /** Multiplies the penalty of the score; by default 1, the BIC itself. */
  readonly penalty?: number
}

export interface ProposalReport {
  readonly weighed: readonly WeighedProposal[]
  /** The method's name: "Gaussian BIC". */
  readonly score: string
  readonly test: string
  readonly rows: number
}

/** Weighs proposals against data: the columns that the graph or a proposal names, on their complete rows. */
export async function judgeProposals(
  dataset: Dataset,
  graph: CausalGraph,
  proposals: readonly Proposal[],
  options: ProposalOptions,
  context: EngineContext,
): Promise<Result<ProposalReport>> {
  const bench = prepare(dataset, graph, proposals, options, context)
  if (!bench.ok) return bench
  const { problem, scales, score, test } = bench.value
  const weighed = await weighProposals(graph, problem, proposals, scales, context)
  return weighed.ok ? succeed({ weighed: weighed.value, score, test, rows: problem.rows.used }) : weighed
}

/** Refines the graph by the proposals that the data ask for; `memory` holds the keys of those tried before. */
export async function refineFromData(
  dataset: Dataset,
  graph: CausalGraph,
  proposals: readonly Proposal[],
  memory: ReadonlySet<string>,
  options: ProposalOptions,
  context: EngineContext,
): Promise<Result<Refinement>> {
  const bench = prepare(dataset, graph, proposals, options, context)
  if (!bench.ok) return bench
  return await refineByProposals(graph, bench.value.problem, proposals, memory, bench.value.scales, context)
}

function prepare(
  dataset: Dataset,
  graph: CausalGraph,
  proposals: readonly Proposal[],
  { knowledge, alpha = 0.05, penalty = 1 }: ProposalOptions,
  context: EngineContext,
): Result<{
  readonly problem: DiscoveryProblem
  readonly scales: Scales
  readonly score: string
  readonly test: string
}> {
  const measured = graph.variables.filter(({ latent }) => !latent).map(({ name }) => name)
  const wanted = new Set([...measured, ...proposals.flatMap(({ cause, effect }) => [cause, effect])])
  const columns = [...wanted].filter((name) => columnNamed(dataset, name)?.role === 'variable')
  const built = buildDiscoveryProblem(dataset, { columns, knowledge })
  if (!built.ok) return built
  const problem = built.value
  const observed = observedRows(problem)
  const score = chooseScore(problem, {})
  const test = chooseTest(observed, {})
  if (!score.ok || !test.ok)
    return { ok: false, problems: [score, test].flatMap((one) => (one.ok ? [] : one.problems)) }
  return succeed({
    problem,
    scales: {
      score: score.value.prepare(problem, penalty, {}),
      test: test.value.prepare(observed, alpha, {}, context.random.fork('test')),
      alpha,
    },
    score: score.value.label,
    test: test.value.label,
  })
}

/** Independencies are claims about rows in which nobody set a variable; where there are none, about all rows. */
function observedRows(problem: DiscoveryProblem): DiscoveryProblem {
  const { interventions, ...rest } = problem
  if (!interventions) return problem
  const kept = Int32Array.from(interventions.keys()).filter((row) => interventions[row] === -1)
  if (kept.length === 0) return rest
  return {
    ...rest,
    columns: problem.columns.map((column) => Float64Array.from(kept, (row) => column[row])),
    rows: { ...problem.rows, used: kept.length },
  }
}
