import { shuffle, type Random } from '../../base/random'
import { directed, graphFromNames, variableId, type CausalGraph } from '../graph/graph'

export const numberedNames = (count: number): string[] => Array.from({ length: count }, (_, k) => `X${k + 1}`)

/**
 * A random DAG in the manner of Erdos and Renyi: a random causal order and round(degree * size / 2) edges drawn
 * uniformly from all pairs, so that `degree` is the mean number of neighbours. At most all pairs are joined.
 */
export function randomDag(names: readonly string[], degree: number, random: Random): CausalGraph {
  const size = names.length
  const pairs: [number, number][] = []
  for (let a = 0; a < size; a++) for (let b = a + 1; b < size; b++) pairs.push([a, b])
  const count = Math.min(pairs.length, Math.round((degree * size) / 2))
  // The first `count` steps of Fisher-Yates are a sample without replacement.
  for (let k = 0; k < count; k++) {
    const other = k + random.integer(pairs.length - k)
    const held = pairs[k]
    pairs[k] = pairs[other]
    pairs[other] = held
  }
  return dagAlongOrder(names, pairs.slice(0, count), random)
}

/**
 * A random DAG with hubs, by preferential attachment (Barabasi & Albert 1999): each new variable joins degree / 2
 * earlier ones, chosen in proportion to one plus the edges they already have. Which end is the cause follows a
 * random order, so hubs of effects and hubs of causes both occur.
 */
export function randomScaleFreeDag(names: readonly string[], degree: number, random: Random): CausalGraph {
  const joins = Math.max(1, Math.round(degree / 2))
  const urn: number[] = []
  const pairs: [number, number][] = []
  names.forEach((_, node) => {
    const chosen = new Set<number>()
    while (chosen.size < Math.min(joins, node)) chosen.add(urn[random.integer(urn.length)])
    for (const other of chosen) {
      pairs.push([other, node])
      urn.push(other, node)
    }
    urn.push(node)
  })
  return dagAlongOrder(names, pairs, random)
}

function dagAlongOrder(
  names: readonly string[],
  pairs: readonly (readonly [number, number])[],
  random: Random,
): CausalGraph {
  const rank = shuffle(
    Array.from(names, (_, k) => k),
    random,
  )
  const edges = pairs.map(([a, b]) => {
    const [cause, effect] = rank[a] < rank[b] ? [a, b] : [b, a]
    return directed(variableId(names[cause]), variableId(names[effect]))
  })
  return graphFromNames(names, edges)
}
