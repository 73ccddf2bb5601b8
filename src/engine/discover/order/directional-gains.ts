import type { CausalGraph } from '../../graph/graph'
import { isUndecided, patternFromGraph, pointsTo, type Pattern } from '../../graph/pattern'
import type { LocalScore } from '../scores/local-score'

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
  const parentsOf = parentLists(dag)
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  parentsOf.forEach((parents, j) => {
    const gains = score.gains(j, parents).slice()
    const worth = worthOfParents(score, j, parents)
    parents.forEach((parent, k) => (gains[parent] = worth[k]))
    for (let i = 0; i < size; i++) matrix[i][j] = Math.sqrt(2 * gains[i])
  })
  const childrenOf = parentsOf.map((): number[] => [])
  parentsOf.forEach((parents, j) => parents.forEach((parent) => childrenOf[parent].push(j)))
  for (let j = 0; j < size; j++) {
    const led = descendants(childrenOf, j)
    for (let i = 0; i < size; i++) {
      if (i === j) continue
      if (isUndecided(pattern, i, j)) matrix[i][j] = matrix[j][i] = Math.max(matrix[i][j], matrix[j][i])
      else if (led[i] && !pointsTo(pattern, i, j)) matrix[i][j] *= AGAINST
    }
  }
  return matrix
}

/** What the fit loses when each parent alone leaves. */
function worthOfParents(score: LocalScore, variable: number, parents: readonly number[]): ArrayLike<number> {
  if (score.losses) return score.losses(variable, parents)
  return parents.map((parent) => {
    const others = parents.filter((other) => other !== parent)
    return score.gains(variable, others)[parent]
  })
}

function parentLists({ size, arcs }: Pattern): number[][] {
  const lists = Array.from({ length: size }, (): number[] => [])
  for (let at = 0; at < arcs.length; at++) if (arcs[at]) lists[at % size].push(Math.floor(at / size))
  return lists
}

function descendants(childrenOf: readonly (readonly number[])[], start: number): Uint8Array {
  const seen = new Uint8Array(childrenOf.length)
  const open = [start]
  while (open.length > 0) {
    for (const child of childrenOf[open.pop()!]) {
      if (seen[child]) continue
      seen[child] = 1
      open.push(child)
    }
  }
  return seen
}
