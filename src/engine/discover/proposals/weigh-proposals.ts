import { succeed, type Problem, type Result } from '../../../base/result'
import { isDirected, nameOf, variableNamed, type CausalGraph } from '../../graph/graph'
import { pairwiseIndependencies } from '../../identify/implied-independencies'
import { adjustedPValues } from '../../stats/adjusted-p-values'
import { normalUpperTail } from '../../stats/distributions'
import type { EngineContext } from '../../context'
import type { DiscoveryProblem } from '../algorithm'
import { indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import type { LocalScore } from '../scores/local-score'
import type { IndependenceTest } from '../tests/independence'
import { againstKnowledge, applyProposal } from './apply-proposal'
import type { Proposal } from './proposal'

/** An independence that a graph claims and the data reject. */
export interface FailingClaim {
  readonly a: string
  readonly b: string
  readonly given: readonly string[]
  /** Corrected for the number of claims of the graph (Holm 1979). */
  readonly pValue: number
}

/** What the data say to one proposed change. */
export interface WeighedProposal {
  readonly proposal: Proposal
  /**
   * Change of the BIC, -2 log-likelihood + parameters log N: negative is better. Null where the change is impossible or
   * a variable was not measured.
   */
  readonly bicChange: number | null
  /** Claims that only the changed graph makes and that the data reject. */
  readonly nowFailing: readonly FailingClaim[]
  /** Claims that the data reject and that the changed graph no longer makes. */
  readonly noLongerFailing: readonly FailingClaim[]
  /** Why the change cannot be made. */
  readonly obstacle: Problem | null
}

/** How proposals are judged: a score for the fit, a test for the claims. */
export interface Scales {
  readonly score: LocalScore
  readonly test: IndependenceTest
  /** Of the corrected p-values. */
  readonly alpha: number
}

/**
 * Weighs each change on its own against the graph as it is: what it does to the score of the variable whose causes
 * change, and which independencies the changed graph claims against the data. Hidden variables and bidirected edges
 * take part in the claims, not in the score. Cancelled, the proposals weighed so far come back.
 */
export async function weighProposals(
  graph: CausalGraph,
  problem: DiscoveryProblem,
  proposals: readonly Proposal[],
  scales: Scales,
  context: EngineContext,
): Promise<Result<readonly WeighedProposal[]>> {
  const knowledge = indexKnowledge(problem.names, problem.knowledge)
  if (!knowledge.ok) return knowledge
  const claims = createClaims(problem, scales)
  const before = claims.failing(graph)
  if (!before.ok) return before
  const pacer = createPacer(context)
  const weighed: WeighedProposal[] = []
  for (const [k, proposal] of proposals.entries()) {
    if (await pacer.rest(k / proposals.length, () => `${k} of ${proposals.length} proposals`)) break
    const changed = allowedChange(graph, proposal, problem.names, knowledge.value)
    if (!changed.ok) {
      weighed.push({
        proposal,
        bicChange: null,
        nowFailing: [],
        noLongerFailing: [],
        obstacle: changed.problems[0],
      })
      continue
    }
    const after = claims.failing(changed.value)
    if (!after.ok) return after
    weighed.push({
      proposal,
      bicChange: bicChange(graph, changed.value, proposal, problem.names, scales.score),
      nowFailing: lacking(after.value, before.value),
      noLongerFailing: lacking(before.value, after.value),
      obstacle: null,
    })
  }
  return succeed(weighed)
}

/** The changed graph, unless graph or knowledge forbid it. */
export function allowedChange(
  graph: CausalGraph,
  proposal: Proposal,
  names: readonly string[],
  knowledge: KnowledgeIndex,
): Result<CausalGraph> {
  const sentence = againstKnowledge(proposal, names, knowledge)
  if (sentence) return { ok: false, problems: [{ code: 'against-knowledge', message: sentence }] }
  return applyProposal(graph, proposal)
}

/** Null when one of the two was not measured. */
export function bicChange(
  before: CausalGraph,
  after: CausalGraph,
  { cause, effect, change }: Proposal,
  names: readonly string[],
  score: LocalScore,
): number | null {
  if (!names.includes(cause) || !names.includes(effect)) return null
  const changed = change === 'reverse' ? [cause, effect] : [effect]
  const of = (graph: CausalGraph) =>
    changed.reduce(
      (total, name) => total + score.score(names.indexOf(name), measuredParents(graph, name, names)),
      0,
    )
  return -2 * (of(after) - of(before))
}

function measuredParents(graph: CausalGraph, name: string, names: readonly string[]): number[] {
  const id = variableNamed(graph, name)?.id
  const parents: number[] = []
  for (const edge of graph.edges) {
    if (!isDirected(edge)) continue
    const [cause, effect] = edge.markTo === 'arrow' ? [edge.from, edge.to] : [edge.to, edge.from]
    const at = effect === id ? names.indexOf(nameOf(graph, cause)) : -1
    if (at >= 0) parents.push(at)
  }
  return parents.toSorted((a, b) => a - b)
}

const pairOf = ({ a, b }: FailingClaim) => JSON.stringify([a, b].toSorted())

/** Claims about pairs of which the other graph makes no failing claim. */
const lacking = (claims: readonly FailingClaim[], others: readonly FailingClaim[]) => {
  const there = new Set(others.map(pairOf))
  return claims.filter((claim) => !there.has(pairOf(claim)))
}

function createClaims({ names }: DiscoveryProblem, { test, alpha }: Scales) {
  const position = new Map(names.map((name, index) => [name, index]))
  const known = new Map<string, number>()
  const pValue = (x: number, y: number, given: readonly number[]) => {
    const key = `${x} ${y} ${given.join(' ')}`
    let found = known.get(key)
    if (found === undefined) {
      const evidence =
        given.length <= test.largestSet ? test.evidence(x, y, Int32Array.from(given), given.length) : NaN
      // What cannot be judged counts for nothing.
      found = Number.isFinite(evidence) ? 2 * normalUpperTail(evidence) : NaN
      known.set(key, found)
    }
    return found
  }
  return {
    /** Independencies, one for each pair kept apart, that the data reject. Problems: a cycle, undecided marks. */
    failing(graph: CausalGraph): Result<readonly FailingClaim[]> {
      const measured = graph.variables.filter(
        ({ name, latent, selected }) => position.has(name) && !latent && !selected,
      )
      const claims = pairwiseIndependencies(
        graph,
        measured.map(({ id }) => id),
      )
      if (!claims.ok) return claims
      const tested: FailingClaim[] = []
      for (const claim of claims.value) {
        if (claim === null) continue
        const [a, b, ...given] = [claim.a, claim.b, ...claim.given].map((id) => nameOf(graph, id))
        if (given.some((name) => !position.has(name))) continue
        const p = pValue(
          position.get(a)!,
          position.get(b)!,
          given.map((name) => position.get(name)!),
        )
        if (!Number.isNaN(p)) tested.push({ a, b, given, pValue: p })
      }
      const corrected = adjustedPValues(
        tested.map((claim) => claim.pValue),
        'holm',
      )
      return succeed(
        tested
          .map((claim, k) => ({ ...claim, pValue: corrected[k] }))
          .filter((claim) => claim.pValue <= alpha),
      )
    },
  }
}
