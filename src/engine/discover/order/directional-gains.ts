import type { CausalGraph } from '../../graph/graph'
import type { LocalScore } from '../scores/local-score'
import { isUndecided, patternFromGraph, pointsTo, reaches, type Pattern } from '../../graph/pattern'

/** A direction that the graph speaks against counts this much. */
const AGAINST = 1e-3

/**
 * matrix[i][j]: sqrt(2 * log-likelihood that i adds as a parent of j beside j's other parents), a deviance on the
 * scale of a z value, scaled down where the graph directs j -> i or leads from j to i. An undirected edge has the
 * larger of its two values both ways.
 */
export function directionalGains(dag: Pattern, graph: CausalGraph, score: LocalScore): number[][] {
  const { size } = dag
  const pattern = patternFromGraph(graph)
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  for (let j = 0; j < size; j++) {
    const parents = Array.from({ length: size }, (_, i) => i).filter((i) => pointsTo(dag, i, j))
    const gains = score.gains(j, parents).slice()
    for (const parent of parents) {
      gains[parent] = score.gains(
        j,
        parents.filter((other) => other !== parent),
      )[parent]
    }
    for (let i = 0; i < size; i++) matrix[i][j] = Math.sqrt(2 * gains[i])
  }
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      if (i === j) continue
      if (isUndecided(pattern, i, j)) matrix[i][j] = matrix[j][i] = Math.max(matrix[i][j], matrix[j][i])
      else if (!pointsTo(pattern, i, j) && reaches(dag, j, i)) matrix[i][j] *= AGAINST
    }
  }
  return matrix
}
