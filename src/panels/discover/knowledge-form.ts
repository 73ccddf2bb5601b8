import type { Knowledge } from '../../engine/discover/algorithm'

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

/** How much is known, for the closed form: pairs and columns with a tier. */
export const knowledgeSize = (knowledge: Knowledge) => ({
  pairs: knowledge.required.length + knowledge.forbidden.length,
  tiered: knowledge.tiers.reduce((total, tier) => total + tier.length, 0),
})

/** Most tiers anyone needs; a typing slip should not make a thousand empty ones. */
export const MOST_TIERS = 99

/** What was typed as a tier: a whole number from 1 to MOST_TIERS, or null (no tier) for anything else. */
export function tierFrom(typed: string): number | null {
  const tier = Number(typed.trim())
  return Number.isInteger(tier) && tier >= 1 && tier <= MOST_TIERS ? tier : null
}
