import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProject, emptyQuestion, type GraphEntry, type Project } from '../document/project'
import { moveVariables } from '../document/commands/graph-commands'
import { bidirected, directed, edgeId, graphFromNames, variableId, type Edge } from '../engine/graph/graph'
import type { LiveAnswer } from '../engine/identify/answer'
import { connectionEdge, fromFlow, movesOf, selectionAfter } from './from-flow'
import { roughMeasure } from './node-size'
import { createToFlow, REFUSED_ID, toFlow, type FlowInput } from './to-flow'

const [stone, treatment, success] = ['Stone size', 'Treatment', 'Success'].map(variableId)
const confounding = edgeId(directed(stone, treatment))
const prognosis = edgeId(directed(stone, success))
const effect = edgeId(directed(treatment, success))

const kidney: GraphEntry = {
  ...createProject('p').graphs[0],
  graph: graphFromNames(
    ['Stone size', 'Treatment', 'Success'],
    [directed(stone, treatment), directed(stone, success), directed(treatment, success)],
  ),
  layout: { [stone]: { x: 300, y: 0 }, [treatment]: { x: 0, y: 200 }, [success]: { x: 600, y: 200 } },
}

const question = {
  ...emptyQuestion,
  treatments: [{ variable: treatment, from: 'open', to: 'keyhole' }],
  outcomes: [success],
}

const answer: LiveAnswer = {
  identification: {
    identifiable: false,
    method: 'none',
    explanation: '',
    witness: { variables: [], edges: [] },
  },
  sets: [[stone]],
  moreSets: false,
  adjustment: [stone],
  adjustmentIsValid: true,
  variableRoles: { [stone]: 'confounder', [treatment]: 'exposure', [success]: 'outcome' },
  edgeRoles: { [confounding]: 'blocked', [prognosis]: 'blocked', [effect]: 'causal' },
  edgeRolesUnadjusted: { [confounding]: 'biasing', [prognosis]: 'biasing', [effect]: 'causal' },
  blockers: [stone],
  openPath: null,
  openPaths: 'one',
}

const input = (entry: GraphEntry, change: Partial<FlowInput> = {}): FlowInput => ({
  entry,
  mine: null,
  question: emptyQuestion,
  answer: null,
  adjustment: 'first',
  rung: 'see',
  selection: { variables: [], edges: [] },
  highlighted: [],
  refused: null,
  facts: new Map(),
  hideBelow: 0,
  narrowed: null,
  spotlight: null,
  against: new Set(),
  measure: roughMeasure,
  ...change,
})

const rolesOf = (change: Partial<FlowInput>) =>
  Object.fromEntries(
    toFlow(input(kidney, { question, answer, ...change })).edges.map(({ id, data }) => [id, data!.role]),
  )

const names = ['A', 'B', 'C', 'D', 'E', 'F']
const anyEntry = fc
  .record({
    edges: fc.array(
      fc.tuple(
        fc.nat({ max: 5 }),
        fc.nat({ max: 5 }),
        fc.boolean(),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      ),
      { maxLength: 10 },
    ),
    places: fc.array(fc.tuple(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -900, max: 900 })), {
      minLength: 6,
      maxLength: 6,
    }),
    locked: fc.boolean(),
  })
  .map(({ edges, places, locked }): GraphEntry => {
    const seen = new Map<string, Edge>()
    for (const [from, to, arrow, support] of edges) {
      if (from >= to) continue
      const edge = (arrow ? directed : bidirected)(variableId(names[from]), variableId(names[to]))
      seen.set(edgeId(edge), support === null ? edge : { ...edge, support })
    }
    return {
      ...kidney,
      graph: graphFromNames(names, [...seen.values()]),
      layout: Object.fromEntries(names.map((name, i) => [name, { x: places[i][0], y: places[i][1] }])),
      origin: locked ? 'discovered' : 'drawn',
      locked,
    }
  })

describe('the drawing and the document', () => {
  it('say the same: an unchanged drawing yields no command', () => {
    fc.assert(
      fc.property(
        anyEntry,
        fc.constantFrom('see' as const, 'do' as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (entry, rung, hideBelow) => {
          const asked = {
            ...emptyQuestion,
            treatments: [{ variable: variableId('A'), from: 0, to: 1 }],
            outcomes: [variableId('F')],
          }
          expect(fromFlow(entry, toFlow(input(entry, { rung, question: asked, hideBelow })))).toEqual([])
        },
      ),
    )
  })

  it('a moved node is one move to whole pixels, which the command accepts and the next drawing shows', () => {
    const flow = toFlow(input(kidney))
    const nodes = flow.nodes.map((node) =>
      node.id === stone ? { ...node, position: { x: 310.4, y: -7.6 } } : node,
    )
    const edits = fromFlow(kidney, { ...flow, nodes })
    expect(edits).toEqual([{ kind: 'move', to: { [stone]: { x: 310, y: -8 } } }])
    const project: Project = { ...createProject('p'), graphs: [kidney] }
    const moved = moveVariables.apply(project, { graphId: 'mine', to: movesOf(kidney, nodes)! })
    expect(moved.ok && fromFlow(moved.value.graphs[0], toFlow(input(moved.value.graphs[0])))).toEqual([])
  })

  it('a node or edge missing from the drawing is a removal', () => {
    const flow = toFlow(input(kidney))
    const edits = fromFlow(kidney, { nodes: flow.nodes.slice(1), edges: flow.edges.slice(1) })
    expect(edits).toEqual([{ kind: 'remove', variables: [stone], edges: [confounding] }])
  })
})

describe('memory', () => {
  it('keeps every element of an unchanged graph, and all but the renamed one after a rename', () => {
    const project = createToFlow()
    const before = project(input(kidney, { question, answer }))
    const again = project(input(kidney, { question, answer }))
    again.nodes.forEach((node, i) => expect(node).toBe(before.nodes[i]))
    again.edges.forEach((edge, i) => expect(edge).toBe(before.edges[i]))
    const selected = project(
      input(kidney, { question, answer, selection: { variables: [stone], edges: [] } }),
    )
    expect(selected.nodes[0]).not.toBe(before.nodes[0])
    expect(selected.nodes[1]).toBe(before.nodes[1])
    expect(selected.edges[0]).toBe(before.edges[0])
  })
})

describe('roles on the drawing', () => {
  it('See shows the open biasing path, and nothing framed', () => {
    expect(rolesOf({ rung: 'see' })).toEqual({
      [confounding]: 'biasing',
      [prognosis]: 'biasing',
      [effect]: 'causal',
    })
    const { nodes } = toFlow(input(kidney, { question, answer }))
    expect(nodes.map((node) => node.data.adjusted)).toEqual([false, false, false])
  })
  it('See shows an adjustment that the user chose', () => {
    expect(rolesOf({ rung: 'see', adjustment: 'chosen' })[prognosis]).toBe('blocked')
  })
  it('Do cuts the arrows into the treatment, frames the set and puts the bar at the blocker', () => {
    expect(rolesOf({ rung: 'do' })).toEqual({
      [confounding]: 'cut',
      [prognosis]: 'blocked',
      [effect]: 'causal',
    })
    const { nodes, edges } = toFlow(input(kidney, { question, answer, rung: 'do' }))
    expect(nodes.map((node) => node.data.adjusted)).toEqual([true, false, false])
    expect(nodes.map((node) => node.data.set)).toEqual([false, true, false])
    expect(edges[1].data!.bar).toBe('start')
  })
  it('Do leaves no path biasing that its cut has severed, and keeps one that the adjustment opened', () => {
    const none = { ...answer, adjustment: [], blockers: [], edgeRoles: answer.edgeRolesUnadjusted }
    expect(rolesOf({ rung: 'do', answer: none })[prognosis]).toBe('plain')
    const opened = { ...none, edgeRolesUnadjusted: {} }
    expect(rolesOf({ rung: 'do', answer: opened })[prognosis]).toBe('biasing')
  })
  it('Do cuts a hidden common cause of the treatment too', () => {
    const entry = {
      ...kidney,
      graph: graphFromNames(['Treatment', 'Success'], [bidirected(treatment, success)]),
    }
    expect(toFlow(input(entry, { question, rung: 'do' })).edges[0].data!.role).toBe('cut')
  })
  it('names nodes and edges for the screen reader and for tests', () => {
    const { nodes, edges } = toFlow(input(kidney, { question, answer }))
    expect(nodes[1].ariaLabel).toBe('Treatment, exposure, measured. 1 cause: Stone size. 1 effect: Success.')
    expect(nodes[0].ariaLabel).toBe('Stone size, common cause, measured. 2 effects: Treatment, Success.')
    expect(edges[0].ariaLabel).toBe('Stone size causes Treatment, on an open biasing path.')
    expect(edges[0].domAttributes).toMatchObject({
      'data-edge': 'Stone size -> Treatment',
      'data-role': 'biasing',
    })
  })
  it('draws the refused arrow with the members of its cycle', () => {
    const refused = { edge: directed(success, stone), cycle: [success, stone] }
    const { nodes, edges } = toFlow(input(kidney, { refused }))
    expect(edges.map((edge) => [edge.id, edge.data!.cycle])).toEqual([
      [confounding, null],
      [prognosis, 'member'],
      [effect, null],
      [REFUSED_ID, 'refused'],
    ])
    expect(nodes.map((node) => node.data.inCycle)).toEqual([true, false, true])
    expect(fromFlow(kidney, { nodes, edges })).toEqual([])
  })
  it('marks what only the data have and what they leave open, and hides weak edges without dropping them', () => {
    const found: GraphEntry = {
      ...kidney,
      origin: 'discovered',
      locked: true,
      graph: graphFromNames(
        ['Stone size', 'Treatment', 'Success'],
        [
          { ...directed(stone, treatment), support: 0.9 },
          { from: treatment, to: success, markFrom: 'tail', markTo: 'tail', support: 0.4 },
        ],
        { kind: 'cpdag' },
      ),
    }
    const { edges } = toFlow(
      input(found, { mine: graphFromNames(['Treatment', 'Success'], []), hideBelow: 0.5 }),
    )
    expect(edges.map((edge) => edge.data!.badge)).toEqual(['+', '?'])
    expect(edges.map((edge) => edge.hidden)).toEqual([false, true])
    expect(edges[0].data!.look.width).toBeCloseTo(3.05)
    expect(edges[1].data!.look.dash).toBe('4 4')
  })
})

describe('small steps from the canvas', () => {
  it('connects by the kind of the tool', () => {
    expect(edgeId(connectionEdge('edge', treatment, success))).toBe(effect)
    expect(connectionEdge('bidirected', treatment, success).markFrom).toBe('arrow')
  })
  it('keeps the selection object when nothing changed', () => {
    const current = [stone]
    expect(selectionAfter(current, [{ type: 'select', id: stone, selected: true }])).toBe(current)
    expect(selectionAfter(current, [{ type: 'select', id: success, selected: true }])).toEqual([
      stone,
      success,
    ])
    expect(selectionAfter(current, [{ type: 'select', id: stone, selected: false }])).toEqual([])
  })
})
