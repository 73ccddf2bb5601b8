import { ancestorSet } from '../graph/ancestors'
import { nameOf, type VariableId } from '../graph/graph'
import { union, variablesOf, type VertexSet } from '../graph/index-graph'
import { moralGraph, type MoralGraph } from '../graph/moral-graph'
import { reachable, walkRules } from '../graph/reachability'
import { adjustmentObstacle, joined } from './adjustment-obstacle'
import type { AdjustmentSetting } from './adjustment-query'
import { broadestSet, hasAdjustmentSet } from './adjustment-sets'
import { pathOpenForGood } from './reason-paths'

/**
 * The valid set with the smallest asymptotic variance, or how far the graph alone tells.
 *
 * `best`: no valid set is more precise, in any model of the graph. `best-of-causes`: none of those made of causes of
 * treatments, outcomes and required variables is; `further` may or may not add to it. `none`: no set is valid.
 */
export type OptimalAdjustment =
  /** The sentence says why no set is valid. */
  | { readonly verdict: 'none'; readonly sentence: string }
  | {
      readonly verdict: 'best' | 'best-of-causes'
      readonly set: readonly VariableId[]
      /** The most precise of the minimal sets. */
      readonly minimal: readonly VariableId[]
      /** Variables outside the set that tell more of the outcome; empty for `best`. */
      readonly further: readonly VariableId[]
      /** Those of `further` that certainly make the estimate more precise, all held together. */
      readonly improving: readonly VariableId[]
      readonly sentence: string
    }

/**
 * The set next to the outcome: in the moral graph of the causes without the causal paths' first edges, the usable
 * variables that a way from an outcome meets first. Without hidden variables and wishes it is the parents of the causal
 * paths' variables less the harmful ones, the set of Henckel, Perković & Maathuis, JRSS B 84(2), 2022; with hidden ones
 * that of Smucler, Sapienza & Rotnitzky, Biometrika 109(1), 2022. Of two valid sets A is no less precise than B when the
 * treatments are independent of A \ B given B and the outcomes of B \ A given A and the treatments. For any B the first
 * holds of this set, because what is next to an outcome would otherwise lead there; the second is checked, and holds
 * for all B when it holds for every variable that some valid set holds. Where it does not, variables that tell more of
 * the outcome and are independent of the treatments whatever is held beside the set join it, and the second is checked
 * again. What it says is about regression and asymptotically about every regular estimator of averaging over the set.
 */
export function optimalAdjustment(setting: AdjustmentSetting): OptimalAdjustment {
  if (!hasAdjustmentSet(setting))
    return { verdict: 'none', sentence: adjustmentObstacle(setting).explanation }
  const { graph, index, exposures, outcomes, must, allowed, removed } = setting
  const inSomeSet = membersOfSets(setting)
  const held = union(must, index.selected)
  const keep = ancestorSet(index, union(exposures, outcomes, held), { removed })
  const moral = moralGraph(index, keep, removed)
  const nextToOutcome = firstMet(moral, outcomes, held, allowed)
  const nextToTreatment = firstMet(moral, exposures, held, nextToOutcome)
  const core = union(must, nextToOutcome)
  const wider = withStrangers(setting, core, inSomeSet)
  const best = tellsMore(setting, wider, inSomeSet).some(Boolean) ? core : wider
  const further = tellsMore(setting, best, inSomeSet)
  const nearTreatment = reachable(index, exposures, walkRules(index, union(best, index.selected)))
  const improving = further.map((member, v) => (member && !nearTreatment[v] ? 1 : 0))
  const [set, moreOf, surely] = [best, further, improving].map((members) => variablesOf(index, members))
  const names = (ids: readonly VariableId[]) => joined(ids.map((id) => nameOf(graph, id)))
  const holding = set.length > 0 ? `Holding ${names(set)}` : 'Holding nothing'
  const common = {
    set,
    minimal: variablesOf(index, union(must, nextToTreatment)),
    further: moreOf,
    improving: surely,
  }
  if (moreOf.length === 0)
    return {
      verdict: 'best',
      ...common,
      sentence: `${holding} gives the most precise estimate of all adjustment sets.`,
    }
  const among = `${holding} gives the most precise estimate of all sets made of causes`
  const rest = moreOf.filter((id) => !surely.includes(id))
  const parts = [
    ...(surely.length > 0
      ? [`${names(surely)}, held too, make${surely.length > 1 ? '' : 's'} it more precise`]
      : []),
    ...(rest.length > 0 ? [`whether ${names(rest)} would, the graph alone does not tell`] : []),
  ]
  return { verdict: 'best-of-causes', ...common, sentence: `${among}; ${parts.join('; ')}.` }
}

/** The variables that some valid set holds. */
function membersOfSets(setting: AdjustmentSetting): VertexSet {
  const broadest = broadestSet(setting)
  return setting.allowed.map((member, v) => (broadest[v] || (member && !pathOpenForGood(setting, v)) ? 1 : 0))
}

/** Those of the variables outside the set that, with it and the treatments held, still tell of an outcome. */
function tellsMore(
  { index, exposures, outcomes }: AdjustmentSetting,
  set: VertexSet,
  inSomeSet: VertexSet,
): VertexSet {
  const given = union(set, exposures, index.selected)
  const near = reachable(index, outcomes, walkRules(index, given))
  return inSomeSet.map((member, v) => (member && !set[v] && near[v] ? 1 : 0))
}

/**
 * The set with what tells more of the outcome and is independent of the treatments whatever else is held; without
 * those of them that tell nothing more beside the others.
 */
function withStrangers(setting: AdjustmentSetting, core: VertexSet, inSomeSet: VertexSet): VertexSet {
  const { index, exposures } = setting
  const given = union(core, index.selected)
  const holdable = ancestorSet(index, union(given, inSomeSet))
  const tied = reachable(index, exposures, { given, givenAncestors: holdable })
  let set = core
  for (;;) {
    const strangers = tellsMore(setting, set, inSomeSet).map((member, v) => (member && !tied[v] ? 1 : 0))
    if (!strangers.some(Boolean)) break
    set = union(set, strangers)
  }
  for (const v of set.keys()) {
    if (!set[v] || core[v]) continue
    const without = set.with(v, 0)
    if (!tellsMore(setting, without, inSomeSet)[v]) set = without
  }
  return set
}

/** The members of `stops` that ways from the sources meet first, none through vertices in `closed`. */
function firstMet(moral: MoralGraph, sources: VertexSet, closed: VertexSet, stops: VertexSet): VertexSet {
  const met = new Uint8Array(sources.length)
  const seen = new Uint8Array(moral.size)
  const stack = [...sources.keys()].filter((v) => sources[v])
  for (const v of stack) seen[v] = 1
  while (stack.length > 0) {
    const v = stack.pop()!
    for (let slot = moral.offsets[v]; slot < moral.offsets[v + 1]; slot++) {
      const w = moral.items[slot]
      if (seen[w] || closed[w]) continue
      seen[w] = 1
      if (stops[w]) met[w] = 1
      else stack.push(w)
    }
  }
  return met
}
