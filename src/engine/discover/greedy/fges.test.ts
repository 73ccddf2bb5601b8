import { describe, expect, test } from 'vitest'
import { createRandom, shuffle, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import type { CausalGraph } from '../../graph/graph'
import { patternFromGraph, pointsTo, reaches } from '../../graph/pattern'
import { numberedNames, randomDag, randomScaleFreeDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { noKnowledge } from '../algorithm'
import { cpdagFromDag } from '../classes/cpdag'
import { discover, prepareDiscovery } from '../discover'
import { indexKnowledge } from '../knowledge/knowledge'
import { compareGraphs } from '../metrics'
import { createPacer } from '../pacer'
import { dataFrom, quietContext, textOfPattern } from '../patterns.testing'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../problem'
import { totalScore } from '../order/boss'
import { createGaussianScore } from '../scores/gaussian-bic'
import { momentsByVariable } from '../scores/moments'
import { searchFges } from './fges'
import { populationScore } from './population-score.testing'

const sampled = (graph: CausalGraph, rows: number, random: Random, request: DiscoveryRequest = {}) => {
  const names = graph.variables.map((variable) => variable.name)
  const columns = sampleModel(randomLinearModel(graph, random), rows, random)
  return valueOf(buildDiscoveryProblem(dataFrom(columns, names), request))
}
const search = (score: Parameters<typeof searchFges>[0], knowledge = noKnowledge) =>
  searchFges(
    score,
    valueOf(indexKnowledge(numberedNames(score.size), knowledge)),
    { mostEdges: score.size },
    createPacer(quietContext()),
  )

describe('FGES', () => {
  test('with the score of the true distribution returns the class of 300 random graphs', async () => {
    const random = createRandom(1)
    let edges = 0
    for (let k = 0; k < 300; k++) {
      const names = numberedNames(2 + random.integer(11))
      const degree = 1 + 3 * random.uniform()
      const graph = k % 3 ? randomDag(names, degree, random) : randomScaleFreeDag(names, degree, random)
      const truth = patternFromGraph(graph)
      const found = await search(populationScore(randomLinearModel(graph, random)))
      expect(textOfPattern(found.pattern, names)).toBe(textOfPattern(cpdagFromDag(truth), names))
      expect(cpdagFromDag(found.dag)).toEqual(found.pattern)
      edges += graph.edges.length
    }
    expect(edges).toBeGreaterThan(2000)
  })

  test('counts the score that its graph has', async () => {
    const random = createRandom(2)
    for (let k = 0; k < 10; k++) {
      const problem = sampled(randomDag(numberedNames(15), 4, random), 200, random.fork(k))
      const score = createGaussianScore(momentsByVariable(problem), 1)
      const found = await search(score)
      expect(found.score).toBeCloseTo(totalScore(found.dag, score), 6)
      expect(found.deleted).toBe(found.inserted - found.dag.arcs.filter((arc) => arc === 1).length)
    }
  })

  test('is the same for any order of the columns', async () => {
    const random = createRandom(3)
    const names = numberedNames(30)
    const columns = sampleModel(randomLinearModel(randomDag(names, 4, random), random), 300, random)
    const data = dataFrom(columns, names)
    const graphFor = async (order: typeof data.columns) => {
      const problem = valueOf(buildDiscoveryProblem({ ...data, columns: order }))
      return valueOf(await discover(problem, 'fges', {}, quietContext())).graph
    }
    const first = await graphFor(data.columns)
    expect(first.edges.length).toBeGreaterThan(40)
    for (let k = 0; k < 6; k++) {
      expect(compareGraphs(await graphFor(shuffle([...data.columns], createRandom(k))), first).shd).toBe(0)
    }
  })

  test('follows knowledge, also where it is wrong', async () => {
    const random = createRandom(4)
    for (let k = 0; k < 30; k++) {
      const names = numberedNames(10)
      const knowledge = {
        tiers: [names.slice(0, 4), names.slice(4, 7)],
        forbidden: [['X8', 'X9'] as const, ['X9', 'X8'] as const],
        required: [['X1', 'X10'] as const, ['X10', 'X8'] as const],
        exogenous: ['X9'],
      }
      const problem = sampled(randomDag(names, 3, random), 300, random.fork(k), { knowledge })
      const { graph } = valueOf(await discover(problem, 'fges', {}, quietContext()))
      const found = patternFromGraph(graph)
      const index = valueOf(indexKnowledge(names, knowledge))
      expect(pointsTo(found, 0, 9) && pointsTo(found, 9, 7)).toBe(true)
      for (let a = 0; a < 10; a++) {
        for (let b = 0; b < 10; b++) {
          if (index.forbidden[a * 10 + b] === 1) expect(found.arcs[a * 10 + b] === 1).toBe(false)
          if (pointsTo(found, a, b)) expect(reaches(found, b, a)).toBe(false)
        }
      }
      expect(graph.edges.length).toBeGreaterThan(4)
    }
  })

  test('no variable gets more edges than allowed', async () => {
    const problem = sampled(randomDag(numberedNames(20), 5, createRandom(5)), 500, createRandom(6))
    const { graph } = valueOf(await discover(problem, 'fges', { mostEdges: 2 }, quietContext()))
    const met = graph.variables.map(
      ({ id }) => graph.edges.filter(({ from, to }) => from === id || to === id).length,
    )
    expect(Math.max(...met)).toBe(2)
  })

  test('a cancelled run returns the edges inserted so far', async () => {
    const problem = sampled(randomDag(numberedNames(120), 6, createRandom(7)), 300, createRandom(8))
    const signal = { aborted: false }
    let note = ''
    const context = {
      ...quietContext(),
      signal,
      progress(_: number, words: string) {
        note = words
        if (Number.parseInt(words, 10) > 0) signal.aborted = true
      },
    }
    const { graph, statistics } = valueOf(await discover(problem, 'fges', {}, context))
    expect(note).toMatch(/edges inserted/)
    expect(statistics['stopped early']).toBe(1)
    expect(statistics['edges inserted']).toBe(graph.edges.length)
    expect(graph.edges.length).toBeGreaterThan(0)
  })

  test('refuses rows in which variables were set', () => {
    const problem = sampled(randomDag(numberedNames(3), 2, createRandom(1)), 40, createRandom(2), {
      interventions: Array.from({ length: 40 }, (_, row) => (row < 10 ? 'X2' : '')),
    })
    expect(prepareDiscovery(problem, 'fges', {})).toMatchObject({
      ok: false,
      problems: [{ code: 'interventions-unsupported' }],
    })
  })

  test('a forecast grows with the problem', () => {
    const forecast = (size: number) => {
      const problem = sampled(randomDag(numberedNames(size), 2, createRandom(1)), 200, createRandom(2))
      const { algorithm, options } = valueOf(prepareDiscovery(problem, 'fges', {}))
      const { seconds } = algorithm.forecast(problem, options)
      return seconds
    }
    expect(forecast(150)).toBeGreaterThan(forecast(10))
  })
})
