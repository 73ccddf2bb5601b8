import { blocksOf } from '../../graph/blocks'
import { ARROW_MARK, isJoined, markAt, type MarkMatrix } from '../../graph/mark-matrix'
import type { Orientation } from '../../graph/orientation'
import { copyPattern, separate } from '../../graph/pattern'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Pacer } from '../pacer'
import type { IndependenceTest } from '../tests/independence'
import { possibleParents, type Skeleton } from './skeleton'
import { subsetsOf } from './subsets'

export interface PossibleDSepLimits {
  /** Largest set of neighbours that the skeleton phase tried. */
  readonly triedDepth: number
  /** Largest set to try here. */
  readonly depth: number
  /** Edges from a variable to the furthest member of its Possible-D-SEP. */
  readonly pathLength: number
}

/**
 * Removes the edges that only sets beyond the neighbours explain (Spirtes, Meek & Richardson 1995; Zhang 2008, step F3).
 * As in Colombo, Maathuis, Kalisch & Richardson, Annals of Statistics 40, 2012, all Possible-D-SEP sets are made before
 * the first edge goes, and a set is cut to what lies on paths between the two: whatever separates two variables still
 * does so without the rest. Sets of one size are all tried and the one that separates best is kept, so that the order
 * of the variables plays no part.
 *
 * @param orientation the skeleton with its unshielded colliders as arrowheads; one in doubt counts as none
 */
export async function separateByPossibleDSep(
  skeleton: Skeleton,
  { pag, joined }: Orientation,
  knowledge: KnowledgeIndex,
  test: IndependenceTest,
  limits: PossibleDSepLimits,
  pacer: Pacer,
): Promise<Skeleton> {
  const { size, forbidden, required } = knowledge
  const pattern = copyPattern(skeleton.pattern)
  const separatingSets = skeleton.separatingSets.slice()
  const evidence = skeleton.evidence.slice()
  const parentsOf = possibleParents(skeleton.pattern, knowledge).map((list) => new Set(list))
  const possible: number[][] = []
  const blocks = blocksOf(joined)
  const deepest = Math.min(limits.depth, test.largestSet, size - 2)
  const given = new Int32Array(Math.max(1, deepest))
  const best = new Int32Array(Math.max(1, deepest))
  let tests = 0
  let depth = skeleton.depth

  /** Ends early, with true, when the run was cancelled. */
  const examine = async (a: number, b: number): Promise<boolean> => {
    const block = new Set(blocks.of(a, b))
    const candidatesOf = (v: number) =>
      Int32Array.from(
        possible[v].filter(
          (w) => w !== a && w !== b && block.has(w) && !(forbidden[w * size + a] && forbidden[w * size + b]),
        ),
      )
    const lists = [candidatesOf(a), candidatesOf(b)]
    const inFirst = new Set(lists[0])
    const allIn = (members: ReadonlySet<number>, count: number) => {
      for (let k = 0; k < count; k++) if (!members.has(given[k])) return false
      return true
    }
    for (let count = 1; count <= Math.min(deepest, Math.max(lists[0].length, lists[1].length)); count++) {
      let weakest = Infinity
      for (const [side, list] of lists.entries()) {
        const next = subsetsOf(list, a, count, given)
        while (next()) {
          const tried =
            (count <= limits.triedDepth && (allIn(parentsOf[a], count) || allIn(parentsOf[b], count))) ||
            (side === 1 && allIn(inFirst, count))
          if (tried) continue
          tests++
          const strength = test.evidence(a, b, given, count)
          if (strength < weakest) {
            weakest = strength
            best.set(given)
          }
          const rest = pacer.rest(
            0.5 + (0.4 * (a + b / size)) / size,
            () => `sets beyond the neighbours, ${tests} tests`,
          )
          if (rest === true || (rest !== false && (await rest))) return true
        }
      }
      if (weakest < evidence[a * size + b]) evidence[a * size + b] = evidence[b * size + a] = weakest
      if (weakest > test.critical) continue
      separate(pattern, a, b)
      separatingSets[a * size + b] = Array.from(best.subarray(0, count))
      depth = Math.max(depth, count)
      return false
    }
    return false
  }

  let stopped = false
  for (let a = 0; a < size && !stopped; a++) {
    possible.push(possibleDSep(pag, joined, a, limits.pathLength))
    const rest = pacer.rest(0.5, () => 'sets beyond the neighbours')
    stopped = rest === true || (rest !== false && (await rest))
  }
  for (let a = 0; a < size && !stopped; a++)
    for (const b of joined[a]) {
      if (b < a || required[a * size + b] || required[b * size + a]) continue
      stopped = await examine(a, b)
      if (stopped) break
    }
  return { pattern, separatingSets, evidence, tests: skeleton.tests + tests, depth, stopped }
}

/**
 * The variables that a path from `start` reaches on which every inner variable is a collider or its two neighbours on
 * the path are joined; paths of up to `pathLength` edges.
 */
export function possibleDSep(
  pag: MarkMatrix,
  joined: readonly (readonly number[])[],
  start: number,
  pathLength: number,
): number[] {
  const { size } = pag
  const reached = new Set<number>(joined[start])
  // A step v, w is v * size + w: how a path goes on depends on its last two variables.
  const seen = new Set(joined[start].map((first) => start * size + first))
  let front = [...seen]
  for (let length = 1; length < pathLength && front.length > 0; length++) {
    const next: number[] = []
    for (const step of front) {
      const at = step % size
      const before = (step - at) / size
      for (const after of joined[at]) {
        const further = at * size + after
        if (after === before || after === start || seen.has(further)) continue
        const isCollider = markAt(pag, before, at) === ARROW_MARK && markAt(pag, after, at) === ARROW_MARK
        if (!isCollider && !isJoined(pag, before, after)) continue
        seen.add(further)
        reached.add(after)
        next.push(further)
      }
    }
    front = next
  }
  return [...reached].toSorted((a, b) => a - b)
}
