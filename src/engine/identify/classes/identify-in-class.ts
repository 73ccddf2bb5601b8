import { fail, succeed, type Problem, type Result } from '../../../base/result'
import { probability, terms } from '../../expression/build'
import type { Estimand, Expression } from '../../expression/expression'
import { primeClashes } from '../../expression/scope'
import { divide, one, sumOut, times } from '../../expression/simplify'
import { isUndirected, nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { indexGraph, meets, variablesOf, vertexSet, type VertexSet } from '../../graph/index-graph'
import { separated, unknownVariables } from '../../graph/separation'
import { joined } from '../adjustment-obstacle'
import { isEmpty, members, sameSet, without } from '../id/regions'
import type { InterventionalQuery } from '../id/identify-effect'
import type { DerivationStep } from '../method'
import { memberOf } from './member-of-class'
import { markedRegions, type MarkedRegions } from './marked-regions'

export type ClassIdentification =
  | {
      readonly verdict: 'identifiable'
      readonly estimand: Estimand
      readonly derivation: readonly DerivationStep[]
    }
  | {
      /** 'not-identifiable': members of the class give different answers, or one gives none. 'undecided': no formula found. */
      readonly verdict: 'not-identifiable' | 'undecided'
      readonly explanation: string
      readonly witness: readonly VariableId[]
      readonly derivation: readonly DerivationStep[]
    }

/**
 * Is P(outcomes | do(treatments)) determined by a PAG (or a MAG) alone: by one formula in every graph of the class? IDP of
 * Jaber, Zhang & Bareinboim, Causal identification under Markov equivalence: completeness results, ICML 2019; complete
 * for PAGs without conditions. For a MAG, and with conditions (through the joint effect on outcomes and conditions),
 * formulas are right but may be missed: then 'undecided'. Problems: unknown variables, lists that overlap, no outcome,
 * another kind of graph, marks that no causal graph has, undirected edges (selection).
 */
export function identifyInClass(graph: CausalGraph, query: InterventionalQuery): Result<ClassIdentification> {
  const problems = senseless(graph, query)
  if (problems.length > 0) return { ok: false, problems }
  const index = indexGraph(graph)
  const regions = markedRegions(graph)
  const all: VertexSet = new Uint8Array(index.count).fill(1)
  const member = memberOf(graph)
  if (!member || !regions.bucketsInOrder(all))
    return fail('not-a-class', 'No causal graph has these marks: the graph stands for no class.')
  const goal = [...query.outcomes, ...query.given]
  const rest = without(all, vertexSet(index, query.treatments))
  const needed = regions.possibleAncestors(vertexSet(index, goal), rest)
  const search = createSearch(graph, member, regions)
  search.tell(
    'possible-ancestors',
    `What may cause ${search.named(vertexSet(index, goal))} once ${query.treatments.length > 0 ? `${joined(query.treatments.map((id) => nameOf(graph, id)))} ${query.treatments.length > 1 ? 'are' : 'is'} set` : 'nothing is set'}: ${search.named(needed)}.`,
    probability(goal, [], query.treatments),
    needed,
  )
  const factor = search.identify(needed, all, 'seen')
  if (!factor) {
    const stuck = search.stuckAt()!
    const isComplete = graph.kind === 'pag' && query.given.length === 0
    return succeed({
      verdict: isComplete ? 'not-identifiable' : 'undecided',
      explanation: `Nothing that is not needed for ${search.named(stuck)} can be taken away: some graph of the class has hidden causes or arrows there that ${isComplete ? '' : 'may '}leave the effect open.`,
      witness: variablesOf(index, stuck),
      derivation: search.steps,
    })
  }
  const between = variablesOf(index, needed).filter((id) => !goal.includes(id))
  const joint = sumOut(terms(between), factor)
  const estimand = primeClashes(
    query.given.length > 0 ? divide(joint, sumOut(terms(query.outcomes), joint)) : joint,
  )
  search.tell('combine', 'What is not asked about is summed over.', estimand, needed)
  return succeed({ verdict: 'identifiable', estimand, derivation: search.steps })
}

function senseless(graph: CausalGraph, { outcomes, treatments, given }: InterventionalQuery): Problem[] {
  const all = [...outcomes, ...treatments, ...given]
  const unknown = unknownVariables(graph, all)
  if (unknown.length > 0) return unknown
  const problem = (failed: { problems: Problem[] }) => failed.problems
  if (outcomes.length === 0) return problem(fail('no-outcome', 'The question names no outcome.'))
  const twice = all.find((id, at) => all.indexOf(id) !== at)
  if (twice !== undefined) {
    const name = nameOf(graph, twice)
    return problem(
      fail('overlapping-sets', `${name} stands in two of the lists.`, { name, variables: [twice] }),
    )
  }
  if (graph.kind !== 'pag' && graph.kind !== 'mag')
    return problem(fail('not-a-class', 'This method answers for a PAG or a MAG.'))
  const selected = graph.edges.find(isUndirected) ?? graph.variables.find((variable) => variable.selected)
  if (selected)
    return problem(fail('selected-variable', 'The sample was selected: this method needs an unselected one.'))
  return []
}

/** Q[some variables]; 'seen' while they are simply what is observed of them. */
type Factor = Expression | 'seen'

/** The recursion IDENTIFY of IDP, with what it has done. */
function createSearch(graph: CausalGraph, member: CausalGraph, regions: MarkedRegions) {
  const index = indexGraph(graph)
  const steps: DerivationStep[] = []
  let stuck: VertexSet | null = null
  const names = (set: VertexSet) => variablesOf(index, set)
  const named = (set: VertexSet) => joined(names(set).map((id) => nameOf(graph, id)))

  function tell(rule: string, sentence: string, result: Expression, set: VertexSet) {
    steps.push({ rule, sentence, result: primeClashes(result), shows: { variables: names(set), edges: [] } })
  }

  /** Q[wanted] from Q[known]; null where it does not follow. */
  function identify(wanted: VertexSet, known: VertexSet, factor: Factor): Expression | null {
    if (isEmpty(wanted)) return one
    if (sameSet(wanted, known)) return factor === 'seen' ? probability(names(known)) : factor
    const spare = regions.buckets(known).filter((bucket) => !meets(bucket, wanted))
    const children = (bucket: VertexSet) => without(regions.possibleChildren(bucket, known), bucket)
    const last = spare.find((bucket) => isEmpty(children(bucket)))
    if (last) {
      const smaller = without(known, last)
      if (factor === 'seen') return identify(wanted, smaller, 'seen')
      const left = sumOut(terms(names(last)), factor)
      tell('sum-out', `${named(last)} causes none of what is left and is summed out.`, left, smaller)
      return identify(wanted, smaller, left)
    }
    const free = spare.find((bucket) => !meets(regions.possibleDistrict(bucket, known), children(bucket)))
    if (free) {
      const smaller = without(known, free)
      const left = withoutBucket(free, known, factor)
      tell(
        'take-away',
        `${named(free)} may cause nothing that hidden causes may tie it to: its part can be taken out of the factor.`,
        left,
        smaller,
      )
      return identify(wanted, smaller, left)
    }
    for (const bucket of regions.buckets(wanted)) {
      const region = regions.region(bucket, wanted)
      if (sameSet(region, wanted)) continue
      const other = regions.region(without(wanted, region), wanted)
      const shared = region.map((member, vertex) => member & other[vertex])
      tell(
        'split',
        `Hidden causes can tie ${named(without(region, shared))} to nothing beyond ${named(region)}: the factor of ${named(wanted)} splits.`,
        times([setting(region), setting(other)]),
        wanted,
      )
      const first = identify(region, known, factor)
      const second = first && identify(other, known, factor)
      const both = second && identify(shared, known, factor)
      return both && divide(times([first, second]), both)
    }
    stuck = wanted
    return null
  }

  /** The factor of a set as an intervention on all else. */
  const setting = (set: VertexSet): Expression =>
    probability(
      names(set),
      [],
      index.ids.filter((_, vertex) => !set[vertex]),
    )

  /** Q[known without the bucket]: proposition 2 there. */
  function withoutBucket(bucket: VertexSet, known: VertexSet, factor: Factor): Expression {
    const order = regions.bucketsInOrder(known)!
    const sure = regions.sureDistrict(bucket, known)
    const inside: Expression[] = []
    const outside: Expression[] = []
    order.forEach((part, at) => {
      const isInside = members(part).every((vertex) => sure[vertex])
      ;(isInside ? inside : outside).push(conditional(order, at, factor))
    })
    return times([...outside, sumOut(terms(names(bucket)), times(inside))])
  }

  /** Of a bucket, given those before it. */
  function conditional(order: readonly VertexSet[], at: number, factor: Factor): Expression {
    if (factor === 'seen') {
      const of = names(order[at])
      return probability(of, boundary(of, order.slice(0, at).flatMap(names)))
    }
    const upTo = (count: number) => sumOut(terms(order.slice(count).flatMap(names)), factor)
    return divide(upTo(at + 1), upTo(at))
  }

  /** Of `from`, what `of` still depends on given the others. */
  function boundary(of: readonly VariableId[], from: readonly VariableId[]): VariableId[] {
    let kept = [...from]
    for (const other of from) {
      const fewer = kept.filter((id) => id !== other)
      const rest = from.filter((id) => !fewer.includes(id))
      const apart = separated(member, of, rest, fewer)
      if (apart.ok && apart.value) kept = fewer
    }
    return kept
  }

  return { identify, tell, named, steps, stuckAt: () => stuck }
}
