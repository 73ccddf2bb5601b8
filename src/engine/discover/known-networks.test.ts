import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import type { OptionValues } from '../options'
import { patternFromGraph } from '../graph/pattern'
import { discover, prepareDiscovery } from './discover'
import { comparePatterns } from './metrics'
import { hasNetworks, knownNetwork, networkProblem } from './networks.testing'
import { quietContext } from './patterns.testing'

const SEEDS = [1000, 1001]
const bdeu = { score: 'bdeu', penalty: 1 }

/** The largest mean distance to the class of the network that a search may have, over two samples of 5000 rows. */
const bars: [network: string, algorithm: string, options: OptionValues, largestDistance: number][] = [
  ['asia', 'pc', { test: 'g-square' }, 2],
  ['asia', 'boss', bdeu, 4],
  ['asia', 'fges', bdeu, 4],
  ['asia', 'exact', bdeu, 4],
  ['sachs', 'boss', bdeu, 1],
  ['sachs', 'fges', bdeu, 1],
]

test.skipIf(!hasNetworks()).each(bars)('%s: %s %o', async (name, algorithm, options, largestDistance) => {
  const { network, truth } = knownNetwork(name)
  let distance = 0
  for (const seed of SEEDS) {
    const problem = networkProblem(network, 5000, seed)
    const { graph } = valueOf(await discover(problem, algorithm, options, quietContext()))
    distance += comparePatterns(patternFromGraph(graph), truth).shd / SEEDS.length
  }
  expect(distance).toBeLessThanOrEqual(largestDistance)
})

test.skipIf(!hasNetworks())('no search scores higher than the exact one, and BOSS comes close', async () => {
  for (const name of ['asia', 'sachs']) {
    const problem = networkProblem(knownNetwork(name).network, 1000, 7)
    const scoreOf = async (algorithm: string) =>
      valueOf(await discover(problem, algorithm, bdeu, quietContext())).statistics.score
    const best = await scoreOf('exact')
    for (const algorithm of ['fges', 'boss']) {
      expect(await scoreOf(algorithm)).toBeLessThanOrEqual(best + 1e-6)
    }
    expect(await scoreOf('boss')).toBeGreaterThan(best - 0.5)
  }
})

test.skipIf(!hasNetworks())('forecasts of searches through tables grow with the rows', () => {
  const { network } = knownNetwork('asia')
  for (const algorithm of ['fges', 'exact']) {
    const secondsFor = (rows: number) => {
      const problem = networkProblem(network, rows, 1)
      const prepared = valueOf(prepareDiscovery(problem, algorithm, bdeu))
      return prepared.algorithm.forecast(problem, prepared.options).seconds
    }
    expect(secondsFor(40_000)).toBeGreaterThan(4 * secondsFor(2000))
  }
})
