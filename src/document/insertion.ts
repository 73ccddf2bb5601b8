import {
  canonicalEdge,
  edgeId,
  MAX_NAME_LENGTH,
  variableId,
  type CausalGraph,
  type Edge,
  type Variable,
  type VariableId,
} from '../engine/graph/graph'
import { freePlace } from './commands/graph-access'
import { joinWhatFits } from './commands/join-edges'
import { freshNoteId } from './commands/note-commands'
import type { Fragment } from './fragment'
import type { GraphEntry, Point, Project } from './project'

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
export function nameOfCopy(taken: ReadonlySet<string>, name: string): string {
  if (!taken.has(name)) return name
  const numbered = /^(.+) \d+$/.exec(name)
  const stem = (numbered && taken.has(numbered[1]) ? numbered[1] : name).slice(0, MAX_NAME_LENGTH - 6)
  for (let n = 2; ; n++) if (!taken.has(`${stem} ${n}`)) return `${stem} ${n}`
}

/** Names and ids for variables that come into a graph one after the other. */
function createNaming(project: Project, { graph }: GraphEntry) {
  const names = new Set(graph.variables.map((variable) => variable.name))
  const here = new Set(graph.variables.map((variable) => variable.id))
  const everywhere = new Set(here)
  const idsOfName = new Map<string, VariableId[]>()
  for (const entry of project.graphs)
    for (const { id, name } of entry.graph.variables) {
      everywhere.add(id)
      const ids = idsOfName.get(name)
      if (ids) ids.push(id)
      else idsOfName.set(name, [id])
    }
  /** One name is one variable across the graphs of a project; else the variable's own id where it is free. */
  const idFor = (variable: Variable, name: string): VariableId => {
    const same = idsOfName.get(name)?.find((id) => !here.has(id))
    if (same) return same
    if (name === variable.name && !everywhere.has(variable.id)) return variable.id
    let id = variableId(name)
    for (let n = 2; everywhere.has(id); n++) id = variableId(`${name} ${n}`)
    return id
  }
  return (variable: Variable): Variable => {
    const name = nameOfCopy(names, variable.name)
    const id = idFor(variable, name)
    names.add(name)
    here.add(id)
    everywhere.add(id)
    return { ...variable, id, name }
  }
}

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
  const added: Variable[] = []
  const layout: Record<VariableId, Point> = { ...entry.layout }
  const name = createNaming(project, entry)
  for (const variable of fragment.variables) {
    const known = onto[variable.id]
    if (known !== undefined) {
      ids.set(variable.id, known)
      continue
    }
    const copy = name(variable)
    ids.set(variable.id, copy.id)
    added.push(copy)
    const at = fragment.layout[variable.id]
    layout[copy.id] = at
      ? { x: Math.round(at.x + by.x), y: Math.round(at.y + by.y) }
      : freePlace({ ...entry, layout })
  }
  const graph = { ...entry.graph, variables: [...entry.graph.variables, ...added] }
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
    added: added.map((variable) => variable.id),
    joined: fragment.variables.flatMap(({ id }) => (onto[id] === undefined ? [] : [onto[id]])),
    notes: notes.slice(entry.notes.length).map((note) => note.id),
    leftOut: joined.leftOut,
    ids,
  }
}
