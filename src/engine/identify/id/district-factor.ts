import { probability, terms } from '../../expression/build'
import type { Expression } from '../../expression/expression'
import { divide, sumOut, times } from '../../expression/simplify'
import type { IndexGraph, VertexSet } from '../../graph/index-graph'
import { ancestorsWithin, districtWithin, members, neighboursIn, sameSet, without } from './regions'

/**
 * Q[C], the distribution of the variables C when all others are set (Tian & Pearl, AAAI 2002): how it follows from
 * what is seen, step by step, or the hedge that forbids it.
 */
export type DistrictFactor =
  | { readonly known: true; readonly expression: Expression; readonly steps: readonly FactorStep[] }
  | { readonly known: false; readonly hedge: VertexHedge; readonly steps: readonly FactorStep[] }

/** Two districts with the same roots, the outer one with treatments in it (Shpitser & Pearl, JMLR 9, 2008, def. 6). */
export interface VertexHedge {
  readonly outer: VertexSet
  readonly inner: VertexSet
}

export interface FactorStep {
  readonly rule: 'district' | 'sum-out' | 'sub-district'
  /** The variables whose factor the step gives. */
  readonly factor: VertexSet
  /** The subgraph in which the step holds. */
  readonly region: VertexSet
  readonly expression: Expression
}

/** Everything the recursion reads: a graph over measured variables and causes-first positions of its vertices. */
export interface Setting {
  readonly index: IndexGraph
  readonly rank: Int32Array
}

/**
 * Identify(C, T, Q[T]) of Tian & Pearl 2003, started at the ancestors of C: enough because Q of a district of an
 * ancestral set is read off directly, and complete (Huang & Valtorta, AAAI 2006). `experiment` holds the variables that
 * were set when the data were taken; none for observation. `district` is a district of some
 * subgraph from which the other members of C's ancestors were cut.
 */
export function identifyDistrict(
  setting: Setting,
  district: VertexSet,
  experiment: VertexSet = new Uint8Array(setting.index.count),
): DistrictFactor {
  const { index } = setting
  const free = experiment.map((member) => 1 - member)
  const start = ancestorsWithin(index, district, free)
  const first = members(district)[0]
  const region = districtWithin(index, first, start)
  const expression = times(
    inOrder(setting, region).map((vertex) => conditionalOnPast(setting, vertex, start, experiment)),
  )
  const steps: FactorStep[] = [{ rule: 'district', factor: region, region: start, expression }]
  return narrowFactor(setting, district, { region, expression, steps })
}

/** Q[region] and how it was found. */
export interface KnownFactor {
  readonly region: VertexSet
  readonly expression: Expression
  readonly steps: readonly FactorStep[]
}

/** Identify(C, T, Q[T]) of Tian & Pearl 2003: Q[district] from the factor of a region that holds it, both districts. */
export function narrowFactor(setting: Setting, district: VertexSet, known: KnownFactor): DistrictFactor {
  const { index } = setting
  const first = members(district)[0]
  let { region, expression } = known
  const steps = [...known.steps]
  for (;;) {
    const ancestral = ancestorsWithin(index, district, region)
    if (sameSet(ancestral, region) && !sameSet(region, district))
      return { known: false, hedge: { outer: region, inner: district }, steps }
    if (!sameSet(ancestral, region)) {
      expression = sumOut(terms(names(index, without(region, ancestral))), expression)
      steps.push({ rule: 'sum-out', factor: ancestral, region, expression })
    }
    const next = districtWithin(index, first, ancestral)
    if (!sameSet(next, ancestral)) {
      expression = chainFactor(setting, next, ancestral, expression)
      steps.push({ rule: 'sub-district', factor: next, region: ancestral, expression })
    }
    if (sameSet(next, district)) return { known: true, expression, steps }
    region = next
  }
}

const names = (index: IndexGraph, set: VertexSet) => members(set).map((vertex) => index.ids[vertex])

const inOrder = ({ rank }: Setting, set: VertexSet): number[] =>
  members(set).toSorted((a, b) => rank[a] - rank[b])

/**
 * P(v | what came before it in its district, and the parents of those): the ordered local Markov property of an
 * ancestral set (Richardson, Scandinavian J. of Statistics 30, 2003).
 */
export function conditionalOnPast(
  { index, rank }: Setting,
  vertex: number,
  ancestral: VertexSet,
  experiment: VertexSet,
): Expression {
  const past = ancestral.map((member, v) => (member && rank[v] <= rank[vertex] ? 1 : 0))
  const district = districtWithin(index, vertex, past)
  const blanket = district.slice()
  for (const member of members(district))
    for (const parent of neighboursIn(index.parents, member)) blanket[parent] = 1
  blanket[vertex] = 0
  return probability(
    [index.ids[vertex]],
    names(index, without(blanket, experiment)),
    names(index, experiment),
  )
}

/**
 * Q[part] for a district of the subgraph over `whole`, from Q[whole]: the product over its members, causes first, of
 * Q[up to v] / Q[before v] (Tian & Pearl 2002, lemma 4). Runs of members that follow each other telescope.
 */
export function chainFactor(
  setting: Setting,
  part: VertexSet,
  whole: VertexSet,
  joint: Expression,
): Expression {
  const { index } = setting
  const order = inOrder(setting, whole)
  const upTo = (count: number): Expression =>
    sumOut(terms(order.slice(count).map((vertex) => index.ids[vertex])), joint)
  const quotients: Expression[] = []
  for (let from = 0; from < order.length; from++) {
    if (!part[order[from]]) continue
    let to = from
    while (to < order.length && part[order[to]]) to++
    quotients.push(divide(upTo(to), upTo(from)))
    from = to
  }
  return times(quotients)
}

/** What stands between treatments and outcomes: the ancestors of the outcomes once the treatments are cut away. */
export function relevantRegion(index: IndexGraph, treatments: VertexSet, outcomes: VertexSet): VertexSet {
  const rest = new Uint8Array(index.count).fill(1).map((_, v) => (treatments[v] ? 0 : 1))
  return ancestorsWithin(index, outcomes, rest)
}

export const parentsOf = (index: IndexGraph, set: VertexSet): VertexSet => {
  const parents = new Uint8Array(index.count)
  for (const member of members(set))
    for (const parent of neighboursIn(index.parents, member)) parents[parent] = 1
  return without(parents, set)
}
