import type { CausalGraph } from '../../graph/graph'
import { indexGraph, union, type VertexSet } from '../../graph/index-graph'
import { reachable, walkRules } from '../../graph/reachability'
import type { IndependenceTest } from '../tests/independence'

/** Answers every question of independence among at most 20 measured variables from the true graph, each once. */
export function separationOracle(graph: CausalGraph): IndependenceTest {
  const index = indexGraph(graph)
  const measured = [...index.ids.keys()].filter((v) => !index.latent[v] && !index.selected[v])
  const answers = new Map<number, number>()
  const only = (vertices: readonly number[]): VertexSet => {
    const set = new Uint8Array(index.count)
    for (const v of vertices) set[v] = 1
    return set
  }
  return {
    id: 'oracle',
    critical: 0.5,
    largestSet: measured.length,
    evidence(x, y, given, size) {
      let set = 0
      for (let k = 0; k < size; k++) set |= 1 << given[k]
      const key = (Math.min(x, y) * 20 + Math.max(x, y)) * 2 ** 20 + set
      const known = answers.get(key)
      if (known !== undefined) return known
      const conditions = union(only(measured.filter((_, v) => (set >> v) & 1)), index.selected)
      const reached = reachable(index, only([measured[x]]), walkRules(index, conditions))
      const answer = reached[measured[y]] ? 1 : 0
      answers.set(key, answer)
      return answer
    },
  }
}

export const measuredNames = (graph: CausalGraph): string[] =>
  graph.variables.filter((variable) => !variable.latent && !variable.selected).map(({ name }) => name)
