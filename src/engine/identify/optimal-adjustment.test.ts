import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { ancestors } from '../graph/ancestors'
import { subsets } from '../graph/brute-force.testing'
import { variableId as id, type CausalGraph, type VariableId } from '../graph/graph'
import { draw, smallAdmg } from '../graph/graph-text.testing'
import { adjustmentSetting, type AdjustmentQuery } from './adjustment-query'
import { adjustmentReasons } from './adjustment-reasons'
import { isAdjustmentSet, minimalAdjustmentSets } from './adjustment-sets'
import { coefficientVariance, randomLinearModel } from './linear-model.testing'
import { optimalAdjustment } from './optimal-adjustment'

const ids = (text: string) => (text === '' ? [] : text.split(' ').map(id))

const ask = (x: string, y: string, rest: Partial<AdjustmentQuery> = {}): AdjustmentQuery => ({
  exposures: ids(x),
  outcomes: ids(y),
  effect: 'total',
  must: [],
  forbidden: [],
  ...rest,
})

const optimal = (graph: CausalGraph, query = ask('X', 'Y')) =>
  optimalAdjustment(valueOf(adjustmentSetting(graph, query)))

describe('the optimal set', () => {
  it('is the parents of the causal paths without hidden variables', () => {
    expect(optimal(draw('I -> X, X <- A -> B -> Y, X -> M -> Y, P -> M, Q -> Y'))).toMatchObject({
      verdict: 'best',
      set: ['B', 'P', 'Q'],
      minimal: ['B'],
      sentence: 'Holding B, P and Q gives the most precise estimate of all adjustment sets.',
    })
    expect(optimal(draw('X -> Y'))).toMatchObject({ verdict: 'best', set: [] })
  })
  it('looks past hidden and forbidden variables', () => {
    const graph = draw('X <- A -> B -> C -> Y, X -> Y', { latent: ['C'] })
    expect(optimal(graph)).toMatchObject({ verdict: 'best', set: ['B'] })
    expect(optimal(graph, ask('X', 'Y', { forbidden: ids('B') }))).toMatchObject({ set: ['A'] })
    expect(optimal(graph, ask('X', 'Y', { must: ids('A') }))).toMatchObject({ set: ['A', 'B'] })
  })
  it('says where a variable that is no cause might add to it', () => {
    expect(optimal(draw('X -> Y, Y <-> W, W -> V'))).toMatchObject({
      verdict: 'best',
      set: ['W'],
      minimal: [],
    })
    expect(optimal(draw('X -> Y, Y <-> W, W <-> V'))).toMatchObject({ verdict: 'best', set: ['W', 'V'] })
    expect(optimal(draw('X -> Y, Y <-> W, W <-> V, V <-> X, V <-> U, U <-> Y'))).toMatchObject({
      verdict: 'best-of-causes',
      set: [],
      further: ['W', 'U'],
      improving: ['W', 'U'],
      sentence:
        'Holding nothing gives the most precise estimate of all sets made of causes; W and U, held too, make it more precise.',
    })
    expect(optimal(draw('X -> Y, Y <-> W, Z -> X, Z -> W'))).toMatchObject({
      verdict: 'best-of-causes',
      further: ['W'],
      improving: [],
    })
  })
  it('is none where no set is valid', () => {
    expect(optimal(draw('X <-> Y, X -> Y'))).toMatchObject({ verdict: 'none' })
  })
})

/** Rounding, relative to the variances compared. */
const SLACK = 1 + 1e-9

describe('random linear models', () => {
  it('have no valid set that is more precise', () => {
    const count = { best: 0, 'best-of-causes': 0, none: 0, compared: 0, strictly: 0, precision: 0 }
    fc.assert(
      fc.property(
        fc.oneof(smallAdmg(6, { latent: true }), smallAdmg(6), smallAdmg(7)),
        fc.array(fc.boolean(), { minLength: 42, maxLength: 42 }),
        fc.constantFrom(['B', 'E'], ['D', 'F'], ['C', 'F'], ['C E', 'F'], ['B', 'D F']),
        fc.constantFrom('none', 'must', 'forbidden'),
        fc.constantFrom('total', 'direct'),
        fc.integer({ min: 0, max: 1e6 }),
        (given, kept, [xs, ys], wish, effect, seed) => {
          const [x, y] = [ids(xs), ids(ys)]
          const graph: CausalGraph = {
            ...given,
            variables: given.variables.map((v) =>
              [...x, ...y].includes(v.id) ? { id: v.id, name: v.name } : v,
            ),
            edges: given.edges.filter((_, position) => kept[position]),
          }
          const free = graph.variables.map((v) => v.id).filter((v) => ![...x, ...y].includes(v))
          const query = ask(xs, ys, { effect, ...(wish === 'none' ? {} : { [wish]: free.slice(0, 1) }) })
          const setting = adjustmentSetting(graph, query)
          if (!setting.ok) return
          const found = optimalAdjustment(setting.value)
          const reasons = adjustmentReasons(setting.value)
          count[found.verdict]++
          const valid = subsets(free).filter((z) => valueOf(isAdjustmentSet(graph, query, z)))
          expect(found.verdict === 'none').toBe(valid.length === 0)
          if (found.verdict === 'none') return
          const minimal = [...valueOf(minimalAdjustmentSets(graph, query))]
          const key = (set: readonly VariableId[]) => set.toSorted().join()
          expect(minimal.map(key)).toContain(key(found.minimal))
          const causes = ancestors(graph, [...x, ...y, ...query.must])
          const rivals =
            found.verdict === 'best' ? valid : valid.filter((z) => z.every((v) => causes.includes(v)))
          expect(rivals.map(key)).toContain(key(found.set))
          const random = createRandom(seed)
          for (let repeat = 0; repeat < 2; repeat++) {
            const model = randomLinearModel(graph, random)
            for (const treatment of x)
              for (const outcome of y) {
                const others = x.filter((other) => other !== treatment)
                const variance = (z: readonly VariableId[]) =>
                  coefficientVariance(model, graph, [treatment, others], outcome, z)
                const least = variance(found.set)
                for (const rival of rivals) {
                  const theirs = variance(rival)
                  expect(least).toBeLessThanOrEqual(theirs * SLACK)
                  count.compared++
                  if (least * 1.001 < theirs) count.strictly++
                }
                for (const rival of minimal)
                  expect(variance(found.minimal)).toBeLessThanOrEqual(variance(rival) * SLACK)
                expect(variance([...found.set, ...found.improving])).toBeLessThanOrEqual(least * SLACK)
                for (const v of free) {
                  const { code } = reasons[v]
                  const ratio = variance([...minimal[0], v]) / variance(minimal[0])
                  if (code === 'more-precise') expect(ratio).toBeLessThanOrEqual(SLACK)
                  if (code === 'less-precise') expect(ratio).toBeGreaterThanOrEqual(1 / SLACK)
                  if (code === 'more-precise' || code === 'less-precise') count.precision++
                }
              }
          }
        },
      ),
      { numRuns: 500, seed: 5 },
    )
    console.log(JSON.stringify(count))
    expect(Math.min(count.best, count['best-of-causes'], count.strictly, count.precision)).toBeGreaterThan(20)
  })
})
