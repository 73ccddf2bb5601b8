import { fail, succeed, type Result } from '../../base/result'
import { terms } from '../expression/build'
import type { Expression } from '../expression/expression'
import { freeTerms } from '../expression/scope'
import { sumOut, times } from '../expression/simplify'
import type { CausalGraph, VariableId } from '../graph/graph'
import { indexGraph, variablesOf, type VertexSet } from '../graph/index-graph'
import { latentProjection } from '../graph/projection'
import { separationGraph } from '../graph/separation'
import { descendantSet } from '../graph/ancestors'
import { topologicalVertices } from '../graph/topological'
import { conditionalOnPast, parentsOf, type Setting } from './id/district-factor'
import { districtWithin, members, without } from './id/regions'

/** The expression, a function of what is observed, does not change with these variables. */
export interface FunctionalConstraint {
  readonly expression: Expression
  readonly independentOf: readonly VariableId[]
}

/** Districts with more members than this are not searched unless asked for: their subsets are too many. */
const LARGEST_DISTRICT = 16

/**
 * What a graph with hidden causes says beyond independencies: sums over parts of a district that must not depend on a
 * variable although it stands in them. Verma & Pearl, UAI 1990; found as in Tian & Pearl, On the testable implications
 * of causal models with hidden variables, UAI 2002, step A2. Each once, in the order of the graph. Districts of more than `largestDistrict`
 * variables are passed over. Problems: a cycle, a graph that is neither DAG nor ADMG.
 */
export function functionalConstraints(
  given: CausalGraph,
  largestDistrict = LARGEST_DISTRICT,
): Result<FunctionalConstraint[]> {
  if (given.kind === 'pag')
    return fail('undecided-marks', 'Functional constraints cannot be read off a graph with circle marks.')
  const readable = separationGraph(given)
  if (!readable.ok) return readable
  const graph = latentProjection(readable.value)
  const index = indexGraph(graph)
  const order = topologicalVertices(index)!
  const rank = new Int32Array(index.count)
  order.forEach((vertex, at) => (rank[vertex] = at))
  const setting: Setting = { index, rank }
  const nothing = new Uint8Array(index.count)
  const found = new Map<string, FunctionalConstraint>()
  for (const vertex of order) {
    const past = nothing.map((_, v) => (rank[v] <= rank[vertex] ? 1 : 0))
    const district = districtWithin(index, vertex, past)
    const others = members(district).filter((member) => member !== vertex)
    if (others.length === 0 || others.length >= largestDistrict) continue
    const factor = times(
      members(district)
        .toSorted((a, b) => rank[a] - rank[b])
        .map((member) => conditionalOnPast(setting, member, past, nothing)),
    )
    for (const summed of closedSubsets(setting, district, others)) {
      const rest = without(district, summed)
      const parents = parentsOf(index, rest)
      const expression = sumOut(terms(variablesOf(index, summed)), factor)
      const independentOf = freeTerms(expression)
        .map((term) => term.variable)
        .filter((id) => !rest[index.indexOf.get(id)!] && !parents[index.indexOf.get(id)!])
      if (independentOf.length > 0) found.set(JSON.stringify(expression), { expression, independentOf })
    }
  }
  return succeed([...found.values()])
}

/** Non-empty subsets that hold, with a member, everything in the district that it causes there. */
function* closedSubsets(
  { index }: Setting,
  district: VertexSet,
  others: readonly number[],
): Generator<VertexSet> {
  const barrier = district.map((member) => 1 - member)
  const known = new Set<string>()
  for (let choice = 1; choice < 2 ** others.length; choice++) {
    const chosen = new Uint8Array(index.count)
    others.forEach((member, i) => (chosen[member] = (choice >> i) & 1))
    const closed = descendantSet(index, chosen, { barrier })
    const isAllowed = members(closed).every((member) => others.includes(member))
    if (!isAllowed || known.has(closed.join())) continue
    known.add(closed.join())
    yield closed
  }
}
