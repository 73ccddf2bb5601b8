import { fail, succeed, type Result } from '../../base/result'
import { probability, product, sumOver } from '../expression/build'
import type { Estimand } from '../expression/expression'
import { primeClashes } from '../expression/scope'
import { edgeId, nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import { descendantSet } from '../graph/ancestors'
import { meets, type EdgeSet, type VertexSet } from '../graph/index-graph'
import { edgesFromInto } from '../graph/open-paths'
import { reachable, walkRules } from '../graph/reachability'
import { joined } from './adjustment-obstacle'
import { adjustmentQuery, diagramSetting, type AdjustmentSetting } from './adjustment-query'
import { members } from './id/regions'
import type { DerivationStep, IdentificationMethod } from './method'

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
  const setting = diagramSetting(graph, {
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

/** Total effects through mediators; not sought for direct effects, which adjustment decides. */
export const frontDoor: IdentificationMethod = {
  id: 'front-door',
  label: 'Front-door',
  reference: 'Pearl, Biometrika 82(4), 1995; Jeong, Tian & Bareinboim, NeurIPS 2022',
  identify(graph, question) {
    const { exposures, outcomes, effect } = adjustmentQuery(question)
    if (effect === 'direct') return fail('not-for-direct-effects', 'The front-door gives total effects.')
    const sets = frontDoorSets(graph, exposures, outcomes)
    if (!sets.ok) return sets
    const first = sets.value.next()
    if (first.done || first.value.length === 0)
      return succeed({
        identifiable: false,
        method: frontDoor.id,
        explanation: 'No measured variables carry the whole effect and are themselves free of hidden causes.',
        witness: { variables: [], edges: [] },
      })
    return succeed({
      identifiable: true,
      method: frontDoor.id,
      estimand: frontDoorEstimand(exposures, outcomes, first.value),
      derivation: frontDoorSteps(graph, exposures, outcomes, first.value),
      mediators: first.value,
    })
  },
}

/** The three conditions of the criterion, each with what licenses it, and the formula that they give together. */
export function frontDoorSteps(
  graph: CausalGraph,
  x: readonly VariableId[],
  y: readonly VariableId[],
  m: readonly VariableId[],
): DerivationStep[] {
  const listed = (ids: readonly VariableId[]) => joined(ids.map((id) => nameOf(graph, id)))
  const [cause, outcome, through] = [listed(x), listed(y), listed(m)]
  const among = (ids: readonly VariableId[]) =>
    graph.edges.filter((edge) => ids.includes(edge.from) && ids.includes(edge.to)).map(edgeId)
  const into = (ids: readonly VariableId[]) =>
    graph.edges
      .filter(
        (edge) =>
          (edge.markTo === 'arrow' && ids.includes(edge.to)) ||
          (edge.markFrom === 'arrow' && ids.includes(edge.from)),
      )
      .map(edgeId)
  const all = graph.variables.map((variable) => variable.id)
  return [
    {
      rule: 'question',
      sentence: `Asked is the distribution of ${outcome} if ${cause} were set for everyone.`,
      result: probability(y, [], x),
      shows: { variables: [...x, ...y], edges: [] },
    },
    {
      rule: 'intercepts',
      sentence: `Every directed path from ${cause} to ${outcome} goes through ${through}: the effect is that of ${cause} on ${through}, followed by that of ${through} on ${outcome}.`,
      result: sumOver(m, product([probability(m, [], x), probability(y, [], m)])),
      shows: { variables: [...x, ...m, ...y], edges: among([...x, ...m, ...y]) },
    },
    {
      rule: 'do-calculus-2',
      sentence: `No open path leads backwards from ${cause} to ${through}: seeing ${cause} tells of ${through} what setting it would.`,
      result: sumOver(m, product([probability(m, x), probability(y, [], m)])),
      shows: { variables: [...x, ...m], edges: [...among([...x, ...m]), ...into(x)] },
    },
    {
      rule: 'average-over-set',
      sentence: `${cause} closes every path that leads backwards from ${through} to ${outcome}: averaging over ${cause} gives what setting ${through} does.`,
      result: frontDoorEstimand(x, y, m),
      shows: { variables: all, edges: [...into(m), ...among([...m, ...y])] },
    },
  ]
}

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
