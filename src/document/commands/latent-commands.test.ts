import { expect, it } from 'vitest'
import { edgeId, graphFromNames, variableId } from '../../engine/graph/graph'
import { valueOf } from '../../base/result'
import { createProject } from '../project'
import { addHiddenCause } from './latent-commands'

const [x, y] = ['X', 'Y'].map(variableId)
const project = createProject('p')
const started = { ...project, graphs: [{ ...project.graphs[0], graph: graphFromNames(['X', 'Y', 'U'], []) }] }
const args = { graphId: 'mine', of: [x, y], at: { x: 10, y: 20 } }

it('adds a hidden variable with both arrows where it was asked for, under a free name', () => {
  const [{ graph, layout }] = valueOf(addHiddenCause.apply(started, args)).graphs
  expect(graph.variables.at(-1)).toMatchObject({ name: 'U 2', latent: true })
  expect(graph.edges.map(edgeId)).toEqual(['U 2 -> X', 'U 2 -> Y'])
  expect(layout[variableId('U 2')]).toEqual({ x: 10, y: 20 })
  expect(addHiddenCause.label(started, args)).toBe('Add a hidden cause of X and Y')
})

it('is refused by a locked graph', () => {
  const locked = { ...started, graphs: [{ ...started.graphs[0], locked: true }] }
  const result = addHiddenCause.apply(locked, args)
  expect(result.ok).toBe(false)
  if (!result.ok) expect(result.problems[0].code).toBe('locked-graph')
})
