import { edgeId, isDirected, type CausalGraph, type EdgeId } from '../../graph/graph'
import type { Knowledge } from '../algorithm'

/** The tier of a name, counted from 1 as people do; null for none. */
export function tierOf(knowledge: Knowledge, name: string): number | null {
  const level = knowledge.tiers.findIndex((tier) => tier.includes(name))
  return level < 0 ? null : level + 1
}

/** Moves a name to a tier (from 1), or out of all tiers. Empty tiers at the end are dropped, others kept. */
export function withTier(knowledge: Knowledge, name: string, tier: number | null): Knowledge {
  const tiers = knowledge.tiers.map((names) => names.filter((other) => other !== name))
  if (tier !== null) {
    while (tiers.length < tier) tiers.push([])
    tiers[tier - 1] = [...tiers[tier - 1], name]
  }
  while (tiers.length > 0 && tiers.at(-1)!.length === 0) tiers.pop()
  return { ...knowledge, tiers }
}

/** A new, empty tier in front of the tier that was `tier` (from 1); nothing changes behind the last one. */
export function withNewTier(knowledge: Knowledge, tier: number): Knowledge {
  if (tier > knowledge.tiers.length) return knowledge
  return { ...knowledge, tiers: knowledge.tiers.toSpliced(tier - 1, 0, []) }
}

/** Without the tier (from 1): its names join the tier before it, those of the first have no tier any more. */
export function withoutTier(knowledge: Knowledge, tier: number): Knowledge {
  const names = knowledge.tiers[tier - 1]
  if (!names) return knowledge
  const tiers = knowledge.tiers.toSpliced(tier - 1, 1)
  if (tier > 1) tiers[tier - 2] = [...tiers[tier - 2], ...names]
  while (tiers.length > 0 && tiers.at(-1)!.length === 0) tiers.pop()
  return { ...knowledge, tiers }
}

/**
 * What is known of `from` said of `to` as well, in the same places. With 'replaced' nothing is known of `from`
 * afterwards; with 'kept' both names stand there, as after a rename of one of two things that shared the name.
 */
export function renamedKnowledge(
  knowledge: Knowledge,
  from: string,
  to: string,
  old: 'replaced' | 'kept',
): Knowledge {
  const names = (name: string) => (name !== from ? [name] : old === 'kept' ? [from, to] : [to])
  const { exogenous = [] } = knowledge
  const mentioned = [...knowledge.tiers, ...knowledge.required, ...knowledge.forbidden, exogenous]
  if (from === to || !mentioned.some((part) => part.includes(from))) return knowledge
  const unique = (list: readonly string[]) => [...new Set(list)]
  const pairs = (list: Knowledge['required']) => {
    const all = list.flatMap(([a, b]) => names(a).flatMap((x) => names(b).map((y) => [x, y] as const)))
    return [...new Map(all.map((pair) => [JSON.stringify(pair), pair])).values()].filter(([a, b]) => a !== b)
  }
  const tiers = knowledge.tiers.map((tier) => unique(tier.filter((name) => name !== to).flatMap(names)))
  return {
    tiers,
    required: pairs(knowledge.required),
    forbidden: pairs(knowledge.forbidden),
    ...(knowledge.exogenous ? { exogenous: unique(exogenous.flatMap(names)) } : {}),
  }
}

export interface BackwardArrow {
  readonly edge: EdgeId
  readonly cause: string
  readonly effect: string
  /** Counted from 1. */
  readonly causeTier: number
  readonly effectTier: number
}

/** The arrows between two variables with tiers: those that run back to an earlier tier, and how many there are. */
export function againstTiers(
  graph: CausalGraph,
  knowledge: Knowledge,
): { readonly against: readonly BackwardArrow[]; readonly checked: number } {
  const tierByName = new Map(
    knowledge.tiers.flatMap((tier, level) => tier.map((name) => [name, level + 1] as const)),
  )
  const names = new Map(graph.variables.map((variable) => [variable.id, variable.name]))
  const against: BackwardArrow[] = []
  let checked = 0
  for (const edge of graph.edges) {
    if (!isDirected(edge)) continue
    const forward = edge.markTo === 'arrow'
    const cause = names.get(forward ? edge.from : edge.to)!
    const effect = names.get(forward ? edge.to : edge.from)!
    const causeTier = tierByName.get(cause)
    const effectTier = tierByName.get(effect)
    if (causeTier === undefined || effectTier === undefined) continue
    checked++
    if (causeTier > effectTier) against.push({ edge: edgeId(edge), cause, effect, causeTier, effectTier })
  }
  return { against, checked }
}
