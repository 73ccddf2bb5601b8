import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { readGraph } from '../../formats/registry'
import { counterfactualGraph, parallelWorlds, type CounterfactualGraph } from './counterfactual-graph'
import { events } from './event-text.testing'
import { settingText } from './event-words'

/** "Y{X=1}=1 (asked)", and arrows between such names. */
function told(graph: CounterfactualGraph) {
  const names = new Map(
    graph.nodes.map((node) => {
      const under = node.subscript.map(({ variable, value }) => `${variable}=${settingText(value)}`).join()
      const name = node.role === 'set' ? `do(${under})` : `${node.variable}${under && `{${under}}`}`
      return [node.id, name]
    }),
  )
  const arrows = { directed: '->', hidden: '<->', 'hidden-across': '<~>', 'shared-noise': '==' }
  return {
    nodes: graph.nodes.map(
      (node) =>
        `${names.get(node.id)}${node.role === 'set' || node.role === 'between' ? '' : ` ${node.role} ${settingText(node.value!)}`}`,
    ),
    edges: graph.edges.map(({ from, to, kind }) => `${names.get(from)} ${arrows[kind]} ${names.get(to)}`),
  }
}

const drawn = (text: string, asked: string, known = '') =>
  valueOf(counterfactualGraph(valueOf(readGraph(text)).graph, { asked: events(asked), known: events(known) }))

test('the counterfactual graph of Shpitser and Pearl, figure 9: P(y_x | x′, z_d, d)', () => {
  const graph = drawn('dag { X -> W -> Y <- Z <- D; X <-> Y }', 'Y=1|X=0', 'X=1 Z=0|D=0 D=0')
  const { nodes, edges } = told(graph)
  // Z, D and W are the same in every world that has them.
  expect(nodes.toSorted()).toEqual([
    'D known 0',
    'W{X=0}',
    'X known 1',
    'Y{X=0} asked 1',
    'Z known 0',
    'do(X=0)',
  ])
  expect(edges.toSorted()).toEqual([
    'D -> Z',
    'W{X=0} -> Y{X=0}',
    'X <~> Y{X=0}',
    'Z -> Y{X=0}',
    'do(X=0) -> W{X=0}',
  ])
  expect(graph.worlds.map(({ set }) => set.map(({ variable }) => variable).join())).toEqual(['', 'X', 'D'])
  expect(graph.nodes.find(({ variable }) => variable === 'Z')!.worlds).toEqual([1, 2])
})

test('copies that differ share their noise; nested worlds pass a value on', () => {
  const { nodes, edges } = told(drawn('dag { X -> L -> M -> Y; L -> Y; X -> Y }', 'Y=1|X=1,M=m M=m|X=0'))
  expect(nodes.toSorted()).toEqual([
    'L{X=0}',
    'L{X=1}',
    'M{X=0} asked any value',
    'Y{X=1,M=any value} asked 1',
    'do(M=any value)',
    'do(X=0)',
    'do(X=1)',
  ])
  expect(edges.filter((edge) => edge.includes('=='))).toEqual(['L{X=1} == L{X=0}'])
})

test('events that exclude each other: the worlds stay apart and a sentence says why', () => {
  const graph = drawn('dag { Z -> Y; X -> Y }', 'Z=1|X=0 Z=0|X=1')
  expect(graph.inconsistent).toBe('Nothing that causes Z differs between the worlds: it cannot be 1 and 0.')
  expect(graph.clashing).toHaveLength(2)
  expect(drawn('dag { X -> Y }', 'Y=0|Y=1').inconsistent).toBe('Y is set to 1 and cannot be 0.')
})

test('the twin network: the world as it is on the left, noise shared across', () => {
  const query = { asked: events('Y=1|X=1'), known: events('X=0') }
  const graph = valueOf(parallelWorlds(valueOf(readGraph('dag { Z -> X -> Y <- Z; X <-> Y }')).graph, query))
  expect(graph.nodes).toHaveLength(6)
  const count = (kind: string) => graph.edges.filter((edge) => edge.kind === kind).length
  expect([count('directed'), count('shared-noise'), count('hidden'), count('hidden-across')]).toEqual([
    5, 2, 1, 1,
  ])
  expect(graph.nodes.filter(({ role }) => role === 'set').map(({ worlds }) => worlds)).toEqual([[1]])
  expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length)
})

test('a question about nothing in the graph is refused', () => {
  const graph = valueOf(readGraph('dag { X -> Y }')).graph
  expect(counterfactualGraph(graph, { asked: events('Q=1'), known: [] })).toMatchObject({ ok: false })
  expect(parallelWorlds(graph, { asked: [], known: [] })).toMatchObject({ ok: false })
})
