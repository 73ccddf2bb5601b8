import { ARROW_MARK, CIRCLE_MARK, NONE, type MarkMatrix } from '../../graph/mark-matrix'
import { createOrientation, tripleKey, type Orientation } from '../../graph/orientation'
import { closeUnderRules, type InSeparator, type Selection } from '../../graph/orient-pag'
import { isAdjacent, joinUndirected, copyPattern, pointsTo, type Pattern } from '../../graph/pattern'
import type { KnowledgeIndex } from '../knowledge/knowledge'
import type { Pacer } from '../pacer'
import type { IndependenceTest } from '../tests/independence'
import { adjacencyKnowledge, markByKnowledge } from './latent-knowledge'
import { separateByPossibleDSep } from './possible-d-sep'
import { keptApart } from './unseen-pairs'
import { createSeparators, unshieldedPairs, type SeparatorRule, type Separators } from './separators'
import { findSkeleton, type Skeleton } from './skeleton'

export interface FciLimits {
  /** Largest set of neighbours to hold fixed. */
  readonly depth: number
  /** Largest set from Possible-D-SEP, and how far its members may be; null leaves that phase out. */
  readonly possibleDSep: { readonly depth: number; readonly pathLength: number } | null
  readonly rule: SeparatorRule
  readonly selection: Selection
}

export interface FciSurroundings {
  /**
   * A graph that a score found: only its edges are looked at, and its unshielded colliders are believed (Ogarrio,
   * Spirtes & Ramsey, A hybrid causal search algorithm for latent variable models, PGM 2016).
   */
  readonly start?: Pattern
  /** Pairs that too few rows share; they stay apart. */
  readonly unseen?: readonly (readonly [number, number])[]
  /** Told of the graph as it comes about. */
  found?(pag: MarkMatrix): void
}

export interface FciResult {
  readonly pag: MarkMatrix
  readonly skeleton: Skeleton
  /** Further tests, of which variables separate the pairs. */
  readonly separatorTests: number
  readonly possibleDSepTests: number
  /** Ends of edges at which a mark contradicted earlier ones and was left out; 0 when the tests agree with a graph. */
  readonly leftOut: number
  readonly stopped: boolean
}

/**
 * FCI with any independence test: Spirtes, Glymour & Scheines 2000, section 6.7; Zhang, Artificial Intelligence 172,
 * 2008, for the rules; Colombo & Maathuis 2014 for adjacencies that do not depend on the order of the variables. With
 * an oracle and no limits the result is the PAG of the true graph. Where tests contradict each other the clearer
 * collider stands, and what is decided stays ancestral.
 *
 */
export async function searchFci(
  test: IndependenceTest,
  knowledge: KnowledgeIndex,
  limits: FciLimits,
  pacer: Pacer,
  { start, unseen = [], found }: FciSurroundings = {},
): Promise<FciResult> {
  const adjacency = keptApart(adjacencyKnowledge(knowledge, start), unseen)
  const believed = start && withUndecidedPairs(start, knowledge)
  const near = await findSkeleton(test, adjacency, limits.depth, pacer, (pattern) =>
    found?.(circlesOn(pattern)),
  )
  let skeleton = near
  let separatorTests = 0
  const orient = async () => {
    const separators = createSeparators(skeleton, adjacency, test, limits.rule)
    const { colliders, doubtful, stopped } = await findColliders(skeleton, separators, pacer, believed)
    separatorTests += separators.tests()
    const orientation = createOrientation(circlesOn(skeleton.pattern), 'noisy', doubtful)
    markByKnowledge(orientation, knowledge)
    for (const { a, b, middle } of colliders)
      orientation.decideTogether([
        [a, middle, ARROW_MARK],
        [b, middle, ARROW_MARK],
      ])
    return { orientation, separators, stopped: stopped || skeleton.stopped }
  }
  const result = (orientation: Orientation, stopped: boolean): FciResult => ({
    pag: orientation.pag,
    skeleton,
    separatorTests,
    possibleDSepTests: skeleton.tests - near.tests,
    leftOut: orientation.leftOut.size,
    stopped,
  })
  if (limits.possibleDSep && !near.stopped) {
    const { orientation, stopped } = await orient()
    if (stopped) return result(orientation, true)
    found?.(orientation.pag)
    const beyond = { ...limits.possibleDSep, triedDepth: limits.depth }
    const far = await separateByPossibleDSep(near, orientation, adjacency, test, beyond, pacer)
    if (far.stopped) return result(orientation, true)
    skeleton = far
  }
  const { orientation, separators, stopped } = await orient()
  found?.(orientation.pag)
  const inSeparator: InSeparator = (a, c, b) => separators.membership(a, c, b)?.belongs ?? null
  const stoppedLate =
    stopped || (await restBetween(closeUnderRules(orientation, inSeparator, limits.selection), pacer, 0.95))
  return result(orientation, stoppedLate)
}

/** What a score left apart only because knowledge allows no arrow either way is no finding of the score. */
function withUndecidedPairs(start: Pattern, { size, forbidden }: KnowledgeIndex): Pattern {
  const pattern = copyPattern(start)
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++)
      if (forbidden[a * size + b] && forbidden[b * size + a]) joinUndirected(pattern, a, b)
  return pattern
}

const circlesOn = ({ size, arcs }: Pattern): MarkMatrix => {
  const at = new Uint8Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      at[a * size + b] = arcs[a * size + b] || arcs[b * size + a] ? CIRCLE_MARK : NONE
  return { size, at }
}

interface Collider {
  readonly a: number
  readonly b: number
  readonly middle: number
  readonly doubt: number
}

/** For R0 the colliders, the clearest first, and the keys of triples of which nothing is known. */
async function findColliders(
  skeleton: Skeleton,
  separators: Separators,
  pacer: Pacer,
  believed: Pattern | undefined,
): Promise<{ colliders: Collider[]; doubtful: Set<number>; stopped: boolean }> {
  const colliders: Collider[] = []
  const doubtful = new Set<number>()
  if (skeleton.stopped) return { colliders, doubtful, stopped: true }
  for (const { a, b, middles } of unshieldedPairs(skeleton)) {
    if (believed && !isAdjacent(believed, a, b)) {
      for (const middle of middles)
        if (pointsTo(believed, a, middle) && pointsTo(believed, b, middle))
          colliders.push({ a, b, middle, doubt: -Infinity })
      continue
    }
    const stopped = await restBetween(separators.weigh(a, b), pacer, 0.9)
    if (stopped) return { colliders, doubtful, stopped }
    for (const middle of middles) {
      const membership = separators.membership(a, b, middle)
      if (membership === null) doubtful.add(tripleKey(skeleton.pattern.size, a, middle, b))
      else if (!membership.belongs) colliders.push({ a, b, middle, doubt: membership.doubt })
    }
  }
  return { colliders: colliders.toSorted((x, y) => x.doubt - y.doubt), doubtful, stopped: false }
}

/** Takes the steps with rests between; true when the run was cancelled. */
async function restBetween(steps: Generator<void>, pacer: Pacer, fraction: number): Promise<boolean> {
  while (!steps.next().done) {
    const rest = pacer.rest(fraction, () => 'directing edges')
    if (rest === true || (rest !== false && (await rest))) return true
  }
  return false
}
