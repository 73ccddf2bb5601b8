import { cpdagFromDag } from '../../src/engine/discover/classes/cpdag'
import type { Discovery } from '../../src/engine/discover/algorithm'
import { comparePatterns, type GraphDistance } from '../../src/engine/discover/metrics'
import {
  emptyPattern,
  joinDirected,
  patternFromGraph,
  reaches,
  type Pattern,
} from '../../src/engine/graph/pattern'

/**
 * The class of the DAG that a network's answer is nearest to: joined pairs are turned the way that the network holds for
 * likelier, the surest first and never against a cycle. Hidden causes that it sees count as joined.
 */
function classOfNetwork({ graph, scores }: Discovery): Pattern {
  const place = new Map(scores!.order.map((name, k) => [name, k]))
  const variable = new Map(graph.variables.map(({ id, name }, k) => [id, { k, place: place.get(name)! }]))
  const joined = graph.edges.map(({ from, to }) => {
    const [a, b] = [variable.get(from)!, variable.get(to)!]
    const [there, back] = [scores!.matrix[a.place][b.place], scores!.matrix[b.place][a.place]]
    return there >= back ? { from: a.k, to: b.k, sure: there } : { from: b.k, to: a.k, sure: back }
  })
  const dag = emptyPattern(graph.variables.length)
  for (const { from, to } of joined.toSorted((x, y) => y.sure - x.sure)) {
    if (reaches(dag, to, from)) joinDirected(dag, to, from)
    else joinDirected(dag, from, to)
  }
  return cpdagFromDag(dag)
}

/** How far the class that was found is from the true one: directions that no observations can show cost nothing. */
export function classDistance(found: Discovery, truth: Pattern): GraphDistance {
  return comparePatterns(found.model ? classOfNetwork(found) : patternFromGraph(found.graph), truth)
}
