import { fail, succeed, type Result } from '../../../base/result'
import {
  directed,
  edgeId,
  nameOf,
  variableId,
  variableNamed,
  withEdges,
  type CausalGraph,
  type Variable,
} from '../../graph/graph'
import { findCycle } from '../../graph/topological'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Proposal } from './proposal'

/** A variable of this name that no graph has yet. */
const newVariable = (graph: CausalGraph, name: string): Variable => {
  let id = variableId(name)
  while (graph.variables.some((variable) => variable.id === id)) id = variableId(`${id} (2)`)
  return { id, name }
}

const withVariable = (graph: CausalGraph, name: string): CausalGraph =>
  variableNamed(graph, name) ? graph : { ...graph, variables: [...graph.variables, newVariable(graph, name)] }

/**
 * The graph after the change, with the variables that it needs. Problems, in words for whoever decides: the arrow stands
 * already or does not, the change closes a cycle, the directions of the graph are not all decided.
 */
export function applyProposal(graph: CausalGraph, proposal: Proposal): Result<CausalGraph> {
  const { change, cause, effect } = proposal
  if (graph.kind !== 'dag' && graph.kind !== 'admg') {
    return fail(
      'undecided-marks',
      'Proposals are weighed against a graph whose directions are all decided, such as your own model.',
    )
  }
  const [from, to] = [cause, effect].map((name) => variableNamed(graph, name)?.id)
  const arrow = from && to ? edgeId(directed(from, to)) : null
  const stands = arrow !== null && graph.edges.some((edge) => edgeId(edge) === arrow)
  if (change === 'add' && stands)
    return fail('arrow-stands', `${cause} → ${effect} stands in the graph already.`)
  if (change !== 'add' && !stands)
    return fail('no-such-arrow', `${cause} → ${effect} does not stand in the graph.`)
  const without = graph.edges.filter((edge) => edgeId(edge) !== arrow)
  if (change === 'remove') return succeed(withEdges(graph, without))
  const wide = change === 'add' ? withVariable(withVariable(graph, cause), effect) : graph
  const [start, end] = change === 'add' ? [cause, effect] : [effect, cause]
  const drawn = directed(variableNamed(wide, start)!.id, variableNamed(wide, end)!.id)
  if (change === 'reverse' && without.some((edge) => edgeId(edge) === edgeId(drawn)))
    return fail('arrow-stands', `${start} → ${end} stands in the graph already.`)
  const changed = withEdges(wide, [...without, drawn])
  const cycle = findCycle(changed)
  if (!cycle) return succeed(changed)
  const path = [...cycle, cycle[0]].map((id) => nameOf(changed, id)).join(' → ')
  return fail('cycle', `It would close a cycle: ${path}.`)
}

/** Whether the change goes against what is known of the searched variables; the sentence says which part. */
export function againstKnowledge(
  proposal: Proposal,
  names: readonly string[],
  knowledge: KnowledgeIndex,
): string | null {
  const { change, cause, effect } = proposal
  const [start, end] = change === 'reverse' ? [effect, cause] : [cause, effect]
  const a = names.indexOf(start)
  const b = names.indexOf(end)
  if (a < 0 || b < 0) return null
  const at = a * knowledge.size + b
  const back = b * knowledge.size + a
  if (change === 'remove' && knowledge.required[at]) return `Your knowledge requires ${start} → ${end}.`
  if (change === 'reverse' && knowledge.required[back]) return `Your knowledge requires ${end} → ${start}.`
  if (change !== 'remove' && knowledge.forbidden[at]) return `Your knowledge forbids ${start} → ${end}.`
  return null
}
