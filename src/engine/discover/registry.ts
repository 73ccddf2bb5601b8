import { createRegistry } from '../../base/registry'
import type { DiscoveryAlgorithm } from './algorithm'
import { boss } from './order/boss'
import { pc } from './constraint/pc'

export const discoveryAlgorithms = createRegistry<DiscoveryAlgorithm>('algorithm', [boss, pc])
