import { succeed, type Problem, type Result } from '../../../base/result'
import type { CausalGraph } from '../../graph/graph'
import type { EngineContext } from '../../context'
import type { DiscoveryProblem } from '../algorithm'
import { indexKnowledge } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { proposalKey, type Proposal } from './proposal'
import { allowedChange, bicChange, type Scales } from './weigh-proposals'

/** What became of one proposal. */
export interface TriedProposal {
  readonly proposal: Proposal
  readonly verdict: 'accepted' | 'rejected' | 'impossible'
  /** When it was accepted, or against the final graph; null where it is impossible or was not measured. */
  readonly bicChange: number | null
  readonly obstacle: Problem | null
}

export interface Refinement {
  readonly graph: CausalGraph
  /** Accepted ones first, in the order in which they were made. */
  readonly tried: readonly TriedProposal[]
  /** Left out because they were tried before. */
  readonly remembered: readonly Proposal[]
  readonly stoppedEarly: boolean
}

/** Falls of the BIC below this are rounding. */
const SMALLEST_FALL = 1e-6

/**
 * Makes the change that lowers the BIC most, weighs the others again against the new graph, and so on until none of them
 * lowers it. What `memory` holds (keys of proposals tried before) is not tried again.
 */
export async function refineByProposals(
  graph: CausalGraph,
  problem: DiscoveryProblem,
  proposals: readonly Proposal[],
  memory: ReadonlySet<string>,
  scales: Pick<Scales, 'score'>,
  context: EngineContext,
): Promise<Result<Refinement>> {
  const knowledge = indexKnowledge(problem.names, problem.knowledge)
  if (!knowledge.ok) return knowledge
  const pacer = createPacer(context)
  const remembered = proposals.filter((proposal) => memory.has(proposalKey(proposal)))
  let open = proposals.filter((proposal) => !memory.has(proposalKey(proposal)))
  const total = open.length
  let current = graph
  const accepted: TriedProposal[] = []
  for (;;) {
    const weighed: (TriedProposal & { readonly changed: CausalGraph })[] = []
    const rest: TriedProposal[] = []
    for (const proposal of open) {
      if (await pacer.rest(accepted.length / total, () => `${accepted.length} of ${total} accepted`)) {
        return succeed({ graph: current, tried: accepted, remembered, stoppedEarly: true })
      }
      const changed = allowedChange(current, proposal, problem.names, knowledge.value)
      if (!changed.ok) {
        rest.push({ proposal, verdict: 'impossible', bicChange: null, obstacle: changed.problems[0] })
        continue
      }
      const change = bicChange(current, changed.value, proposal, problem.names, scales.score)
      const tried = { proposal, bicChange: change, obstacle: null }
      if (change !== null && change < -SMALLEST_FALL)
        weighed.push({ ...tried, verdict: 'accepted', changed: changed.value })
      else rest.push({ ...tried, verdict: 'rejected' })
    }
    if (weighed.length === 0)
      return succeed({ graph: current, tried: [...accepted, ...rest], remembered, stoppedEarly: false })
    const { changed, ...best } = weighed.reduce((least, next) =>
      next.bicChange! < least.bicChange! ? next : least,
    )
    current = changed
    accepted.push(best)
    open = open.filter((proposal) => proposal !== best.proposal)
  }
}
