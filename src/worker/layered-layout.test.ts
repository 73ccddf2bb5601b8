import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRandom } from '../base/random'
import { layeredLayout } from './layered-layout'

const size = { width: 100, height: 30 }
const gaps = { column: 80, row: 12 }
const place = (count: number, edges: readonly (readonly [number, number])[]) =>
  layeredLayout({ nodes: Array.from({ length: count }, () => size), edges, gaps })

function randomEdges(count: number, seed: number): [number, number][] {
  const random = createRandom(seed)
  return Array.from({ length: 2 * count }, (): [number, number] => {
    const a = random.integer(count)
    const b = random.integer(count)
    return a < b ? [a, b] : [b, a]
  }).filter(([a, b]) => a !== b)
}

describe('layeredLayout', () => {
  it('puts causes left of effects and nothing on anything else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 160 }), fc.integer({ min: 0, max: 1e6 }), (count, seed) => {
        const edges = randomEdges(count, seed)
        const places = place(count, edges)
        for (const [cause, effect] of edges) expect(places[cause].x).toBeLessThan(places[effect].x)
        const columns = new Map<number, number[]>()
        for (const { x, y } of places) columns.set(x, [...(columns.get(x) ?? []), y])
        for (const ys of columns.values()) {
          const sorted = ys.toSorted((a, b) => a - b)
          for (let i = 1; i < sorted.length; i++)
            expect(sorted[i] - sorted[i - 1]).toBeGreaterThanOrEqual(size.height + gaps.row - 1e-6)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('draws a chain as a level line', () => {
    const places = place(4, [
      [0, 1],
      [1, 2],
      [2, 3],
    ])
    expect(new Set(places.map(({ y }) => Math.round(y))).size).toBe(1)
  })

  it('ends on cycles, and places everything', () => {
    const places = place(5, [
      [0, 1],
      [1, 2],
      [2, 0],
      [2, 3],
      [3, 4],
      [4, 3],
    ])
    expect(places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
    expect(places[2].x).toBeLessThan(places[3].x)
  })

  it('untangles two rows that were given crosswise', () => {
    const places = place(6, [
      [0, 5],
      [1, 4],
      [2, 3],
    ])
    expect(places[0].y < places[1].y).toBe(places[5].y < places[4].y)
    expect(places[1].y < places[2].y).toBe(places[4].y < places[3].y)
  })

  it('stands one cause of very many effects in several columns', () => {
    const count = 1001
    const places = place(
      count,
      Array.from({ length: count - 1 }, (_, i): [number, number] => [0, i + 1]),
    )
    const height = Math.max(...places.map(({ y }) => y))
    const width = Math.max(...places.map(({ x }) => x))
    expect(height / width).toBeLessThan(4)
  })

  it('tells how far it is', () => {
    const shares: number[] = []
    layeredLayout({ nodes: [size, size], edges: [[0, 1]], gaps, progress: (share) => shares.push(share) })
    expect(shares.at(-1)).toBe(1)
    expect(shares.toSorted((a, b) => a - b)).toEqual(shares)
  })
})
