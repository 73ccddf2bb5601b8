import { adjacencyLists, isAdjacent } from '../../graph/pattern'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { IndependenceTest } from '../tests/independence'
import { judgeable, possibleParents, type Skeleton } from './skeleton'
import { subsetsOf } from './subsets'

/**
 * Which set decides whether a variable belongs to what separates a pair: the first one found, of all the one with the
 * largest p-value, or all that separate, so that nothing is decided where they disagree.
 */
export type SeparatorRule = 'first' | 'max-p' | 'conservative'

/** The last two rules look at sets of neighbours of up to this size, or up to the size that separated the pair if that is larger. */
const USUAL_SET = 3

/** Whether a variable belongs to what separates a pair, and how clear that is. */
export interface Membership {
  readonly belongs: boolean
  /** The smaller, the clearer. */
  readonly doubt: number
}

export interface Separators {
  /** Makes the tests that `membership` of this pair needs, one a step, so that the caller can rest between them. */
  weigh(a: number, b: number): Generator<void>
  /** For a pair that is not joined; null where it is not known. The middle is joined to one of the two. */
  membership(a: number, b: number, middle: number): Membership | null
  readonly tests: () => number
}

/**
 * What separates the pairs of a skeleton. The rules `max-p` (Ramsey 2016) and `conservative` (Ramsey, Spirtes & Zhang,
 * Adjacency-faithfulness and conservative causal inference, UAI 2006) look at the set that was found and all sets of
 * neighbours, and do not depend on the order of the variables.
 */
export function createSeparators(
  { pattern, separatingSets, evidence }: Skeleton,
  knowledge: KnowledgeIndex,
  test: IndependenceTest,
  rule: SeparatorRule,
): Separators {
  const { size } = pattern
  const parentsOf = possibleParents(pattern, knowledge)
  const neighbours = adjacencyLists(pattern)
  const given = new Int32Array(size)
  const withMember = new Float64Array(size)
  const withoutMember = new Float64Array(size)
  const isMember = new Uint8Array(size)
  let weighed = -1
  let tests = 0

  const note = (strength: number, count: number, middles: readonly number[]) => {
    for (let k = 0; k < count; k++) isMember[given[k]] = 1
    for (const v of middles) {
      const weakest = isMember[v] ? withMember : withoutMember
      if (strength < weakest[v]) weakest[v] = strength
    }
    for (let k = 0; k < count; k++) isMember[given[k]] = 0
  }

  /** For what is joined to either the weakest evidence against independence over the sets that hold it, and that do not. */
  function* weigh(first: number, second: number): Generator<void> {
    const [a, b] = first < second ? [first, second] : [second, first]
    const found = separatingSets[a * size + b]
    if (rule === 'first' || found === null || weighed === a * size + b) return
    weighed = a * size + b
    withMember.fill(Infinity)
    withoutMember.fill(Infinity)
    const middles = [...new Set([...neighbours[a], ...neighbours[b]])]
    given.set(found)
    note(evidence[a * size + b], found.length, middles)
    for (let count = 0; count <= Math.min(Math.max(USUAL_SET, found.length), test.largestSet); count++) {
      for (const side of [a, b]) {
        const list = judgeable(test, a, b, parentsOf[side], count)
        const next = subsetsOf(list, side === a ? b : a, count, given)
        while (next()) {
          tests++
          note(test.evidence(a, b, given, count), count, middles)
          yield
        }
      }
    }
  }

  return {
    tests: () => tests,
    weigh,
    membership(first, second, middle) {
      const [a, b] = first < second ? [first, second] : [second, first]
      const found = separatingSets[a * size + b]
      if (found === null) return null
      if (rule === 'first') return { belongs: found.includes(middle), doubt: evidence[a * size + b] }
      const steps = weigh(a, b)
      while (!steps.next().done);
      const disagree = Math.max(withMember[middle], withoutMember[middle]) <= test.critical
      if (rule === 'conservative' && disagree) return null
      const margin = withoutMember[middle] - withMember[middle]
      return { belongs: margin > 0, doubt: -Math.abs(margin) }
    },
  }
}

/** Every pair that is not joined but shares neighbours, with them: a < b, row by row. */
export function* unshieldedPairs({
  pattern,
}: Skeleton): Generator<{ a: number; b: number; middles: number[] }> {
  const neighbours = adjacencyLists(pattern)
  for (let a = 0; a < pattern.size; a++) {
    const seen = new Set(neighbours[a].flatMap((middle) => neighbours[middle]))
    for (const b of [...seen].toSorted((x, y) => x - y)) {
      if (b <= a || isAdjacent(pattern, a, b)) continue
      yield { a, b, middles: neighbours[a].filter((middle) => isAdjacent(pattern, middle, b)) }
    }
  }
}
