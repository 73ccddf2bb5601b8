import { describe, expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { randomLinearModel, sampleModel } from '../../simulate/structural-model'
import { discover } from '../discover'
import { dataFrom, quietContext } from '../patterns.testing'
import { buildDiscoveryProblem } from '../problem'
import { starsChoice, stabilityPath, type StabilityPath } from './stability'

const names = numberedNames(10)
const truth = randomDag(names, 2, createRandom(31))
const sample = (rows: number, seed: number) => {
  const columns = sampleModel(randomLinearModel(truth, createRandom(32)), rows, createRandom(seed))
  return valueOf(buildDiscoveryProblem(dataFrom(columns, names)))
}
const problem = sample(300, 33)
const pathOf = async (algorithm: string, request = {}, options = {}, context = quietContext()) =>
  await stabilityPath(problem, algorithm, options, { resamples: 10, ...request }, context)

describe('the setting that StARS takes', () => {
  test.each([
    [[0, 0.01, 0.05, 0.2], 2],
    [[0.06, 0.01], null],
    // A lower instability beyond a higher one does not count.
    [[0.01, 0.06, 0.04], 0],
    [[0, 0, 0], 2],
    [[NaN, NaN], null],
  ])('%j: %s', (instability, chosen) => expect(starsChoice(instability)).toBe(chosen))
})

describe('the path', () => {
  test.each([
    ['boss', 'penalty'],
    ['pc', 'alpha'],
  ])('of %s runs over its %s, from few edges to many', async (algorithm, vary) => {
    const path = valueOf(await pathOf(algorithm))
    expect(path.vary).toBe(vary)
    expect(path.resamples).toBe(10)
    expect(path.edges.at(-1)).toBeGreaterThan(path.edges[0])
    expect(path.instability.at(-1)).toBeGreaterThan(path.instability[0])
    const chosen = path.suggested!
    expect(path.instability.slice(0, chosen + 1).every((value) => value <= 0.05)).toBe(true)
    for (const { symbols, shares } of path.pairs) {
      expect(symbols.some((symbol) => symbol !== null)).toBe(true)
      expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
    }
  })

  test('gives at each setting the edges of a search with that setting', async () => {
    const path = valueOf(await pathOf('pc', { resamples: 0 }))
    for (const [at, alpha] of path.settings.entries()) {
      const found = valueOf(await discover(problem, 'pc', { alpha }, quietContext()))
      const joined = path.pairs.filter(({ symbols }) => symbols[at] !== null)
      expect(joined).toHaveLength(found.graph.edges.length)
      expect(path.edges[at]).toBe(found.graph.edges.length)
      for (const { from, to, markFrom } of found.graph.edges) {
        const pair = joined.find(({ a, b }) => (a === from && b === to) || (a === to && b === from))!
        const arrow = pair.a === from ? '->' : '<-'
        expect(pair.symbols[at]).toBe(
          markFrom === 'tail' && isLine(found.graph.edges, from, to) ? '--' : arrow,
        )
      }
    }
    expect(path.instability.every(Number.isNaN)).toBe(true)
    expect(path.suggested).toBeNull()
  })

  test('is the same for a seed, and the setting of the options is among the settings', async () => {
    const first = valueOf(await pathOf('pc', {}, { alpha: 0.03 }))
    const second = valueOf(await pathOf('pc', {}, { alpha: 0.03 }))
    expect({ ...first, seconds: 0 }).toEqual({ ...second, seconds: 0 })
    expect(first.settings).toContain(0.03)
    expect([...first.settings]).toEqual(first.settings.toSorted((x, y) => x - y))
  })

  test('says what cannot be varied', async () => {
    const refused = await pathOf('pc', { vary: 'penalty' })
    expect(refused.ok ? '' : refused.problems[0].message).toContain('no setting “penalty” of this kind')
    const outside = await pathOf('pc', { settings: [0.1, 7] })
    expect(outside.ok ? '' : outside.problems.map(({ code }) => code)).toEqual(['unsuitable-option'])
  })

  test('a cancel keeps the halves that were searched at every setting', async () => {
    const signal = { aborted: false }
    const seen: StabilityPath[] = []
    const path = valueOf(
      await stabilityPath(problem, 'pc', {}, { resamples: 50 }, { ...quietContext(), signal }, (soFar) => {
        seen.push(soFar())
        signal.aborted = soFar().resamples === 4
      }),
    )
    expect(path).toMatchObject({ resamples: 4, asked: 50 })
    expect(seen[0].resamples).toBe(0)
    const early = await stabilityPath(problem, 'pc', {}, { resamples: 5 }, { ...quietContext(), signal })
    expect(early.ok ? '' : early.problems[0].code).toBe('stopped')
  })

  test('more rows leave fewer edges that come and go', async () => {
    const few = valueOf(await pathOf('boss', { settings: [2] }))
    const many = valueOf(
      await stabilityPath(sample(5000, 34), 'boss', {}, { settings: [2], resamples: 10 }, quietContext()),
    )
    expect(many.instability[0]).toBeLessThan(few.instability[0])
  })
})

const isLine = (edges: readonly { from: string; to: string; markTo: string }[], from: string, to: string) =>
  edges.some((edge) => edge.from === from && edge.to === to && edge.markTo === 'tail')
