import {
  directed,
  edgeId,
  isBidirected,
  isDirected,
  isUndirected,
  withEdges,
  type CausalGraph,
  type Edge,
  type EdgeId,
  type VariableId,
} from '../../engine/graph/graph'
import { wouldCreateCycle } from '../../engine/graph/topological'

export interface LeftEdge {
  readonly edge: Edge
  /**
   * `direction-open`: the user has to choose; `undecided`: an end with a circle says too little for an arrow; `cycle`:
   * with the arrows before it, it closes `cycle`.
   */
  readonly reason: 'direction-open' | 'undecided' | 'cycle'
  readonly cycle?: readonly VariableId[]
}

export interface Acceptance {
  readonly edges: readonly EdgeId[]
  readonly left: readonly LeftEdge[]
  /** Already in the model with the same marks. */
  readonly present: readonly EdgeId[]
}

/**
 * The arrows of a discovered graph that can all be copied into a model at once. Arrows are tried in order of
 * falling support (then as listed); one that closes a cycle with the model and the arrows before it is left.
 * Undirected and circle-marked edges are left because their direction is open.
 */
export function acceptableEdges(discovered: CausalGraph, mine: CausalGraph): Acceptance {
  const known = new Set<VariableId>(mine.variables.map((variable) => variable.id))
  const added = discovered.variables.filter((variable) => !known.has(variable.id))
  let trial: CausalGraph = { ...mine, variables: [...mine.variables, ...added] }
  const presentIds = new Set(mine.edges.map(edgeId))
  const edges: EdgeId[] = []
  const left: LeftEdge[] = []
  const present: EdgeId[] = []
  for (const edge of discovered.edges.toSorted((a, b) => (b.support ?? 0) - (a.support ?? 0))) {
    const id = edgeId(edge)
    if (presentIds.has(id)) present.push(id)
    else if (!isDirected(edge) && !isBidirected(edge))
      left.push({ edge, reason: hasChoice(discovered, edge) ? 'direction-open' : 'undecided' })
    else {
      const cycle = wouldCreateCycle(trial, edge)
      if (cycle) left.push({ edge, reason: 'cycle', cycle })
      else {
        edges.push(id)
        trial = withEdges(trial, [...trial.edges, edge])
      }
    }
  }
  return { edges, left, present }
}

/** Can the user choose a direction? Only of a line that stands for an arrow either way. */
export const hasChoice = (discovered: CausalGraph, edge: Edge): boolean =>
  isUndirected(edge) && discovered.kind !== 'pag'

/** Does the model have the edge, or, where its direction is open, an arrow either way? */
export function isIn(mine: CausalGraph, edge: Edge): boolean {
  const ids = isUndirected(edge)
    ? [directed(edge.from, edge.to), directed(edge.to, edge.from)].map(edgeId)
    : [edgeId(edge)]
  return mine.edges.some((other) => ids.includes(edgeId(other)))
}

/** The edges to decide one by one: those not in the model yet, arrows first, then by falling support. */
export function edgesToReview(discovered: CausalGraph, mine: CausalGraph): readonly Edge[] {
  const presentIds = new Set(mine.edges.map(edgeId))
  return discovered.edges
    .filter((edge) => !presentIds.has(edgeId(edge)))
    .toSorted(
      (a, b) => Number(isUndirected(a)) - Number(isUndirected(b)) || (b.support ?? 0) - (a.support ?? 0),
    )
}
