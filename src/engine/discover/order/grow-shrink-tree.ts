import type { LocalScore } from '../scores/local-score'

interface GrowNode {
  readonly above: GrowNode | null
  /** The parent this node adds to those above it. */
  readonly added: number
  readonly count: number
  readonly score: number
  /** Variables that would raise the score, best first; null until the node is first left. */
  better: Int32Array | null
  /** How much each of them would raise it. */
  gains: Float64Array | null
  below: (GrowNode | undefined)[]
  /** What is left when parents that no longer pay are dropped; null until first asked. */
  shrunk: { readonly score: number; readonly parents: Int32Array } | null
}

/**
 * Best parents of one variable among any set of predecessors: grow by the best addition, then shrink by the best
 * removal, until neither raises the score. Every step is kept in a tree, so that most answers are a walk (Andrews,
 * Ramsey, Sanchez-Romero, Camchong & Kummerfeld 2023, "Fast scalable and accurate discovery of DAGs using the best
 * order score search and grow-shrink trees", section 4).
 */
export interface GrowShrinkTree {
  /** Score of the best parents among the variables z with predecessors[z] = 1. */
  score(predecessors: Uint8Array): number
  parents(predecessors: Uint8Array): Int32Array
}

/**
 * @param required parents that always stand; they must be among the predecessors of every call
 * @param mayBeParent 1 for variables that knowledge allows as parents
 */
export function createGrowShrinkTree(
  variable: number,
  score: LocalScore,
  mayBeParent: (candidate: number) => boolean,
  required: readonly number[],
): GrowShrinkTree {
  const most = score.mostParents(variable)
  const root: GrowNode = {
    above: null,
    added: -1,
    count: required.length,
    score: score.score(variable, required),
    better: null,
    gains: null,
    below: [],
    shrunk: null,
  }

  const parentsAt = (node: GrowNode): Int32Array => {
    const parents = new Int32Array(node.count)
    parents.set(required)
    for (let at: GrowNode = node; at.above !== null; at = at.above) parents[at.count - 1] = at.added
    return parents
  }
  const expand = (node: GrowNode): Int32Array => {
    if (node.count >= most) return (node.better = new Int32Array(0))
    const parents = parentsAt(node)
    const gains = score.gains(variable, parents)
    const found: { z: number; net: number }[] = []
    for (let z = 0; z < gains.length; z++) {
      if (gains[z] <= 0 || !mayBeParent(z)) continue
      const net = gains[z] - score.cost(variable, parents, z)
      if (net > 0) found.push({ z, net })
    }
    found.sort((a, b) => b.net - a.net)
    node.better = Int32Array.from(found, ({ z }) => z)
    node.gains = Float64Array.from(found, ({ net }) => net)
    return node.better
  }
  const grow = (predecessors: Uint8Array): GrowNode => {
    let node = root
    for (;;) {
      const better = node.better ?? expand(node)
      let k = 0
      while (k < better.length && predecessors[better[k]] === 0) k++
      if (k === better.length) return node
      node = node.below[k] ??= {
        above: node,
        added: better[k],
        count: node.count + 1,
        score: node.score + node.gains![k],
        better: null,
        gains: null,
        below: [],
        shrunk: null,
      }
    }
  }
  const lossesOf = (parents: Int32Array): ArrayLike<number> => {
    if (score.losses) return score.losses(variable, parents)
    const whole = score.score(variable, parents)
    return Float64Array.from(parents, (added) => {
      const fewer = parents.filter((parent) => parent !== added)
      return whole + score.cost(variable, fewer, added) - score.score(variable, fewer)
    })
  }
  const shrink = (node: GrowNode) => {
    let parents = parentsAt(node)
    let best = node.score
    // The latest addition raised the score, so with one free parent there is nothing to drop.
    while (node.count > required.length + 1) {
      const losses = lossesOf(parents)
      let gained = 0
      let dropped = -1
      for (let k = required.length; k < parents.length; k++) {
        const cost = score.cost(
          variable,
          parents.filter((_, other) => other !== k),
          parents[k],
        )
        if (cost - losses[k] <= gained) continue
        gained = cost - losses[k]
        dropped = k
      }
      if (dropped < 0) break
      best += gained
      parents = parents.filter((_, k) => k !== dropped)
    }
    return { score: best, parents }
  }
  const answer = (predecessors: Uint8Array) => {
    const node = grow(predecessors)
    return (node.shrunk ??= shrink(node))
  }
  return {
    score: (predecessors) => answer(predecessors).score,
    parents: (predecessors) => answer(predecessors).parents,
  }
}
