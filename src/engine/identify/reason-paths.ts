import { ancestorSet, descendantSet } from '../graph/ancestors'
import type { VariableId } from '../graph/graph'
import { union, vertexSet, type VertexSet } from '../graph/index-graph'
import { isSimple, pathFromSlots, type GraphPath } from '../graph/open-walks'
import { createPathThrough } from '../graph/path-through'
import { reachable, walkRules } from '../graph/reachability'
import { isReached, reversed, slotsTo, startOf, walkTree } from '../graph/walk-tree'
import type { AdjustmentSetting } from './adjustment-query'
import { closes, listSets } from './adjustment-sets'

const pathOf = ({ graph, index }: AdjustmentSetting, slots: readonly number[]): GraphPath =>
  pathFromSlots(graph, index, startOf(index, slots[0]), slots)

const rulesGiven = ({ index, removed }: AdjustmentSetting, held: VertexSet) =>
  walkRules(index, union(held, index.selected), removed)

/** A shortest biasing path that is open given these vertices. */
function biasingPath(setting: AdjustmentSetting, held: VertexSet): GraphPath | null {
  const { index, exposures, outcomes } = setting
  const ends = { from: exposures, to: outcomes, barrier: exposures }
  const tree = walkTree(index, ends, rulesGiven(setting, held))
  return tree.arrived < 0 ? null : pathOf(setting, slotsTo(tree, tree.arrived))
}

/** The members without which the broadest set, which is valid, is no longer: each with a path that opens then. */
export function onlyClosers(setting: AdjustmentSetting, broadest: VertexSet): Map<number, GraphPath> {
  const { index, exposures, outcomes, must } = setting
  const rules = rulesGiven(setting, broadest)
  const nearTreatment = reachable(index, exposures, rules)
  const nearOutcome = reachable(index, outcomes, rules)
  const found = new Map<number, GraphPath>()
  for (let v = 0; v < index.count; v++) {
    if (!broadest[v] || must[v] || !nearTreatment[v] || !nearOutcome[v]) continue
    const path = biasingPath(setting, broadest.with(v, 0))
    if (path) found.set(v, path)
  }
  return found
}

/**
 * For a vertex outside `held`, a biasing path that it can close: through causes of treatments, outcomes and required
 * variables, the vertex a non-collider on it, members of `held` colliders. One open given `held` if such is at hand.
 */
export function closablePaths(setting: AdjustmentSetting, held: VertexSet): (v: number) => GraphPath | null {
  const { index, exposures, outcomes, must, removed } = setting
  const ends = union(exposures, outcomes)
  const rules = rulesGiven(setting, held)
  const fromTreatment = walkTree(index, { from: exposures, barrier: ends }, rules)
  const fromOutcome = walkTree(index, { from: outcomes, barrier: ends }, rules)
  const through = createPathThrough(index, {
    from: exposures,
    to: outcomes,
    within: ancestorSet(index, union(ends, must, index.selected), { removed }),
    onlyColliders: union(held, index.selected),
    removed,
  })
  const openNow = (v: number): number[] | null => {
    for (const [a, b] of [
      [0, 0],
      [0, 1],
      [1, 0],
    ]) {
      if (!isReached(fromTreatment, 2 * v + a) || !isReached(fromOutcome, 2 * v + b)) continue
      const slots = [
        ...slotsTo(fromTreatment, 2 * v + a),
        ...reversed(index, slotsTo(fromOutcome, 2 * v + b)),
      ]
      if (isSimple(index, slots)) return slots
    }
    return null
  }
  return (v) => {
    const slots = openNow(v) ?? through(v)
    return slots && pathOf(setting, slots)
  }
}

/** A biasing path that stays open whatever is held beside v; null when some valid set holds v. */
export function pathOpenForGood(setting: AdjustmentSetting, v: number): GraphPath | null {
  const { index, exposures, outcomes, must, allowed } = setting
  const required = must.with(v, 1)
  const causes = ancestorSet(index, union(exposures, outcomes, required, index.selected))
  const widest = causes.map((member, w) => (required[w] || (member && allowed[w]) ? 1 : 0))
  return closes(setting, widest) ? null : biasingPath(setting, widest)
}

/** What one more variable does beside the first minimal set. */
export interface BesideFirstSet {
  readonly first: readonly VariableId[]
  /** A biasing path that it opens. */
  readonly opened: GraphPath | null
  /** Is it, given the set, dependent on a treatment? */
  readonly tellsOfTreatment: boolean
  /** Is it, given the set and the treatments, dependent on an outcome? */
  readonly tellsOfOutcome: boolean
}

/** For settings that have a valid set. */
export function besideFirstSet(setting: AdjustmentSetting): (v: number) => BesideFirstSet {
  const { index, exposures, outcomes } = setting
  const first: readonly VariableId[] = listSets(setting).next().value ?? []
  const set = vertexSet(index, first)
  const held = union(set, index.selected)
  const nearTreatment = reachable(index, exposures, walkRules(index, held))
  const nearOutcome = reachable(index, outcomes, walkRules(index, union(held, exposures)))
  const mayOpen = openers(setting, set)
  return (v) => ({
    first,
    opened: mayOpen[v] ? biasingPath(setting, set.with(v, 1)) : null,
    tellsOfTreatment: nearTreatment[v] === 1,
    tellsOfOutcome: nearOutcome[v] === 1,
  })
}

/**
 * The vertices that can open a path beside a valid set: held, they open colliders among their causes, of which one must
 * be reached by an arrow from a treatment and one from an outcome.
 */
function openers(setting: AdjustmentSetting, set: VertexSet): VertexSet {
  const { index, exposures, outcomes, removed } = setting
  const rules = rulesGiven(setting, set)
  const reachedByArrow = (from: VertexSet) => {
    const tree = walkTree(index, { from, barrier: exposures }, rules)
    const closed = from.map((_, v) => (isReached(tree, 2 * v + 1) && !rules.givenAncestors[v] ? 1 : 0))
    return descendantSet(index, closed, { removed })
  }
  const fromOutcome = reachedByArrow(outcomes)
  return reachedByArrow(exposures).map((member, v) => member & fromOutcome[v])
}

/**
 * Where no set is valid: a biasing path that holding one more variable opens beside the required ones, over one
 * collider that it is or is affected by; null where none is at hand.
 */
export function openedByCollider(setting: AdjustmentSetting): (v: number) => GraphPath | null {
  const { index, exposures, outcomes, must } = setting
  const ends = union(exposures, outcomes)
  const rules = rulesGiven(setting, must)
  const fromTreatment = walkTree(index, { from: exposures, barrier: ends }, rules)
  const fromOutcome = walkTree(index, { from: outcomes, barrier: ends }, rules)
  const steps = (v: number) => fromTreatment.length[2 * v + 1] + fromOutcome.length[2 * v + 1]
  const colliders = [...index.ids.keys()]
    .filter((v) => isReached(fromTreatment, 2 * v + 1) && isReached(fromOutcome, 2 * v + 1))
    .filter((v) => !rules.givenAncestors[v])
    .toSorted((a, b) => steps(a) - steps(b))
  const nearest = new Int32Array(index.count).fill(-1)
  const { offsets, items } = index.children
  for (const collider of colliders) {
    const stack = [collider]
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      if (nearest[v] >= 0) continue
      nearest[v] = collider
      stack.push(...items.subarray(offsets[v], offsets[v + 1]))
    }
  }
  return (v) => {
    if (nearest[v] < 0) return null
    const arrival = 2 * nearest[v] + 1
    const slots = [...slotsTo(fromTreatment, arrival), ...reversed(index, slotsTo(fromOutcome, arrival))]
    if (!isSimple(index, slots)) return null
    const path = pathOf(setting, slots)
    const id = index.ids[v]
    return path.variables.includes(id) && !path.colliders.includes(id) ? null : path
  }
}

/** Variables other than v that a set may hold and that, held too, close the path. */
export function closersOf(setting: AdjustmentSetting, path: GraphPath, v: number): VariableId[] {
  const { index, allowed } = setting
  return path.variables
    .slice(1, -1)
    .filter((id) => !path.colliders.includes(id))
    .filter((id) => allowed[index.indexOf.get(id)!] && id !== index.ids[v])
}
