import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { createRandom, shuffle } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { nameOf, type CausalGraph } from '../../graph/graph'
import { installKernels } from '../../kernels/runtime'
import { createTestRunModel } from '../../neural/effect-model.testing'
import { strictModel } from '../../neural/registry'
import type { RunModel } from '../../run-model'
import { noKnowledge, type DiscoveryContext, type DiscoveryProblem, type SearchPool } from '../algorithm'
import { discover, forecastDiscovery, prepareDiscovery } from '../discover'
import { answerPart } from '../support/pool-parts'
import { problemAtRows } from '../support/resample'
import { neuralStrict } from './algorithms'
import { neuralAlgorithm } from './neural-algorithm'

beforeAll(() => installKernels(readFileSync(new URL('../../kernels/kernels.wasm', import.meta.url))))

const runModel = createTestRunModel()
const contextWith = (change: Partial<DiscoveryContext> = {}): DiscoveryContext => ({
  random: createRandom(1),
  signal: { aborted: false },
  progress: () => undefined,
  runModel,
  ...change,
})

const SIZE = 6
const ROWS = 160

/** Each variable is caused by the one before it and by the first, and set in a ninth of the rows. */
function experiment(): DiscoveryProblem {
  const random = createRandom(4)
  const interventions = Int32Array.from({ length: ROWS }, (_, r) => {
    const target = r % 9
    return target < SIZE ? target : -1
  })
  const columns = Array.from({ length: SIZE }, () => new Float64Array(ROWS))
  for (let r = 0; r < ROWS; r++) {
    columns.forEach((column, j) => {
      const caused = j === 0 ? 0 : 0.8 * columns[j - 1][r] + (j > 1 ? 0.4 * columns[0][r] : 0)
      column[r] = interventions[r] === j ? 2 * random.uniform() - 1 : caused + 0.5 * random.normal()
    })
  }
  return {
    names: [...'ABCDEF'],
    columns,
    levels: columns.map(() => 0),
    gaps: 'none',
    rows: { total: ROWS, used: ROWS, missing: {} },
    knowledge: noKnowledge,
    contexts: [],
    interventions,
  }
}

const problem = experiment()
const search = async (of: DiscoveryProblem, context = contextWith(), options = {}) =>
  valueOf(await discover(of, neuralStrict.id, options, context))

const drawn = (graph: CausalGraph) =>
  graph.edges
    .map(({ from, to, markFrom, markTo, support }) => ({
      between: [nameOf(graph, from), nameOf(graph, to)],
      marks: [markFrom, markTo],
      support,
    }))
    .toSorted((a, b) => (a.between.join() < b.between.join() ? -1 : 1))

/** By name, so that columns may stand in any order. */
function probability({ scores }: Awaited<ReturnType<typeof search>>) {
  const { order, matrix } = scores!
  return (a: string, b: string) => matrix[order.indexOf(a)][order.indexOf(b)]
}

const pairs = problem.names.flatMap((a) => problem.names.map((b) => [a, b] as const))

describe('what it finds', () => {
  test('the arrows of an experiment, with probabilities, and which network ran', async () => {
    const found = await search(problem)
    const arrows = drawn(found.graph).map(({ between }) => between.join(''))
    expect(arrows).toEqual(expect.arrayContaining(['AB', 'BC', 'CD', 'DE', 'EF']))
    expect(found.supportMeaning).toContain('calibrated on simulated data')
    for (const { support, orientationSupport } of found.graph.edges) {
      expect(support).toBeGreaterThan(0.5)
      expect(support).toBeLessThanOrEqual(1)
      if (orientationSupport !== undefined) expect(orientationSupport).toBeGreaterThan(0.5)
    }
    const of = probability(found)
    expect(of('A', 'B')).toBeGreaterThan(0.9)
    expect(of('A', 'A')).toBe(0)
    expect(found.model).toMatchObject({ id: 'neural-strict', backend: 'wasm', version: 1 })
    expect(found.model!.stages.map(({ name }) => name)).toEqual(['order searches', 'features', 'network'])
    expect(found.model!.limits.join(' ')).toMatch(/trained on 8 to 200 variables; these are 6/)
    expect(found.assumptions.join(' ')).toMatch(/these are 160/)
    expect(found.pairs!.map(({ from, to }) => from + to)).toEqual(
      found.graph.edges.map(({ from, to }) => nameOf(found.graph, from) + nameOf(found.graph, to)),
    )
    const { probabilities, classical } = found.pairs!.find(({ from, to }) => from === 'A' && to === 'B')!
    expect(probabilities.forward).toBe(of('A', 'B'))
    expect(classical.orders).toMatchObject({ starts: 4, joined: 4 })
    expect(classical.correlation!.pValue).toBeLessThan(1e-6)
  })

  test('columns, rows and units in any order: the same digits', async () => {
    const first = probability(await search(problem))
    const order = [4, 1, 5, 0, 3, 2]
    const permuted: DiscoveryProblem = {
      ...problem,
      names: order.map((j) => problem.names[j]),
      columns: order.map((j) => problem.columns[j].map((value) => 2 ** (j - 3) * value)),
      interventions: problem.interventions!.map((target) => (target < 0 ? target : order.indexOf(target))),
    }
    const rows = Int32Array.from(shuffle([...problem.columns[0].keys()], createRandom(8)))
    const second = probability(await search(problemAtRows(permuted, rows)))
    for (const [a, b] of pairs) expect(second(a, b)).toBe(first(a, b))
  })

  test('any units: the same but for rounding', async () => {
    const first = probability(await search(problem))
    const scaled = problem.columns.map((column, j) => column.map((value) => 3 + (0.7 + 11 * j) * value))
    const second = probability(await search({ ...problem, columns: scaled }))
    for (const [a, b] of pairs) expect(Math.abs(second(a, b) - first(a, b))).toBeLessThan(1e-6)
  })

  test('a pool changes who searches, not what is found', async () => {
    const asked: string[] = []
    const lastFirst: SearchPool = {
      async run(over, parts, { answered, progress }) {
        for (let k = parts.count - 1; k >= 0; k--) {
          const heard = (fraction: number, note: string) => progress?.(k, fraction, note)
          answered(k, await answerPart(over, parts.at(k), contextWith({ progress: heard })))
          asked.push(Object.keys(parts.at(k)).join())
        }
      },
    }
    const fractions: number[] = []
    const pooled = await search(
      problem,
      contextWith({ pool: lastFirst, progress: (fraction) => fractions.push(fraction) }),
    )
    expect(pooled.scores).toEqual((await search(problem)).scores)
    expect(asked).toEqual(['width,settings', 'width,settings'])
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
  })

  test('knowledge is obeyed', async () => {
    const knowledge = {
      ...noKnowledge,
      required: [['F', 'A']] as const,
      forbidden: [['B', 'C']] as const,
    }
    const { graph } = await search({ ...problem, knowledge })
    const arrows = drawn(graph)
    expect(arrows.find(({ between }) => between.join('') === 'FA')).toMatchObject({
      marks: ['tail', 'arrow'],
      support: 1,
    })
    expect(arrows.some(({ between: [a, b], marks }) => a === 'B' && b === 'C' && marks[1] === 'arrow')).toBe(
      false,
    )
  })

  test('gaps and rows whose target nobody noted are read, and it says so', async () => {
    const gappy = problem.columns.map((column, j) =>
      column.map((value, r) => (j === 2 && r % 3 === 0 ? NaN : value)),
    )
    const interventions = problem.interventions!.map((target, r) => (r % 20 === 0 ? -2 : target))
    const found = await search({ ...problem, columns: gappy, gaps: 'some', interventions })
    expect(found.graph.edges.length).toBeGreaterThan(2)
    const said = found.assumptions.join(' ')
    expect(said).toContain('of the values are missing in “C”')
    expect(said).toContain('read as if nothing had been set')
  })

  test('shares of resamples take the place of the probabilities where they are asked for', async () => {
    const options = { resamples: 2, resampling: 'bootstrap' }
    const found = await search(problem, contextWith(), options)
    expect(found.supportMeaning).toMatch(/^share of 2 bootstrap samples/)
    for (const { support } of found.graph.edges) expect([0, 0.5, 1]).toContain(support)
  })

  test('a model that knows of hidden causes gives a mixed graph', async () => {
    const manifest = { ...strictModel.manifest, confounding: true }
    const broad = neuralAlgorithm(
      { ...strictModel, manifest },
      { label: 'Broad', trained: 'broadly', trainedOn: 'all' },
    )
    expect(broad.output).toBe('pag')
    const { graph, pairs: judged, model } = valueOf(await broad.run(problem, {}, contextWith()))
    const unseen = 'Without interventions a hidden common cause often looks like an arrow'
    expect(model!.limits.join(' ')).not.toContain(unseen)
    const observed = { ...problem, interventions: undefined }
    const alone = valueOf(await broad.run(observed, {}, contextWith()))
    expect(alone.model!.limits.join(' ')).toContain(unseen)
    expect(['dag', 'cpdag', 'admg', 'pag']).toContain(graph.kind)
    for (const { probabilities } of judged!) {
      const { forward, backward, hidden } = probabilities
      expect(hidden).toBeGreaterThan(0)
      expect(forward + backward + hidden!).toBeLessThanOrEqual(1 + 1e-12)
    }
  })
})

describe('stopping', () => {
  const stopAt = async (isTime: (note: string) => boolean) => {
    const signal = { aborted: false }
    const partial: CausalGraph[] = []
    const calls: string[] = []
    const counted: RunModel = (id, inputs) => {
      calls.push(id)
      return runModel(id, inputs)
    }
    const found = await search(
      problem,
      contextWith({
        signal,
        runModel: counted,
        progress: (_, note) => void (signal.aborted ||= isTime(note)),
        partial: (graph) => partial.push(graph),
      }),
    )
    return { found, partial, calls }
  }

  test('in the network leaves the graph of the order searches, and starts no other layer', async () => {
    const { found, partial, calls } = await stopAt((note) => note.startsWith('network layer 2'))
    expect(calls.at(-1)).toBe('neural-strict/layer-2')
    expect(found.graph).toEqual(partial[0])
    expect(found.graph.edges.length).toBeGreaterThan(4)
    expect(found.statistics).toEqual({ 'stopped early': 1 })
    expect(found.assumptions.at(-1)).toContain('stopped before the network had answered')
    expect(found).not.toHaveProperty('model')
    expect(found).not.toHaveProperty('scores')
  })

  test('before anything was found leaves no edges', async () => {
    const context = contextWith({ signal: { aborted: true } })
    expect((await search(problem, context)).graph.edges).toEqual([])
  })

  test('a model that cannot be run is a problem, not an exception', async () => {
    const broken: RunModel = () => Promise.reject(new Error('no runtime'))
    const found = await discover(problem, neuralStrict.id, {}, contextWith({ runModel: broken }))
    expect(found).toMatchObject({ ok: false, problems: [{ code: 'neural-not-run' }] })
    expect(JSON.stringify(found)).toContain('no runtime')
  })
})

describe('what it refuses', () => {
  const refusal = (change: Partial<DiscoveryProblem>, options = {}) => {
    const prepared = prepareDiscovery({ ...problem, ...change }, neuralStrict.id, options)
    if (prepared.ok) throw new Error('nothing was refused')
    return prepared.problems
  }
  const first = (count: number): Partial<DiscoveryProblem> => ({
    names: problem.names.slice(0, count),
    columns: problem.columns.slice(0, count),
    levels: problem.levels.slice(0, count),
    interventions: undefined,
  })
  const rows = (used: number) =>
    problemAtRows(
      problem,
      Int32Array.from({ length: used }, (_, r) => r),
    )

  test('two variables, and more than a thousand', () => {
    expect(refusal(first(2))).toMatchObject([{ code: 'neural-too-few-variables' }])
    const many = Array.from({ length: 1001 }, (_, j) => j)
    const [problemOfMany] = refusal({
      names: many.map((j) => `V${j}`),
      columns: many.map((j) => Float64Array.from({ length: 60 }, (_, r) => (r * (j + 3)) % 61)),
      levels: many.map(() => 0),
      rows: { total: 60, used: 60, missing: {} },
      interventions: undefined,
    })
    expect(problemOfMany.code).toBe('neural-too-many-variables')
    expect(problemOfMany.message).toContain('1,001')
    expect(problemOfMany.message).toContain('BOSS has no such limit')
  })

  test('30 rows, and resamples with fewer rows than it needs', () => {
    const [few] = refusal({ ...rows(30), interventions: undefined })
    expect(few).toMatchObject({ code: 'neural-too-few-rows' })
    expect(few.message).toContain('30 of 160')
    const halves = { ...rows(80), interventions: undefined }
    expect(refusal(halves, { resamples: 5 })).toMatchObject([{ code: 'halves-too-small' }])
    const bootstrap = { resamples: 5, resampling: 'bootstrap' }
    expect(prepareDiscovery({ ...problem, ...halves }, neuralStrict.id, bootstrap).ok).toBe(true)
  })

  test('categories without an order, contexts and variables that are always set, by name and all at once', () => {
    const found = refusal({
      levels: [0, 4, 0, 0, 0, 0],
      unordered: [1],
      contexts: [{ name: 'Site', kind: 'regime', values: new Float64Array(ROWS) }],
      interventions: new Int32Array(ROWS).fill(3),
    })
    expect(found.map(({ code }) => code)).toEqual(['neural-categories', 'contexts-unsupported', 'always-set'])
    expect(found[0]).toMatchObject({ where: { name: 'B' } })
    expect(found[1].message).toContain('Site')
    expect(found[2].message).toContain('“D”')
  })

  test('contradictory knowledge, by name', () => {
    const knowledge = { ...noKnowledge, required: [['A', 'B']] as const, forbidden: [['A', 'B']] as const }
    const [contradiction] = refusal({ knowledge })
    expect(contradiction.code).toBe('contradictory-knowledge')
    expect(contradiction.message).toContain('A -> B')
  })
})

test('the forecast warns of data outside of what was trained on, and counts resamples', () => {
  const options = valueOf(prepareDiscovery(problem, neuralStrict.id, {})).options
  const once = forecastDiscovery(problem, neuralStrict, options)
  expect(once.seconds).toBeGreaterThan(0)
  expect(once.warnings).toHaveLength(2)
  const coded = { ...problem, levels: [2, 3, 2, 4, 0, 0] }
  expect(forecastDiscovery(coded, neuralStrict, options).warnings!.join(' ')).toContain(
    'BOSS with a score for tables',
  )
  const repeated = forecastDiscovery(problem, neuralStrict, { ...options, resamples: 20 })
  expect(repeated.seconds).toBeGreaterThan(5 * once.seconds)
  expect(repeated.note).toContain('21 runs')
})
