import type { CausalGraph } from '../../graph/graph'
import { indexGraph, union, type VertexSet } from '../../graph/index-graph'
import { reachable, walkRules } from '../../graph/reachability'
import type { IndependenceTest } from '../tests/independence'

/** Answers every question of independence among the measured variables from the true graph, each once. */
export function separationOracle(graph: CausalGraph): IndependenceTest {
  const index = indexGraph(graph)
  const measured = [...index.ids.keys()].filter((v) => !index.latent[v] && !index.selected[v])
  const answers = new Map<string, number>()
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
      const set = given.subarray(0, size).toSorted()
      const key = `${Math.min(x, y)} ${Math.max(x, y)} ${set.join()}`
      const known = answers.get(key)
      if (known !== undefined) return known
      const conditions = union(only(Array.from(set, (v) => measured[v])), index.selected)
      const reached = reachable(index, only([measured[x]]), walkRules(index, conditions))
      const answer = reached[measured[y]] ? 1 : 0
      answers.set(key, answer)
      return answer
    },
  }
}

export const measuredNames = (graph: CausalGraph): string[] =>
  graph.variables.filter((variable) => !variable.latent && !variable.selected).map(({ name }) => name)
