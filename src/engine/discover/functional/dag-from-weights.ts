import { emptyPattern, joinDirected, reaches, type Pattern } from '../../graph/pattern'
import type { KnowledgeIndex } from '../knowledge/knowledge'

/**
 * Required edges, then those whose weight has at least the size `threshold`, the heaviest first; one that would close
 * a cycle is left out.
 *
 * @param weights weights[a * size + b] is the weight of a -> b; what is forbidden has weight 0
 */
export function dagFromWeights(
  weights: Float64Array,
  threshold: number,
  { size, required }: KnowledgeIndex,
): { readonly dag: Pattern; readonly leftOut: number } {
  const dag = emptyPattern(size)
  const heavy: number[] = []
  for (let k = 0; k < weights.length; k++) {
    if (required[k] === 1) joinDirected(dag, Math.floor(k / size), k % size)
    else if (Math.abs(weights[k]) >= threshold) heavy.push(k)
  }
  let leftOut = 0
  for (const k of heavy.toSorted((a, b) => Math.abs(weights[b]) - Math.abs(weights[a]))) {
    const from = Math.floor(k / size)
    const to = k % size
    if (reaches(dag, to, from)) leftOut++
    else joinDirected(dag, from, to)
  }
  return { dag, leftOut }
}
