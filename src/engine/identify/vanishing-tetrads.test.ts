import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { draw, smallAdmg } from '../graph/graph-text.testing'
import { isBidirected, isDirected, type CausalGraph, type VariableId } from '../graph/graph'
import { topologicalOrder } from '../graph/topological'
import { separated } from '../graph/separation'
import { numberedNames, randomDag } from '../simulate/random-dag'
import { createVanishing, vanishingTetrads, type Tetrad } from './vanishing-tetrads'

const measuredOf = (graph: CausalGraph) => graph.variables.filter(({ latent }) => !latent).map(({ id }) => id)

const listed = (graph: CausalGraph): Tetrad[] =>
  [...valueOf(vanishingTetrads(graph, measuredOf(graph)))].flat()

const spelled = ({ left, right }: Tetrad) =>
  [left, right]
    .map((side) => [...side].toSorted().join(''))
    .toSorted()
    .join(' ')

/** Covariances of a linear model with random coefficients; bidirected edges are hidden causes of their own. */
function randomCovariance(graph: CausalGraph, seed: number) {
  const random = createRandom(seed)
  const coefficient = () => (random.uniform() < 0.5 ? -1 : 1) * (0.4 + random.uniform())
  const loadings = new Map<VariableId, Map<string, number>>()
  const add = (id: VariableId, source: string, value: number) => {
    const own = loadings.get(id)!
    own.set(source, (own.get(source) ?? 0) + value)
  }
  for (const { id } of graph.variables) loadings.set(id, new Map([[`noise ${id}`, coefficient()]]))
  graph.edges.filter(isBidirected).forEach(({ from, to }, tie) => {
    for (const id of [from, to]) add(id, `tie ${tie}`, coefficient())
  })
  for (const id of topologicalOrder(graph)!)
    for (const { from, to } of graph.edges.filter((edge) => isDirected(edge) && edge.from === id)) {
      const weight = coefficient()
      for (const [source, value] of loadings.get(from)!) add(to, source, weight * value)
    }
  return (a: VariableId, b: VariableId) => {
    let sum = 0
    for (const [source, value] of loadings.get(a)!) sum += value * (loadings.get(b)!.get(source) ?? 0)
    return sum
  }
}

const difference = (cov: ReturnType<typeof randomCovariance>, { left: [i, j], right: [k, l] }: Tetrad) =>
  cov(i, k) * cov(j, l) - cov(i, l) * cov(j, k)

function* everyTetrad(ids: readonly VariableId[]): Generator<Tetrad> {
  for (const [at, i] of ids.entries())
    for (const j of ids.slice(at + 1))
      for (const [other, k] of ids.entries())
        for (const l of ids.slice(other + 1))
          if (other > at && k !== j && l !== j) yield { left: [i, j], right: [k, l] }
}

/** Follows from an independence with at most one variable given, or from covariances that are zero. */
function followsFromIndependence(graph: CausalGraph, { left, right }: Tetrad): boolean {
  const apart = (x: readonly VariableId[], y: readonly VariableId[], z: readonly VariableId[]) =>
    valueOf(separated(graph, x, y, z))
  const zero = (a: VariableId, b: VariableId) => apart([a], [b], [])
  const [[i, j], [k, l]] = [left, right]
  if ((zero(i, k) || zero(j, l)) && (zero(i, l) || zero(j, k))) return true
  return measuredOf(graph).some((c) => {
    const rest = (side: readonly VariableId[]) => side.filter((id) => id !== c)
    return apart(rest(left), rest(right), [c])
  })
}

describe('vanishing tetrads', () => {
  it('of one hidden cause with four effects are all three', () => {
    const graph = draw('L -> A, L -> B, L -> C, L -> D', { latent: ['L'] })
    expect(listed(graph).map(spelled).toSorted()).toEqual(['AB CD', 'AC BD', 'AD BC'])
  })

  it('leave those out that a tie between two effects breaks', () => {
    const graph = draw('L -> A, L -> B, L -> C, L -> D, A <-> B', { latent: ['L'] })
    expect(listed(graph).map(spelled)).toEqual(['AB CD'])
  })

  it('of two correlated hidden causes with two effects each is the one between the pairs', () => {
    const graph = draw('L -> A, L -> B, L -> M, M -> C, M -> D', { latent: ['L', 'M'] })
    expect(listed(graph).map(spelled)).toEqual(['AB CD'])
  })

  it('say nothing that an independence says already', () => {
    expect(listed(draw('A -> M, B -> M, M -> C, M -> D'))).toEqual([])
  })

  it('are those that vanish in random linear models, less those that independencies explain', () => {
    let vanishing = 0
    fc.assert(
      fc.property(smallAdmg(6, { latent: true }), fc.nat(), (graph, seed) => {
        const models = [1, 2].map((k) => randomCovariance(graph, seed + 1000 * k))
        const found = new Set(listed(graph).map(spelled))
        const doesVanish = createVanishing(graph)
        for (const tetrad of everyTetrad(measuredOf(graph))) {
          const vanishes = models.every((cov) => Math.abs(difference(cov, tetrad)) < 1e-9)
          expect(doesVanish(tetrad)).toBe(vanishes)
          const isNews = vanishes && !followsFromIndependence(graph, tetrad)
          expect(found.has(spelled(tetrad)), spelled(tetrad)).toBe(isNews)
          vanishing += Number(isNews)
        }
      }),
      { numRuns: 1500, seed: 11 },
    )
    expect(vanishing).toBeGreaterThan(60)
  })

  it('refuse samples drawn by a variable', () => {
    const found = vanishingTetrads(draw('A -> S, B -> S', { selected: ['S'] }), [])
    expect(found.ok ? '' : found.problems[0].code).toBe('selection')
  })

  it('come step by step in large graphs', () => {
    const graph = randomDag(numberedNames(200), 4, createRandom(5))
    const steps = valueOf(vanishingTetrads(graph, measuredOf(graph)))
    expect(steps.next().done).toBe(false)
  })
})
