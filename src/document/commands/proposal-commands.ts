import { fail, succeed } from '../../base/result'
import { applyProposal } from '../../engine/discover/proposals/apply-proposal'
import { proposalKey, type Proposal } from '../../engine/discover/proposals/proposal'
import { directed, edgeId, variableNamed, type CausalGraph } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import type { DecidedProposal, GraphEntry, Project } from '../project'
import { editGraph, freePlace, idForName, type InGraph } from './graph-access'

const words = ({ change, cause, effect }: Proposal) =>
  ({
    add: `${cause} → ${effect}`,
    remove: `the removal of ${cause} → ${effect}`,
    reverse: `the reversal of ${cause} → ${effect}`,
  })[change]

/** The project with these decisions remembered; a newer decision on the same change takes the place of an older one. */
function remembering(project: Project, decisions: readonly DecidedProposal[]): Project {
  const keys = new Set(decisions.map(proposalKey))
  return {
    ...project,
    decided: [...project.decided.filter((one) => !keys.has(proposalKey(one))), ...decisions],
  }
}

/** The graph entry after one accepted change: its variables have the project's ids and a place, its arrow says why it is there. */
function withChange(project: Project, entry: GraphEntry, decision: DecidedProposal) {
  const { cause, effect, reason, source, change } = decision
  let { graph, layout } = entry
  for (const name of [cause, effect]) {
    if (change !== 'add' || variableNamed(graph, name)) continue
    const id = idForName(project, graph, name)
    graph = { ...graph, variables: [...graph.variables, { id, name }] }
    layout = { ...layout, [id]: freePlace({ ...entry, layout }) }
  }
  const changed = applyProposal(graph, decision)
  if (!changed.ok) return changed
  if (change === 'remove') return succeed({ graph: changed.value, layout })
  const [start, end] = change === 'add' ? [cause, effect] : [effect, cause]
  return succeed({ graph: explained(changed.value, start, end, { reason, source }), layout })
}

function explained(
  graph: CausalGraph,
  start: string,
  end: string,
  { reason, source }: Pick<DecidedProposal, 'reason' | 'source'>,
): CausalGraph {
  const arrow = edgeId(directed(variableNamed(graph, start)!.id, variableNamed(graph, end)!.id))
  const edges = graph.edges.map((edge) =>
    edgeId(edge) === arrow
      ? { ...edge, ...(reason ? { rationale: reason } : {}), ...(source ? { source } : {}) }
      : edge,
  )
  return { ...graph, edges }
}

/** Makes accepted changes in one graph, in their order, and remembers them with those rejected beside them. */
export const decideProposals = defineCommand<InGraph & { decisions: readonly DecidedProposal[] }>({
  id: 'decide-proposals',
  label: (_project, { decisions }) => {
    const accepted = decisions.filter(({ verdict }) => verdict === 'accepted')
    if (decisions.length === 1) return `${accepted.length === 1 ? 'Accept' : 'Reject'} ${words(decisions[0])}`
    return `Accept ${accepted.length} of ${decisions.length} proposals`
  },
  apply: (project, { graphId, decisions }) => {
    let changed = project
    for (const decision of decisions) {
      if (decision.verdict !== 'accepted') continue
      const edited = editGraph(changed, graphId, (entry) => withChange(changed, entry, decision))
      if (!edited.ok) return edited
      changed = edited.value
    }
    return succeed(remembering(changed, decisions))
  },
})

/** Forgets a decision, so that the change can be tried again. What it did to a graph stays. */
export const forgetProposal = defineCommand<{ proposal: Proposal }>({
  id: 'forget-proposal',
  label: (_project, { proposal }) => `Forget what was decided on ${words(proposal)}`,
  apply: (project, { proposal }) => {
    const decided = project.decided.filter((one) => proposalKey(one) !== proposalKey(proposal))
    return decided.length < project.decided.length
      ? succeed({ ...project, decided })
      : fail('not-decided', 'Nothing was decided on that proposal.')
  },
})

/** The project after one variable was renamed: decisions go with it. */
export function withRenamedProposals(project: Project, from: string, to: string): Project {
  if (from === to || !project.decided.some(({ cause, effect }) => cause === from || effect === from))
    return project
  const renamed = (name: string) => (name === from ? to : name)
  return {
    ...project,
    decided: project.decided.map((one) => ({
      ...one,
      cause: renamed(one.cause),
      effect: renamed(one.effect),
    })),
  }
}
