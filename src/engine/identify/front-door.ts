import type { Result } from '../../base/result'
import { probability, product, sumOver } from '../expression/build'
import type { Estimand } from '../expression/expression'
import { primeClashes } from '../expression/scope'
import type { CausalGraph, VariableId } from '../graph/graph'
import { descendantSet } from '../graph/ancestors'
import { meets, type EdgeSet, type VertexSet } from '../graph/index-graph'
import { edgesFromInto } from '../graph/open-paths'
import { reachable, walkRules } from '../graph/reachability'
import { adjustmentSetting, type AdjustmentSetting } from './adjustment-query'
import { members } from './id/regions'

/**
 * Sets that satisfy the front-door criterion (Pearl, Causality, 2009, definition 3.3.3): they intercept every directed
 * path from treatment to outcome, nothing unblocked leads backwards from treatment to them, and the treatment blocks
 * every backward path from them to the outcome. Minimal sets, each once, lazily. Problems as for adjustment.
 */
export function frontDoorSets(
  graph: CausalGraph,
  exposures: readonly VariableId[],
  outcomes: readonly VariableId[],
): Result<Generator<VariableId[]>> {
  const setting = adjustmentSetting(graph, {
    exposures,
    outcomes,
    effect: 'total',
    must: [],
    forbidden: [],
  })
  return setting.ok ? { ok: true, value: listMinimal(setting.value) } : setting
}

/** P(y | do(x)) = sum_m P(m | x) sum_x' P(x') P(y | x', m) */
export const frontDoorEstimand = (
  x: readonly VariableId[],
  y: readonly VariableId[],
  mediators: readonly VariableId[],
): Estimand =>
  primeClashes(
    sumOver(
      mediators,
      product([
        probability(mediators, x),
        sumOver(x, product([probability(x), probability(y, [...x, ...mediators])])),
      ]),
    ),
  )

function* listMinimal(setting: AdjustmentSetting): Generator<VariableId[]> {
  const { index } = setting
  const search = createSearch(setting)
  const everything = search.largestWithin(search.candidates)
  if (!search.intercepts(everything)) return
  const order = members(everything)
  // Depth first over "holds v" and "lacks v", cut where no set is left or where a smaller one is inside already.
  function* visit(held: VertexSet, open: VertexSet, from: number): Generator<VertexSet> {
    const within = search.largestWithin(held)
    if (search.intercepts(within)) {
      if (members(within).length === members(held).length && isMinimal(held)) yield held
      return
    }
    const largest = search.largestWithin(open)
    if (!search.intercepts(largest) || held.some((member, v) => member && !largest[v])) return
    if (from === order.length) return
    const without = open.slice()
    without[order[from]] = 0
    yield* visit(held, without, from + 1)
    const withIt = held.slice()
    withIt[order[from]] = 1
    yield* visit(withIt, open, from + 1)
  }
  const isMinimal = (set: VertexSet) =>
    members(set).every((member) => {
      const smaller = set.slice()
      smaller[member] = 0
      return !search.intercepts(search.largestWithin(smaller))
    })
  for (const set of visit(new Uint8Array(index.count), everything, 0))
    yield members(set).map((vertex) => index.ids[vertex])
}

function createSearch(setting: AdjustmentSetting) {
  const { index, exposures, outcomes } = setting
  const all = new Uint8Array(index.count).fill(1)
  const outOfExposures = edgesFromInto(index, exposures, all)
  // Second condition: unreachable from the treatment by backward paths.
  const behind = reachable(index, exposures, walkRules(index, new Uint8Array(index.count), outOfExposures))
  const candidates = new Uint8Array(index.count)
  for (let v = 0; v < index.count; v++)
    if (!behind[v] && !exposures[v] && !outcomes[v] && !index.latent[v] && !index.selected[v])
      candidates[v] = 1

  /**
   * The largest subset that meets the third condition: what violates it in a set violates it in every smaller one
   * (Jeong, Tian & Bareinboim, NeurIPS 2022).
   */
  function largestWithin(given: VertexSet): VertexSet {
    let set = given
    for (;;) {
      const cut: EdgeSet = edgesFromInto(index, set, all)
      const reached = reachable(index, outcomes, walkRules(index, exposures, cut))
      const current = set
      const next = set.map((member, v) => (member && reached[v] ? 0 : member))
      if (next.every((member, v) => member === current[v])) return next
      set = next
    }
  }

  /** Does every directed path from treatment to outcome pass through the set? */
  const intercepts = (set: VertexSet): boolean =>
    !meets(descendantSet(index, exposures, { barrier: set }), outcomes)

  return { candidates, largestWithin, intercepts }
}
