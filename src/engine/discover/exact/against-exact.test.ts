import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import type { OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'
import { discover } from '../discover'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'

const PROBLEMS = 40

/** How often each search finds the best score of all graphs, and by how much it misses it on average. */
const searches: { algorithm: string; options: OptionValues; fewest: number; largestGap: number }[] = [
  { algorithm: 'boss', options: { restarts: 5 }, fewest: 34, largestGap: 0.2 },
  { algorithm: 'boss', options: { restarts: 0 }, fewest: 20, largestGap: 3 },
  { algorithm: 'gies', options: {}, fewest: 11, largestGap: 12 },
  { algorithm: 'fges', options: {}, fewest: 10, largestGap: 14 },
]

const scoreOf = async (problem: DiscoveryProblem, algorithm: string, options: OptionValues) =>
  valueOf(await discover(problem, algorithm, options, quietContext())).statistics.score

test('searches reach the best score of all graphs of 6 to 11 variables as often as they did, and none exceeds it', async () => {
  const random = createRandom(1)
  const found = searches.map(() => ({ equal: 0, gap: 0 }))
  for (let k = 0; k < PROBLEMS; k++) {
    const names = numberedNames(6 + (k % 6))
    const graph = randomDag(names, 2 + (k % 3), random)
    const columns = sampleModel(randomLinearModel(graph, random), k % 2 ? 100 : 1000, random.fork(k))
    const problem = valueOf(buildDiscoveryProblem(dataFrom(columns, names)))
    const best = await scoreOf(problem, 'exact', {})
    for (const [at, { algorithm, options }] of searches.entries()) {
      const gap = best - (await scoreOf(problem, algorithm, options))
      expect(gap).toBeGreaterThan(-1e-6)
      if (gap < 1e-6) found[at].equal++
      found[at].gap += gap / PROBLEMS
    }
  }
  searches.forEach(({ fewest, largestGap }, at) => {
    expect(found[at].equal).toBeGreaterThanOrEqual(fewest)
    expect(found[at].gap).toBeLessThan(largestGap)
  })
  expect(found[0].equal).toBeGreaterThan(found[3].equal)
})
