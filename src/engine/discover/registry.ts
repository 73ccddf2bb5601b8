import { createRegistry } from '../../base/registry'
import type { DiscoveryAlgorithm } from './algorithm'
import { pc } from './pc'

export const discoveryAlgorithms = createRegistry<DiscoveryAlgorithm>('algorithm', [pc])
