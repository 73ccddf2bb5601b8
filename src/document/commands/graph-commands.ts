import { fail, succeed } from '../../base/result'
import {
  canonicalEdge,
  edgeId,
  emptyGraph,
  nameOf,
  withEdges,
  type CausalGraph,
  type Edge,
  type EdgeId,
  type VariableId,
} from '../../engine/graph/graph'
import type { GraphPart } from '../../engine/formats/format'
import { defineCommand } from '../command'
import { carryBend } from '../drawing'
import { edgeWords } from '../edge-words'
import { graphEntry, type Layout, type Point, type Project } from '../project'
import { checkName, editGraph, freePlace, idForName, unusedName, type InGraph } from './graph-access'
import { joinEdges } from './join-edges'
import { withRenamedKnowledge } from './knowledge-commands'
import { withRenamedProposals } from './proposal-commands'

const graphOf = (project: Project, graphId: string): CausalGraph | undefined =>
  graphEntry(project, graphId)?.graph
const name = (project: Project, graphId: string, id: VariableId) => {
  const graph = graphOf(project, graphId)
  return graph ? nameOf(graph, id) : id
}

const describeEdge = (project: Project, graphId: string, edge: Edge) =>
  edgeWords(graphOf(project, graphId) ?? emptyGraph, edge)

export const addVariable = defineCommand<InGraph & { name?: string; at?: Point; latent?: boolean }>({
  id: 'add-variable',
  label: (project, args) =>
    `Add ${args.name ?? unusedName(graphOf(project, args.graphId) ?? { kind: 'dag', variables: [], edges: [] })}`,
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const named = checkName(entry.graph, args.name ?? unusedName(entry.graph))
      if (!named.ok) return named
      const id = idForName(project, entry.graph, named.value)
      const variable = { id, name: named.value, ...(args.latent ? { latent: true } : {}) }
      return succeed({
        graph: { ...entry.graph, variables: [...entry.graph.variables, variable] },
        layout: { ...entry.layout, [id]: args.at ?? freePlace(entry) },
      })
    }),
})

export const renameVariable = defineCommand<InGraph & { id: VariableId; name: string }>({
  id: 'rename-variable',
  label: (project, args) => `Rename ${name(project, args.graphId, args.id)} to ${args.name}`,
  apply: (project, args) => {
    const before = name(project, args.graphId, args.id)
    const renamed = editGraph(project, args.graphId, (entry) => {
      const named = checkName(entry.graph, args.name, args.id)
      if (!named.ok) return named
      if (before === named.value) return succeed(entry)
      const variables = entry.graph.variables.map((variable) =>
        variable.id === args.id ? { ...variable, name: named.value } : variable,
      )
      return succeed({ graph: { ...entry.graph, variables } })
    })
    if (!renamed.ok) return renamed
    const after = name(renamed.value, args.graphId, args.id)
    return succeed(withRenamedProposals(withRenamedKnowledge(renamed.value, before, after), before, after))
  },
})

export const setVariableFlag = defineCommand<
  InGraph & { ids: readonly VariableId[]; flag: 'latent' | 'selected'; on: boolean }
>({
  id: 'set-variable-flag',
  label: (project, args) => {
    const names = args.ids.map((id) => name(project, args.graphId, id)).join(', ')
    const word = { latent: ['hidden', 'measured'], selected: ['a selection node', 'no selection node'] }[
      args.flag
    ]
    return `Make ${names} ${args.on ? word[0] : word[1]}`
  },
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const ids = new Set(args.ids)
      const variables = entry.graph.variables.map((variable) => {
        if (!ids.has(variable.id)) return variable
        const { [args.flag]: _dropped, ...rest } = variable
        return args.on ? { ...rest, [args.flag]: true } : rest
      })
      return succeed({ graph: { ...entry.graph, variables } })
    }),
})

export const addEdge = defineCommand<InGraph & { edge: Edge }>({
  id: 'add-edge',
  label: (project, args) => `Add ${describeEdge(project, args.graphId, args.edge)}`,
  apply: (project, args) => editGraph(project, args.graphId, (entry) => joinEdges(entry.graph, [args.edge])),
})

/** Replaces one edge by another: reverse it, or make it bidirected. Its note and the line it is drawn on stay. */
export const replaceEdge = defineCommand<InGraph & { edge: EdgeId; by: Edge }>({
  id: 'replace-edge',
  label: (project, args) => {
    const old = graphOf(project, args.graphId)?.edges.find((edge) => edgeId(edge) === args.edge)
    if (!old) return 'Change an edge'
    return `Change ${describeEdge(project, args.graphId, old)} to ${describeEdge(project, args.graphId, args.by)}`
  },
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const old = entry.graph.edges.find((edge) => edgeId(edge) === args.edge)
      if (!old) return fail('unknown-edge', 'That edge is no longer there.')
      const rest = withEdges(
        entry.graph,
        entry.graph.edges.filter((edge) => edge !== old),
      )
      const kept = {
        ...(old.rationale === undefined ? {} : { rationale: old.rationale }),
        ...(old.source === undefined ? {} : { source: old.source }),
      }
      const joined = joinEdges(rest, [{ ...kept, ...args.by }])
      if (!joined.ok) return joined
      return succeed({ ...joined.value, bends: carryBend(entry.bends, old, args.by) })
    }),
})

/** Mends a cycle in one step: adds `edge` after reversing or removing `instead`, or making it bidirected. */
export const addEdgeWithMend = defineCommand<
  InGraph & { edge: Edge; instead: EdgeId; mend: 'reverse' | 'remove' | 'bidirected' }
>({
  id: 'add-edge-with-mend',
  label: (project, args) => `Add ${describeEdge(project, args.graphId, args.edge)} and mend the cycle`,
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const old = entry.graph.edges.find((edge) => edgeId(edge) === args.instead)
      if (!old) return fail('unknown-edge', 'That edge is no longer there.')
      const rest = withEdges(
        entry.graph,
        entry.graph.edges.filter((edge) => edge !== old),
      )
      const mended: Edge[] =
        args.mend === 'remove'
          ? []
          : args.mend === 'reverse'
            ? [{ ...old, markFrom: old.markTo, markTo: old.markFrom }]
            : [{ ...old, markFrom: 'arrow', markTo: 'arrow' }]
      const joined = joinEdges(rest, [...mended, args.edge])
      if (!joined.ok) return joined
      const bends = mended.reduce((carried, by) => carryBend(carried, old, by), entry.bends)
      return succeed({ ...joined.value, bends })
    }),
})

/** Notes on an edge: why it is believed and where that is written. */
export const annotateEdge = defineCommand<InGraph & { edge: EdgeId; rationale: string; source: string }>({
  id: 'annotate-edge',
  label: () => 'Note on an edge',
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const edges = entry.graph.edges.map((edge) =>
        edgeId(edge) === args.edge
          ? {
              ...edge,
              rationale: args.rationale.trim() || undefined,
              source: args.source.trim() || undefined,
            }
          : edge,
      )
      return succeed({ graph: { ...entry.graph, edges } })
    }),
})

export const removeElements = defineCommand<
  InGraph & {
    variables: readonly VariableId[]
    edges: readonly EdgeId[]
    notes?: readonly string[]
    why?: 'delete' | 'cut'
  }
>({
  id: 'remove-elements',
  label: (project, args) => {
    const verb = args.why === 'cut' ? 'Cut' : 'Delete'
    const notes = args.notes?.length ?? 0
    if (args.variables.length + args.edges.length === 0 && notes === 1) return `${verb} a note`
    if (notes > 0) return `${verb} ${args.variables.length + args.edges.length + notes} elements`
    if (args.variables.length === 1) return `${verb} ${name(project, args.graphId, args.variables[0])}`
    if (args.variables.length === 0 && args.edges.length === 1) {
      const edge = graphOf(project, args.graphId)?.edges.find(
        (candidate) => edgeId(candidate) === args.edges[0],
      )
      if (edge) return `${verb} ${describeEdge(project, args.graphId, edge)}`
    }
    return `${verb} ${args.variables.length + args.edges.length} elements`
  },
  apply: (project, args) => {
    const gone = new Set<string>(args.variables)
    const goneEdges = new Set<string>(args.edges)
    const goneNotes = new Set(args.notes)
    return editGraph(project, args.graphId, (entry) => {
      const variables = entry.graph.variables.filter((variable) => !gone.has(variable.id))
      const edges = entry.graph.edges.filter(
        (edge) => !gone.has(edge.from) && !gone.has(edge.to) && !goneEdges.has(edgeId(edge)),
      )
      const notes = goneNotes.size === 0 ? entry.notes : entry.notes.filter((note) => !goneNotes.has(note.id))
      return succeed({ graph: withEdges({ ...entry.graph, variables }, edges), notes })
    })
  },
})

/** Where variables and notes stand; `to` and `notes` hold those that move. */
export const moveVariables = defineCommand<
  InGraph & { to: Layout; notes?: Readonly<Record<string, Point>>; why?: 'drag' | 'layout' }
>({
  id: 'move-variables',
  label: (project, args) => {
    const ids = Object.keys(args.to) as VariableId[]
    const notes = Object.keys(args.notes ?? {}).length
    if (args.why === 'layout') return 'Arrange the graph'
    if (notes > 0) return ids.length > 0 ? `Move ${ids.length + notes} elements` : 'Move a note'
    return ids.length === 1 ? `Move ${name(project, args.graphId, ids[0])}` : `Move ${ids.length} variables`
  },
  apply: (project, args) => {
    const entry = graphEntry(project, args.graphId)
    if (!entry) return fail('unknown-graph', `This project has no graph "${args.graphId}".`)
    const ids = new Set<string>(entry.graph.variables.map((variable) => variable.id))
    const to = Object.entries(args.to).filter(([id, point]) => {
      const old = entry.layout[id as VariableId]
      return ids.has(id) && !(old && samePlace(old, point))
    })
    const notes = entry.notes.map((note) => {
      const at = args.notes?.[note.id]
      return at && !samePlace(at, note.at) ? { ...note, at } : note
    })
    const notesMoved = notes.some((note, i) => note !== entry.notes[i])
    if (to.length === 0 && !notesMoved) return succeed(project)
    // A locked graph may be arranged: where a node stands is not part of the result.
    const moved = {
      ...entry,
      layout: { ...entry.layout, ...Object.fromEntries(to) },
      notes: notesMoved ? notes : entry.notes,
    }
    return succeed({ ...project, graphs: project.graphs.map((other) => (other === entry ? moved : other)) })
  },
})

const samePlace = (a: Point, b: Point) => a.x === b.x && a.y === b.y

/**
 * Adds what a parsed text states: variables that are new by name, edges that are new. Used by the command
 * bar ("Smoking -> Tar") and by pasted model text.
 */
export const mergeGraph = defineCommand<InGraph & { graph: CausalGraph; label?: string }>({
  id: 'merge-graph',
  label: (_project, args) => args.label ?? 'Add from text',
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const idByName = new Map(entry.graph.variables.map((variable) => [variable.name, variable.id]))
      const ids = new Map<VariableId, VariableId>()
      let variables = entry.graph.variables
      let layout = entry.layout
      for (const variable of args.graph.variables) {
        const known = idByName.get(variable.name)
        if (known) {
          ids.set(variable.id, known)
          continue
        }
        const named = checkName({ ...entry.graph, variables }, variable.name)
        if (!named.ok) return named
        const id = idForName(project, { ...entry.graph, variables }, named.value)
        ids.set(variable.id, id)
        variables = [...variables, { ...variable, id, name: named.value }]
        layout = { ...layout, [id]: freePlace({ ...entry, layout }) }
      }
      const edges = args.graph.edges.map((edge) => ({
        ...edge,
        from: ids.get(edge.from)!,
        to: ids.get(edge.to)!,
      }))
      const joined = joinEdges({ ...entry.graph, variables }, edges)
      return joined.ok ? succeed({ ...joined.value, layout }) : joined
    }),
})

/**
 * Replaces the whole graph, for the model text editor and for opened files; variables keep their ids by name.
 * Roles that the text states become the question's.
 */
export const replaceGraph = defineCommand<
  InGraph & { graph: CausalGraph; layout: Layout; roles?: GraphPart['roles']; label?: string }
>({
  id: 'replace-graph',
  label: (_project, args) => args.label ?? 'Edit the model text',
  apply: (project, args) => {
    const before = graphOf(project, args.graphId) ?? emptyGraph
    const aligned = alignIds(args.graph, before)
    const replaced = editGraph(project, args.graphId, (entry) => {
      const layout: Record<VariableId, Point> = {}
      for (const variable of args.graph.variables) {
        const id = aligned.ids.get(variable.id)!
        layout[id] = args.layout[variable.id] ?? entry.layout[id] ?? freePlace({ ...entry, layout })
      }
      return succeed({ graph: aligned.graph, layout })
    })
    const { exposures = [], outcomes = [] } = args.roles ?? {}
    if (!replaced.ok || exposures.length + outcomes.length === 0) return replaced
    const renamed = (ids: readonly VariableId[]) => ids.map((id) => aligned.ids.get(id)!)
    return succeed(withRoles(replaced.value, renamed(exposures), renamed(outcomes)))
  },
})

/** The project with these roles in its question; a contrast that is already asked stays. */
export function withRoles(
  project: Project,
  exposures: readonly VariableId[],
  outcomes: readonly VariableId[],
): Project {
  const [query, ...others] = project.queries
  const { treatments } = query.question
  const contrasts = exposures.map(
    (variable) => treatments.find((known) => known.variable === variable) ?? { variable, from: 0, to: 1 },
  )
  const question = { ...query.question, treatments: contrasts, outcomes }
  const same = JSON.stringify(question) === JSON.stringify(query.question)
  return same ? project : { ...project, queries: [{ ...query, question, adjustment: 'first' }, ...others] }
}

/** The graph with the ids of the reference graph where names agree; `ids` maps old id to new. */
export function alignIds(graph: CausalGraph, reference: CausalGraph) {
  const byName = new Map(reference.variables.map((variable) => [variable.name, variable.id]))
  const taken = new Set(reference.variables.map((variable) => variable.id))
  const ids = new Map<VariableId, VariableId>()
  for (const variable of graph.variables) {
    let id = byName.get(variable.name)
    if (!id) {
      id = variable.id
      for (let n = 2; taken.has(id); n++) id = `${variable.id} ${n}` as VariableId
      taken.add(id)
    }
    ids.set(variable.id, id)
  }
  const variables = graph.variables.map((variable) => ({ ...variable, id: ids.get(variable.id)! }))
  const edges = graph.edges.map((edge) =>
    canonicalEdge({ ...edge, from: ids.get(edge.from)!, to: ids.get(edge.to)! }),
  )
  return { graph: { ...graph, variables, edges }, ids }
}
