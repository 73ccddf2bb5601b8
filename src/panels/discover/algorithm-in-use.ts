import type { Advice } from '../../engine/discover/advice'
import type { DiscoveryAlgorithm } from '../../engine/discover/algorithm'
import { discoveryAlgorithms } from '../../engine/discover/registry'
import type { OptionValues } from '../../engine/options'

const none: OptionValues = {}

/** What the person chose, else what the advice puts first, else the first of the registry. */
export function algorithmInUse(chosen: string | null, advice: Advice | null): DiscoveryAlgorithm {
  const wanted = chosen ?? advice?.advised[0]?.algorithm
  const { entries } = discoveryAlgorithms
  return entries.find(({ id }) => id === wanted) ?? entries[0]
}

/** The test and score that the advice chose for an algorithm. */
export const advisedOptions = (algorithm: string, advice: Advice | null): OptionValues =>
  [...(advice?.advised ?? []), ...(advice?.others ?? [])].find((method) => method.algorithm === algorithm)
    ?.options ?? none
