import { createRegistry } from '../../base/registry'
import type { DiscoveryAlgorithm } from './algorithm'
import { fges } from './greedy/fges'
import { boss } from './order/boss'
import { pc } from './constraint/pc'
import { directLingam } from './functional/direct-lingam'

export const discoveryAlgorithms = createRegistry<DiscoveryAlgorithm>('algorithm', [
  boss,
  fges,
  directLingam,
  pc,
])
