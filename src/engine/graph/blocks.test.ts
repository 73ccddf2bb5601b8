import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { blocksOf } from './blocks'

/** All variables on paths between the ends of an edge, by plain enumeration. */
function between(joined: readonly (readonly number[])[], a: number, b: number): number[] {
  const found = new Set<number>()
  const extend = (path: number[]) => {
    const last = path.at(-1)!
    if (last === b) path.forEach((v) => found.add(v))
    else for (const next of joined[last]) if (!path.includes(next)) extend([...path, next])
  }
  extend([a])
  return [...found].toSorted((x, y) => x - y)
}

test('the block of an edge holds exactly what lies on paths between its ends', () => {
  const random = createRandom(2)
  let edges = 0
  for (let k = 0; k < 120; k++) {
    const size = 2 + random.integer(8)
    const joined: number[][] = Array.from({ length: size }, () => [])
    for (let a = 0; a < size; a++)
      for (let b = a + 1; b < size; b++)
        if (random.uniform() < 0.3) {
          joined[a].push(b)
          joined[b].push(a)
        }
    const blocks = blocksOf(joined)
    joined.forEach((list, a) => {
      for (const b of list) {
        edges++
        expect(blocks.of(a, b)).toEqual(between(joined, a, b))
      }
    })
  }
  expect(edges).toBeGreaterThan(500)
})
