import { describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { edgeId, variableId, type CausalGraph } from '../../graph/graph'
import { separated } from '../../graph/separation'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { noKnowledge, type Discovery, type Knowledge } from '../algorithm'
import { cpdagFromDag } from '../classes/cpdag'
import { discover } from '../discover'
import type { IndependenceTest } from '../tests/independence'
import { indexKnowledge } from '../knowledge/knowledge'
import { comparePatterns, compareGraphs } from '../metrics'
import { createPacer } from '../pacer'
import { graphFromPattern, patternFromGraph, pointsTo } from '../../graph/pattern'
import { dataFrom, patternFromText, quietContext, textOfPattern } from '../patterns.testing'
import { searchPc } from './pc-search'
import { buildDiscoveryProblem } from '../problem'

/** Answers every question of independence from the true graph. */
const oracle = (graph: CausalGraph): IndependenceTest => ({
  id: 'oracle',
  critical: 0.5,
  largestSet: graph.variables.length,
  evidence(x, y, given, size) {
    const id = (index: number) => graph.variables[index].id
    const set = Array.from(given.subarray(0, size), id)
    return valueOf(separated(graph, [id(x)], [id(y)], set)) ? 0 : 1
  },
})

const noLimits = { depth: 99, rule: 'first' } as const
const pacer = createPacer(quietContext())

const linearData = (graph: CausalGraph, rows: number, seed: number) => {
  const model = randomLinearModel(graph, createRandom(seed))
  return dataFrom(
    sampleModel(model, rows, createRandom(seed + 1)),
    graph.variables.map((variable) => variable.name),
  )
}

describe('PC with an oracle', () => {
  test('returns the CPDAG of 300 random graphs of up to 12 variables, with either rule for separating sets', async () => {
    const random = createRandom(1)
    for (let k = 0; k < 300; k++) {
      const names = numberedNames(3 + random.integer(10))
      const graph = randomDag(names, 1 + 3 * random.uniform(), random)
      const rule = k % 2 === 0 ? 'first' : 'max-p'
      const knowledge = valueOf(indexKnowledge(names, noKnowledge))
      const { pattern, conflicts } = await searchPc(oracle(graph), knowledge, { depth: 99, rule }, pacer)
      expect(textOfPattern(pattern, names)).toBe(textOfPattern(cpdagFromDag(patternFromGraph(graph)), names))
      expect(conflicts).toBe(0)
    }
  })

  test('with knowledge returns the class that the knowledge leaves, for 150 random graphs', async () => {
    const random = createRandom(2)
    for (let k = 0; k < 150; k++) {
      const names = numberedNames(4 + random.integer(5))
      const graph = randomDag(names, 1 + 3 * random.uniform(), random)
      const dag = patternFromGraph(graph)
      const depths = names.map(() => 0)
      for (let round = 0; round < names.length; round++) {
        for (const { from, to } of graph.edges) {
          const a = names.indexOf(from)
          const b = names.indexOf(to)
          depths[b] = Math.max(depths[b], depths[a] + 1)
        }
      }
      const tiers = [
        names.filter((_, v) => depths[v] === 0),
        names.filter((_, v) => depths[v] === 1),
        names.filter((_, v) => depths[v] > 1),
      ]
      const required = graph.edges
        .filter(() => random.uniform() < 0.2)
        .map(({ from, to }) => [String(from), String(to)] as const)
      const forbidden: (readonly [string, string])[] = []
      for (const a of names) {
        for (const b of names) {
          if (a !== b && !pointsTo(dag, names.indexOf(a), names.indexOf(b)) && random.uniform() < 0.2) {
            forbidden.push([a, b])
          }
        }
      }
      const given: Knowledge =
        k % 2 === 0 ? { tiers, required, forbidden: [] } : { tiers: [], required, forbidden }
      const knowledge = valueOf(indexKnowledge(names, given))
      const { pattern } = await searchPc(oracle(graph), knowledge, noLimits, pacer)
      expect(textOfPattern(pattern, names)).toBe(textOfPattern(cpdagFromDag(dag, knowledge), names))
    }
  })

  test('a cap on the conditioning set leaves more edges, never fewer', async () => {
    const graph = randomDag(numberedNames(12), 5, createRandom(3))
    const knowledge = valueOf(indexKnowledge(numberedNames(12), noKnowledge))
    const edges = async (depth: number) => {
      const { pattern } = await searchPc(oracle(graph), knowledge, { depth, rule: 'first' }, pacer)
      return graphFromPattern(pattern, numberedNames(12)).edges.length
    }
    const counts = [await edges(0), await edges(1), await edges(2), await edges(99)]
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    expect(counts[0]).toBeGreaterThan(counts[3])
  })
})

describe('PC on data', () => {
  test('the answer does not depend on the order of the columns', async () => {
    const graph = randomDag(numberedNames(20), 4, createRandom(21))
    const data = linearData(graph, 400, 22)
    const run = async (columns: typeof data.columns) => {
      const problem = valueOf(buildDiscoveryProblem({ ...data, columns }))
      return valueOf(await discover(problem, 'pc', { alpha: 0.05 }, quietContext())).graph
    }
    const straight = await run(data.columns)
    for (let k = 0; k < 5; k++) {
      const shuffled = await run(shuffle([...data.columns], createRandom(k)))
      expect(compareGraphs(shuffled, straight).shd).toBe(0)
    }
  })

  test('of two colliders that contradict each other the clearer one stands', async () => {
    // A - B - C - D, where A, C and B, D are independent as they are: both B and C would be colliders.
    const chain = (doubts: Readonly<Record<string, number>>): IndependenceTest => ({
      id: 'chain',
      critical: 0.5,
      largestSet: 0,
      evidence: (x, y) => doubts['ABCD'[Math.min(x, y)] + 'ABCD'[Math.max(x, y)]] ?? 1,
    })
    const names = ['A', 'B', 'C', 'D']
    const knowledge = valueOf(indexKnowledge(names, noKnowledge))
    const textFor = async (doubts: Readonly<Record<string, number>>) => {
      const { pattern, conflicts } = await searchPc(chain(doubts), knowledge, noLimits, pacer)
      expect(conflicts).toBe(1)
      return textOfPattern(pattern, names)
    }
    expect(await textFor({ AC: 0.1, BD: 0.2, AD: 0 })).toBe('A -> B, C -- D, C -> B')
    expect(await textFor({ AC: 0.2, BD: 0.1, AD: 0 })).toBe('A -- B, B -> C, D -> C')
  })

  test('recovers sparse graphs from many rows', async () => {
    let shd = 0
    for (let seed = 0; seed < 10; seed++) {
      const graph = randomDag(numberedNames(15), 2, createRandom(100 + seed))
      const problem = valueOf(buildDiscoveryProblem(linearData(graph, 5000, 200 + seed)))
      const found = valueOf(await discover(problem, 'pc', { alpha: 0.001 }, quietContext()))
      const distance = comparePatterns(patternFromGraph(found.graph), cpdagFromDag(patternFromGraph(graph)))
      shd += distance.shd
      expect(distance.adjacencyF1).toBeGreaterThan(0.85)
      expect(found.scores!.matrix[0]).toHaveLength(15)
    }
    expect(shd / 10).toBeLessThan(2)
  })

  test('reports support as a share of half-samples', async () => {
    const { pattern, names } = patternFromText('A -> B, C -> B, D')
    const problem = valueOf(
      buildDiscoveryProblem(linearData(graphFromPattern(pattern, names, 'dag'), 500, 41)),
    )
    const finished: Discovery[] = []
    const context = { ...quietContext(), finished: (soFar: () => Discovery) => void finished.push(soFar()) }
    const found = valueOf(await discover(problem, 'pc', { resamples: 10 }, context))
    // Stopping during the resampling keeps the finished search.
    expect(finished[0].graph.edges.map(edgeId)).toEqual(found.graph.edges.map(edgeId))
    expect(finished.at(-1)?.graph).toEqual(found.graph)
    expect(found.supportMeaning).toContain('10 random halves')
    expect(found.graph.edges).toHaveLength(2)
    for (const edge of found.graph.edges) {
      expect(edge.support).toBeGreaterThan(0.5)
      expect(edge.support).toBeLessThanOrEqual(1)
    }
  })

  test('many short resamples report their progress and let a cancel in', async () => {
    const graph = randomDag(numberedNames(8), 2, createRandom(61))
    const problem = valueOf(buildDiscoveryProblem(linearData(graph, 400, 62)))
    const signal = { aborted: false }
    const notes: string[] = []
    const progress = (_fraction: number, note: string) => {
      notes.push(note)
      signal.aborted = notes.length === 3
    }
    const found = valueOf(
      await discover(problem, 'pc', { resamples: 1000 }, { ...quietContext(), signal, progress }),
    )
    expect(notes).toHaveLength(3)
    expect(notes[2]).toMatch(/^resample \d+ of 1000$/)
    const counted = Number(/share of (\d+) random halves/.exec(found.supportMeaning ?? '')?.[1])
    expect(counted).toBeGreaterThan(0)
    expect(counted).toBeLessThan(1000)
  })

  test('a cancelled run returns what is known and says so', async () => {
    const graph = randomDag(numberedNames(20), 3, createRandom(51))
    const problem = valueOf(buildDiscoveryProblem(linearData(graph, 300, 52)))
    const context = { ...quietContext(), signal: { aborted: true } }
    const found = valueOf(await discover(problem, 'pc', {}, context))
    expect(found.statistics['stopped early']).toBe(1)
    expect(found.graph.variables).toHaveLength(20)
  })

  test('a cancel is heeded between any two tests, also among the sets of one pair', async () => {
    const signal = { aborted: false }
    let tests = 0
    const dense: IndependenceTest = {
      id: 'dense',
      critical: 0.5,
      largestSet: 9,
      evidence() {
        tests++
        signal.aborted = tests >= 400
        return 1
      },
    }
    const names = numberedNames(11)
    const knowledge = valueOf(indexKnowledge(names, noKnowledge))
    const { skeleton, pattern } = await searchPc(
      dense,
      knowledge,
      noLimits,
      createPacer({ ...quietContext(), signal }),
    )
    expect(tests).toBe(400)
    expect(skeleton.stopped).toBe(true)
    expect(graphFromPattern(pattern, names).edges).toHaveLength(55)
  })

  test('runs with fewer rows than variables, and says so', async () => {
    const graph = randomDag(numberedNames(40), 1, createRandom(81))
    const problem = valueOf(buildDiscoveryProblem(linearData(graph, 25, 82)))
    const { statistics } = valueOf(await discover(problem, 'pc', {}, quietContext()))
    expect(statistics['fewer rows than variables']).toBe(1)
  })

  test('refuses rows in which a variable was set', async () => {
    const graph = randomDag(numberedNames(3), 1, createRandom(61))
    const data = linearData(graph, 50, 62)
    const interventions = Array.from({ length: 50 }, (_, row) => (row < 10 ? 'X1' : ''))
    const problem = valueOf(buildDiscoveryProblem(data, { interventions }))
    const result = await discover(problem, 'pc', {}, quietContext())
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'interventions-unsupported' }] })
  })

  test('reads categories and mixed data, with the test that suits them', async () => {
    const random = createRandom(71)
    const rows = 2000
    const [a, b, c, d] = Array.from({ length: 4 }, () => new Float64Array(rows))
    for (let row = 0; row < rows; row++) {
      a[row] = random.integer(3)
      b[row] = random.integer(3)
      c[row] = random.uniform() < 0.2 ? random.integer(3) : a[row] === b[row] ? 0 : a[row] > b[row] ? 1 : 2
      d[row] = [0, 2, -1][c[row]] + random.normal()
    }
    const nominal = (name: string, values: Float64Array) => ({
      name,
      values,
      kind: 'nominal' as const,
      role: 'variable' as const,
      levels: ['p', 'q', 'r'],
    })
    const data = dataFrom([a, b, c, d], ['A', 'B', 'C', 'D'])
    const columns = [nominal('A', a), nominal('B', b), nominal('C', c), data.columns[3]]
    const run = async (some: typeof data.columns, test: string) => {
      const problem = valueOf(buildDiscoveryProblem({ ...data, columns: some }))
      const { graph, assumptions } = valueOf(
        await discover(problem, 'pc', { test, alpha: 0.001 }, quietContext()),
      )
      return { text: textOfPattern(patternFromGraph(graph), problem.names), assumptions }
    }
    const tables = await run(columns.slice(0, 3), 'auto')
    expect(tables.text).toBe('A -> C, B -> C')
    expect(tables.assumptions.join()).toContain('enough rows in every cell')
    expect((await run(columns, 'auto')).text).toBe('A -> C, B -> C, C -> D')
    const refused = await discover(
      valueOf(buildDiscoveryProblem({ ...data, columns })),
      'pc',
      { test: 'fisher-z' },
      quietContext(),
    )
    expect(refused).toMatchObject({ ok: false, problems: [{ where: { name: 'A' } }, {}, {}] })
  })

  test('variables are named as in the data', async () => {
    const problem = valueOf(
      buildDiscoveryProblem(
        dataFrom(
          [Float64Array.of(1, 2, 3, 5, 4, 6), Float64Array.of(2, 1, 2, 5, 3, 1)],
          ['blood "sugar"', 'Ünïcode'],
        ),
      ),
    )
    const found = valueOf(await discover(problem, 'pc', {}, quietContext()))
    expect(found.graph.variables.map((variable) => variable.id)).toEqual([
      variableId('blood "sugar"'),
      variableId('Ünïcode'),
    ])
  })
})
