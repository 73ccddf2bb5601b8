import type { CausalGraph } from '../../graph/graph'
import { cpdagFromDag } from './cpdag'
import { comparePatterns } from '../metrics'
import { patternFromGraph, type Pattern } from '../../graph/pattern'

/** The class that a graph stands for: of a DAG its CPDAG, a CPDAG itself; null for graphs with hidden causes. */
function classPattern(graph: CausalGraph): Pattern | null {
  if (graph.kind === 'cpdag') return patternFromGraph(graph)
  return graph.kind === 'dag' ? cpdagFromDag(patternFromGraph(graph)) : null
}

/**
 * Structural Hamming distance between the Markov equivalence classes: as `compareGraphs(...).shd` after each DAG is
 * replaced by its CPDAG, so that directions which no data can show cost nothing (Tsamardinos, Brown & Aliferis 2006,
 * section 5.1.3). Null where it is not defined: other variables, hidden common causes, circles.
 */
export function classDistance(left: CausalGraph, right: CausalGraph): number | null {
  const order = new Map(left.variables.map((variable, index) => [variable.id, index]))
  if (order.size !== right.variables.length || !right.variables.every(({ id }) => order.has(id))) return null
  const variables = right.variables.toSorted((a, b) => order.get(a.id)! - order.get(b.id)!)
  const one = classPattern(left)
  const other = classPattern({ ...right, variables })
  return one && other ? comparePatterns(one, other).shd : null
}
