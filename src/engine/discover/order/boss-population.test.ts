import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { patternFromGraph, patternFromParents } from '../../graph/pattern'
import { numberedNames, randomDag, randomScaleFreeDag } from '../../simulate/random-dag'
import { randomLinearModel } from '../../simulate/structural-model'
import { cpdagFromDag } from '../classes/cpdag'
import { searchBackward } from '../greedy/backward-search'
import { populationScore } from '../greedy/population-score.testing'
import { emptyKnowledgeIndex } from '../knowledge/knowledge'
import { comparePatterns } from '../metrics'
import { createPacer } from '../pacer'
import { quietContext } from '../patterns.testing'
import { growOrderTrees } from './order-trees'
import { searchOrder } from './search-orders'

test('with the score of the true distribution BOSS returns the class of 300 random graphs', async () => {
  const random = createRandom(1)
  let recovered = 0
  for (let k = 0; k < 300; k++) {
    const names = numberedNames(2 + random.integer(11))
    const degree = 1 + 3 * random.uniform()
    const graph = k % 3 ? randomDag(names, degree, random) : randomScaleFreeDag(names, degree, random)
    const score = populationScore(randomLinearModel(graph, random))
    const knowledge = emptyKnowledgeIndex(names.length)
    const order = [...names.keys()]
    const { search } = await searchOrder(
      growOrderTrees(score, knowledge),
      order,
      order,
      createPacer(quietContext()),
      () => 0,
      () => {},
    )
    const dag = patternFromParents(search.parents().map((parents) => [...parents]))
    const found = cpdagFromDag(searchBackward(dag, score, knowledge).dag)
    if (comparePatterns(found, cpdagFromDag(patternFromGraph(graph))).shd === 0) recovered++
  }
  expect(recovered).toBe(300)
})
