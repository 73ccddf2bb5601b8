import type { CausalGraph, Mark, VariableId } from './graph'

export const TAIL = 0
export const ARROW = 1
export const CIRCLE = 2

const codeOf: Record<Mark, number> = { tail: TAIL, arrow: ARROW, circle: CIRCLE }

/** Compressed rows: the entries of vertex v are `items[offsets[v]] .. items[offsets[v + 1] - 1]`. */
export interface Adjacency {
  readonly offsets: Int32Array
  readonly items: Int32Array
}

/** Every edge twice, once at each end; entries of vertex v lie at `offsets[v] .. offsets[v + 1] - 1`. */
export interface Incidence {
  readonly offsets: Int32Array
  readonly other: Int32Array
  /** Position of the edge in `graph.edges`. */
  readonly edge: Int32Array
  readonly markHere: Uint8Array
  readonly markThere: Uint8Array
}

/** A graph with vertices 0 .. count-1 in the order of `graph.variables`. A vertex set is a Uint8Array of 0 and 1. */
export interface IndexGraph {
  readonly count: number
  readonly edgeCount: number
  readonly ids: readonly VariableId[]
  readonly indexOf: ReadonlyMap<VariableId, number>
  readonly incidence: Incidence
  readonly parents: Adjacency
  readonly children: Adjacency
  /** Joined by a bidirected edge. */
  readonly siblings: Adjacency
  /** Joined by an undirected edge. */
  readonly neighbours: Adjacency
  readonly latent: VertexSet
  readonly selected: VertexSet
}

export type VertexSet = Uint8Array
/** 1 where the edge is taken out of the graph, by position in `graph.edges`. */
export type EdgeSet = Uint8Array

const cache = new WeakMap<CausalGraph, IndexGraph>()

/** The integer view of a graph, built once per graph record. Throws for an edge whose end is not a variable. */
export function indexGraph(graph: CausalGraph): IndexGraph {
  const cached = cache.get(graph)
  if (cached) return cached
  const built = buildIndex(graph)
  cache.set(graph, built)
  return built
}

function buildIndex(graph: CausalGraph): IndexGraph {
  const ids = graph.variables.map((variable) => variable.id)
  const indexOf = new Map(ids.map((id, vertex) => [id, vertex]))
  const count = ids.length
  const ends = graph.edges.map((edge) => {
    const from = indexOf.get(edge.from)
    const to = indexOf.get(edge.to)
    if (from === undefined || to === undefined) {
      throw new Error(`an edge joins "${edge.from}" and "${edge.to}", but the graph has no such variable`)
    }
    return { from, to, markFrom: codeOf[edge.markFrom], markTo: codeOf[edge.markTo] }
  })
  const incidence = buildIncidence(count, ends)
  const adjacency = (markHere: number, markThere: number) =>
    selectAdjacency(count, incidence, markHere, markThere)
  return {
    count,
    edgeCount: ends.length,
    ids,
    indexOf,
    incidence,
    parents: adjacency(ARROW, TAIL),
    children: adjacency(TAIL, ARROW),
    siblings: adjacency(ARROW, ARROW),
    neighbours: adjacency(TAIL, TAIL),
    latent: Uint8Array.from(graph.variables, (variable) => (variable.latent ? 1 : 0)),
    selected: Uint8Array.from(graph.variables, (variable) => (variable.selected ? 1 : 0)),
  }
}

interface Ends {
  readonly from: number
  readonly to: number
  readonly markFrom: number
  readonly markTo: number
}

function buildIncidence(count: number, ends: readonly Ends[]): Incidence {
  const offsets = new Int32Array(count + 1)
  for (const { from, to } of ends) {
    offsets[from + 1]++
    offsets[to + 1]++
  }
  for (let v = 0; v < count; v++) offsets[v + 1] += offsets[v]
  const next = offsets.slice(0, count)
  const size = 2 * ends.length
  const other = new Int32Array(size)
  const edge = new Int32Array(size)
  const markHere = new Uint8Array(size)
  const markThere = new Uint8Array(size)
  const put = (v: number, w: number, position: number, here: number, there: number) => {
    const slot = next[v]++
    other[slot] = w
    edge[slot] = position
    markHere[slot] = here
    markThere[slot] = there
  }
  ends.forEach(({ from, to, markFrom, markTo }, position) => {
    put(from, to, position, markFrom, markTo)
    put(to, from, position, markTo, markFrom)
  })
  return { offsets, other, edge, markHere, markThere }
}

function selectAdjacency(
  count: number,
  incidence: Incidence,
  markHere: number,
  markThere: number,
): Adjacency {
  const offsets = new Int32Array(count + 1)
  const items: number[] = []
  for (let v = 0; v < count; v++) {
    for (let slot = incidence.offsets[v]; slot < incidence.offsets[v + 1]; slot++) {
      if (incidence.markHere[slot] === markHere && incidence.markThere[slot] === markThere) {
        items.push(incidence.other[slot])
      }
    }
    offsets[v + 1] = items.length
  }
  return { offsets, items: Int32Array.from(items) }
}

/** Variables -> vertex set. Unknown ids are ignored; callers that take user input check with `unknownVariables`. */
export function vertexSet(index: IndexGraph, variables: Iterable<VariableId>): VertexSet {
  const set = new Uint8Array(index.count)
  for (const id of variables) {
    const vertex = index.indexOf.get(id)
    if (vertex !== undefined) set[vertex] = 1
  }
  return set
}

export function variablesOf(index: IndexGraph, set: VertexSet): VariableId[] {
  return index.ids.filter((_, vertex) => set[vertex])
}

export function union(...sets: readonly VertexSet[]): VertexSet {
  const all = sets[0].slice()
  for (const set of sets) {
    for (let v = 0; v < all.length; v++) all[v] |= set[v]
  }
  return all
}

export const meets = (a: VertexSet, b: VertexSet): boolean => a.some((member, v) => member && b[v])
