import { fail, succeed, type Result } from '../../base/result'
import { ancestorSet } from './ancestors'
import type { CausalGraph } from './graph'
import { indexGraph, union, vertexSet, type VertexSet } from './index-graph'
import { ARROW_MARK, graphOfMarks, setMark, TAIL_MARK, type MarkMatrix } from './mark-matrix'
import { reachable, walkRules } from './reachability'
import { cycleProblem, findCycle } from './topological'

/**
 * The maximal ancestral graph over the measured variables of a DAG or ADMG, hidden ones marginalised and selected ones
 * conditioned on: two variables are joined when no set separates them; a mark is a tail where the variable causes the
 * other or the selection. Richardson & Spirtes, Annals of Statistics 30(4), 2002, section 4.2. Problems: a cycle, a
 * graph whose edges are not all directed or bidirected.
 */
export function magOf(graph: CausalGraph): Result<CausalGraph> {
  if (graph.kind !== 'dag' && graph.kind !== 'admg')
    return fail('not-a-causal-diagram', 'A MAG is made from a DAG or from a graph with hidden common causes.')
  const cycle = findCycle(graph)
  if (cycle) return { ok: false, problems: [cycleProblem(graph, cycle)] }
  const index = indexGraph(graph)
  const kept = [...index.ids.keys()].filter((v) => !index.latent[v] && !index.selected[v])
  const matrix: MarkMatrix = { size: kept.length, at: new Uint8Array(kept.length ** 2) }
  const ancestorsOf = (vertices: readonly number[]): VertexSet =>
    ancestorSet(
      index,
      union(
        vertexSet(
          index,
          vertices.map((v) => index.ids[v]),
        ),
        index.selected,
      ),
    )
  const above = kept.map((v) => ancestorsOf([v]))
  kept.forEach((a, i) => {
    const source = new Uint8Array(index.count)
    source[a] = 1
    for (let j = i + 1; j < kept.length; j++) {
      const b = kept[j]
      const given = union(above[i], above[j]).map((member, v) =>
        member && !index.latent[v] && v !== a && v !== b ? 1 : 0,
      )
      if (!reachable(index, source, walkRules(index, given))[b]) continue
      setMark(matrix, i, j, above[i][b] ? TAIL_MARK : ARROW_MARK)
      setMark(matrix, j, i, above[j][a] ? TAIL_MARK : ARROW_MARK)
    }
  })
  return succeed(
    graphOfMarks(
      matrix,
      kept.map((v) => graph.variables[v]),
      'mag',
    ),
  )
}
