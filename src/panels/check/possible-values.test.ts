import { expect, test } from 'vitest'
import { directed, graphFromNames, variableId } from '../../engine/graph/graph'
import { distinctValues } from './possible-values'

const [a, b, c] = ['A', 'B', 'C'].map(variableId)
const chain = graphFromNames(['A', 'B', 'C'], [directed(a, b), directed(b, c)])
const found = (parents: (typeof a)[], effects: number[] | null, graphs: bigint) => ({
  parents: [parents],
  set: parents,
  effects,
  standardErrors: effects,
  graphs,
})

test('graphs that give one effect are one value, ascending, the drawn one among them is named', () => {
  const classes = [
    found([a], [0.4], 1n),
    found([c], [0], 1n),
    found([], [0.4 + 1e-12], 3n),
    found([a, c], null, 2n),
  ]
  expect(distinctValues({ classes }, chain, [b], 0)).toEqual([
    { value: 0, graphs: 1n, drawn: false },
    { value: 0.4, graphs: 4n, drawn: true },
  ])
})

test('effects that differ stay apart, however small they are', () => {
  const classes = [found([a], [1e-7], 1n), found([], [2e-7], 1n)]
  expect(distinctValues({ classes }, chain, [b], 0).map(({ drawn }) => drawn)).toEqual([true, false])
})
