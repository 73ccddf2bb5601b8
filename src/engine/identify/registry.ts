import { createRegistry } from '../../base/registry'
import { adjustment } from './adjustment'
import type { IdentificationMethod } from './method'

export const identificationMethods = createRegistry<IdentificationMethod>('identification method', [
  adjustment,
])
