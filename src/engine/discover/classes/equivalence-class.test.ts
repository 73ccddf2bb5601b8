import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { readGraph } from '../../formats/registry'
import { edgeId, type CausalGraph } from '../../graph/graph'
import { equivalenceClassOf } from './equivalence-class'

const classOf = (text: string) => valueOf(equivalenceClassOf(valueOf(readGraph(text)).graph))
const edges = (graph: CausalGraph) => graph.edges.map(edgeId).toSorted()

test('a collider is compelled, a chain is not', () => {
  expect(classOf('dag { A -> C <- B }')).toMatchObject({ compelled: 2, reversible: 0, members: 1n })
  const chain = classOf('dag { A -> B -> C }')
  expect(chain).toMatchObject({ kind: 'dags', compelled: 0, reversible: 2, members: 3n })
  if (chain.kind === 'dags') expect(edges(chain.cpdag)).toEqual(['A -- B', 'B -- C'])
})

test('an arrow behind a collider is compelled too', () => {
  const found = classOf('dag { A -> C <- B; C -> D; D -> E; A -> F }')
  expect(found).toMatchObject({ compelled: 4, reversible: 1, members: 2n })
  if (found.kind === 'dags')
    expect(edges(found.cpdag)).toEqual(['A -- F', 'A -> C', 'B -> C', 'C -> D', 'D -> E'])
})

test('a complete graph of 30 variables has 30! members, exactly', () => {
  const names = Array.from({ length: 30 }, (_, i) => `V${i}`)
  const text = names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a} -> ${b}`)).join('; ')
  let factorial = 1n
  for (let i = 2n; i <= 30n; i++) factorial *= i
  expect(classOf(`dag { ${text} }`)).toMatchObject({ members: factorial })
})

test('with a hidden common cause the class is a MAG and its PAG over the measured variables', () => {
  const found = classOf('dag { U [latent]; U -> A; U -> B; Z -> A }')
  expect(found.kind).toBe('ancestral')
  if (found.kind !== 'ancestral') return
  expect(edges(found.mag)).toEqual(['A <-> B', 'Z -> A'])
  expect(edges(found.pag)).toEqual(['B @-> A', 'Z @-> A'])
  expect(found.pag.variables.map(({ name }) => name).toSorted()).toEqual(['A', 'B', 'Z'])
})

test('a class that was drawn or found is its own; knowledge makes it smaller', () => {
  const drawn = classOf('pdag { A -- B -- C -- D }')
  expect(drawn).toMatchObject({ kind: 'dags', compelled: 0, reversible: 3, members: 4n, isExact: true })
  const told = classOf('pdag { A -> B -- C -- D }')
  expect(told).toMatchObject({ compelled: 3, reversible: 0, members: 1n })
})

test('lines that fit no DAG, a cycle and a PAG have none', () => {
  const square = equivalenceClassOf(valueOf(readGraph('pdag { A -- B -- C -- D -- A }')).graph)
  expect(square.ok).toBe(false)
  const pag = equivalenceClassOf(valueOf(readGraph('pag { A @-> B }')).graph)
  expect(pag.ok ? null : pag.problems[0].code).toBe('already-a-class')
  const chain = valueOf(readGraph('dag { A -> B -> C }')).graph
  const back = { ...chain.edges[0], from: chain.edges[1].to, to: chain.edges[0].from }
  const round = equivalenceClassOf({ ...chain, edges: [...chain.edges, back] })
  expect(round.ok ? null : round.problems[0].code).toBe('cycle')
})
