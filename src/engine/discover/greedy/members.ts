import type { KnowledgeIndex } from '../knowledge/knowledge'
import { isClique } from './cliques'
import { adjacentIn, type EssentialGraph } from './essential-graph'

/**
 * A member of the class in which, among what undirected edges join to the last of `first`, these variables come first
 * and in this order; null when the class has none. Given as the parents of each variable.
 */
export function memberWithFirst(graph: EssentialGraph, first: readonly number[]): number[][] | null {
  const member = graph.member.map((list) => list as number[])
  return directComponent(graph, member, first.at(-1)!, first, null) ? member : null
}

/** A member that agrees with the knowledge; null when the class has none. */
export function memberAllowedBy(graph: EssentialGraph, knowledge: KnowledgeIndex): number[][] | null {
  const { size, forbidden } = knowledge
  const member = graph.member.map((list) => list as number[])
  if (knowledge.empty) return member
  const seen = new Uint8Array(size)
  for (let v = 0; v < size; v++) {
    if (graph.parents[v].some((parent) => forbidden[parent * size + v] === 1)) return null
    if (seen[v] === 1) continue
    const component = directComponent(graph, member, v, [], knowledge)
    if (!component) return null
    for (const other of component) seen[other] = 1
  }
  return member
}

/**
 * Directs the undirected edges around `start` in `member`, without a cycle or a new unshielded collider: takes away one
 * effect of all that is left after the other (Dor & Tarsi 1992, "A simple algorithm to construct a consistent extension
 * of a partially oriented graph", UCLA R-185). Returns the variables concerned, or null when it cannot be done.
 */
function directComponent(
  graph: EssentialGraph,
  member: number[][],
  start: number,
  first: readonly number[],
  knowledge: KnowledgeIndex | null,
): readonly number[] | null {
  const { neighbours, parents } = graph
  if (neighbours[start].length === 0) return [start]
  const adjacent = (a: number, b: number) => adjacentIn(graph, a, b)
  const left = new Set([start])
  for (const v of left) for (const neighbour of neighbours[v]) left.add(neighbour)
  const component = [...left]
  const held = new Set(first)

  const takeAway = (v: number): readonly number[] | null => {
    const causes = neighbours[v].filter((other) => left.has(other))
    if (knowledge && causes.some((cause) => knowledge.forbidden[cause * knowledge.size + v] === 1))
      return null
    if (!isClique(causes, adjacent)) return null
    left.delete(v)
    member[v] = [...parents[v], ...causes]
    return causes
  }
  const waiting = component.filter((v) => !held.has(v))
  while (waiting.length > 0) {
    const v = waiting.pop()!
    if (!left.has(v)) continue
    for (const cause of takeAway(v) ?? []) if (!held.has(cause)) waiting.push(cause)
  }
  if (left.size > first.length) return null
  return first.toReversed().every((v) => takeAway(v) !== null) ? component : null
}
