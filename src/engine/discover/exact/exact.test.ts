import { describe, expect, test } from 'vitest'
import { createRandom, shuffle, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { patternFromGraph, patternFromParents, pointsTo } from '../../graph/pattern'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { noKnowledge, type DiscoveryProblem, type Knowledge } from '../algorithm'
import { discover, prepareDiscovery } from '../discover'
import { emptyKnowledgeIndex, indexKnowledge, type KnowledgeIndex } from '../knowledge/knowledge'
import { compareGraphs } from '../metrics'
import { totalScore } from '../order/boss'
import { createPacer } from '../pacer'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../problem'
import { createGaussianScore } from '../scores/gaussian-bic'
import type { LocalScore } from '../scores/local-score'
import { momentsByVariable } from '../scores/moments'
import { bestNetwork } from './best-network'

function sampled(size: number, degree: number, rows: number, random: Random, request: DiscoveryRequest = {}) {
  const names = numberedNames(size)
  const columns = sampleModel(randomLinearModel(randomDag(names, degree, random), random), rows, random)
  return valueOf(buildDiscoveryProblem(dataFrom(columns, names), request))
}
const scoreOf = (problem: DiscoveryProblem, penalty = 1) =>
  createGaussianScore(momentsByVariable(problem), penalty)

/** The best score of all DAGs that knowledge allows, each looked at in turn, and how many there are. */
function bestOfAll(score: LocalScore, { forbidden, required }: KnowledgeIndex) {
  const { size } = score
  const pairs = Array.from({ length: size }, (_, b) => Array.from({ length: b }, (_a, a) => [a, b])).flat()
  const local = Array.from({ length: size }, (_, v) =>
    Float64Array.from({ length: 2 ** size }, (_set, set) => {
      const parents = Array.from({ length: size }, (_a, a) => a).filter((a) => (set >> a) & 1)
      return parents.includes(v) ? NaN : score.score(v, parents)
    }),
  )
  let best = -Infinity
  let count = 0
  const parents = new Int32Array(size)
  const isAcyclic = () => {
    let left = 2 ** size - 1
    for (let round = 0; round < size && left > 0; round++) {
      for (let v = 0; v < size; v++) if ((parents[v] & left) === 0) left &= ~(1 << v)
    }
    return left === 0
  }
  for (let code = 0; code < 3 ** pairs.length; code++) {
    parents.fill(0)
    let rest = code
    let agrees = true
    for (const [a, b] of pairs) {
      const way = rest % 3
      rest = (rest - way) / 3
      if (way === 1) parents[b] |= 1 << a
      if (way === 2) parents[a] |= 1 << b
      agrees &&= required[a * size + b] === 0 || way === 1
      agrees &&= required[b * size + a] === 0 || way === 2
      agrees &&= forbidden[a * size + b] === 0 || way !== 1
      agrees &&= forbidden[b * size + a] === 0 || way !== 2
    }
    if (!agrees || !isAcyclic()) continue
    count++
    best = Math.max(
      best,
      parents.reduce((total, set, v) => total + local[v][set], 0),
    )
  }
  return { best, count }
}

describe('exact search', () => {
  test('finds the best of all 29,281 graphs of five variables, and says its score', async () => {
    const random = createRandom(1)
    const none = emptyKnowledgeIndex(5)
    for (let k = 0; k < 6; k++) {
      const score = scoreOf(sampled(5, 3, 30 + 50 * k, random.fork(k)))
      const found = (await bestNetwork(score, none, createPacer(quietContext())))!
      const { best, count } = bestOfAll(score, none)
      expect(count).toBe(29_281)
      expect(found.score).toBeCloseTo(best, 8)
      expect(totalScore(patternFromParents(found.parents), score)).toBeCloseTo(found.score, 8)
    }
  })

  test('finds the best of all graphs of four variables under knowledge and with variables that were set', async () => {
    const random = createRandom(2)
    const names = numberedNames(4)
    const interventions = Array.from({ length: 90 }, (_, row) => ['', 'X1', 'X3'][row % 3])
    let cases = 0
    const knowledgeOf: Knowledge[] = [
      noKnowledge,
      { ...noKnowledge, tiers: [['X2', 'X3'], ['X1']] },
      { ...noKnowledge, required: [['X4', 'X1']], forbidden: [['X1', 'X2']] },
      {
        ...noKnowledge,
        required: [
          ['X1', 'X2'],
          ['X2', 'X3'],
          ['X4', 'X3'],
        ],
        exogenous: ['X4'],
      },
    ]
    for (const knowledge of knowledgeOf) {
      const index = valueOf(indexKnowledge(names, knowledge))
      for (let k = 0; k < 10; k++) {
        const score = scoreOf(sampled(4, 2.5, 90, random.fork(cases), { interventions, knowledge }))
        const found = (await bestNetwork(score, index, createPacer(quietContext())))!
        const { best, count } = bestOfAll(score, index)
        expect(count).toBeLessThanOrEqual(543)
        expect(found.score).toBeCloseTo(best, 8)
        found.parents.forEach((parents, v) => {
          for (const parent of parents) expect(index.forbidden[parent * 4 + v]).toBe(0)
        })
        cases++
      }
    }
    expect(cases).toBe(40)
  })

  test('keeps to the most causes that it is told', async () => {
    const problem = sampled(8, 5, 500, createRandom(3))
    const capped = valueOf(await discover(problem, 'exact', { mostParents: 1 }, quietContext()))
    const free = valueOf(await discover(problem, 'exact', {}, quietContext()))
    const heads = (id: string) =>
      capped.graph.edges.filter(({ to, markTo }) => to === id && markTo === 'arrow')
    for (const { id } of capped.graph.variables) expect(heads(id).length).toBeLessThanOrEqual(1)
    expect(capped.statistics.score).toBeLessThan(free.statistics.score)
    expect(capped.graph.edges.length).toBeGreaterThan(4)
  })

  test('is the same for any order of the columns', async () => {
    const problem = sampled(9, 3, 200, createRandom(4))
    const data = dataFrom(problem.columns, problem.names)
    const graphFor = async (columns: typeof data.columns) =>
      valueOf(
        await discover(valueOf(buildDiscoveryProblem({ ...data, columns })), 'exact', {}, quietContext()),
      ).graph
    const first = await graphFor(data.columns)
    expect(first.edges.length).toBeGreaterThan(8)
    for (let k = 0; k < 4; k++) {
      expect(compareGraphs(await graphFor(shuffle([...data.columns], createRandom(k))), first).shd).toBe(0)
    }
  })

  test('follows knowledge in the graph it returns', async () => {
    const knowledge = { ...noKnowledge, tiers: [['X4', 'X5'], ['X1']], required: [['X5', 'X2'] as const] }
    const problem = sampled(7, 3, 200, createRandom(5), { knowledge })
    const found = patternFromGraph(valueOf(await discover(problem, 'exact', {}, quietContext())).graph)
    expect(pointsTo(found, 4, 1)).toBe(true)
    expect(found.arcs[0 * 7 + 3] + found.arcs[0 * 7 + 4]).toBe(0)
  })

  test('a cancelled run returns what the greedy search found', async () => {
    const problem = sampled(15, 3, 200, createRandom(6))
    const signal = { aborted: false }
    const progress = (_: number, note: string) => {
      if (note.startsWith('parents of')) signal.aborted = true
    }
    const { graph, statistics } = valueOf(
      await discover(problem, 'exact', {}, { ...quietContext(), signal, progress }),
    )
    expect(statistics['stopped early']).toBe(1)
    expect(statistics.score).toBe(statistics['score of the greedy search'])
    expect(graph.edges.length).toBeGreaterThan(10)
  })

  test('refuses more than twenty variables; a forecast grows with their number', () => {
    const many = sampled(21, 2, 50, createRandom(7))
    expect(prepareDiscovery(many, 'exact', {})).toMatchObject({
      ok: false,
      problems: [{ code: 'too-large' }],
    })
    const forecast = (size: number) => {
      const problem = sampled(size, 2, 100, createRandom(8))
      const { algorithm, options } = valueOf(prepareDiscovery(problem, 'exact', {}))
      const { seconds } = algorithm.forecast(problem, options)
      return seconds
    }
    expect(forecast(18)).toBeGreaterThan(10 * forecast(10))
  })
})
