import { succeed, type Result } from '../../base/result'
import { edgeId, isDirected, type CausalGraph, type EdgeId, type VariableId } from '../graph/graph'
import { exampleOpenPath, pathEdges, type PathEdges } from '../graph/open-paths'
import { identifyByAdjustment } from './adjustment'
import { frontDoorSets } from './front-door'
import { beyondAdjustment } from './identify-question'
import { adjustmentQuery, adjustmentSetting, type AdjustmentQuery } from './adjustment-query'
import { adjustmentReasons, type AdjustmentReason } from './adjustment-reasons'
import { isAdjustmentSet, listSets } from './adjustment-sets'
import type { EdgeRole, LiveAnswer } from './answer'
import type { EffectQuestion } from './question'
import { variableRoles } from './roles'

/** How many sets an answer carries; `listAdjustmentSets` brings more. */
const FIRST_SETS = 8

/**
 * Everything that follows an edit: verdict, first sets, roles and colours. `adjustment` is the user's own set
 * (members that the graph has lost are left out) or the first one found. Problems as for `adjustmentSetting`.
 */
export function answerQuestion(
  graph: CausalGraph,
  question: EffectQuestion,
  adjustment: 'first' | readonly VariableId[],
): Result<LiveAnswer> {
  const query = adjustmentQuery(question)
  const setting = adjustmentSetting(graph, query)
  if (!setting.ok) return setting
  const { sets, more } = take(listSets(setting.value), FIRST_SETS)
  const inUse = adjustment === 'first' ? (sets[0] ?? null) : usable(graph, query, adjustment)
  const valid = inUse === null ? succeed(false) : isAdjustmentSet(graph, query, inUse)
  if (!valid.ok) return valid
  const { exposures, outcomes, effect } = query
  const before = pathEdges(graph, exposures, outcomes, [], effect)
  const after = pathEdges(graph, exposures, outcomes, inUse ?? [], effect)
  const example = exampleOpenPath(graph, exposures, outcomes, [], effect)
  if (!before.ok) return before
  if (!after.ok) return after
  if (!example.ok) return example
  const edgeRoles = rolesOfEdges(graph, before.value, after.value)
  const adjusting = identifyByAdjustment(setting.value, valid.value && inUse ? inUse : sets[0])
  const several = example.value !== null && before.value.biasing.length > example.value.edges.length
  return succeed({
    identification: adjusting.identifiable ? adjusting : (beyondAdjustment(graph, question) ?? adjusting),
    sets,
    moreSets: more,
    adjustment: inUse,
    adjustmentIsValid: valid.value,
    variableRoles: variableRoles(graph, exposures, outcomes, inUse ?? []),
    edgeRoles,
    edgeRolesUnadjusted: rolesOfEdges(graph, before.value, before.value),
    blockers: blockers(graph, inUse ?? [], edgeRoles),
    openPath: example.value?.text ?? null,
    openPaths: example.value === null ? 'none' : several ? 'several' : 'one',
  })
}

/** Up to `limit` minimal adjustment sets and whether there are more. */
export function listAdjustmentSets(
  graph: CausalGraph,
  question: EffectQuestion,
  limit: number,
): Result<{ sets: VariableId[][]; more: boolean }> {
  const setting = adjustmentSetting(graph, adjustmentQuery(question))
  return setting.ok ? succeed(take(listSets(setting.value), limit)) : setting
}

/** What each variable is worth for adjustment, and why; apart from the answer, which it would slow down. */
export function reasonsForQuestion(
  graph: CausalGraph,
  question: EffectQuestion,
): Result<Readonly<Record<VariableId, AdjustmentReason>>> {
  const setting = adjustmentSetting(graph, adjustmentQuery(question))
  return setting.ok ? succeed(adjustmentReasons(setting.value)) : setting
}

/** Up to `limit` minimal front-door sets and whether there are more. */
export function listFrontDoorSets(
  graph: CausalGraph,
  question: EffectQuestion,
  limit: number,
): Result<{ sets: VariableId[][]; more: boolean }> {
  const { exposures, outcomes } = adjustmentQuery(question)
  const sets = frontDoorSets(graph, exposures, outcomes)
  return sets.ok ? succeed(take(sets.value, limit)) : sets
}

function take<Item>(items: Iterable<Item>, limit: number): { sets: Item[]; more: boolean } {
  const sets: Item[] = []
  for (const item of items) {
    if (sets.length === limit) return { sets, more: true }
    sets.push(item)
  }
  return { sets, more: false }
}

function usable(graph: CausalGraph, query: AdjustmentQuery, chosen: readonly VariableId[]): VariableId[] {
  return graph.variables
    .map((variable) => variable.id)
    .filter((id) => chosen.includes(id) && !query.exposures.includes(id) && !query.outcomes.includes(id))
}

function rolesOfEdges(graph: CausalGraph, before: PathEdges, after: PathEdges): Record<EdgeId, EdgeRole> {
  const causal = new Set(after.causal)
  const openBefore = new Set(before.biasing)
  const openAfter = new Set(after.biasing)
  const role = (id: EdgeId): EdgeRole => {
    if (causal.has(id)) return 'causal'
    if (openAfter.has(id)) return 'biasing'
    return openBefore.has(id) ? 'blocked' : 'plain'
  }
  return Object.fromEntries(graph.edges.map(edgeId).map((id) => [id, role(id)]))
}

/** Members of the set that a blocked edge leaves: there the path through them is closed. */
function blockers(
  graph: CausalGraph,
  set: readonly VariableId[],
  roles: Readonly<Record<EdgeId, EdgeRole>>,
): VariableId[] {
  const blocked = graph.edges.filter((edge) => roles[edgeId(edge)] === 'blocked' && isDirected(edge))
  return set.filter((id) => blocked.some((edge) => (edge.markFrom === 'tail' ? edge.from : edge.to) === id))
}
