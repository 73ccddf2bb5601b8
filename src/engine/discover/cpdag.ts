import type { KnowledgeIndex } from './knowledge'
import { closeUnderMeekRules, orientByKnowledge } from './meek'
import {
  adjacencyLists,
  copyPattern,
  emptyPattern,
  isAdjacent,
  isUndecided,
  joinDirected,
  joinUndirected,
  pointsTo,
  separate,
  type Pattern,
} from './pattern'

/**
 * The CPDAG of a DAG: its skeleton and unshielded colliders, closed under the Meek rules (Meek 1995). With knowledge
 * the DAG agrees with, the edges that the knowledge decides are directed as well.
 */
export function cpdagFromDag(dag: Pattern, knowledge?: KnowledgeIndex): Pattern {
  const { size } = dag
  const result = emptyPattern(size)
  for (let child = 0; child < size; child++) {
    const parents: number[] = []
    for (let a = 0; a < size; a++) if (pointsTo(dag, a, child)) parents.push(a)
    const inCollider = parents.map((a) => parents.some((b) => b !== a && !isAdjacent(dag, a, b)))
    parents.forEach((parent, k) => {
      if (inCollider[k]) joinDirected(result, parent, child)
      else joinUndirected(result, parent, child)
    })
  }
  if (knowledge) orientByKnowledge(result, knowledge)
  closeUnderMeekRules(result)
  return result
}

/**
 * A DAG with the skeleton, arrows and unshielded colliders of the pattern, or null where none exists
 * (Dor & Tarsi 1992, "A simple algorithm to construct a consistent extension of a partially oriented graph").
 * Undecided edges are directed only as knowledge allows.
 */
export function consistentExtension(pattern: Pattern, knowledge?: KnowledgeIndex): Pattern | null {
  const { size } = pattern
  const rest = copyPattern(pattern)
  const dag = copyPattern(pattern)
  const neighbours = adjacencyLists(pattern).map((list) => new Set(list))
  const isSink = (node: number) => {
    for (const a of neighbours[node]) {
      if (pointsTo(rest, node, a)) return false
      if (!isUndecided(rest, a, node)) continue
      if (knowledge && knowledge.forbidden[a * size + node] === 1) return false
      // Directing a -> node must make no new collider.
      for (const b of neighbours[node]) if (b !== a && !isAdjacent(rest, a, b)) return false
    }
    return true
  }
  const remaining = new Set(Array.from({ length: size }, (_, index) => index))
  while (remaining.size > 0) {
    let sink = -1
    for (const node of remaining) {
      if (!isSink(node)) continue
      sink = node
      break
    }
    if (sink < 0) return null
    for (const a of neighbours[sink]) {
      if (isUndecided(dag, a, sink)) joinDirected(dag, a, sink)
      separate(rest, a, sink)
      neighbours[a].delete(sink)
    }
    neighbours[sink].clear()
    remaining.delete(sink)
  }
  return dag
}
