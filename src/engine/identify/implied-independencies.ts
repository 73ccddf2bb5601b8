import type { Result } from '../../base/result'
import type { CausalGraph, VariableId } from '../graph/graph'
import { indexGraph, vertexSet, type IndexGraph, type VertexSet } from '../graph/index-graph'
import { minimalSeparators } from '../graph/minimal-separators'
import { reachable, walkRules } from '../graph/reachability'
import { separationGraph } from '../graph/separation'
import { smallestSeparator } from '../graph/smallest-separator'

/** `a` and `b` are independent given `given`, and given no part of it. */
export interface Independence {
  readonly a: VariableId
  readonly b: VariableId
  readonly given: readonly VariableId[]
}

/**
 * What the graph says must hold in data: for each pair of measured variables every minimal separating set of measured
 * variables, lazily, pairs in the order of the graph. Selected variables count as given. Problems as for `separated`.
 */
export function impliedIndependencies(graph: CausalGraph): Result<Generator<Independence>> {
  const readable = separationGraph(graph)
  return readable.ok ? { ok: true, value: list(readable.value) } : readable
}

function* list(graph: CausalGraph): Generator<Independence> {
  const index = indexGraph(graph)
  const tied = new Set<string>()
  for (const { from, to } of graph.edges) tied.add(`${from} ${to}`).add(`${to} ${from}`)
  const measured = index.ids.filter((_, v) => !index.latent[v] && !index.selected[v])
  for (const [at, a] of measured.entries())
    for (const b of measured.slice(at + 1)) {
      if (tied.has(`${a} ${b}`)) continue
      const search = {
        from: vertexSet(index, [a]),
        to: vertexSet(index, [b]),
        include: index.selected,
        allowed: vertexSet(
          index,
          measured.filter((id) => id !== a && id !== b),
        ),
      }
      for (const given of minimalSeparators(index, search))
        yield { a, b, given: given.map((vertex) => index.ids[vertex]) }
    }
}

/**
 * One independence for each pair that can be separated, with as few variables as possible: of `preferred` if those
 * suffice, else of measured ones, else hidden ones as well. Together these imply all the others in a DAG. One step a
 * pair of `preferred`, in their order; null where the graph claims nothing of the pair. Problems as for `separated`.
 */
export function pairwiseIndependencies(
  graph: CausalGraph,
  preferred: readonly VariableId[],
): Result<Generator<Independence | null>> {
  const readable = separationGraph(graph)
  return readable.ok ? { ok: true, value: separatePairs(readable.value, preferred) } : readable
}

function* separatePairs(
  graph: CausalGraph,
  preferred: readonly VariableId[],
): Generator<Independence | null> {
  const index = indexGraph(graph)
  const { selected, latent } = index
  const marginal = walkRules(index, selected)
  const pools = [
    vertexSet(index, preferred),
    latent.map((hidden) => 1 - hidden),
    new Uint8Array(index.count).fill(1),
  ]
  for (const [at, a] of preferred.entries()) {
    const from = vertexSet(index, [a])
    const reached = reachable(index, from, marginal)
    for (const b of preferred.slice(at + 1)) {
      const to = vertexSet(index, [b])
      if (!reached[index.indexOf.get(b)!]) {
        yield { a, b, given: [] }
        continue
      }
      const given = isTied(index, a, b) ? null : smallestOf(index, pools, from, to)
      yield given && { a, b, given: given.map((vertex) => index.ids[vertex]) }
    }
  }
}

function isTied({ incidence, indexOf }: IndexGraph, a: VariableId, b: VariableId): boolean {
  const v = indexOf.get(a)!
  return incidence.other.subarray(incidence.offsets[v], incidence.offsets[v + 1]).includes(indexOf.get(b)!)
}

function smallestOf(
  index: IndexGraph,
  pools: readonly VertexSet[],
  from: VertexSet,
  to: VertexSet,
): number[] | null {
  for (const pool of pools) {
    const allowed = pool.map((member, v) => (member && !from[v] && !to[v] && !index.selected[v] ? 1 : 0))
    const found = smallestSeparator(index, { from, to, include: index.selected, allowed })
    if (found) return found
  }
  return null
}
