import type { Knowledge } from '../engine/discover/algorithm'
import { tierOf } from '../engine/discover/knowledge/tiers'

export type PairKind = 'required' | 'forbidden'

const samePair = (a: readonly [string, string], b: readonly [string, string]) =>
  a[0] === b[0] && a[1] === b[1]

/** Adds cause -> effect as required or forbidden; a pair stands in one list at most, a pair of equals in none. */
export function withPair(knowledge: Knowledge, kind: PairKind, cause: string, effect: string): Knowledge {
  if (cause === effect) return knowledge
  const pair = [cause, effect] as const
  const without = withoutPair(knowledge, cause, effect)
  return { ...without, [kind]: [...without[kind], pair] }
}

export function withoutPair(knowledge: Knowledge, cause: string, effect: string): Knowledge {
  const pair = [cause, effect] as const
  return {
    ...knowledge,
    required: knowledge.required.filter((other) => !samePair(other, pair)),
    forbidden: knowledge.forbidden.filter((other) => !samePair(other, pair)),
  }
}

/** Marks a name as one that nothing searched causes, or takes the mark away. */
export function withExogenous(knowledge: Knowledge, name: string, marked: 'exogenous' | 'caused'): Knowledge {
  const { exogenous = [], ...rest } = knowledge
  const others = exogenous.filter((other) => other !== name)
  const names = marked === 'exogenous' ? [...others, name] : others
  return names.length > 0 ? { ...rest, exogenous: names } : rest
}

/** Each of the names in a tier of its own, the earliest first; all other tiers are given up. */
export const inOrder = (knowledge: Knowledge, names: readonly string[]): Knowledge => ({
  ...knowledge,
  tiers: names.map((name) => [name]),
})

/** The names from the earliest on where each of them has a tier of its own, else null. */
export function orderOf(knowledge: Knowledge, names: readonly string[]): readonly string[] | null {
  const tiers = names.map((name) => tierOf(knowledge, name))
  if (names.length === 0 || tiers.includes(null) || new Set(tiers).size < names.length) return null
  return names.toSorted((a, b) => tierOf(knowledge, a)! - tierOf(knowledge, b)!)
}

/** How much is known, for the closed form: pairs, columns with a tier, exogenous columns. */
export const knowledgeSize = (knowledge: Knowledge) => ({
  pairs: knowledge.required.length + knowledge.forbidden.length,
  tiered: knowledge.tiers.reduce((total, tier) => total + tier.length, 0),
  exogenous: knowledge.exogenous?.length ?? 0,
})

/** Most tiers anyone types; a slip should not make a thousand empty ones. */
export const MOST_TIERS = 99

/** What was typed as a tier: a whole number from 1 to MOST_TIERS, or null (no tier) for anything else. */
export function tierFrom(typed: string): number | null {
  const tier = Number(typed.trim())
  return Number.isInteger(tier) && tier >= 1 && tier <= MOST_TIERS ? tier : null
}
