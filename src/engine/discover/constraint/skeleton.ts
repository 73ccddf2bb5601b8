import type { IndependenceTest } from '../tests/independence'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Pacer } from '../pacer'
import {
  adjacencyLists,
  emptyPattern,
  isAdjacent,
  joinUndirected,
  separate,
  type Pattern,
} from '../../graph/pattern'

export interface Skeleton {
  /** Undirected. */
  readonly pattern: Pattern
  /** separatingSets[a * size + b], a < b: what separates a removed pair; null where no such set is known. */
  readonly separatingSets: (readonly number[] | null)[]
  /** evidence[a * size + b] (symmetric): the weakest evidence of dependence that was met. */
  readonly evidence: Float64Array
  readonly tests: number
  /** Largest conditioning set tried. */
  readonly depth: number
  /** Cancelled on the way: pairs not yet tested are still adjacent. */
  readonly stopped: boolean
}

/**
 * The skeleton phase of PC-stable (Colombo & Maathuis 2014, "Order-independent constraint-based causal structure
 * learning", algorithm 4.1): adjacency sets are frozen for each size of conditioning set. Knowledge keeps required
 * edges, drops pairs forbidden both ways, and admits only possible parents into conditioning sets.
 */
export async function findSkeleton(
  test: IndependenceTest,
  knowledge: KnowledgeIndex,
  depthCap: number,
  pacer: Pacer,
  finishedDepth?: (pattern: Pattern) => void,
): Promise<Skeleton> {
  const { size, forbidden, required } = knowledge
  const pattern = emptyPattern(size)
  const separatingSets: (readonly number[] | null)[] = Array.from({ length: size * size }, () => null)
  const evidence = new Float64Array(size * size).fill(Infinity)
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      if (!forbidden[a * size + b] || !forbidden[b * size + a]) joinUndirected(pattern, a, b)
    }
  }
  const deepest = Math.min(depthCap, test.largestSet, size - 2)
  const given = new Int32Array(Math.max(1, deepest))
  const inFirst = new Uint8Array(size)
  // Where values are missing, a pair of which no set of one size leaves enough rows has none of a larger size.
  const hopeless = test.rowsUsed ? new Uint8Array(size * size) : null
  let tests = 0

  /** Goes through the sets among the possible parents of either, each once. */
  const anySetSeparates = (
    a: number,
    b: number,
    depth: number,
    parentsOf: readonly Int32Array[],
    separates: () => boolean,
  ) => {
    const firstList = judgeable(test, a, b, parentsOf[a], depth)
    const secondList = judgeable(test, a, b, parentsOf[b], depth)
    for (const node of firstList) inFirst[node] = 1
    const triedBefore = () => {
      for (let k = 0; k < depth; k++) if (inFirst[given[k]] === 0) return false
      return true
    }
    const found =
      eachSubset(firstList, b, depth, given, separates) ||
      eachSubset(secondList, a, depth, given, () => !triedBefore() && separates())
    for (const node of firstList) inFirst[node] = 0
    return found
  }

  /** Tests one pair at one depth; removes it at the first set that separates it. */
  const examine = (a: number, b: number, depth: number, parentsOf: readonly Int32Array[]) => {
    if (hopeless?.[a * size + b]) return
    let weakest = evidence[a * size + b]
    let judged = false
    const separates = () => {
      tests++
      const strength = test.evidence(a, b, given, depth)
      if (strength < Infinity) judged = true
      if (strength < weakest) weakest = strength
      return strength <= test.critical
    }
    const found = depth === 0 ? separates() : anySetSeparates(a, b, depth, parentsOf, separates)
    evidence[a * size + b] = evidence[b * size + a] = weakest
    if (hopeless && !judged) hopeless[a * size + b] = 1
    if (!found) return
    separate(pattern, a, b)
    separatingSets[a * size + b] = Array.from(given.subarray(0, depth))
  }

  let depth = 0
  for (; depth <= deepest; depth++) {
    const parentsOf = possibleParents(pattern, knowledge)
    const neighbours = adjacencyLists(pattern)
    // A pair leaves one of its possible parents out only where the other of the two is among them.
    const isExhausted = ({ length }: Int32Array, a: number) =>
      length < depth || (length === depth && neighbours[a].length === depth)
    if (depth > 0 && parentsOf.every(isExhausted)) break
    for (let a = 0; a < size; a++) {
      for (let b = a + 1; b < size; b++) {
        if (!isAdjacent(pattern, a, b) || required[a * size + b] || required[b * size + a]) continue
        examine(a, b, depth, parentsOf)
        // Each depth gets half of what is left of the bar: nobody knows how deep it goes.
        const rest = pacer.rest(
          1 - 2 ** -depth * (1 - (a + b / size) / size / 2),
          () => `depth ${depth}, ${tests} tests`,
        )
        if (rest === true || (rest !== false && (await rest))) {
          return { pattern, separatingSets, evidence, tests, depth, stopped: true }
        }
      }
    }
    finishedDepth?.(pattern)
  }
  // Pairs kept apart by knowledge have not been tested, but a collider between them needs a separating set.
  const parentsOf = possibleParents(pattern, knowledge)
  const neighbours = adjacencyLists(pattern)
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const apart = forbidden[a * size + b] && forbidden[b * size + a]
      if (!apart || !neighbours[a].some((node) => isAdjacent(pattern, node, b))) continue
      for (let d = 0; d <= deepest && separatingSets[a * size + b] === null; d++) examine(a, b, d, parentsOf)
    }
  }
  return { pattern, separatingSets, evidence, tests, depth: depth - 1, stopped: false }
}

/**
 * Members of a list that may stand in a set of this size. Where values are missing, a set that leaves too few rows
 * to judge does so with any further member, and there are many such sets.
 */
export function judgeable(
  test: IndependenceTest,
  a: number,
  b: number,
  list: Int32Array,
  depth: number,
): Int32Array {
  if (!test.rowsUsed || depth < 2) return list
  const single = new Int32Array(1)
  return list.filter((member) => {
    single[0] = member
    return member !== a && member !== b && test.evidence(a, b, single, 1) < Infinity
  })
}

/** For each variable the adjacent ones that knowledge allows as its causes. */
export const possibleParents = (pattern: Pattern, { size, forbidden }: KnowledgeIndex): Int32Array[] =>
  adjacencyLists(pattern).map((list, node) =>
    Int32Array.from(list.filter((other) => forbidden[other * size + node] === 0)),
  )

/** Puts every subset of `size` members of `from` less `without` into `target` in turn, until `visit` returns true. */
export function eachSubset(
  from: Int32Array,
  without: number,
  size: number,
  target: Int32Array,
  visit: () => boolean,
): boolean {
  if (size === 0) return visit()
  const count = from.length
  const at = new Int32Array(size)
  let level = 0
  at[0] = -1
  while (level >= 0) {
    at[level]++
    if (at[level] < count && from[at[level]] === without) at[level]++
    if (at[level] >= count) {
      level--
      continue
    }
    target[level] = from[at[level]]
    if (level === size - 1) {
      if (visit()) return true
    } else {
      level++
      at[level] = at[level - 1]
    }
  }
  return false
}
