import { expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { edgeId, type CausalGraph } from '../../graph/graph'
import { marksOf } from '../../graph/mark-matrix'
import { pagOf } from '../../graph/pag'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { noKnowledge } from '../algorithm'
import { discover } from '../discover'
import { searchFges } from '../greedy/fges'
import { populationScore } from '../greedy/population-score.testing'
import { indexKnowledge } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import type { LocalScore } from '../scores/local-score'
import { searchFci } from './fci-search'
import { measuredNames, separationOracle } from './oracle.testing'

const pacer = createPacer(quietContext())

/** A random DAG whose last variables are hidden. */
function withLastHidden(size: number, hidden: number, degree: number, seed: number): CausalGraph {
  const dag = randomDag(numberedNames(size + hidden), degree, createRandom(seed))
  const variables = dag.variables.map((variable, v) => (v >= size ? { ...variable, latent: true } : variable))
  return { ...dag, variables }
}

/** The score of the first variables alone. */
const ofFirst = (score: LocalScore, size: number): LocalScore => ({
  size,
  mostParents: score.mostParents,
  score: score.score,
  cost: score.cost,
  gains: (variable, parents) => score.gains(variable, parents).subarray(0, size),
})

test('from the search with an exact score, and with exact tests, comes the PAG of 120 graphs with hidden variables', async () => {
  let removed = 0
  for (let k = 0; k < 120; k++) {
    const random = createRandom(500 + k)
    const graph = withLastHidden(
      4 + random.integer(5),
      1 + random.integer(3),
      1.5 + 1.5 * random.uniform(),
      k,
    )
    const names = measuredNames(graph)
    const knowledge = valueOf(indexKnowledge(names, noKnowledge))
    const score = ofFirst(populationScore(randomLinearModel(graph, random)), names.length)
    const { pattern } = await searchFges(score, knowledge, { mostEdges: names.length }, pacer)
    const limits = {
      depth: 99,
      possibleDSep: { depth: 99, pathLength: 99 },
      rule: 'conservative',
      selection: 'none',
    } as const
    const found = await searchFci(separationOracle(graph), knowledge, limits, pacer, { start: pattern })
    expect(found.pag.at.join()).toBe(marksOf(valueOf(pagOf(graph))).at.join())
    const joined = (at: Uint8Array) => at.filter((mark) => mark > 0).length
    const joinedByScore = pattern.arcs.filter((_, slot) => {
      const [a, b] = [Math.floor(slot / names.length), slot % names.length]
      return pattern.arcs[slot] || pattern.arcs[b * names.length + a]
    }).length
    if (joined(found.pag.at) < joinedByScore) removed++
  }
  expect(removed).toBeGreaterThan(5)
})

const dataOf = (graph: CausalGraph, rows: number, seed: number) => {
  const names = measuredNames(graph)
  const columns = sampleModel(randomLinearModel(graph, createRandom(seed)), rows, createRandom(seed + 1))
  return dataFrom(columns.slice(0, names.length), names)
}
const edgesOf = (graph: CausalGraph) => graph.edges.map(edgeId).toSorted()

test.each(['gfci', 'boss-fci'])(
  '%s on many rows comes near the PAG, for any order of the columns',
  async (id) => {
    const share = { found: 0, right: 0, real: 0 }
    for (let k = 0; k < 6; k++) {
      const graph = withLastHidden(8, 2, 2, 40 + k)
      const data = dataOf(graph, 8000, 60 + k)
      const search = async (columns: typeof data.columns) => {
        const problem = valueOf(buildDiscoveryProblem({ ...data, columns }))
        return valueOf(await discover(problem, id, { alpha: 0.001 }, quietContext()))
      }
      const { graph: found, statistics, assumptions } = await search(data.columns)
      const truth = new Set(edgesOf(valueOf(pagOf(graph))))
      share.found += found.edges.length
      share.real += truth.size
      share.right += edgesOf(found).filter((edge) => truth.has(edge)).length
      expect(found.kind).toBe('pag')
      expect(Number.isFinite(statistics.score)).toBe(true)
      expect(new Set(assumptions).size).toBe(assumptions.length)
      const shuffled = await search(shuffle([...data.columns], createRandom(k)))
      expect(edgesOf(shuffled.graph)).toEqual(edgesOf(found))
    }
    expect(share.right / share.found).toBeGreaterThan(0.75)
    expect(share.right / share.real).toBeGreaterThan(0.75)
  },
)

test('a stopped search says so and keeps the variables', async () => {
  const problem = valueOf(buildDiscoveryProblem(dataOf(withLastHidden(20, 2, 3, 9), 300, 10)))
  for (const id of ['gfci', 'boss-fci']) {
    const found = valueOf(await discover(problem, id, {}, { ...quietContext(), signal: { aborted: true } }))
    expect(found.statistics['stopped early']).toBe(1)
    expect([found.graph.kind, found.graph.variables.length]).toEqual(['pag', 20])
  }
})
