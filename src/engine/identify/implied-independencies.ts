import type { Result } from '../../base/result'
import type { CausalGraph, VariableId } from '../graph/graph'
import { indexGraph, vertexSet } from '../graph/index-graph'
import { minimalSeparators } from '../graph/minimal-separators'
import { separationGraph } from '../graph/separation'

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
