import type { IndependenceTest } from '../tests/independence'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Pacer } from '../pacer'
import { subsetsOf } from './subsets'
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

  /** Asks about one set; true when it separates the pair, which is then removed. */
  const separates = (a: number, b: number, depth: number): boolean => {
    tests++
    const strength = test.evidence(a, b, given, depth)
    if (hopeless && strength < Infinity) hopeless[a * size + b] = 0
    if (strength < evidence[a * size + b]) evidence[a * size + b] = evidence[b * size + a] = strength
    if (strength > test.critical) return false
    separate(pattern, a, b)
    separatingSets[a * size + b] = Array.from(given.subarray(0, depth))
    return true
  }
  /** Asks about the pair without a set; true when cancelled. */
  const askAlone = (a: number, b: number, fraction: number): boolean | Promise<boolean> => {
    if (hopeless) hopeless[a * size + b] = 1
    separates(a, b, 0)
    return pacer.rest(fraction, () => `${tests} tests`)
  }
  /** Asks about all sets of one size among the possible parents of either, until one separates; true when cancelled. */
  const examine = async (
    a: number,
    b: number,
    depth: number,
    parentsOf: readonly Int32Array[],
    fraction: number,
  ): Promise<boolean> => {
    if (hopeless?.[a * size + b]) return false
    if (hopeless) hopeless[a * size + b] = 1
    const first = judgeable(test, a, b, parentsOf[a], depth)
    const second = judgeable(test, a, b, parentsOf[b], depth)
    for (const node of first) inFirst[node] = 1
    for (let side = 0; side < 2; side++) {
      const next = side === 0 ? subsetsOf(first, b, depth, given) : subsetsOf(second, a, depth, given)
      while (next()) {
        let tried = side === 1
        for (let k = 0; tried && k < depth; k++) tried = inFirst[given[k]] === 1
        if (tried) continue
        if (separates(a, b, depth)) {
          for (const node of first) inFirst[node] = 0
          return false
        }
        const rest = pacer.rest(fraction, () => `depth ${depth}, ${tests} tests`)
        if (rest === true || (rest !== false && (await rest))) return true
      }
    }
    for (const node of first) inFirst[node] = 0
    return false
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
        // Each depth gets half of what is left of the bar: nobody knows how deep it goes.
        const fraction = 1 - 2 ** -depth * (1 - (a + b / size) / size / 2)
        const stopped = depth === 0 ? askAlone(a, b, fraction) : examine(a, b, depth, parentsOf, fraction)
        if (stopped === true || (stopped !== false && (await stopped))) {
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
      for (let d = 0; d <= deepest && separatingSets[a * size + b] === null; d++) {
        if (await examine(a, b, d, parentsOf, 1)) {
          return { pattern, separatingSets, evidence, tests, depth, stopped: true }
        }
      }
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
  const enough = test.rowsUsed(a, b, single, 0) / 2
  return list.filter((member) => {
    if (member === a || member === b) return false
    single[0] = member
    return test.rowsUsed!(a, b, single, 1) > enough || test.evidence(a, b, single, 1) < Infinity
  })
}

/** For each variable the adjacent ones that knowledge allows as its causes. */
export const possibleParents = (pattern: Pattern, { size, forbidden }: KnowledgeIndex): Int32Array[] =>
  adjacencyLists(pattern).map((list, node) =>
    Int32Array.from(list.filter((other) => forbidden[other * size + node] === 0)),
  )
