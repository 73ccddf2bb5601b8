import { fail, succeed, type Result } from '../../base/result'
import { ancestorSet } from '../graph/ancestors'
import { nameOf, type CausalGraph, type VariableId } from '../graph/graph'
import { meets, union, variablesOf, vertexSet, type VertexSet } from '../graph/index-graph'
import { minimalSeparators } from '../graph/minimal-separators'
import { reachable, walkRules } from '../graph/reachability'
import { unknownVariables } from '../graph/separation'
import { adjustmentSetting, type AdjustmentQuery, type AdjustmentSetting } from './adjustment-query'

/**
 * Does averaging over Z give the effect, P(y | do(x)) = sum_z P(y | x, z) P(z), in every model of the graph?
 * The adjustment criterion in its constructive form: Z holds nothing harmful and closes all biasing paths
 * (Shpitser, VanderWeele & Robins, UAI 2010; van der Zander, Liśkiewicz & Textor, UAI 2014, Theorem 4.6).
 * With selected variables also the sample must stand for everyone: Correa & Bareinboim, AAAI 2017.
 * In a CPDAG, MAG or PAG: in every model of every graph of the class (see `possibleCausation`).
 * `must` and `forbidden` of the query count. Problems: a query that makes no sense, unknown variables in z.
 */
export function isAdjustmentSet(
  graph: CausalGraph,
  query: AdjustmentQuery,
  z: readonly VariableId[],
): Result<boolean> {
  const setting = adjustmentSetting(graph, query)
  if (!setting.ok) return setting
  const unknown = unknownVariables(graph, z)
  if (unknown.length > 0) return { ok: false, problems: unknown }
  const { index, exposures, outcomes, harmful, must, undecided } = setting.value
  const set = vertexSet(index, z)
  const shared = z.find((id) => query.exposures.includes(id) || query.outcomes.includes(id))
  if (shared !== undefined) {
    const name = nameOf(graph, shared)
    return fail('overlapping-sets', `${name} is in the set but is the treatment or the outcome.`, { name })
  }
  const usable = union(exposures, outcomes, index.latent, harmful, vertexSet(index, query.forbidden))
  const misses = must.some((member, v) => member && !set[v])
  if (undecided || misses || meets(set, usable)) return succeed(false)
  return succeed(closes(setting.value, set) && standsForEveryone(setting.value))
}

/** Are all biasing paths closed by these vertices and the selected ones? */
export function closes(setting: AdjustmentSetting, set: VertexSet): boolean {
  const { index, exposures, outcomes, removed } = setting
  const rules = walkRules(index, union(set, index.selected), removed)
  return !meets(reachable(index, exposures, rules), outcomes)
}

/** No outcome is connected with the way the sample was drawn, other than through the treatment's effect. */
export function standsForEveryone(setting: AdjustmentSetting): boolean {
  const { index, outcomes, removed, query } = setting
  if (query.effect === 'direct' || !index.selected.some(Boolean)) return true
  const nothing = new Uint8Array(index.count)
  return !meets(reachable(index, outcomes, walkRules(index, nothing, removed)), index.selected)
}

/**
 * Every adjustment set of which no proper subset with `must` is one, each once, lazily and with polynomial
 * delay; nothing when there is none, one empty list when no adjustment is needed.
 */
export function minimalAdjustmentSets(
  graph: CausalGraph,
  query: AdjustmentQuery,
): Result<Iterable<VariableId[]>> {
  const setting = adjustmentSetting(graph, query)
  return setting.ok ? succeed({ [Symbol.iterator]: () => listSets(setting.value) }) : setting
}

/** Is no set valid whatever paths it closes? */
const isHopeless = (setting: AdjustmentSetting): boolean =>
  setting.undecided !== null || meets(setting.must, setting.harmful) || !standsForEveryone(setting)

/** Is there a valid set? */
export const hasAdjustmentSet = (setting: AdjustmentSetting): boolean =>
  !isHopeless(setting) && closes(setting, broadestSet(setting))

/** Every minimal set once, with polynomial delay; none where no set is valid. */
export function* listSets(setting: AdjustmentSetting): Generator<VariableId[]> {
  const { index, exposures, outcomes, must, removed, allowed } = setting
  if (isHopeless(setting)) return
  const include = union(must, index.selected)
  const open = allowed.map((member, v) => (member && !include[v] ? 1 : 0))
  const search = { from: exposures, to: outcomes, include, allowed: open, removed }
  for (const separator of minimalSeparators(index, search)) {
    const set = must.slice()
    for (const v of separator) set[v] = 1
    yield variablesOf(index, set)
  }
}

/**
 * The largest set worth trying: all allowed causes of treatments, outcomes and required variables. When any
 * set is valid this one is (van der Zander et al. 2014, Theorem 4.10).
 */
export function broadestSet(setting: AdjustmentSetting): VertexSet {
  const { index, exposures, outcomes, must, allowed } = setting
  const causes = ancestorSet(index, union(exposures, outcomes, must, index.selected))
  return causes.map((member, v) => (must[v] || (member && allowed[v]) ? 1 : 0))
}
