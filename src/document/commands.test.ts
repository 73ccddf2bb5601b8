import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { dagitty } from '../engine/formats/dagitty'
import {
  directed,
  edgeId,
  nameOf,
  undirected,
  variableId,
  variableNamed,
  type CausalGraph,
} from '../engine/graph/graph'
import { findCycle } from '../engine/graph/topological'
import type { Command } from './command'
import * as graphCommands from './commands/graph-commands'
import * as projectCommands from './commands/project-commands'
import * as questionCommands from './commands/question-commands'
import { HISTORY_DEPTH, record, redo, startHistory, travel, undo } from './history'
import { createProject, freshRevision, graphEntry, type DiscoveryProvenance, type Project } from './project'

const graphOf = (text: string): CausalGraph => valueOf(dagitty.read(text)).graph

const projectWith = (text: string): Project =>
  apply(createProject('p'), graphCommands.mergeGraph, { graphId: 'mine', graph: graphOf(text) })

function apply<Args>(project: Project, command: Command<Args>, args: Args): Project {
  return valueOf(command.apply(project, args))
}

const mine = (project: Project) => graphEntry(project, 'mine')!
const edgesOf = (project: Project) => mine(project).graph.edges.map(edgeId).toSorted()

test('a cycle is refused with the cycle, and mended in one step', () => {
  const project = projectWith('dag { A -> B -> C }')
  const edge = directed(variableId('C'), variableId('A'))
  const refused = graphCommands.addEdge.apply(project, { graphId: 'mine', edge })
  expect(refused.ok).toBe(false)
  if (refused.ok) return
  expect(refused.problems[0].code).toBe('cycle')
  expect([...refused.problems[0].where!.variables!].toSorted()).toEqual(['A', 'B', 'C'])
  const instead = edgeId(directed(variableId('A'), variableId('B')))
  const mend = (how: 'reverse' | 'remove' | 'bidirected') =>
    edgesOf(apply(project, graphCommands.addEdgeWithMend, { graphId: 'mine', edge, instead, mend: how }))
  expect(mend('reverse')).toEqual(['B -> A', 'B -> C', 'C -> A'])
  expect(mend('remove')).toEqual(['B -> C', 'C -> A'])
  expect(mend('bidirected')).toEqual(['A <-> B', 'B -> C', 'C -> A'])
})

test('X -> Y and X <-> Y stand side by side; self loops and doubled names are refused', () => {
  const project = projectWith('dag { X -> Y X <-> Y }')
  expect(edgesOf(project)).toEqual(['X -> Y', 'X <-> Y'])
  expect(mine(project).graph.kind).toBe('admg')
  const loop = graphCommands.addEdge.apply(project, {
    graphId: 'mine',
    edge: directed(variableId('X'), variableId('X')),
  })
  expect(loop.ok).toBe(false)
  const renamed = graphCommands.renameVariable.apply(project, {
    graphId: 'mine',
    id: variableId('X'),
    name: 'Y',
  })
  expect(renamed.ok ? '' : renamed.problems[0].code).toBe('duplicate-name')
})

test('a name of 1000 characters is refused with its length; markup is a name like any other', () => {
  const project = createProject('p')
  const long = graphCommands.addVariable.apply(project, { graphId: 'mine', name: '<b>x</b>'.repeat(125) })
  expect(long.ok ? '' : long.problems[0].message).toContain('1000 characters')
  const markup = apply(project, graphCommands.addVariable, {
    graphId: 'mine',
    name: '<img src=x onerror=alert(1)>',
  })
  expect(mine(markup).graph.variables[0].name).toBe('<img src=x onerror=alert(1)>')
})

test('a locked graph refuses edits and can be copied', () => {
  const project = apply(projectWith('dag { A -> B }'), projectCommands.copyGraph, {
    graphId: 'mine',
    newId: 'variant',
    name: 'What if',
  })
  const locked = {
    ...project,
    graphs: project.graphs.map((entry) => ({ ...entry, locked: entry.id === 'variant' })),
  }
  const edit = graphCommands.addVariable.apply(locked, { graphId: 'variant' })
  expect(edit.ok ? '' : edit.problems[0].code).toBe('locked-graph')
  const copy = apply(locked, projectCommands.copyGraph, {
    graphId: 'variant',
    newId: 'variant',
    name: 'Copy',
  })
  expect(graphEntry(copy, 'variant-2')!.locked).toBe(false)
  expect(copy.graphs[0]).toBe(locked.graphs[0])
})

const provenance: DiscoveryProvenance = {
  algorithm: 'pc',
  algorithmLabel: 'PC-stable',
  options: { alpha: 0.01 },
  seed: 1,
  dataset: 'd.csv',
  dataRevision: 1,
  rows: { total: 100, used: 90, missing: {} },
  statistics: {},
  assumptions: [],
  seconds: 1,
  finishedAt: '2026-11-21T10:00:00Z',
  engineVersion: '0.1.0',
}

test('edges accepted from a discovery carry its provenance; open directions must be chosen', () => {
  const found: CausalGraph = {
    kind: 'cpdag',
    variables: ['A', 'B', 'C'].map((name) => ({ id: variableId(`found ${name}`), name })),
    edges: [
      { ...directed(variableId('found A'), variableId('found B')), support: 0.83 },
      undirected(variableId('found B'), variableId('found C')),
    ],
  }
  const start = projectWith('dag { A }')
  const project = apply(start, projectCommands.addDiscovery, {
    id: 'pc',
    graph: found,
    layout: {},
    provenance,
  })
  const entry = project.graphs[1]
  expect(entry.locked).toBe(true)
  expect(variableNamed(entry.graph, 'A')!.id).toBe('A')
  const ids = entry.graph.edges.map(edgeId)
  const one = apply(project, projectCommands.acceptEdges, { from: entry.id, into: 'mine', edges: [ids[0]] })
  const [accepted] = mine(one).graph.edges
  expect(nameOf(mine(one).graph, accepted.to)).toBe('B')
  expect(accepted.source).toBe('PC-stable, alpha 0.01, support 83 %, 90 of 100 rows of d.csv, 2026-11-21')
  const open = projectCommands.acceptEdges.apply(project, { from: entry.id, into: 'mine', edges: ids })
  expect(open.ok ? '' : open.problems[0].code).toBe('direction-open')
  const all = apply(project, projectCommands.acceptEdges, {
    from: entry.id,
    into: 'mine',
    edges: ids,
    orient: { [ids[1]]: 'reversed' },
  })
  expect(
    mine(all).graph.edges.map(
      (edge) => `${nameOf(mine(all).graph, edge.from)}${nameOf(mine(all).graph, edge.to)}`,
    ),
  ).toEqual(['AB', 'CB'])
})

test('roles belong to the question: one cause, one outcome, never both', () => {
  let project = projectWith('dag { A -> B }')
  project = apply(project, questionCommands.toggleRole, { id: variableId('A'), role: 'exposure' })
  project = apply(project, questionCommands.toggleRole, { id: variableId('B'), role: 'outcome' })
  project = apply(project, questionCommands.toggleRole, { id: variableId('A'), role: 'outcome' })
  expect(project.queries[0].question.treatments).toEqual([])
  expect(project.queries[0].question.outcomes).toEqual(['A'])
})

test('a revision is never given twice', () => {
  const revisions = Array.from({ length: 100 }, freshRevision)
  expect(new Set(revisions).size).toBe(100)
  expect(Math.min(...revisions)).toBeGreaterThan(1)
})

test('any edits keep the graph acyclic, and undo and redo walk the same line', () => {
  const names = ['A', 'B', 'C', 'D', 'E']
  const edit = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), name: fc.constantFrom(...names) }),
    fc.record({
      kind: fc.constant('edge' as const),
      from: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
    }),
    fc.record({
      kind: fc.constant('arc' as const),
      from: fc.constantFrom(...names),
      to: fc.constantFrom(...names),
    }),
    fc.record({ kind: fc.constant('remove' as const), name: fc.constantFrom(...names) }),
    fc.record({
      kind: fc.constant('rename' as const),
      name: fc.constantFrom(...names),
      to: fc.constantFrom(...names, 'F'),
    }),
    fc.record({ kind: fc.constant('undo' as const) }),
    fc.record({ kind: fc.constant('redo' as const) }),
  )
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 60 }), (edits) => {
      let history = startHistory(createProject('p'))
      const graphId = 'mine'
      const id = (name: string) => variableNamed(mine(history.present).graph, name)?.id ?? variableId(name)
      const perform = <Args>(command: Command<Args>, args: Args) => {
        const result = command.apply(history.present, args)
        if (result.ok) history = record(history, command.label(history.present, args), result.value)
      }
      for (const step of edits) {
        if (step.kind === 'add') perform(graphCommands.addVariable, { graphId, name: step.name })
        if (step.kind === 'edge')
          perform(graphCommands.addEdge, { graphId, edge: directed(id(step.from), id(step.to)) })
        if (step.kind === 'arc') {
          const edge = { ...directed(id(step.from), id(step.to)), markFrom: 'arrow' as const }
          perform(graphCommands.addEdge, { graphId, edge })
        }
        if (step.kind === 'remove')
          perform(graphCommands.removeElements, { graphId, variables: [id(step.name)], edges: [] })
        if (step.kind === 'rename')
          perform(graphCommands.renameVariable, { graphId, id: id(step.name), name: step.to })
        if (step.kind === 'undo') history = undo(history)
        if (step.kind === 'redo') history = redo(history)
        const { graph, layout } = mine(history.present)
        expect(findCycle(graph)).toBeNull()
        expect(new Set(graph.variables.map((variable) => variable.name)).size).toBe(graph.variables.length)
        expect(Object.keys(layout).toSorted()).toEqual(
          graph.variables.map((variable) => variable.id).toSorted(),
        )
      }
      const end = history.present
      const steps = history.past.length
      for (let i = 0; i < steps; i++) history = undo(history)
      for (let i = 0; i < steps; i++) history = redo(history)
      expect(history.present).toBe(end)
    }),
    { numRuns: 150 },
  )
})

test('the history remembers its last steps and forgets the oldest', () => {
  const versions = Array.from({ length: HISTORY_DEPTH + 5 }, (_, i) => createProject(`version ${i}`))
  let history = startHistory(createProject('first'))
  for (const version of versions) history = record(history, version.id, version)
  expect(history.past).toHaveLength(HISTORY_DEPTH)
  history = travel(history, -versions.length)
  expect(history.present).toBe(versions[4])
  expect(travel(history, versions.length).present).toBe(versions.at(-1))
})
