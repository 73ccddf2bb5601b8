import { createRegistry } from '../../../base/registry'
import { chiSquare } from './chi-square'
import { degenerateGaussian } from './degenerate-gaussian'
import { fisherZ } from './fisher-z'
import { gSquare } from './g-square'
import { kernel } from './kernel'
import type { TestMethod } from './independence'

export const testMethods = createRegistry<TestMethod>('independence test', [
  fisherZ,
  gSquare,
  chiSquare,
  degenerateGaussian,
  kernel,
])
