import { createRegistry } from '../../base/registry'
import type { DiscoveryAlgorithm } from './algorithm'
import { boss } from './boss'
import { pc } from './pc'

export const discoveryAlgorithms = createRegistry<DiscoveryAlgorithm>('algorithm', [boss, pc])
