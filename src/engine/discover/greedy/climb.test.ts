import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { correlationMatrix } from '../../stats/moments'
import { noKnowledge } from '../algorithm'
import { indexKnowledge } from '../knowledge/knowledge'
import { createGaussianScore } from '../scores/gaussian-bic'
import { createClimb } from './climb'
import { deletions } from './deletions'
import { essentialGraphOf } from './essential-graph'
import { insertions } from './insertions'
import { memberAllowedBy } from './members'
import { turns } from './turns'

test('a climb ends only where no allowed move raises the score, though it looks again only where something changed', () => {
  const random = createRandom(1)
  let moves = 0
  for (let k = 0; k < 60; k++) {
    const names = numberedNames(5 + random.integer(12))
    const model = randomLinearModel(randomDag(names, 1 + 4 * random.uniform(), random), random)
    const moments = { correlation: correlationMatrix(sampleModel(model, 300, random.fork(k))), rows: 300 }
    const knowledge = valueOf(
      indexKnowledge(names, {
        ...noKnowledge,
        tiers: k % 2 ? [names.slice(0, 3), names.slice(3, 5)] : [],
        required: k % 4 === 3 ? [['X1', 'X4']] : [],
      }),
    )
    const surroundings = {
      score: createGaussianScore(
        names.map(() => moments),
        0.5 + random.uniform(),
      ),
      knowledge,
      mostEdges: k % 3 === 2 ? 4 : names.length,
    }
    const targets = Uint8Array.from(names, () => (k % 5 === 4 && random.uniform() < 0.5 ? 1 : 0))
    const start = names.map((_, child) =>
      names.flatMap((_name, a) => (knowledge.required[a * names.length + child] ? [a] : [])),
    )
    let graph = essentialGraphOf(start, targets)
    for (const kind of [insertions, deletions, turns]) {
      const climb = createClimb(graph, kind, surroundings)
      while (climb.step());
      graph = climb.graph
      moves += climb.moves
      const left = names.flatMap((_, y) =>
        kind.at(graph, y, surroundings).filter((move) => {
          const change = kind.make(graph, move, surroundings)
          return change && memberAllowedBy(change.graph, knowledge)
        }),
      )
      expect(left).toEqual([])
    }
  }
  expect(moves).toBeGreaterThan(1000)
})
