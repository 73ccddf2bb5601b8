import { createRegistry } from '../../base/registry'
import { adjustment } from './adjustment'
import { doCalculus } from './do-calculus'
import { frontDoor } from './front-door'
import type { IdentificationMethod } from './method'

/** In the order in which they are tried: what is simplest to explain and to estimate first, the complete one last. */
export const identificationMethods = createRegistry<IdentificationMethod>('identification method', [
  adjustment,
  frontDoor,
  doCalculus,
])
