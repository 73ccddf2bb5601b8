import {
  canonicalEdge,
  edgeId,
  findVariable,
  MAX_NAME_LENGTH,
  variableNamed,
  type CausalGraph,
  type Edge,
  type Variable,
  type VariableId,
} from '../engine/graph/graph'
import { freePlace, freshVariableId, unusedName } from './commands/graph-access'
import { joinWhatFits } from './commands/join-edges'
import { freshNoteId } from './commands/note-commands'
import type { Fragment } from './fragment'
import { graphEntry, type GraphEntry, type Layout, type Point, type Project } from './project'

/** Which variables of a fragment stand for variables that the graph has: the id in the fragment, and there. */
export type Onto = Readonly<Record<VariableId, VariableId>>

export interface Insertion {
  readonly fragment: Fragment
  readonly onto: Onto
  /** Pixels by which everything new moves from its place in the fragment. */
  readonly by: Point
}

export interface Inserted {
  readonly entry: GraphEntry
  readonly added: readonly VariableId[]
  readonly joined: readonly VariableId[]
  readonly notes: readonly string[]
  /** A sentence for each edge that the graph cannot hold. */
  readonly leftOut: readonly string[]
  /** The id that each variable of the fragment has in the graph. */
  readonly ids: ReadonlyMap<VariableId, VariableId>
}

/** Variables of the same name are the same variable. */
export function ontoSameNames(fragment: Fragment, graph: CausalGraph): Onto {
  const known = new Map(graph.variables.map((variable) => [variable.name, variable.id]))
  return Object.fromEntries(
    fragment.variables.flatMap(({ id, name }) => (known.has(name) ? [[id, known.get(name)!]] : [])),
  )
}

/** "Smoking", else "Smoking 2", and "Smoking 3" for a copy of that. */
export function nameOfCopy(graph: CausalGraph, name: string): string {
  const numbered = /^(.+) \d+$/.exec(name)
  const stem = numbered && variableNamed(graph, numbered[1]) ? numbered[1] : name
  return variableNamed(graph, name) ? unusedName(graph, stem.slice(0, MAX_NAME_LENGTH - 6)) : name
}

/** One name is one variable across the graphs of a project; else the fragment's own id where it is free. */
function idForCopy(project: Project, graph: CausalGraph, variable: Variable, name: string): VariableId {
  for (const entry of project.graphs) {
    const same = variableNamed(entry.graph, name)
    if (same && !findVariable(graph, same.id)) return same.id
  }
  const free = project.graphs.every((entry) => !findVariable(entry.graph, variable.id))
  return free && name === variable.name && !findVariable(graph, variable.id)
    ? variable.id
    : freshVariableId(withGraph(project, graph), name)
}

/** The project as if the graph in the making were one more of its graphs, so that its ids count as taken. */
const withGraph = (project: Project, graph: CausalGraph): Project => ({
  ...project,
  graphs: [...project.graphs, { ...project.graphs[0], id: 'in the making', graph }],
})

/** An edge that is there already takes over what is written about the inserted one, if it says nothing itself. */
function withWords(edges: readonly Edge[], inserted: readonly Edge[]): readonly Edge[] {
  const words = new Map(inserted.map((edge) => [edgeId(edge), edge]))
  return edges.map((edge) => {
    const told = words.get(edgeId(edge))
    if (!told || edge.rationale !== undefined || edge.source !== undefined) return edge
    const { rationale, source } = told
    return rationale === undefined && source === undefined
      ? edge
      : {
          ...edge,
          ...(rationale === undefined ? {} : { rationale }),
          ...(source === undefined ? {} : { source }),
        }
  })
}

/**
 * What becomes of a graph when a fragment is put into it. Variables of `onto` are those of the graph; all others
 * are new, under a free name. Edges that would close a cycle are left out, each with a sentence.
 */
export function planInsertion(project: Project, entry: GraphEntry, insertion: Insertion): Inserted {
  const { fragment, onto, by } = insertion
  const ids = new Map<VariableId, VariableId>()
  const added: VariableId[] = []
  let { graph } = entry
  let layout: Layout = entry.layout
  for (const variable of fragment.variables) {
    const known = onto[variable.id]
    if (known !== undefined) {
      ids.set(variable.id, known)
      continue
    }
    const name = nameOfCopy(graph, variable.name)
    const id = idForCopy(project, graph, variable, name)
    ids.set(variable.id, id)
    added.push(id)
    const at = fragment.layout[variable.id]
    const place = at
      ? { x: Math.round(at.x + by.x), y: Math.round(at.y + by.y) }
      : freePlace({ ...entry, layout })
    graph = { ...graph, variables: [...graph.variables, { ...variable, id, name }] }
    layout = { ...layout, [id]: place }
  }
  const renamed = (edge: Edge): Edge => ({ ...edge, from: ids.get(edge.from)!, to: ids.get(edge.to)! })
  const edges = fragment.edges.map(renamed)
  const had = new Set<string>(entry.graph.edges.map(edgeId))
  const joined = joinWhatFits(graph, edges)
  const told = withWords(joined.graph.edges, edges)
  const drawn = new Set<string>(joined.graph.edges.map(edgeId))
  const bends: Record<string, number> = { ...entry.bends }
  for (const edge of fragment.edges) {
    const bend = fragment.bends[edgeId(edge)]
    const copy = renamed(edge)
    const id = edgeId(copy)
    if (bend === undefined || had.has(id) || !drawn.has(id)) continue
    const turned = ids.get(canonicalEdge(edge).from) !== canonicalEdge(copy).from
    bends[id] = turned ? 0 - bend : bend
  }
  const notes = [...entry.notes]
  for (const note of fragment.notes) {
    const at = { x: Math.round(note.at.x + by.x), y: Math.round(note.at.y + by.y) }
    notes.push({ ...note, id: freshNoteId(notes), at })
  }
  const changed =
    added.length > 0 ||
    notes.length > entry.notes.length ||
    joined.graph.edges.length > entry.graph.edges.length ||
    told.some((edge, i) => edge !== joined.graph.edges[i])
  return {
    entry: changed ? { ...entry, graph: { ...joined.graph, edges: told }, layout, bends, notes } : entry,
    added,
    joined: fragment.variables.flatMap(({ id }) => (onto[id] === undefined ? [] : [onto[id]])),
    notes: notes.slice(entry.notes.length).map((note) => note.id),
    leftOut: joined.leftOut,
    ids,
  }
}

/** `planInsertion` for a graph of the project by its id; null when it has none such. */
export function planInto(project: Project, graphId: string, insertion: Insertion): Inserted | null {
  const entry = graphEntry(project, graphId)
  return entry ? planInsertion(project, entry, insertion) : null
}
