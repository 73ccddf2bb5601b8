import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import type { VariableId } from '../graph/graph'
import { draw, smallAdmg } from '../graph/graph-text.testing'
import { separated } from '../graph/separation'
import { numberedNames, randomDag } from '../simulate/random-dag'
import { impliedIndependencies, pairwiseIndependencies } from './implied-independencies'

const measuredOf = (graph: ReturnType<typeof draw>) =>
  graph.variables.filter(({ latent, selected }) => !latent && !selected).map(({ id }) => id)

const listed = (graph: ReturnType<typeof draw>, preferred = measuredOf(graph)) =>
  [...valueOf(pairwiseIndependencies(graph, preferred))].filter((found) => found !== null)

describe('one independence a pair', () => {
  it('takes the smallest separating set, which the closest one need not be', () => {
    // Parents of A are three; one variable cuts all the paths.
    const graph = draw('M -> P1 -> A, M -> P2 -> A, M -> P3 -> A, M -> B')
    const pair = listed(graph).find(({ a, b }) => [a, b].toSorted().join() === 'A,B')
    expect(pair?.given).toEqual(['M'])
  })

  it('names hidden or unpreferred variables only where it cannot do without', () => {
    const graph = draw('U -> A, U -> B, A -> C, Z -> C, Z -> B', { latent: ['U'] })
    expect(listed(graph)).toContainEqual({ a: 'A', b: 'B', given: ['U'] })
    const [withoutZ] = listed(graph, ['C', 'B'] as VariableId[])
    expect(withoutZ.given.toSorted()).toEqual(['A', 'Z'])
    const hiddenOnly = draw('U -> C, U -> B', { latent: ['U'] })
    expect(listed(hiddenOnly)).toEqual([{ a: 'C', b: 'B', given: ['U'] }])
  })

  it('is as small as the smallest of all minimal sets, and there exactly when one is', () => {
    let pairs = 0
    fc.assert(
      fc.property(smallAdmg(6, { latent: true, selected: true }), (graph) => {
        const smallest = new Map<string, number>()
        for (const { a, b, given } of valueOf(impliedIndependencies(graph))) {
          const key = `${a} ${b}`
          smallest.set(key, Math.min(smallest.get(key) ?? Infinity, given.length))
        }
        const hidden = new Set(graph.variables.filter(({ latent }) => latent).map(({ id }) => id))
        const found = listed(graph).filter(({ given }) => !given.some((id) => hidden.has(id)))
        expect(new Map(found.map(({ a, b, given }) => [`${a} ${b}`, given.length]))).toEqual(smallest)
        for (const { a, b, given } of found) {
          expect(valueOf(separated(graph, [a], [b], given))).toBe(true)
          pairs++
        }
      }),
      { numRuns: 1200, seed: 4 },
    )
    expect(pairs).toBeGreaterThan(700)
  })

  it('comes step by step: the first pairs of a large graph at once', () => {
    const graph = randomDag(numberedNames(200), 4, createRandom(2))
    const steps = valueOf(pairwiseIndependencies(graph, measuredOf(graph)))
    const first = Array.from({ length: 500 }, () => steps.next().value)
    expect(first.filter(Boolean).length).toBeGreaterThan(450)
  })
})
