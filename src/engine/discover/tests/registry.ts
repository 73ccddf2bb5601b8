import { createRegistry } from '../../../base/registry'
import { fisherZ } from './fisher-z'
import type { TestMethod } from './independence'

export const testMethods = createRegistry<TestMethod>('independence test', [fisherZ])
