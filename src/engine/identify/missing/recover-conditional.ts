import { probability, terms } from '../../expression/build'
import type { Expression } from '../../expression/expression'
import { divide, one, sumOut, times } from '../../expression/simplify'
import { ancestors } from '../../graph/ancestors'
import type { VariableId } from '../../graph/graph'
import { indexGraph, meets, vertexSet } from '../../graph/index-graph'
import { reachable, walkRules } from '../../graph/reachability'
import type { MissingGraph } from './missing-graph'

type Ids = readonly VariableId[]

export type RecoverConditional = (of: Ids, given: Ids) => Expression | null

export interface Recovery {
  readonly recover: RecoverConditional
  /** Did the search stop before it had tried everything? */
  wasCutShort(): boolean
}

/** The search ends after this many separations. */
const MOST_SEPARATIONS = 20_000

/** Covariates are added in groups of at most this many. */
const MOST_COVARIATES = 2

/** Probabilities of being seen that need others first are followed this deep. */
const DEEPEST = 3

/**
 * P(of | given) of the variables with their gaps filled, from what is seen; null where none of these applies, which
 * proves nothing:
 * - separation from the indicators concerned: it is the same among the complete rows (Mohan & Pearl, JASA 116, 2021);
 * - one variable at a time, in any order (ordered factorisation, Mohan, Pearl & Tian, NeurIPS 2013);
 * - averaged over covariates that separate;
 * - complete rows divided by their probability of being complete, indicator by indicator in any order, each read where
 *   it does not hang on values that it hides; such a probability may itself need rows weighted for other indicators
 *   (Bhattacharya, Nabi, Shpitser & Robins, UAI 2019).
 * An indicator in the expression stands for 1.
 */
export function createRecovery({ graph, indicatorOf, indicators, variables }: MissingGraph): Recovery {
  const index = indexGraph(graph)
  const rank = new Map(graph.variables.map(({ id }, at) => [id, at]))
  const inOrder = (ids: Iterable<VariableId>) =>
    [...new Set(ids)].toSorted((a, b) => rank.get(a)! - rank.get(b)!)
  const minus = (ids: Ids, gone: Ids) => ids.filter((id) => !gone.includes(id))
  const separations = new Map<string, boolean>()

  const isSpent = () => separations.size >= MOST_SEPARATIONS

  function isSeparated(a: Ids, b: Ids, given: Ids): boolean {
    if (a.length === 0 || b.length === 0) return true
    const key = [a, b, given].map((ids) => inOrder(ids).join(' ')).join('|')
    const known = separations.get(key)
    if (known !== undefined) return known
    if (isSpent()) return false
    const rules = walkRules(index, vertexSet(index, given))
    const found = !meets(reachable(index, vertexSet(index, a), rules), vertexSet(index, b))
    separations.set(key, found)
    return found
  }

  /** Indicators that must be 1 for the variables to be seen. */
  const needed = (ids: Ids): VariableId[] => ids.flatMap((id) => indicatorOf.get(id) ?? [])

  /** Of `from`, what `id` still depends on given the others: its Markov boundary there. */
  function boundary(id: VariableId, from: Ids): VariableId[] {
    let kept = [...from]
    for (const other of from) {
      const fewer = minus(kept, [other])
      if (isSeparated([id], minus(from, fewer), fewer)) kept = fewer
    }
    return kept
  }

  const memory = new Map<string, Expression | null>()

  /** P(of | given, these indicators = 1); `of` and `given` may hold other indicators, with any value. */
  function recover(of: Ids, given: Ids, seen: Ids, depth: number): Expression | null {
    if (of.length === 0) return one
    const key = `${depth} ${[of, given, seen].map((ids) => inOrder(ids).join(' ')).join('|')}`
    const known = memory.get(key)
    if (known !== undefined) return known
    if (isSpent()) return null
    // While it is being worked out it cannot rest on itself.
    memory.set(key, null)
    const found =
      directly(of, given, seen) ??
      (depth > 0
        ? (oneByOne(of, given, seen, depth) ??
          byCovariates(of, given, seen, depth) ??
          byCompleteRows(of, given, seen, depth))
        : null)
    memory.set(key, found)
    return found
  }

  function directly(of: Ids, given: Ids, seen: Ids): Expression | null {
    const more = minus(needed([...of, ...given]), seen)
    if (more.some((id) => of.includes(id) || given.includes(id))) return null
    if (!isSeparated(of, more, [...given, ...seen])) return null
    return probability(inOrder(of), inOrder([...given, ...seen, ...more]))
  }

  function oneByOne(of: Ids, given: Ids, seen: Ids, depth: number): Expression | null {
    if (of.length < 2) return null
    for (const last of of) {
      const others = minus(of, [last])
      const factor = directly([last], [...given, ...others], seen)
      if (!factor) continue
      const rest = recover(others, given, seen, depth)
      if (rest) return times([rest, factor])
    }
    return null
  }

  function byCovariates(of: Ids, given: Ids, seen: Ids, depth: number): Expression | null {
    const near = new Set(ancestors(graph, [...of, ...given, ...seen, ...needed([...of, ...given])]))
    const usable = variables.filter((id) => near.has(id) && !of.includes(id) && !given.includes(id))
    const groups = [
      ...usable.map((id) => [id]),
      ...usable.flatMap((a, i) => usable.slice(i + 1).map((b) => [a, b])),
    ]
    for (const between of groups.filter((group) => group.length <= MOST_COVARIATES)) {
      const inner = directly(of, [...given, ...between], seen)
      if (!inner) continue
      const outer = recover(between, given, seen, depth - 1)
      if (outer) return sumOut(terms(between), times([outer, inner]))
    }
    return null
  }

  function byCompleteRows(of: Ids, given: Ids, seen: Ids, depth: number): Expression | null {
    const asked = inOrder([...of, ...given])
    for (const all of widenings(asked)) {
      const joint = completeRows(all, seen, depth)
      if (!joint) continue
      const above = sumOut(terms(minus(all, asked)), joint)
      return given.length === 0 ? above : divide(above, sumOut(terms(of), above))
    }
    return null
  }

  /** The variables themselves, with what decides whether they are seen, and all. */
  function widenings(asked: Ids): VariableId[][] {
    const causes = (ids: Ids) =>
      ancestors(graph, needed(ids)).filter((id) => !indicators.has(id) && !ids.includes(id))
    let wider = [...asked]
    for (let more = causes(wider); more.length > 0; more = causes(wider)) wider = [...wider, ...more]
    const everything = [...asked.filter((id) => indicators.has(id)), ...variables]
    const found = [asked, wider, everything].map(inOrder)
    return found.filter((set, at) => found.findIndex((other) => other.join() === set.join()) === at)
  }

  /** P(all | seen = 1) = P(all, complete | seen = 1) / P(complete | all, seen = 1). */
  function completeRows(all: Ids, seen: Ids, depth: number): Expression | null {
    const need = inOrder(minus(needed(all), seen))
    if (need.some((id) => all.includes(id))) return null
    const chances = completeness(all, need, seen, depth)
    return chances && divide(probability(inOrder([...all, ...need]), inOrder(seen)), times(chances))
  }

  /** The indicators' probabilities of 1, each given those before it, in the first order that works. */
  function completeness(all: Ids, need: Ids, seen: Ids, depth: number): Expression[] | null {
    const failed = new Set<string>()
    const order = (left: Ids): Expression[] | null => {
      if (left.length === 0) return []
      if (isSpent()) return null
      if (failed.has(left.join(' '))) return null
      const before = [...seen, ...minus(need, left)]
      for (const indicator of left) {
        const chance = chanceSeen(indicator, all, before, depth)
        const rest = chance && order(minus(left, [indicator]))
        if (rest) return [chance, ...rest]
      }
      failed.add(left.join(' '))
      return null
    }
    return order(need)
  }

  /** P(indicator | all, before = 1), from what it depends on; null where that holds the value it hides. */
  function chanceSeen(indicator: VariableId, all: Ids, before: Ids, depth: number): Expression | null {
    const kept = boundary(indicator, [...all, ...before])
    if (kept.some((id) => indicatorOf.get(id) === indicator)) return null
    const given = minus(kept, before)
    return recover([indicator], given, minus(kept, given), depth - 1)
  }

  return { recover: (of, given) => recover(of, given, [], DEEPEST), wasCutShort: isSpent }
}
