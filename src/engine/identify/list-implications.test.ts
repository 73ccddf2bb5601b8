import { expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { readGraph } from '../formats/registry'
import { listImplications } from './list-implications'

const list = (text: string, count: number, milliseconds = Infinity) => {
  const { independencies, ended } = valueOf(
    listImplications(valueOf(readGraph(text)).graph, { count, milliseconds }),
  )
  return {
    ended,
    said: independencies.map(({ a, b, given }) => `${a} ${b} | ${[...given].toSorted().join(' ')}`),
  }
}

test('a chain implies one independence, a complete graph none', () => {
  expect(list('dag { A -> B -> C }', 10)).toEqual({ said: ['A C | B'], ended: 'all' })
  expect(list('dag { A -> B -> C; A -> C }', 10)).toEqual({ said: [], ended: 'all' })
})

test('a list says that it was cut, and goes on where more is allowed', () => {
  const chain = 'dag { A -> B -> C -> D }'
  const first = list(chain, 2)
  const all = list(chain, 100)
  expect(first.ended).toBe('count')
  expect(all.ended).toBe('all')
  expect(all.said.slice(0, 2)).toEqual(first.said)
  expect(all.said).toEqual(['A C | B', 'A D | B', 'A D | C', 'B D | C'])
  expect(list(chain, 4).ended).toBe('all')
})

test('a list that runs out of time keeps what it has', () => {
  const cut = list('dag { A -> B -> C -> D }', 100, -1)
  expect(cut).toEqual({ said: ['A C | B'], ended: 'time' })
})

test('a cycle is refused with a sentence', () => {
  const graph = valueOf(readGraph('dag { A -> B -> C }')).graph
  const round = {
    ...graph,
    edges: [...graph.edges, { ...graph.edges[0], from: graph.edges[1].to, to: graph.edges[0].from }],
  }
  const result = listImplications(round, { count: 5, milliseconds: 100 })
  expect(result.ok).toBe(false)
})
