import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { noKnowledge, type Knowledge } from '../algorithm'
import { searchBackward } from './backward-search'
import { totalScore } from '../order/boss'
import { cpdagFromDag } from '../classes/cpdag'
import { createGaussianScore } from '../scores/gaussian-bic'
import { indexKnowledge } from '../knowledge/knowledge'
import { momentsByVariable } from '../scores/moments'
import { isAdjacent, patternFromGraph, patternFromParents, pointsTo } from '../../graph/pattern'
import { dataFrom, textOfPattern } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'

const names = numberedNames(6)
/** Every variable points to all later ones: a class that can hold any distribution. */
const complete = patternFromParents(names.map((_, child) => Array.from({ length: child }, (_value, k) => k)))

function searched(seed: number, knowledge: Knowledge = noKnowledge) {
  const random = createRandom(seed)
  const truth = randomDag(names, 2, random)
  const columns = sampleModel(randomLinearModel(truth, random), 20_000, random)
  const problem = valueOf(buildDiscoveryProblem(dataFrom(columns, names)))
  const score = createGaussianScore(momentsByVariable(problem), 1)
  const found = searchBackward(complete, score, valueOf(indexKnowledge(names, knowledge)))
  return { ...found, score, truth: patternFromGraph(truth) }
}
const classOf = (dag: typeof complete) => textOfPattern(cpdagFromDag(dag), names)

test('leads from the complete graph to the class of the truth, one deletion for each missing edge', () => {
  let recovered = 0
  for (let seed = 0; seed < 40; seed++) {
    const { dag, deletions, score, truth } = searched(seed)
    if (classOf(dag) === classOf(truth)) recovered++
    else expect(Math.abs(totalScore(dag, score) - totalScore(truth, score))).toBeLessThan(5)
    expect(deletions).toBe(15 - dag.arcs.filter((arc) => arc === 1).length)
  }
  // The rest are models in which paths nearly cancel.
  expect(recovered).toBeGreaterThanOrEqual(38)
})

test('keeps required edges, and among the classes of fewer edges only takes those that knowledge allows', () => {
  const required = [[names[0], names[5]]] as const
  const forbidden = [[names[5], names[1]]] as const
  let kept = 0
  for (let seed = 0; seed < 25; seed++) {
    const { dag, truth, deletions } = searched(seed, { tiers: [], required, forbidden })
    expect(pointsTo(dag, 0, 5)).toBe(true)
    expect(pointsTo(dag, 5, 1)).toBe(false)
    expect(deletions).toBeGreaterThan(0)
    if (!isAdjacent(truth, 0, 5)) kept++
  }
  expect(kept).toBeGreaterThan(10)
})
