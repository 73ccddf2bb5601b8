import type { Knowledge } from '../../engine/discover/algorithm'
import { againstTiers } from '../../engine/discover/knowledge/tiers'
import { isDirected, variableNamed, type CausalGraph, type Edge } from '../../engine/graph/graph'
import { isAcyclic } from '../../engine/graph/topological'

/** One thing that was known before the search, held against the graph that came out. */
export interface KnowledgeCheck {
  readonly about: 'tiers' | 'forbidden' | 'required' | 'acyclic'
  readonly holds: boolean
  /** How many arrows, pairs or arrows required were looked at. */
  readonly checked: number
  /** The arrows (cause and effect by name) that speak against it: found though forbidden, or missing though required. */
  readonly against: readonly (readonly [string, string])[]
}

type Arrow = readonly [cause: string, effect: string]

function arrowsOf(graph: CausalGraph): Arrow[] {
  const names = new Map(graph.variables.map((variable) => [variable.id, variable.name]))
  const arrow = (edge: Edge): Arrow =>
    edge.markTo === 'arrow'
      ? [names.get(edge.from)!, names.get(edge.to)!]
      : [names.get(edge.to)!, names.get(edge.from)!]
  return graph.edges.filter(isDirected).map(arrow)
}

/** Does the graph respect what was known? Only what was stated is listed; freedom from cycles always is. */
export function checkKnowledge(graph: CausalGraph, knowledge: Knowledge): readonly KnowledgeCheck[] {
  const arrows = arrowsOf(graph)
  const has = new Set(arrows.map(([cause, effect]) => JSON.stringify([cause, effect])))
  const found = (pair: Arrow) => has.has(JSON.stringify(pair))
  const searched = (pair: Arrow) => pair.every((name) => variableNamed(graph, name) !== undefined)
  const checks: KnowledgeCheck[] = []

  if (knowledge.tiers.some((tier) => tier.length > 0)) {
    const { against, checked } = againstTiers(graph, knowledge)
    checks.push({
      about: 'tiers',
      holds: against.length === 0,
      checked,
      against: against.map(({ cause, effect }) => [cause, effect] as const),
    })
  }
  const forbidden = knowledge.forbidden.filter(searched)
  if (forbidden.length > 0) {
    const against = forbidden.filter(found)
    checks.push({ about: 'forbidden', holds: against.length === 0, checked: forbidden.length, against })
  }
  const required = knowledge.required.filter(searched)
  if (required.length > 0) {
    const against = required.filter((pair) => !found(pair))
    checks.push({ about: 'required', holds: against.length === 0, checked: required.length, against })
  }
  checks.push({ about: 'acyclic', holds: isAcyclic(graph), checked: arrows.length, against: [] })
  return checks
}
