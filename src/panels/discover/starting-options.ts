import type { DiscoveryAlgorithm } from '../../engine/discover/algorithm'
import type { OptionValues } from '../../engine/options'

const RESAMPLES = 20
/** Above this many columns twenty more searches would take minutes; support is then asked for. */
const MOST_COLUMNS = 60

/** What a person at a screen wants by default beside the algorithm's own defaults: support on each edge, which a network gives anyway. */
export const startingOptions = (
  { trained }: Pick<DiscoveryAlgorithm, 'trained'>,
  columns: number,
): OptionValues => (!trained && columns <= MOST_COLUMNS ? { resamples: RESAMPLES } : {})
