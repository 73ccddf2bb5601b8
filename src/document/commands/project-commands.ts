import { fail, succeed } from '../../base/result'
import type { Dataset } from '../../engine/data/dataset'
import { directed, edgeId, nameOf, type CausalGraph, type Edge, type EdgeId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import {
  graphEntry,
  plainDrawing,
  type DataEntry,
  type DiscoveryProvenance,
  type GraphEntry,
  type Layout,
  type Project,
} from '../project'
import { idForName } from './graph-access'
import { alignIds, mergeGraph } from './graph-commands'

export const renameProject = defineCommand<{ name: string }>({
  id: 'rename-project',
  label: (_project, args) => `Rename the project to ${args.name}`,
  apply: (project, args) => {
    const name = args.name.trim().slice(0, 120)
    return name === '' ? fail('empty-name', 'A project needs a name.') : succeed({ ...project, name })
  },
})

const freshGraphId = (project: Project, stem: string) => {
  let id = stem
  for (let n = 2; graphEntry(project, id); n++) id = `${stem}-${n}`
  return id
}

/** A copy to try something on; the id of the copy is `freshGraphId(project, 'variant')`. */
export const copyGraph = defineCommand<{ graphId: string; newId: string; name: string }>({
  id: 'copy-graph',
  label: (project, args) => `Copy ${graphEntry(project, args.graphId)?.name ?? 'graph'} as ${args.name}`,
  apply: (project, args) => {
    const entry = graphEntry(project, args.graphId)
    if (!entry) return fail('unknown-graph', `This project has no graph "${args.graphId}".`)
    const { provenance: _provenance, ...rest } = entry
    const copy: GraphEntry = {
      ...rest,
      id: freshGraphId(project, args.newId),
      name: args.name,
      origin: 'variant',
      locked: false,
    }
    return succeed({ ...project, graphs: [...project.graphs, copy] })
  },
})

export const renameGraph = defineCommand<{ graphId: string; name: string }>({
  id: 'rename-graph',
  label: (_project, args) => `Rename the graph to ${args.name}`,
  apply: (project, args) => {
    const name = args.name.trim().slice(0, 80)
    if (name === '') return fail('empty-name', 'A graph needs a name.')
    const graphs = project.graphs.map((entry) => (entry.id === args.graphId ? { ...entry, name } : entry))
    return succeed({ ...project, graphs })
  },
})

export const removeGraph = defineCommand<{ graphId: string }>({
  id: 'remove-graph',
  label: (project, args) => `Delete the graph ${graphEntry(project, args.graphId)?.name ?? ''}`,
  apply: (project, args) => {
    if (project.graphs[0].id === args.graphId)
      return fail('last-graph', 'My model cannot be deleted; empty it instead.')
    return succeed({ ...project, graphs: project.graphs.filter((entry) => entry.id !== args.graphId) })
  },
})

/** Files a finished discovery as a locked graph; variables take the ids of My model where names agree. */
export const addDiscovery = defineCommand<{
  id: string
  graph: CausalGraph
  layout: Layout
  provenance: DiscoveryProvenance
}>({
  id: 'add-discovery',
  label: (_project, args) => `Discover with ${args.provenance.algorithmLabel}`,
  apply: (project, args) => {
    const { chosenOn } = args.provenance
    const aligned = alignIds(args.graph, project.graphs[0].graph)
    const edges = aligned.graph.edges.map((edge) => (chosenOn ? { ...edge, chosenOn } : edge))
    const layout: Record<string, { x: number; y: number }> = {}
    for (const [from, to] of aligned.ids) if (args.layout[from]) layout[to] = args.layout[from]
    const count = project.graphs.filter((entry) => entry.origin === 'discovered').length
    const entry: GraphEntry = {
      id: freshGraphId(project, args.id),
      name: count === 0 ? 'Discovered' : `Discovered ${count + 1}`,
      graph: { ...aligned.graph, edges },
      layout,
      origin: 'discovered',
      locked: true,
      ...plainDrawing,
      provenance: args.provenance,
    }
    return succeed({ ...project, graphs: [...project.graphs, entry] })
  },
})

/** "PC-stable, alpha .01, 2000 rows, 2026-11-20": what an accepted edge says of where it comes from. */
export function provenanceLine(provenance: DiscoveryProvenance, edge: Edge): string {
  const options = Object.entries(provenance.options)
    .filter(([, value]) => value !== '')
    .map(([id, value]) => `${id} ${value}`)
  const support = edge.support === undefined ? [] : [`support ${Math.round(edge.support * 100)} %`]
  return [
    provenance.algorithmLabel,
    ...options,
    ...support,
    `${provenance.rows.used} of ${provenance.rows.total} rows of ${provenance.dataset}`,
    provenance.finishedAt.slice(0, 10),
  ].join(', ')
}

/**
 * Copies edges of a discovered graph into an editable one, each with its provenance as source. Edges whose
 * direction is open are copied only when `orient` says which way.
 */
export const acceptEdges = defineCommand<{
  from: string
  into: string
  edges: readonly EdgeId[]
  /** For undirected edges: the direction chosen by the user. */
  orient?: Readonly<Record<EdgeId, 'as-written' | 'reversed'>>
}>({
  id: 'accept-edges',
  label: (project, args) => {
    const entry = graphEntry(project, args.from)
    const edge = entry?.graph.edges.find((candidate) => edgeId(candidate) === args.edges[0])
    if (args.edges.length === 1 && entry && edge)
      return `Accept ${nameOf(entry.graph, edge.from)} → ${nameOf(entry.graph, edge.to)}`
    return `Accept ${args.edges.length} arrows from ${entry?.name ?? 'a discovery'}`
  },
  apply: (project, args) => {
    const source = graphEntry(project, args.from)
    if (!source?.provenance) return fail('unknown-graph', 'That discovered graph is no longer there.')
    const provenance = source.provenance
    const wanted = new Set<string>(args.edges)
    const edges: Edge[] = []
    for (const edge of source.graph.edges) {
      if (!wanted.has(edgeId(edge))) continue
      const line = provenanceLine(provenance, edge)
      const { support, chosenOn } = edge
      const kept = {
        source: line,
        ...(support === undefined ? {} : { support }),
        ...(chosenOn ? { chosenOn } : {}),
      }
      if (edge.markFrom === edge.markTo && edge.markTo !== 'arrow') {
        const way = args.orient?.[edgeId(edge)]
        if (!way) {
          return fail(
            'direction-open',
            `The data leave the direction of ${nameOf(source.graph, edge.from)} — ${nameOf(source.graph, edge.to)} open. Choose one.`,
            { variables: [edge.from, edge.to] },
          )
        }
        edges.push({
          ...(way === 'as-written' ? directed(edge.from, edge.to) : directed(edge.to, edge.from)),
          ...kept,
        })
      } else edges.push({ ...edge, ...kept })
    }
    const ends = new Set(edges.flatMap((edge) => [edge.from, edge.to]))
    const part = {
      ...source.graph,
      kind: 'dag' as const,
      variables: source.graph.variables.filter((v) => ends.has(v.id)),
      edges,
    }
    const merged = mergeGraph.apply(project, { graphId: args.into, graph: part })
    if (!merged.ok) return merged
    // New variables stand where they stand in the discovered graph.
    const before = graphEntry(project, args.into)!.layout
    const graphs = merged.value.graphs.map((entry) => {
      if (entry.id !== args.into) return entry
      const layout = { ...entry.layout }
      for (const variable of entry.graph.variables)
        if (!before[variable.id] && source.layout[variable.id])
          layout[variable.id] = source.layout[variable.id]
      return { ...entry, layout }
    })
    return succeed({ ...merged.value, graphs })
  },
})

const entryOf = (project: Project, id: string): DataEntry | undefined =>
  project.datasets.find((entry) => entry.source.id === id)

/** Loads data; the steps of earlier data with the same id are kept and applied to the new. */
export const setDataset = defineCommand<{ dataset: Dataset }>({
  id: 'set-dataset',
  label: (_project, args) => `Load ${args.dataset.name}`,
  apply: (project, args) => {
    const before = entryOf(project, args.dataset.id)
    const others = project.datasets.filter((entry) => entry !== before)
    const steps = before?.steps ?? []
    return succeed({ ...project, datasets: [...others, { source: args.dataset, steps }] })
  },
})

export const removeDataset = defineCommand<{ id: string }>({
  id: 'remove-dataset',
  label: (project, args) => `Remove ${entryOf(project, args.id)?.source.name ?? 'data'}`,
  apply: (project, args) =>
    succeed({ ...project, datasets: project.datasets.filter((entry) => entry.source.id !== args.id) }),
})

/** Adds a variable for each column that has none yet. */
export const addColumnsAsVariables = defineCommand<{
  graphId: string
  columns: readonly string[]
  layout?: Layout
}>({
  id: 'add-columns-as-variables',
  label: (_project, args) =>
    args.columns.length === 1 ? `Add ${args.columns[0]}` : `Add ${args.columns.length} columns as variables`,
  apply: (project, args) => {
    const entry = graphEntry(project, args.graphId)
    if (!entry) return fail('unknown-graph', `This project has no graph "${args.graphId}".`)
    const graph: CausalGraph = {
      kind: 'dag',
      edges: [],
      variables: args.columns.map((name) => ({ id: idForName(project, entry.graph, name), name })),
    }
    const merged = mergeGraph.apply(project, { graphId: args.graphId, graph })
    if (!merged.ok || Object.keys(entry.layout).length > 0) return merged
    // An empty canvas gets a tidy grid, column order left to right.
    const perRow = Math.ceil(Math.sqrt(args.columns.length * 1.6))
    const graphs = merged.value.graphs.map((other) => {
      if (other.id !== args.graphId) return other
      const layout = Object.fromEntries(
        other.graph.variables.map((variable, i) => [
          variable.id,
          { x: 60 + (i % perRow) * 190, y: 90 + Math.floor(i / perRow) * 90 },
        ]),
      )
      return { ...other, layout }
    })
    return succeed({ ...merged.value, graphs })
  },
})
