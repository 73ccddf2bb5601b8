import { fail, succeed } from '../../base/result'
import {
  canonicalEdge,
  edgeId,
  emptyGraph,
  findVariable,
  isBidirected,
  nameOf,
  withEdges,
  type CausalGraph,
  type Edge,
  type EdgeId,
  type VariableId,
} from '../../engine/graph/graph'
import type { GraphPart } from '../../engine/formats/format'
import { findCycle } from '../../engine/graph/topological'
import { defineCommand } from '../command'
import { graphEntry, type Layout, type Point, type Project } from '../project'
import { checkName, editGraph, freePlace, idForName, unusedName, type InGraph } from './graph-access'

const graphOf = (project: Project, graphId: string): CausalGraph | undefined =>
  graphEntry(project, graphId)?.graph
const name = (project: Project, graphId: string, id: VariableId) => {
  const graph = graphOf(project, graphId)
  return graph ? nameOf(graph, id) : id
}

const arrowWord = (edge: Pick<Edge, 'markFrom' | 'markTo'>) => {
  const left = { tail: '', arrow: '←', circle: '∘' }[edge.markFrom]
  const right = { tail: '', arrow: '→', circle: '∘' }[edge.markTo]
  return edge.markFrom === 'arrow' && edge.markTo === 'arrow' ? '↔' : left + right || '—'
}

const describeEdge = (project: Project, graphId: string, edge: Edge) =>
  `${name(project, graphId, edge.from)} ${arrowWord(edge)} ${name(project, graphId, edge.to)}`

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
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const named = checkName(entry.graph, args.name, args.id)
      if (!named.ok) return named
      if (nameOf(entry.graph, args.id) === named.value) return succeed(entry)
      const variables = entry.graph.variables.map((variable) =>
        variable.id === args.id ? { ...variable, name: named.value } : variable,
      )
      return succeed({ graph: { ...entry.graph, variables } })
    }),
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

const sameAdjacency = (a: Edge, b: Edge) =>
  (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from)

/** Adds edges, refusing self loops, doubles and cycles; a cycle comes back in `where.variables`. */
function joinEdges(graph: CausalGraph, added: readonly Edge[]) {
  let edges = graph.edges
  for (const edge of added) {
    if (!findVariable(graph, edge.from) || !findVariable(graph, edge.to))
      return fail('unknown-variable', 'Both ends of an arrow must be variables of the graph.')
    if (edge.from === edge.to)
      return fail('self-loop', `${nameOf(graph, edge.from)} cannot cause itself.`, { variables: [edge.from] })
    if (edges.some((other) => edgeId(other) === edgeId(edge))) continue
    const clash = edges.find(
      (other) => sameAdjacency(other, edge) && isBidirected(other) === isBidirected(edge),
    )
    if (clash && graph.kind !== 'dag' && graph.kind !== 'admg')
      return fail('adjacent', `${nameOf(graph, edge.from)} and ${nameOf(graph, edge.to)} are already joined.`)
    edges = [...edges, canonicalEdge(edge)]
  }
  const joined = withEdges(graph, edges)
  const cycle = findCycle(joined)
  if (cycle) {
    const names = [...cycle, cycle[0]].map((id) => nameOf(graph, id)).join(' → ')
    return fail('cycle', `This arrow would close a cycle: ${names}.`, { variables: cycle })
  }
  return succeed({ graph: joined })
}

export const addEdge = defineCommand<InGraph & { edge: Edge }>({
  id: 'add-edge',
  label: (project, args) => `Add ${describeEdge(project, args.graphId, args.edge)}`,
  apply: (project, args) => editGraph(project, args.graphId, (entry) => joinEdges(entry.graph, [args.edge])),
})

/** Replaces one edge by another: reverse it, or make it bidirected. The note of why it is believed stays. */
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
      return joinEdges(rest, [{ rationale: old.rationale, source: old.source, ...args.by }])
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
      return joinEdges(rest, [...mended, args.edge])
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
  InGraph & { variables: readonly VariableId[]; edges: readonly EdgeId[] }
>({
  id: 'remove-elements',
  label: (project, args) => {
    if (args.variables.length === 1) return `Delete ${name(project, args.graphId, args.variables[0])}`
    if (args.variables.length === 0 && args.edges.length === 1) {
      const edge = graphOf(project, args.graphId)?.edges.find(
        (candidate) => edgeId(candidate) === args.edges[0],
      )
      if (edge) return `Delete ${describeEdge(project, args.graphId, edge)}`
    }
    return `Delete ${args.variables.length + args.edges.length} elements`
  },
  apply: (project, args) => {
    const gone = new Set<string>(args.variables)
    const goneEdges = new Set<string>(args.edges)
    return editGraph(project, args.graphId, (entry) => {
      const variables = entry.graph.variables.filter((variable) => !gone.has(variable.id))
      const edges = entry.graph.edges.filter(
        (edge) => !gone.has(edge.from) && !gone.has(edge.to) && !goneEdges.has(edgeId(edge)),
      )
      const layout = Object.fromEntries(Object.entries(entry.layout).filter(([id]) => !gone.has(id)))
      return succeed({ graph: withEdges({ ...entry.graph, variables }, edges), layout })
    })
  },
})

export const moveVariables = defineCommand<InGraph & { to: Layout; why?: 'drag' | 'layout' }>({
  id: 'move-variables',
  label: (project, args) => {
    const ids = Object.keys(args.to) as VariableId[]
    if (args.why === 'layout') return 'Arrange the graph'
    return ids.length === 1 ? `Move ${name(project, args.graphId, ids[0])}` : `Move ${ids.length} variables`
  },
  apply: (project, args) => {
    const entry = graphEntry(project, args.graphId)
    if (!entry) return fail('unknown-graph', `This project has no graph "${args.graphId}".`)
    const moved = Object.entries(args.to).some(([id, point]) => {
      const old = entry.layout[id as VariableId]
      return !old || old.x !== point.x || old.y !== point.y
    })
    if (!moved) return succeed(project)
    // A locked graph may be arranged: where a node stands is not part of the result.
    const graphs = project.graphs.map((other) =>
      other === entry ? { ...entry, layout: { ...entry.layout, ...args.to } } : other,
    )
    return succeed({ ...project, graphs })
  },
})

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
function withRoles(
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
