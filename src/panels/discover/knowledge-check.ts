import type { Knowledge } from '../../engine/discover/algorithm'
import { isDirected, isUndirected, nameOf, type CausalGraph, type Edge } from '../../engine/graph/graph'
import { isAcyclic } from '../../engine/graph/topological'

/** One kind of what was known before the search, held against the graph that came out. */
export interface KnowledgeCheck {
  readonly about: 'tiers' | 'forbidden' | 'required' | 'exogenous'
  readonly holds: boolean
  /** How many pairs of columns in different tiers, pairs or exogenous columns were looked at. */
  readonly checked: number
  /** The arrows (cause and effect by name) that speak against it: found though ruled out, or missing though required. */
  readonly against: readonly Arrow[]
}

export interface Compliance {
  readonly checks: readonly KnowledgeCheck[]
  /** All constraints together, and how many of them are broken. */
  readonly constraints: number
  readonly broken: number
  /** Null for classes with circles, whose arrows say nothing of direct causes. */
  readonly acyclic: boolean | null
}

type Arrow = readonly [cause: string, effect: string]

const keyOf = (cause: string, effect: string) => JSON.stringify([cause, effect])

/**
 * The arrows that a graph states or leaves possible although knowledge could have decided them: an arrow, and both ways
 * of a line. An arrow of a PAG says that its tail causes its head; what has a circle states nothing.
 */
function standing(graph: CausalGraph): { readonly stated: Set<string>; readonly possible: Set<string> } {
  const stated = new Set<string>()
  const possible = new Set<string>()
  const name = (id: Edge['from']) => nameOf(graph, id)
  for (const edge of graph.edges) {
    if (isDirected(edge)) {
      const [cause, effect] = edge.markTo === 'arrow' ? [edge.from, edge.to] : [edge.to, edge.from]
      stated.add(keyOf(name(cause), name(effect)))
    } else if (isUndirected(edge) && graph.kind !== 'pag') {
      possible.add(keyOf(name(edge.from), name(edge.to)))
      possible.add(keyOf(name(edge.to), name(edge.from)))
    }
  }
  return { stated, possible }
}

/** Does the graph respect what was known of its variables? Only kinds of which something was stated are listed. */
export function checkKnowledge(graph: CausalGraph, knowledge: Knowledge): Compliance {
  const { stated, possible } = standing(graph)
  const here = new Set(graph.variables.map(({ name }) => name))
  const pairHere = ([a, b]: Arrow) => here.has(a) && here.has(b)
  const ruledOut = ([cause, effect]: Arrow) =>
    stated.has(keyOf(cause, effect)) || possible.has(keyOf(cause, effect))

  const tiers = knowledge.tiers.map((tier) => tier.filter((name) => here.has(name)))
  const backwards = tiers.flatMap((later, level) =>
    tiers.slice(0, level).flatMap((earlier) => later.flatMap((a) => earlier.map((b): Arrow => [a, b]))),
  )
  const forbidden = knowledge.forbidden.filter(pairHere)
  const required = knowledge.required.filter(pairHere)
  const exogenous = (knowledge.exogenous ?? []).filter((name) => here.has(name))
  const into = exogenous.map((effect) =>
    [...here]
      .map((cause): Arrow => [cause, effect])
      .filter((arrow) => arrow[0] !== effect && ruledOut(arrow)),
  )

  const check = (about: KnowledgeCheck['about'], checked: number, against: readonly Arrow[]) => ({
    about,
    checked,
    against,
    holds: against.length === 0,
  })
  const checks = [
    check('tiers', backwards.length, backwards.filter(ruledOut)),
    check('forbidden', forbidden.length, forbidden.filter(ruledOut)),
    check(
      'required',
      required.length,
      required.filter(([cause, effect]) => !stated.has(keyOf(cause, effect))),
    ),
    check('exogenous', exogenous.length, into.flat()),
  ].filter(({ checked }) => checked > 0)
  const broken = checks.reduce(
    (sum, { about, against }) =>
      sum + (about === 'exogenous' ? into.filter((arrows) => arrows.length > 0).length : against.length),
    0,
  )
  return {
    checks,
    constraints: checks.reduce((sum, { checked }) => sum + checked, 0),
    broken,
    acyclic: graph.kind === 'pag' ? null : isAcyclic(graph),
  }
}
