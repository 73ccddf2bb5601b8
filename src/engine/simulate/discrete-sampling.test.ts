import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import type { DiscreteNetwork } from '../data/discrete-network'
import { graphOfNetwork, networkProbability, sampleNetwork } from './discrete-sampling'

/** Confounded on purpose: Z -> X, Z -> Y, X -> Y; X has three states. */
const network: DiscreteNetwork = {
  variables: [
    {
      name: 'Y',
      states: ['no', 'yes'],
      parents: ['Z', 'X'],
      table: [
        [0.9, 0.1],
        [0.8, 0.2],
        [0.7, 0.3],
        [0.5, 0.5],
        [0.4, 0.6],
        [0.3, 0.7],
      ],
    },
    {
      name: 'X',
      states: ['low', 'mid', 'high'],
      parents: ['Z'],
      table: [
        [0.6, 0.3, 0.1],
        [0.2, 0.3, 0.5],
      ],
    },
    { name: 'Z', states: ['a', 'b'], parents: [], table: [[0.75, 0.25]] },
  ],
}

describe('a discrete network', () => {
  test('has the diagram of its tables', () => {
    const edges = graphOfNetwork(network).edges.map(({ from, to }) => `${from} -> ${to}`)
    expect(edges.toSorted()).toEqual(['X -> Y', 'Z -> X', 'Z -> Y'])
  })

  test('probabilities: marginal, conditional and under do', () => {
    const high = { X: 2 }
    expect(networkProbability(network, { name: 'X', state: 2 })).toBeCloseTo(0.75 * 0.1 + 0.25 * 0.5, 12)
    const seen = (0.075 * 0.3 + 0.125 * 0.7) / 0.2
    expect(networkProbability(network, { name: 'Y', state: 1 }, high)).toBeCloseTo(seen, 12)
    expect(networkProbability(network, { name: 'Y', state: 1 }, {}, high)).toBeCloseTo(
      0.75 * 0.3 + 0.25 * 0.7,
      12,
    )
  })

  test('samples follow the tables, with and without an intervention', () => {
    const rows = 40_000
    const share = (column: Float64Array, state: number) =>
      column.filter((value) => value === state).length / rows
    const [y, x] = sampleNetwork(network, rows, createRandom(1))
    expect(share(x, 2)).toBeCloseTo(0.2, 2)
    expect(share(y, 1)).toBeCloseTo(networkProbability(network, { name: 'Y', state: 1 }), 2)
    const set = sampleNetwork(network, rows, createRandom(1), { X: 2 })
    expect(share(set[1], 2)).toBe(1)
    expect(share(set[0], 1)).toBeCloseTo(0.4, 2)
    expect(sampleNetwork(network, 50, createRandom(9))).toEqual(sampleNetwork(network, 50, createRandom(9)))
  })
})
