import { expect, it } from 'vitest'
import { addEdge } from '../document/commands/graph-commands'
import { createProject } from '../document/project'
import { directed, edgeId, graphFromNames, variableId } from '../engine/graph/graph'
import { mendOffers } from './cycle-mends'

const [a, b, c] = ['A', 'B', 'C'].map(variableId)

it('offers each arrow of the cycle, without mends that would close another one', () => {
  const project = createProject('p')
  const graph = graphFromNames(['A', 'B', 'C'], [directed(a, b), directed(b, c), directed(a, c)])
  const graphs = [{ ...project.graphs[0], graph }]
  const refused = addEdge.apply({ ...project, graphs }, { graphId: 'mine', edge: directed(c, a) })
  expect(refused.ok).toBe(false)
  // C -> A closes A -> C -> A; with A -> B -> C still there only the two-arrow way can be mended by A -> C alone.
  expect(mendOffers({ ...project, graphs }, 'mine', { edge: directed(c, a), cycle: [a, c] })).toEqual([])
  const chain = [{ ...project.graphs[0], graph: { ...graph, edges: [directed(a, b), directed(b, c)] } }]
  expect(
    mendOffers({ ...project, graphs: chain }, 'mine', { edge: directed(c, a), cycle: [a, b, c] }),
  ).toEqual([
    { instead: edgeId(directed(a, b)), edge: directed(a, b), mends: ['reverse', 'bidirected', 'remove'] },
    { instead: edgeId(directed(b, c)), edge: directed(b, c), mends: ['reverse', 'bidirected', 'remove'] },
  ])
})
