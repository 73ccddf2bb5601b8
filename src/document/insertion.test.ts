import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { dagitty } from '../engine/formats/dagitty'
import { directed, edgeId, nameOf, undirected, variableId, type CausalGraph } from '../engine/graph/graph'
import { insertFragment } from './commands/clipboard-commands'
import { bendEdge } from './commands/drawing-commands'
import * as graphCommands from './commands/graph-commands'
import { addNote } from './commands/note-commands'
import { copyGraph } from './commands/project-commands'
import { fragmentOf, type Fragment } from './fragment'
import { nameOfCopy, ontoSameNames, planInsertion } from './insertion'
import { createProject, graphEntry, type Project } from './project'

const graphOf = (text: string): CausalGraph => valueOf(dagitty.read(text)).graph
const start = (text: string): Project =>
  valueOf(graphCommands.mergeGraph.apply(createProject('p'), { graphId: 'mine', graph: graphOf(text) }))
const mine = (project: Project) => graphEntry(project, 'mine')!
const edgesOf = ({ edges, ...graph }: CausalGraph) =>
  edges
    .map((edge) =>
      edgeId({
        ...edge,
        from: variableId(nameOf({ ...graph, edges }, edge.from)),
        to: variableId(nameOf({ ...graph, edges }, edge.to)),
      }),
    )
    .toSorted()
const [smoking, cancer] = ['Smoking', 'Cancer'].map(variableId)
const edge = edgeId(directed(smoking, cancer))

function smokingProject(): Project {
  let project = start('dag { Smoking -> Cancer; U [latent]; U -> Smoking }')
  project = valueOf(
    graphCommands.annotateEdge.apply(project, {
      graphId: 'mine',
      edge,
      rationale: 'Dose and response',
      source: 'Doll & Hill 1950',
    }),
  )
  project = valueOf(bendEdge.apply(project, { graphId: 'mine', edge, bend: 40 }))
  return valueOf(addNote.apply(project, { graphId: 'mine', text: 'Ask Ann', at: { x: 5, y: 5 } }))
}

const pair = (project: Project): Fragment =>
  fragmentOf(mine(project), { variables: [smoking, cancer], edges: [], notes: ['note-1'] })

const insert = (project: Project, graphId: string, fragment: Fragment, how: 'copies' | 'same names') =>
  valueOf(
    insertFragment.apply(project, {
      graphId,
      fragment,
      onto: how === 'copies' ? {} : ontoSameNames(fragment, graphEntry(project, graphId)!.graph),
      by: { x: 40, y: 40 },
      label: 'Paste',
    }),
  )

test('a fragment holds what is among the chosen variables; a chosen edge brings its ends', () => {
  const project = smokingProject()
  const fragment = pair(project)
  expect(fragment.variables.map((variable) => variable.name)).toEqual(['Smoking', 'Cancer'])
  expect(fragment.edges.map(edgeId)).toEqual([edge])
  expect(fragment.bends).toEqual({ [edge]: 40 })
  expect(fragment.notes).toHaveLength(1)
  const byEdge = fragmentOf(mine(project), { variables: [], edges: [edge], notes: [] })
  expect(byEdge.variables.map((variable) => variable.name)).toEqual(['Smoking', 'Cancer'])
})

test('in its own graph a paste makes copies with fresh names, 40 pixels on, with words, bends and notes', () => {
  const project = smokingProject()
  const after = mine(insert(project, 'mine', pair(project), 'copies'))
  const names = after.graph.variables.map((variable) => variable.name)
  expect(names.slice(-2)).toEqual(['Smoking 2', 'Cancer 2'])
  const copy = after.graph.edges.at(-1)!
  expect(copy).toMatchObject({ rationale: 'Dose and response', source: 'Doll & Hill 1950' })
  expect(after.bends[edgeId(copy)]).toBe(40)
  expect(after.layout[copy.from].x).toBe(after.layout[smoking].x + 40)
  expect(after.notes.map((note) => note.id)).toEqual(['note-1', 'note-2'])
  expect(after.notes[1].at).toEqual({ x: 45, y: 45 })
})

test('elsewhere the same names are the same variables, and nothing new is no step', () => {
  const project = smokingProject()
  const fragment = pair(project)
  const copied = valueOf(copyGraph.apply(project, { graphId: 'mine', newId: 'variant', name: 'Variant' }))
  const bare = { ...fragment, notes: [] }
  expect(insert(copied, 'variant', bare, 'same names')).toBe(copied)

  const other = start('dag { Tar -> Cancer }')
  const plan = planInsertion(other, mine(other), {
    fragment,
    onto: ontoSameNames(fragment, mine(other).graph),
    by: { x: 0, y: 0 },
  })
  expect([plan.added, plan.joined]).toEqual([['Smoking'], ['Cancer']])
  expect(edgesOf(plan.entry.graph)).toEqual(['Smoking -> Cancer', 'Tar -> Cancer'])
})

test('a name pasted into another graph keeps the id it has in the project', () => {
  const project = valueOf(
    graphCommands.renameVariable.apply(start('dag { Variable }'), {
      graphId: 'mine',
      id: variableId('Variable'),
      name: 'Sleep',
    }),
  )
  const variant = valueOf(copyGraph.apply(project, { graphId: 'mine', newId: 'variant', name: 'Variant' }))
  const emptied = valueOf(
    graphCommands.removeElements.apply(variant, {
      graphId: 'variant',
      variables: [variableId('Variable')],
      edges: [],
    }),
  )
  const fragment = fragmentOf(mine(project), { variables: [variableId('Variable')], edges: [], notes: [] })
  const after = graphEntry(insert(emptied, 'variant', fragment, 'same names'), 'variant')!
  expect(after.graph.variables).toEqual([{ id: 'Variable', name: 'Sleep' }])
})

test('edges that would close a cycle or have no direction are left out one by one, with a sentence', () => {
  const project = start('dag { A -> B -> C }')
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map(variableId)
  const fragment: Fragment = {
    variables: [a, b, c, d].map((id) => ({ id, name: id })),
    edges: [directed(c, a), directed(c, d), undirected(a, d), directed(b, a), directed(d, b)],
    layout: {},
    bends: { [edgeId(directed(c, a))]: 30, [edgeId(directed(c, d))]: 12 },
    notes: [],
  }
  const plan = planInsertion(project, mine(project), {
    fragment,
    onto: ontoSameNames(fragment, mine(project).graph),
    by: { x: 0, y: 0 },
  })
  expect(edgesOf(plan.entry.graph)).toEqual(['A -> B', 'B -> C', 'C -> D'])
  expect(plan.leftOut).toHaveLength(4)
  expect(plan.leftOut[0]).toBe('C → A was left out. This arrow would close a cycle: A → B → C → A.')
  expect(plan.leftOut[1]).toContain('A — D was left out')
  expect(plan.entry.bends).toEqual({ 'C -> D': 12 })
})

test('names of copies count on, and a number that belongs to a name stays', () => {
  const taken = new Set(['Smoking', 'Smoking 2', 'Vitamin B 12'])
  expect(nameOfCopy(taken, 'Smoking')).toBe('Smoking 3')
  expect(nameOfCopy(taken, 'Smoking 2')).toBe('Smoking 3')
  expect(nameOfCopy(taken, 'Vitamin B 12')).toBe('Vitamin B 12 2')
  expect(nameOfCopy(taken, 'Tar')).toBe('Tar')
})

test('roles come along only where nothing is asked yet', () => {
  const fragment = pair(smokingProject())
  const roles = { exposures: [smoking], outcomes: [cancer] }
  const paste = (project: Project) =>
    valueOf(
      insertFragment.apply(project, {
        graphId: 'mine',
        fragment,
        onto: {},
        by: { x: 0, y: 0 },
        label: 'Paste',
        roles,
      }),
    )
  const first = paste(createProject('q'))
  expect(first.queries[0].question.outcomes).toEqual(['Cancer'])
  expect(paste(first).queries[0].question.outcomes).toEqual(['Cancer'])
  expect(paste(first).queries[0].question.treatments.map(({ variable }) => variable)).toEqual(['Smoking'])
})

test('a locked graph can be copied from and refuses a paste', () => {
  const project = smokingProject()
  const locked = { ...project, graphs: [{ ...mine(project), locked: true }] }
  const fragment = pair(locked)
  expect(fragment.variables).toHaveLength(2)
  const refused = insertFragment.apply(locked, {
    graphId: 'mine',
    fragment,
    onto: {},
    by: { x: 0, y: 0 },
    label: 'Paste',
  })
  expect(refused.ok ? '' : refused.problems[0].code).toBe('locked-graph')
})
