import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { edgeId, findVariable, nameOf, variableId, type CausalGraph } from '../engine/graph/graph'
import { withoutOutgoing } from '../engine/graph/mutilate'
import { separated } from '../engine/graph/separation'
import { validateGraph } from '../engine/graph/validate'
import { adjustmentQuery } from '../engine/identify/adjustment-query'
import { isAdjustmentSet, minimalAdjustmentSets } from '../engine/identify/adjustment-sets'
import { frontDoorSets } from '../engine/identify/front-door'
import { identifyEffect } from '../engine/identify/id/identify-effect'
import { totalEffectOf } from '../engine/identify/question'
import { insertFragment } from './commands/clipboard-commands'
import * as graphCommands from './commands/graph-commands'
import { attachedMotif, CAUSE, freeMotif, motifs, OUTCOME } from './motifs'
import { createProject, graphEntry, type Project } from './project'

const [x, y] = [CAUSE, OUTCOME]
const query = adjustmentQuery(totalEffectOf([{ variable: x, from: 0, to: 1 }], [y]))
const motif = (id: string) => motifs.find((one) => one.id === id)!
const mine = (project: Project) => graphEntry(project, 'mine')!

/** The graph that the motif becomes on an empty canvas. */
function drawn(id: string): CausalGraph {
  const args = { graphId: 'mine', fragment: freeMotif(motif(id)), onto: {}, by: { x: 0, y: 0 }, label: id }
  return mine(valueOf(insertFragment.apply(createProject('p'), args))).graph
}
const sets = (graph: CausalGraph) => [...valueOf(minimalAdjustmentSets(graph, query))]
const isValid = (graph: CausalGraph, z: readonly string[]) =>
  valueOf(isAdjustmentSet(graph, query, z.map(variableId)))
const apart = (graph: CausalGraph, a: string, b: string, given: readonly string[] = []) =>
  valueOf(separated(graph, [variableId(a)], [variableId(b)], given.map(variableId)))
const identified = (graph: CausalGraph) =>
  valueOf(identifyEffect(graph, { outcomes: [y], treatments: [x], given: [] })).identifiable
const outOf = (graph: CausalGraph, id: string) => withoutOutgoing(graph, [variableId(id)])

/** What each motif is known for, stated with the engine. */
const claims: Readonly<Record<string, (graph: CausalGraph) => void>> = {
  confounder: (graph) => {
    expect(sets(graph)).toEqual([['Z']])
    expect(isValid(graph, [])).toBe(false)
  },
  mediator: (graph) => {
    expect(sets(graph)).toEqual([[]])
    expect(isValid(graph, ['M'])).toBe(false)
  },
  collider: (graph) => {
    expect(apart(graph, 'X', 'Y')).toBe(true)
    expect(apart(graph, 'X', 'Y', ['C'])).toBe(false)
  },
  instrument: (graph) => {
    expect(sets(graph)).toEqual([])
    expect(apart(graph, 'Z', 'X')).toBe(false)
    expect(apart(outOf(graph, 'X'), 'Z', 'Y')).toBe(true)
    expect(identified(graph)).toBe(false)
    expect(findVariable(graph, variableId('U'))?.latent).toBe(true)
  },
  'm-bias': (graph) => {
    expect(sets(graph)).toEqual([[]])
    expect(isValid(graph, ['M'])).toBe(false)
    expect(apart(outOf(graph, 'X'), 'X', 'Y')).toBe(true)
    expect(apart(outOf(graph, 'X'), 'X', 'Y', ['M'])).toBe(false)
  },
  selection: (graph) => {
    expect(findVariable(graph, variableId('S'))?.selected).toBe(true)
    expect(sets(graph)).toEqual([])
    const whole = { ...graph, variables: graph.variables.map(({ id, name }) => ({ id, name })) }
    expect(sets(whole)).toEqual([[]])
  },
  'front-door': (graph) => {
    expect(sets(graph)).toEqual([])
    expect([...valueOf(frontDoorSets(graph, [x], [y]))]).toEqual([['M']])
  },
  napkin: (graph) => {
    expect(sets(graph)).toEqual([])
    expect([...valueOf(frontDoorSets(graph, [x], [y]))]).toEqual([])
    expect(identified(graph)).toBe(true)
  },
}

test('every motif has a claim', () => {
  expect(Object.keys(claims).toSorted()).toEqual(motifs.map(({ id }) => id).toSorted())
})

test.each(motifs.map(({ id }) => id))('%s: a sound graph that keeps what it claims', (id) => {
  const graph = drawn(id)
  expect(validateGraph(graph)).toEqual([])
  expect(graph.variables.map(({ name }) => name)).toEqual(Object.keys(motif(id).places))
  claims[id](graph)
})

test('attached to two variables only the rest is added, above them, and the arrow between them is left to the user', () => {
  let project = createProject('p')
  for (const name of ['Smoking', 'Cancer', 'Z'])
    project = valueOf(graphCommands.addVariable.apply(project, { graphId: 'mine', name }))
  const { variables } = mine(project).graph
  const attach = (id: string) => {
    const [cause, outcome] = [
      { variable: variables[0], at: { x: 0, y: 0 } },
      { variable: variables[1], at: { x: 400, y: 0 } },
    ]
    const args = { ...attachedMotif(motif(id), cause, outcome), by: { x: 0, y: 0 }, label: id }
    return mine(valueOf(insertFragment.apply(project, { graphId: 'mine', ...args })))
  }
  const confounded = attach('confounder')
  expect(confounded.graph.edges.map(edgeId).toSorted()).toEqual(['Z 2 -> Cancer', 'Z 2 -> Smoking'])
  expect(confounded.layout[variableId('Z 2')]).toEqual({ x: 200, y: -105 })
  for (const { id, variables: parts } of motifs) {
    const { graph } = attach(id)
    expect(validateGraph(graph)).toEqual([])
    expect(graph.variables).toHaveLength(variables.length + parts.length - 2)
    expect(graph.variables.map(({ id: own }) => nameOf(graph, own))).not.toContain('X')
  }
})
