import {
  isBidirected,
  isDirected,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../../engine/graph/graph'

/** What a discovered graph and a model say about each pair that either joins; every edge stands in one list. */
export interface GraphComparison {
  /** Edges of the discovered graph that the model has with the same marks. */
  readonly same: readonly Edge[]
  /** Discovered edges without a direction, where the model has an arrow. */
  readonly directionOpen: readonly Edge[]
  /** Discovered edges where the model joins the pair in another way: the arrow reversed, or a hidden cause. */
  readonly differing: readonly Edge[]
  readonly onlyDiscovered: readonly Edge[]
  /** Edges of the model between two variables that were searched, which the data do without. */
  readonly onlyMine: readonly Edge[]
  /** Edges of the model that touch a variable outside the search: nothing was learned about them. */
  readonly notSearched: readonly Edge[]
}

const pairKey = (edge: Edge) =>
  edge.from < edge.to ? `${edge.from}\n${edge.to}` : `${edge.to}\n${edge.from}`

/** 'from' or 'to' of the pair in fixed order carries the head: equal words mean equal marks. */
function wording(edge: Edge): string {
  const [low, high] = edge.from < edge.to ? [edge.markFrom, edge.markTo] : [edge.markTo, edge.markFrom]
  return `${low} ${high}`
}

function edgesByPair(edges: readonly Edge[]): Map<string, Edge[]> {
  const byPair = new Map<string, Edge[]>()
  for (const edge of edges) byPair.set(pairKey(edge), [...(byPair.get(pairKey(edge)) ?? []), edge])
  return byPair
}

/**
 * Compares pair by pair. A pair with both an arrow and a hidden cause in the model counts as the same when the
 * discovered edge is one of the two. Ids must agree between the graphs, as in a project.
 */
export function compareGraphs(discovered: CausalGraph, mine: CausalGraph): GraphComparison {
  const searched = new Set<VariableId>(discovered.variables.map((variable) => variable.id))
  const myPairs = edgesByPair(mine.edges)
  const foundPairs = edgesByPair(discovered.edges)
  const same: Edge[] = []
  const directionOpen: Edge[] = []
  const differing: Edge[] = []
  const onlyDiscovered: Edge[] = []
  for (const edge of discovered.edges) {
    const counterparts = myPairs.get(pairKey(edge)) ?? []
    if (counterparts.length === 0) onlyDiscovered.push(edge)
    else if (counterparts.some((other) => wording(other) === wording(edge))) same.push(edge)
    else if (!isDirected(edge) && !isBidirected(edge)) directionOpen.push(edge)
    else differing.push(edge)
  }
  const alone = mine.edges.filter((edge) => !foundPairs.has(pairKey(edge)))
  const wasSearched = (edge: Edge) => searched.has(edge.from) && searched.has(edge.to)
  return {
    same,
    directionOpen,
    differing,
    onlyDiscovered,
    onlyMine: alone.filter(wasSearched),
    notSearched: alone.filter((edge) => !wasSearched(edge)),
  }
}
