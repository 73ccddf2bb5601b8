import { directed, graphFromNames, undirected, type CausalGraph, type Edge, type GraphKind } from './graph'

/**
 * A partially directed graph over 0 .. size-1, for searches that change it in place.
 * arcs[a * size + b] = 1 alone is a -> b; with arcs[b * size + a] = 1 as well it is a -- b.
 */
export interface Pattern {
  readonly size: number
  readonly arcs: Uint8Array
}

export const emptyPattern = (size: number): Pattern => ({ size, arcs: new Uint8Array(size * size) })

export const copyPattern = ({ size, arcs }: Pattern): Pattern => ({ size, arcs: arcs.slice() })

export const isAdjacent = ({ size, arcs }: Pattern, a: number, b: number): boolean =>
  arcs[a * size + b] === 1 || arcs[b * size + a] === 1

/** a -> b. */
export const pointsTo = ({ size, arcs }: Pattern, a: number, b: number): boolean =>
  arcs[a * size + b] === 1 && arcs[b * size + a] === 0

/** a -- b. */
export const isUndecided = ({ size, arcs }: Pattern, a: number, b: number): boolean =>
  arcs[a * size + b] === 1 && arcs[b * size + a] === 1

export function joinUndirected({ size, arcs }: Pattern, a: number, b: number): void {
  arcs[a * size + b] = 1
  arcs[b * size + a] = 1
}

export function joinDirected({ size, arcs }: Pattern, a: number, b: number): void {
  arcs[a * size + b] = 1
  arcs[b * size + a] = 0
}

export function separate({ size, arcs }: Pattern, a: number, b: number): void {
  arcs[a * size + b] = 0
  arcs[b * size + a] = 0
}

/** Indices of all variables adjacent to each variable, ascending. */
export function adjacencyLists(pattern: Pattern): number[][] {
  const { size } = pattern
  return Array.from({ length: size }, (_, a) => {
    const list: number[] = []
    for (let b = 0; b < size; b++) if (isAdjacent(pattern, a, b)) list.push(b)
    return list
  })
}

/** Whether directed edges alone lead from `start` to `end`. */
export function reaches(pattern: Pattern, start: number, end: number): boolean {
  const { size, arcs } = pattern
  const seen = new Uint8Array(size)
  const open = [start]
  seen[start] = 1
  while (open.length > 0) {
    const node = open.pop()!
    if (node === end) return true
    for (let next = 0; next < size; next++) {
      if (arcs[node * size + next] === 0 || arcs[next * size + node] === 1 || seen[next] === 1) continue
      seen[next] = 1
      open.push(next)
    }
  }
  return false
}

/** The pattern of a DAG given as parent lists. */
export function patternFromParents(parents: readonly (readonly number[])[]): Pattern {
  const pattern = emptyPattern(parents.length)
  parents.forEach((list, child) => list.forEach((parent) => joinDirected(pattern, parent, child)))
  return pattern
}

/** The graph record; `support[a * size + b]` for a < b is the support of that adjacency. */
export function graphFromPattern(
  pattern: Pattern,
  names: readonly string[],
  kind: GraphKind = 'cpdag',
  support?: Float64Array,
): CausalGraph {
  const { size } = pattern
  const bare = graphFromNames(names, [], { kind })
  const ids = bare.variables.map((variable) => variable.id)
  const edges: Edge[] = []
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      if (!isAdjacent(pattern, a, b)) continue
      const edge = isUndecided(pattern, a, b)
        ? undirected(ids[a], ids[b])
        : pointsTo(pattern, a, b)
          ? directed(ids[a], ids[b])
          : directed(ids[b], ids[a])
      edges.push(support ? { ...edge, support: support[a * size + b] } : edge)
    }
  }
  return { ...bare, edges }
}

/** The pattern of a graph without bidirected edges or circles, its variables numbered as in the graph. */
export function patternFromGraph(graph: CausalGraph): Pattern {
  const position = new Map(graph.variables.map((variable, index) => [variable.id, index]))
  const pattern = emptyPattern(graph.variables.length)
  for (const edge of graph.edges) {
    const from = position.get(edge.from)!
    const to = position.get(edge.to)!
    if (edge.markFrom === 'tail' && edge.markTo === 'tail') joinUndirected(pattern, from, to)
    else if (edge.markFrom === 'tail' && edge.markTo === 'arrow') joinDirected(pattern, from, to)
    else if (edge.markFrom === 'arrow' && edge.markTo === 'tail') joinDirected(pattern, to, from)
    else throw new Error(`a pattern has no edge with the marks ${edge.markFrom} and ${edge.markTo}`)
  }
  return pattern
}
