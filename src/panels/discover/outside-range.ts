import type { Problem } from '../../base/result'
import type { CostForecast, DiscoveryAlgorithm } from '../../engine/discover/algorithm'

/** Refusals of a trained network that another method would not make begin with this. */
const OF_THE_NETWORK = 'neural-'

export interface OutsideRange {
  readonly kind: 'outside' | 'refused'
  /** Why; empty where the refusal is said elsewhere. */
  readonly sentences: readonly string[]
}

/** Whether data lie outside of what a network can be trusted with, or can read at all; null where they do not. */
export function outsideRange(
  { trained }: Pick<DiscoveryAlgorithm, 'trained'>,
  problems: readonly Problem[],
  forecast: CostForecast | null,
): OutsideRange | null {
  if (!trained) return null
  if (problems.some(({ code }) => code.startsWith(OF_THE_NETWORK))) return { kind: 'refused', sentences: [] }
  const warnings = forecast?.warnings ?? []
  return warnings.length > 0 ? { kind: 'outside', sentences: warnings } : null
}
