import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { patternFromGraph, patternFromParents, type Pattern } from '../../graph/pattern'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { correlationMatrix } from '../../stats/moments'
import { cpdagFromDag } from '../classes/cpdag'
import { emptyKnowledgeIndex } from '../knowledge/knowledge'
import { parentsIn, totalScore } from '../order/boss'
import { createGaussianScore } from '../scores/gaussian-bic'
import { deletions } from './deletions'
import { essentialGraphOf, patternOfEssential } from './essential-graph'
import { insertions } from './insertions'
import type { MoveKind } from './moves'
import { turns } from './turns'

const parentLists = (dag: Pattern) => Array.from({ length: dag.size }, (_, v) => parentsIn(dag, v))

test.each<[string, MoveKind, number]>([
  ['insertions', insertions, 900],
  ['deletions', deletions, 400],
  ['turns', turns, 150],
])('%s change the score by their gain and lead to the class of their member', (_, kind, fewest) => {
  const random = createRandom(1)
  let made = 0
  for (let k = 0; k < 50; k++) {
    const names = numberedNames(4 + random.integer(6))
    const targets = Uint8Array.from(names, () => (k % 2 === 0 && random.uniform() < 0.3 ? 1 : 0))
    const set = names.flatMap((_name, v) => (targets[v] === 1 ? [v] : []))
    const model = randomLinearModel(randomDag(names, 3, random), random)
    const moments = { correlation: correlationMatrix(sampleModel(model, 25, random)), rows: 25 }
    // A penalty near 0 makes nearly every insertion pay, a large one nearly every deletion.
    const score = createGaussianScore(
      names.map(() => moments),
      kind === deletions ? 20 : 0.01,
    )
    const surroundings = {
      score,
      knowledge: emptyKnowledgeIndex(names.length),
      mostEdges: names.length,
    }
    const start = patternFromGraph(randomDag(names, 1 + 4 * random.uniform(), random))
    const graph = essentialGraphOf(parentLists(start), targets)
    expect(patternOfEssential(graph)).toEqual(cpdagFromDag(start, undefined, set))
    for (let y = 0; y < names.length; y++) {
      for (const move of kind.at(graph, y, surroundings)) {
        const change = kind.make(graph, move, surroundings)
        if (!change) continue
        const member = patternFromParents(change.graph.member)
        expect(patternOfEssential(change.graph)).toEqual(cpdagFromDag(member, undefined, set))
        expect(totalScore(member, score) - totalScore(start, score)).toBeCloseTo(move.gain, 8)
        made++
      }
    }
  }
  expect(made).toBeGreaterThan(fewest)
})
