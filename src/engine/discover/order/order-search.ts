import type { GrowShrinkTree } from './grow-shrink-tree'

/** A move must raise the total score by more than this, which keeps rounding from moving variables in circles. */
const SMALLEST_GAIN = 1e-6

/** A causal order and its score, changed in place by best moves. */
export interface OrderSearch {
  readonly order: readonly number[]
  score(): number
  /** Moves the variable, or puts it, to the place in the order where the total score is highest; true when it moved. */
  improve(variable: number): boolean
  /** Best parents of every variable among its predecessors; of one not yet in the order those that it must have. */
  parents(): Int32Array[]
}

/**
 * The best-move step of BOSS (Andrews et al. 2023, algorithm 2).
 *
 * @param start variables once each, required causes before their effects; those that are missing join by `improve`
 * @param mustPrecede mustPrecede(a, b): a has to stay before b
 */
export function createOrderSearch(
  trees: readonly GrowShrinkTree[],
  start: readonly number[],
  mustPrecede: (a: number, b: number) => boolean,
): OrderSearch {
  const size = trees.length
  let order = start.slice()
  const local = new Float64Array(size)
  const predecessors = new Uint8Array(size)
  for (const variable of order) {
    local[variable] = trees[variable].score(predecessors)
    predecessors[variable] = 1
  }
  // For the others in order: their score without and with the moving variable before them.
  const without = new Float64Array(size)
  const withMoving = new Float64Array(size)
  const own = new Float64Array(size)

  return {
    get order() {
      return order
    },
    score: () => local.reduce((total, value) => total + value, 0),
    improve(variable) {
      const others = order.filter((other) => other !== variable)
      const present = others.length < order.length
      const from = present ? order.indexOf(variable) : order.length
      let first = 0
      let last = others.length
      others.forEach((other, k) => {
        if (mustPrecede(other, variable)) first = Math.max(first, k + 1)
        if (mustPrecede(variable, other)) last = Math.min(last, k)
      })
      predecessors.fill(0)
      // Behind `last` a variable that stays in the order changes nothing; one that joins does.
      const end = present ? last : others.length
      for (let k = 0; k <= end; k++) {
        if (k >= first && k <= last) {
          own[k] = present && k === from ? local[variable] : trees[variable].score(predecessors)
        }
        if (k === end) break
        const other = others[k]
        if (k < from) without[k] = local[other]
        else if (k >= first) without[k] = trees[other].score(predecessors)
        if (k >= from) withMoving[k] = local[other]
        else if (k >= first) {
          predecessors[variable] = 1
          withMoving[k] = trees[other].score(predecessors)
          predecessors[variable] = 0
        }
        predecessors[other] = 1
      }

      // relative = total score at place k less the total at `first`, for the part that moving changes.
      let relative = own[first]
      let best = first
      let bestRelative = relative
      let hereRelative = first === from ? relative : 0
      let passed = 0
      for (let k = first + 1; k <= last; k++) {
        passed += without[k - 1] - withMoving[k - 1]
        relative = own[k] + passed
        if (k === from) hereRelative = relative
        if (relative > bestRelative) {
          bestRelative = relative
          best = k
        }
      }
      if (present && bestRelative <= hereRelative + SMALLEST_GAIN) return false
      local[variable] = own[best]
      for (let k = Math.min(best, from); k < Math.max(best, from); k++) {
        local[others[k]] = k < best ? without[k] : withMoving[k]
      }
      order = [...others.slice(0, best), variable, ...others.slice(best)]
      return true
    },
    parents() {
      predecessors.fill(0)
      const found = trees.map((tree) => tree.parents(predecessors))
      for (const variable of order) {
        found[variable] = trees[variable].parents(predecessors)
        predecessors[variable] = 1
      }
      return found
    },
  }
}
