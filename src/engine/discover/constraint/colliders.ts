import type { IndependenceTest } from '../tests/independence'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Pacer } from '../pacer'
import {
  adjacencyLists,
  isAdjacent,
  isUndecided,
  joinDirected,
  pointsTo,
  reaches,
  type Pattern,
} from '../../graph/pattern'
import { judgeable, possibleParents, type Skeleton } from './skeleton'
import { subsetsOf } from './subsets'

/** What decides whether the middle of a triple is a collider: the first separating set, or all of them (max-p). */
export type ColliderRule = 'first' | 'max-p'

/** The max-p rule looks at sets of up to this size, or up to the size that separated the pair if that is larger. */
const USUAL_SET = 3

/** Evidence beyond this, and sets that cannot be judged, count alike: differences of colliders must stay finite. */
const STRONGEST = 1e6

interface Collider {
  readonly a: number
  readonly b: number
  readonly middle: number
  /** The smaller, the clearer. */
  readonly doubt: number
}

/**
 * The unshielded colliders a -> c <- b of a skeleton. By the rule `first`, c is one when it is not in the set that was
 * found to separate a and b. By `max-p`, when of all sets of neighbours the one with the largest p-value leaves c
 * out (Ramsey 2016, "Improving accuracy and scalability of the PC algorithm by maximizing p-value").
 */
async function findColliders(
  skeleton: Skeleton,
  knowledge: KnowledgeIndex,
  test: IndependenceTest,
  rule: ColliderRule,
  pacer: Pacer,
): Promise<Collider[]> {
  const { pattern, separatingSets, evidence } = skeleton
  const { size } = pattern
  const neighbours = adjacencyLists(pattern)
  const parentsOf = possibleParents(pattern, knowledge)
  const given = new Int32Array(size)
  const withMember = new Float64Array(size)
  const withoutMember = new Float64Array(size)

  /** Asks about the first `count` of `given`; whether the test could judge them. */
  const weighSet = (a: number, b: number, middles: readonly number[], count: number) => {
    const strength = test.evidence(a, b, given, count)
    for (const middle of middles) {
      let member = false
      for (let k = 0; k < count; k++) member ||= given[k] === middle
      const weakest = member ? withMember : withoutMember
      if (strength < weakest[middle]) weakest[middle] = strength
    }
    return strength < Infinity
  }
  /**
   * For each neighbour the weakest evidence against independence over the sets that hold it, and that do not; the set
   * that separated the pair is among them even where its members are neighbours no more. True when cancelled.
   */
  const weigh = async (a: number, b: number, middles: readonly number[], separator: readonly number[]) => {
    withMember.fill(Infinity)
    withoutMember.fill(Infinity)
    given.set(separator)
    weighSet(a, b, middles, separator.length)
    const largest = Math.max(USUAL_SET, separator.length)
    for (let count = 0; count <= Math.min(largest, test.largestSet); count++) {
      let judged = false
      for (const [from, without] of [
        [a, b],
        [b, a],
      ]) {
        const next = subsetsOf(judgeable(test, a, b, parentsOf[from], count), without, count, given)
        while (next()) {
          if (weighSet(a, b, middles, count)) judged = true
          const rest = pacer.rest(1, () => 'directing edges')
          if (rest === true || (rest !== false && (await rest))) return true
        }
      }
      if (!judged) break
    }
    return false
  }

  const colliders: Collider[] = []
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const separator = separatingSets[a * size + b]
      if (separator === null) continue
      const middles = neighbours[a].filter((middle) => isAdjacent(pattern, middle, b))
      if (middles.length === 0) continue
      if (rule === 'max-p' && (await weigh(a, b, middles, separator))) {
        return colliders
      }
      for (const middle of middles) {
        if (rule === 'first') {
          if (!separator.includes(middle)) colliders.push({ a, b, middle, doubt: evidence[a * size + b] })
        } else if (withoutMember[middle] < withMember[middle]) {
          colliders.push({
            a,
            b,
            middle,
            doubt: withoutMember[middle] - Math.min(withMember[middle], STRONGEST),
          })
        }
      }
    }
  }
  return colliders
}

/**
 * Directs the unshielded colliders of the skeleton in `pattern`. On noisy tests two colliders can disagree about an
 * edge; the clearer one goes first, so that the order of the variables plays no part, and one that contradicts an
 * arrow already placed, knowledge, or acyclicity is left out. Returns how many were left out.
 */
export async function orientColliders(
  pattern: Pattern,
  skeleton: Skeleton,
  knowledge: KnowledgeIndex,
  test: IndependenceTest,
  rule: ColliderRule,
  pacer: Pacer,
): Promise<number> {
  const { size } = pattern
  const colliders = await findColliders(skeleton, knowledge, test, rule, pacer)
  const mayPoint = (from: number, to: number) =>
    pointsTo(pattern, from, to) ||
    (isUndecided(pattern, from, to) &&
      knowledge.forbidden[from * size + to] === 0 &&
      !reaches(pattern, to, from))
  let leftOut = 0
  for (const { a, b, middle } of colliders.toSorted((x, y) => x.doubt - y.doubt)) {
    if (mayPoint(a, middle) && mayPoint(b, middle)) {
      joinDirected(pattern, a, middle)
      joinDirected(pattern, b, middle)
    } else leftOut++
  }
  return leftOut
}
