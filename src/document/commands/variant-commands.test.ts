import { describe, expect, it } from 'vitest'
import { valueOf } from '../../base/result'
import {
  bidirected,
  directed,
  edgeId,
  variableId,
  withEdges,
  type CausalGraph,
} from '../../engine/graph/graph'
import { record, startHistory, undo } from '../history'
import { createProject, graphEntry, type Project } from '../project'
import { addEdge, addVariable } from './graph-commands'
import { tryVariant } from './variant-commands'

const [x, y, u] = ['X', 'Y', 'Cause of X and Y'].map(variableId)

function bow(): Project {
  let project = createProject('p')
  const add = (name: string, at: { x: number; y: number }) =>
    (project = valueOf(addVariable.apply(project, { graphId: 'mine', name, at })))
  add('X', { x: 0, y: 300 })
  add('Y', { x: 400, y: 300 })
  for (const edge of [directed(x, y), bidirected(x, y)])
    project = valueOf(addEdge.apply(project, { graphId: 'mine', edge }))
  return project
}

const measured = ({ variables, edges }: CausalGraph): CausalGraph =>
  withEdges({ kind: 'dag', variables: [...variables, { id: u, name: u }], edges: [] }, [
    ...edges.filter((edge) => edge.markFrom === 'tail'),
    directed(u, x),
    directed(u, y),
  ])

describe('a variant that tries a change', () => {
  const project = bow()
  const { graph, layout } = graphEntry(project, 'mine')!
  const tried = valueOf(
    tryVariant.apply(project, { graphId: 'mine', name: 'Mine · measured', graph: measured(graph) }),
  )
  const variant = tried.graphs.at(-1)!

  it('keeps the places, and puts what is new above what it is tied to', () => {
    expect(variant).toMatchObject({ name: 'Mine · measured', origin: 'variant', locked: false })
    expect(variant.layout[x]).toEqual(layout[x])
    expect(variant.layout[u]).toEqual({ x: 200, y: 190 })
    expect(variant.graph.edges.map(edgeId)).not.toContain('X <-> Y')
  })
  it('leaves the graph that it comes from as it is, and is undone in one step', () => {
    expect(graphEntry(tried, 'mine')).toBe(graphEntry(project, 'mine'))
    const history = record(
      startHistory(project),
      tryVariant.label(project, { graphId: 'mine', name: 'V', graph }),
      tried,
    )
    expect(undo(history).present).toBe(project)
  })
  it('of the same name as another gets a number', () => {
    const again = valueOf(tryVariant.apply(tried, { graphId: 'mine', name: 'Mine · measured', graph }))
    expect(again.graphs.map(({ name }) => name).slice(1)).toEqual(['Mine · measured', 'Mine · measured 2'])
    expect(new Set(again.graphs.map(({ id }) => id)).size).toBe(3)
  })
  it('of a graph that is gone is refused', () => {
    expect(tryVariant.apply(project, { graphId: 'gone', name: 'V', graph })).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown-graph' }],
    })
  })
  it('stands clear of what is there', () => {
    const crowded = valueOf(
      addVariable.apply(project, { graphId: 'mine', name: 'Z', at: { x: 200, y: 190 } }),
    )
    const entry = graphEntry(crowded, 'mine')!
    const moved = valueOf(
      tryVariant.apply(crowded, { graphId: 'mine', name: 'V', graph: measured(entry.graph) }),
    )
    expect(moved.graphs.at(-1)!.layout[u]).toEqual({ x: 370, y: 190 })
  })
})
