import type { PairProbabilities } from '../../neural/discovery-readout'
import type { KnowledgeIndex } from '../knowledge/knowledge'

/** A direction with a smaller share of the probability of both is undecided. */
const CLEAR = 0.75
/** The same where the starts of the order search do not agree which variable comes first. */
const CLEAR_AGAINST_ORDERS = 0.9

export interface DecodedEdge {
  readonly from: number
  readonly to: number
  /** 'line': one causes the other, undecided which; 'tie': a hidden cause of both. */
  readonly kind: 'arrow' | 'line' | 'tie'
  /** Probability that the two are joined at all. */
  readonly support: number
  /** Share of it for this kind in this direction; absent for lines. */
  readonly orientationSupport?: number
}

export interface Decoded {
  /** Required arrows first, then by falling probability. */
  readonly edges: readonly DecodedEdge[]
  /** Arrows that would have closed a cycle with likelier ones. */
  readonly leftOut: number
}

/**
 * Probabilities given what is known: a required arrow is certain, a forbidden one impossible, and the others share what
 * is left.
 */
export function underKnowledge(given: PairProbabilities, knowledge: KnowledgeIndex): PairProbabilities {
  if (knowledge.empty) return given
  const { size, arrow, confounded } = given
  const arrows = arrow.slice()
  const hidden = confounded?.slice()
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const [there, back] = [i * size + j, j * size + i]
      const tie = confounded?.[there] ?? 0
      const none = Math.max(0, 1 - arrow[there] - arrow[back] - tie)
      const isRequired = knowledge.required[there] + knowledge.required[back] > 0
      const forward = knowledge.forbidden[there] ? 0 : arrow[there]
      const backward = knowledge.forbidden[back] ? 0 : arrow[back]
      const total = forward + backward + tie + none || 1
      arrows[there] = isRequired ? knowledge.required[there] : forward / total
      arrows[back] = isRequired ? knowledge.required[back] : backward / total
      if (hidden) hidden[there] = hidden[back] = isRequired ? 0 : tie / total
    }
  }
  return { size, arrow: arrows, ...(hidden ? { confounded: hidden } : {}) }
}

interface Pair {
  readonly a: number
  readonly b: number
  readonly forward: number
  readonly backward: number
  readonly tie: number
}

/**
 * A graph without cycles from the probabilities of its pairs. A pair is joined where an arrow either way is likelier than
 * not, or where an arrow or a hidden cause is likelier than all else; arrows are placed in the order of their probability,
 * and one that would close a cycle is left out.
 *
 * @param probabilities given the knowledge
 * @param before share of the starts of the order search with i before j, row-major
 */
export function decode(
  probabilities: PairProbabilities,
  knowledge: KnowledgeIndex,
  before: Float64Array,
): Decoded {
  const { size } = probabilities
  const arrows: DecodedEdge[] = []
  const others: DecodedEdge[] = []
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const edge = edgeOf(pairAt(probabilities, a, b), before[a * size + b])
      if (edge?.kind === 'arrow') arrows.push(edge)
      else if (edge) others.push(edge)
    }
  }
  const { kept, leftOut } = withoutCycles(arrows, knowledge)
  return { edges: [...kept, ...others.toSorted((x, y) => y.support - x.support)], leftOut }
}

function pairAt({ size, arrow, confounded }: PairProbabilities, a: number, b: number): Pair {
  const there = a * size + b
  return { a, b, forward: arrow[there], backward: arrow[b * size + a], tie: confounded?.[there] ?? 0 }
}

function edgeOf({ a, b, forward, backward, tie }: Pair, before: number): DecodedEdge | null {
  const either = forward + backward
  const joined = either + tie
  const likelier = Math.max(forward, backward)
  const none = 1 - joined
  if (either <= 0.5 && Math.max(likelier, tie) <= none) return null
  if (either <= 0.5 && tie >= likelier)
    return { from: a, to: b, kind: 'tie', support: joined, orientationSupport: tie / joined }
  const [from, to] = forward >= backward ? [a, b] : [b, a]
  const ordersDiffer = before > 0 && before < 1
  const isClear = likelier / either >= (ordersDiffer ? CLEAR_AGAINST_ORDERS : CLEAR)
  return isClear
    ? { from, to, kind: 'arrow', support: joined, orientationSupport: likelier / joined }
    : { from, to, kind: 'line', support: joined }
}

const probabilityOf = ({ support, orientationSupport = 1 }: DecodedEdge) => support * orientationSupport

function withoutCycles(arrows: readonly DecodedEdge[], { size, required }: KnowledgeIndex) {
  const rank = ({ from, to }: DecodedEdge) => required[from * size + to]
  const inOrder = arrows.toSorted((x, y) => rank(y) - rank(x) || probabilityOf(y) - probabilityOf(x))
  const effects = Array.from({ length: size }, (): number[] => [])
  const kept: DecodedEdge[] = []
  for (const edge of inOrder) {
    if (leadsTo(effects, edge.to, edge.from)) continue
    effects[edge.from].push(edge.to)
    kept.push(edge)
  }
  return { kept, leftOut: arrows.length - kept.length }
}

function leadsTo(effects: readonly (readonly number[])[], start: number, end: number): boolean {
  const seen = new Uint8Array(effects.length)
  const open = [start]
  while (open.length > 0) {
    const node = open.pop()!
    if (node === end) return true
    if (seen[node]) continue
    seen[node] = 1
    open.push(...effects[node])
  }
  return false
}
