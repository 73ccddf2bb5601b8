import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf, type Result } from '../base/result'
import { bidirected, directed, edgeId, variableId, type Edge } from '../engine/graph/graph'
import { validateGraph } from '../engine/graph/validate'
import { insertFragment } from './commands/clipboard-commands'
import { bendEdge } from './commands/drawing-commands'
import * as graphCommands from './commands/graph-commands'
import { addNote, editNote, resizeNote } from './commands/note-commands'
import { withoutOrphans } from './drawing'
import { fragmentOf } from './fragment'
import { createProject, graphEntry, type Project } from './project'

const mine = (project: Project) => graphEntry(project, 'mine')!
const graphId = 'mine'
const [a, b, c] = ['A', 'B', 'C'].map(variableId)

function chain(): Project {
  let project = createProject('p')
  for (const name of ['A', 'B', 'C'])
    project = valueOf(graphCommands.addVariable.apply(project, { graphId, name }))
  for (const edge of [directed(a, b), directed(b, c)])
    project = valueOf(graphCommands.addEdge.apply(project, { graphId, edge }))
  return project
}

test('reversing an edge keeps its words and the line where it is drawn: the bend changes its sign', () => {
  const edge = edgeId(directed(a, b))
  const bent = valueOf(bendEdge.apply(chain(), { graphId, edge, bend: 30 }))
  const turned = valueOf(graphCommands.replaceEdge.apply(bent, { graphId, edge, by: directed(b, a) }))
  expect(mine(turned).bends).toEqual({ 'B -> A': -30 })
  const tied = valueOf(graphCommands.replaceEdge.apply(bent, { graphId, edge, by: bidirected(a, b) }))
  expect(mine(tied).bends).toEqual({ 'A <-> B': 30 })
  const told = { graphId, edge, rationale: 'Dose', source: 'Doll 1950' }
  const noted = valueOf(graphCommands.annotateEdge.apply(bent, told))
  const back = valueOf(graphCommands.replaceEdge.apply(noted, { graphId, edge, by: directed(b, a) }))
  expect(mine(back).graph.edges[1]).toMatchObject({ rationale: 'Dose', source: 'Doll 1950' })
  const mended = valueOf(
    graphCommands.addEdgeWithMend.apply(bent, {
      graphId,
      edge: directed(c, a),
      instead: edge,
      mend: 'reverse',
    }),
  )
  expect(mine(mended).bends).toEqual({ 'B -> A': -30 })
})

test('a bend belongs to an edge that is there; null gives it back to the router; the same bend is no step', () => {
  const project = chain()
  const edge = edgeId(directed(a, b))
  const bent = valueOf(bendEdge.apply(project, { graphId, edge, bend: 12.4 }))
  expect(mine(bent).bends[edge]).toBe(12)
  expect(valueOf(bendEdge.apply(bent, { graphId, edge, bend: 12 }))).toBe(bent)
  expect(mine(valueOf(bendEdge.apply(bent, { graphId, edge, bend: null }))).bends).toEqual({})
  const none = bendEdge.apply(project, { graphId, edge: edgeId(directed(c, a)), bend: 5 })
  expect(none.ok ? '' : none.problems[0].code).toBe('unknown-edge')
})

test('an edge without a direction is refused by a causal diagram', () => {
  const refused = graphCommands.addEdge.apply(chain(), {
    graphId,
    edge: { ...directed(a, c), markTo: 'tail' },
  })
  expect(refused.ok ? '' : refused.problems[0].message).toMatch(/^A — C leaves open which causes which/)
})

test('notes are added, edited, made wider, moved and deleted; an empty one is refused', () => {
  let project = valueOf(addNote.apply(chain(), { graphId, text: ' Ask Ann ', at: { x: 1.4, y: 2 } }))
  expect(mine(project).notes).toEqual([{ id: 'note-1', text: 'Ask Ann', at: { x: 1, y: 2 }, width: 200 }])
  project = valueOf(editNote.apply(project, { graphId, id: 'note-1', text: 'Ask Bob' }))
  project = valueOf(resizeNote.apply(project, { graphId, id: 'note-1', width: 9999 }))
  project = valueOf(
    graphCommands.moveVariables.apply(project, { graphId, to: {}, notes: { 'note-1': { x: 7, y: 8 } } }),
  )
  expect(mine(project).notes).toEqual([{ id: 'note-1', text: 'Ask Bob', at: { x: 7, y: 8 }, width: 640 }])
  expect(addNote.apply(project, { graphId, text: '  ', at: { x: 0, y: 0 } }).ok).toBe(false)
  const gone = { graphId, variables: [], edges: [], notes: ['note-1'] }
  expect(mine(valueOf(graphCommands.removeElements.apply(project, gone))).notes).toEqual([])
})

test('an entry without orphans stays the same object', () => {
  const entry = mine(chain())
  expect(withoutOrphans(entry)).toBe(entry)
})

const letters = ['A', 'B', 'C', 'D', 'E']
const letter = fc.constantFrom(...letters)
const step = fc.record({
  kind: fc.constantFrom(
    'add',
    'join',
    'tie',
    'bend',
    'group',
    'remove',
    'cut-edge',
    'reverse',
    'copy',
    'text',
  ),
  a: letter,
  b: letter,
  bend: fc.integer({ min: -300, max: 300 }),
})

test('any commands leave no bend, place or group member without its edge or variable', () => {
  let bentAtAll = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
      let project = chain()
      const take = (result: Result<Project>) => {
        if (result.ok) project = result.value
      }
      for (const { kind, a: from, b: to, bend } of steps) {
        const edge: Edge = directed(variableId(from), variableId(to))
        const { edges, variables } = mine(project).graph
        const some = edges[Math.abs(bend) % Math.max(1, edges.length)]
        if (kind === 'add') take(graphCommands.addVariable.apply(project, { graphId, name: from }))
        if (kind === 'join') take(graphCommands.addEdge.apply(project, { graphId, edge }))
        if (kind === 'tie')
          take(graphCommands.addEdge.apply(project, { graphId, edge: { ...edge, markFrom: 'arrow' } }))
        if (kind === 'bend' && some)
          take(bendEdge.apply(project, { graphId, edge: edgeId(some), bend: bend === 0 ? null : bend }))
        if (kind === 'group') {
          const members = variables.slice(0, 2).map(({ id }) => id)
          const group = { id: 'g', name: 'G', members, collapsed: false }
          const graphs = [{ ...mine(project), groups: members.length > 0 ? [group] : [] }]
          project = { ...project, graphs }
        }
        const gone = { graphId, variables: [variableId(from)], edges: [] }
        if (kind === 'remove') take(graphCommands.removeElements.apply(project, gone))
        if (kind === 'cut-edge' && some) {
          const cut = { graphId, variables: [], edges: [edgeId(some)] }
          take(graphCommands.removeElements.apply(project, cut))
        }
        if (kind === 'reverse' && some) {
          const by = directed(some.to, some.from)
          take(graphCommands.replaceEdge.apply(project, { graphId, edge: edgeId(some), by }))
        }
        if (kind === 'copy') {
          const ids = variables.slice(0, 3).map(({ id }) => id)
          const fragment = fragmentOf(mine(project), { variables: ids, edges: [], notes: [] })
          const args = { graphId, fragment, onto: {}, by: { x: 40, y: 40 }, label: 'Copy' }
          if (variables.length < 12) take(insertFragment.apply(project, args))
        }
        if (kind === 'text') {
          const graph = { ...mine(project).graph, edges: edges.slice(1), variables }
          take(graphCommands.replaceGraph.apply(project, { graphId, graph, layout: {} }))
        }
        const entry = mine(project)
        const ids = new Set<string>(entry.graph.variables.map((variable) => variable.id))
        const edgeIds = new Set<string>(entry.graph.edges.map(edgeId))
        expect(Object.keys(entry.bends).filter((id) => !edgeIds.has(id))).toEqual([])
        expect(Object.keys(entry.layout).toSorted()).toEqual([...ids].toSorted())
        expect(entry.groups.flatMap((group) => group.members).filter((id) => !ids.has(id))).toEqual([])
        expect(entry.groups.every((group) => group.members.length > 0)).toBe(true)
        expect(validateGraph(entry.graph)).toEqual([])
        bentAtAll += Object.keys(entry.bends).length
      }
    }),
    { numRuns: 200, seed: 11 },
  )
  expect(bentAtAll).toBeGreaterThan(500)
})
