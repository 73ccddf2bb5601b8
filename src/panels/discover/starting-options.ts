import type { OptionSpec, OptionValues } from '../../engine/options'

const RESAMPLES = 20
/** Above this many columns twenty more searches would take minutes; support is then asked for. */
const MOST_COLUMNS = 60

/** What a person at a screen wants by default beside the algorithm's own defaults: support on each edge. */
export function startingOptions(specs: readonly OptionSpec[], columns: number): OptionValues {
  const offers = specs.some((spec) => spec.id === 'resamples')
  return offers && columns <= MOST_COLUMNS ? { resamples: RESAMPLES } : {}
}
