import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { numberedNames } from '../../simulate/random-dag'
import { noKnowledge, type Knowledge } from '../algorithm'
import { forcedOrder } from './forced-order'
import { indexKnowledge } from './knowledge'

const forced = (names: string[], knowledge: Partial<Knowledge>) => {
  const before = forcedOrder(valueOf(indexKnowledge(names, { ...noKnowledge, ...knowledge })))
  return names.flatMap((a, i) => names.filter((_, j) => before(i, j)).map((b) => a + b))
}

test('tiers force an order, a single forbidden edge does so where no way round is left', () => {
  expect(forced(['A', 'B', 'C'], { tiers: [['A'], ['B', 'C']] })).toEqual(['AB', 'AC'])
  expect(forced(['A', 'B'], { forbidden: [['B', 'A']] })).toEqual(['AB'])
  expect(forced(['A', 'B', 'C'], { forbidden: [['B', 'A']] })).toEqual([])
  expect(
    forced(['A', 'B', 'C'], {
      required: [
        ['A', 'B'],
        ['B', 'C'],
      ],
    }),
  ).toEqual(['AB', 'AC', 'BC'])
})

test('some order always keeps to it', () => {
  const random = createRandom(1)
  for (let k = 0; k < 200; k++) {
    const names = numberedNames(6)
    const pairs = names.flatMap((a) => names.filter((b) => b !== a).map((b) => [a, b] as const))
    const forbidden = pairs.filter(() => random.uniform() < 0.4)
    const required = pairs.filter(([a, b]) => a < b && random.uniform() < 0.1)
    const open = forbidden.filter(([a, b]) => !required.some(([c, d]) => a === c && b === d))
    const before = forcedOrder(valueOf(indexKnowledge(names, { ...noKnowledge, forbidden: open, required })))
    let waiting = names.map((_, i) => i)
    while (waiting.length > 0) {
      const next = waiting.find((b) => !waiting.some((a) => before(a, b)))
      expect(next).toBeDefined()
      waiting = waiting.filter((one) => one !== next)
    }
  }
})
