import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { subsets } from '../graph/brute-force.testing'
import { variableId as id, type CausalGraph, type VariableId } from '../graph/graph'
import { draw, smallAdmg } from '../graph/graph-text.testing'
import { solveSquare } from './solve-square.testing'
import { instrumentalSets } from './instrumental-sets'
import { conditionalInstruments } from './instruments'
import { partialCovariance, randomLinearModel, type LinearModel } from './linear-model.testing'
import { topologicalOrder } from '../graph/topological'

const unlimited = { milliseconds: Infinity, count: Infinity }
const ids = (text: string) => text.split(' ').map(id)
const setsOf = (graph: CausalGraph, exposures: string, outcome: string) =>
  valueOf(instrumentalSets(graph, ids(exposures), id(outcome), unlimited))

describe('instrumental sets', () => {
  it('give two effects by two instruments that act differently', () => {
    const graph = draw('Z1 -> X1 -> Y, Z2 -> X2 -> Y, Z1 -> X2, X1 <-> Y, X2 <-> Y')
    expect(setsOf(graph, 'X1 X2', 'Y')).toEqual({
      sets: [{ instruments: ['Z1', 'Z2'], given: [[]] }],
      complete: true,
      sentence: 'In a linear model Z1 and Z2 give the joint effects of X1 and X2 on Y.',
    })
  })
  it('refuse two instruments that act through one variable', () => {
    const graph = draw('Z1 -> M, Z2 -> M, M -> X1 -> Y, M -> X2 -> Y, X1 <-> Y, X2 <-> Y')
    expect(setsOf(graph, 'X1 X2', 'Y')).toMatchObject({
      sets: [],
      sentence: 'No set of instruments gives the effects of X1 and X2 on Y.',
    })
  })
  it('hold what connects an instrument with the outcome', () => {
    const graph = draw('W -> Z1 -> X1 -> Y, W -> Y, Z2 -> X2 -> Y, X1 <-> Y, X2 <-> Y')
    expect(setsOf(graph, 'X1 X2', 'Y').sets).toEqual([{ instruments: ['Z1', 'Z2'], given: [['W']] }])
  })
  it('stop at the budget and say so', () => {
    const graph = draw('W -> Z1 -> X1 -> Y, W -> Y, Z2 -> X2 -> Y, X1 <-> Y, X2 <-> Y')
    const stopped = valueOf(instrumentalSets(graph, ids('X1 X2'), id('Y'), { ...unlimited, count: 1 }))
    expect(stopped).toMatchObject({ complete: false, sets: [] })
    expect(stopped.sentence).toContain('there may be one')
  })
})

/** Total effect of each of these on y with the others set: over directed paths that avoid the others. */
function jointEffects(
  graph: CausalGraph,
  model: LinearModel,
  x: readonly VariableId[],
  y: VariableId,
): number[] {
  return x.map((start) => {
    const weight = new Map<VariableId, number>([[start, 1]])
    for (const v of topologicalOrder(graph)!) {
      if (x.includes(v)) continue
      let sum = 0
      for (const [u, size] of weight) sum += size * model.coefficient(u, v)
      weight.set(v, sum)
    }
    return weight.get(y) ?? 0
  })
}

describe('random linear models', () => {
  it('are solved by the sets listed, and by no others', () => {
    const seen = { listed: 0, others: 0, single: 0, held: 0 }
    fc.assert(
      fc.property(
        smallAdmg(6),
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        fc.constantFrom(['C D', 'F'], ['D E', 'F'], ['D', 'F'], ['B D', 'E']),
        fc.integer({ min: 0, max: 1e6 }),
        (given, kept, [xs, ys], seed) => {
          const graph: CausalGraph = { ...given, edges: given.edges.filter((_, position) => kept[position]) }
          const [x, y] = [ids(xs), id(ys)]
          const found = setsOf(graph, xs, ys)
          const listed = found.sets.flatMap(({ instruments, given: sets }) =>
            sets.map((set) => `${instruments.join(' ')} | ${set.join(' ')}`),
          )
          const random = createRandom(seed)
          const models = Array.from({ length: 2 }, () => randomLinearModel(graph, random))
          const solves = (z: readonly VariableId[], w: readonly VariableId[]) =>
            models.every((model) => {
              const matrix = z.map((a) => x.map((b) => partialCovariance(model, graph, a, b, w)))
              const right = z.map((a) => partialCovariance(model, graph, a, y, w))
              const effects = solveSquare(matrix, right)
              return (
                effects !== null &&
                jointEffects(graph, model, x, y).every((effect, at) => Math.abs(effect - effects[at]) < 1e-6)
              )
            })
          const free = graph.variables.map((v) => v.id).filter((v) => ![...x, y].includes(v))
          for (const z of subsets(free).filter((set) => set.length === x.length)) {
            const rest = free.filter((v) => !z.includes(v))
            const choices = subsets(rest)
            const working = choices.filter((w) => solves(z, w))
            const minimal = working.filter(
              (w) => !working.some((other) => other.length < w.length && other.every((v) => w.includes(v))),
            )
            for (const w of choices) {
              const isListed = listed.includes(`${z.join(' ')} | ${w.join(' ')}`)
              expect(isListed, `${z} | ${w}`).toBe(minimal.includes(w))
              seen[isListed ? 'listed' : 'others']++
              if (isListed && w.length > 0) seen.held++
            }
          }
          if (x.length === 1) {
            const one = valueOf(conditionalInstruments(graph, x[0], y, unlimited)).instruments
            expect(
              found.sets.map(({ instruments, given: sets }) => ({ variable: instruments[0], given: sets })),
            ).toEqual(expect.arrayContaining(one as never))
            expect(one.length).toBe(found.sets.length)
            seen.single += one.length
          }
        },
      ),
      { numRuns: 300, seed: 2 },
    )
    console.log(JSON.stringify(seen))
    expect(Math.min(seen.listed, seen.single, seen.held)).toBeGreaterThan(20)
  })
})
