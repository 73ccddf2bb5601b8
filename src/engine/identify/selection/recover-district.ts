import { terms } from '../../expression/build'
import type { Expression } from '../../expression/expression'
import { divide, sumOut, times } from '../../expression/simplify'
import { meets, union, variablesOf, type IndexGraph, type VertexSet } from '../../graph/index-graph'
import { topologicalVertices } from '../../graph/topological'
import {
  chainFactor,
  conditionalOnPast,
  narrowFactor,
  type FactorStep,
  type Setting,
  type VertexHedge,
} from '../id/district-factor'
import { ancestorsWithin, districtsWithin, isEmpty, members, without } from '../id/regions'

/** What is at hand: everything measured in the selected sample, and some variables in everyone. */
export interface SelectedData {
  /** The variables that say who was selected; the sample has those with value 1. */
  readonly selected: VertexSet
  /** Variables whose joint distribution is known without selection. */
  readonly external: VertexSet
}

/** Districts that hold no cause of the selection were read off the sample and divided out. */
export interface RecoveryRound {
  readonly summedOut: VertexSet
  readonly readOff: VertexSet
  /** What stays in the region. */
  readonly left: VertexSet
  /** The factor of what stays, up to a constant. */
  readonly rest: Expression
}

export type RecoveredFactor =
  | {
      readonly known: true
      readonly expression: Expression
      readonly rounds: readonly RecoveryRound[]
      readonly steps: readonly FactorStep[]
    }
  /** Where the recursion stopped: every district left in the region leads to the selection, or a hedge. */
  | { readonly known: false; readonly region: VertexSet; readonly hedge: VertexHedge | null }

/**
 * Q[district] from the selected sample: RC of Bareinboim & Tian, Recovering causal effects from selection bias, AAAI
 * 2015, complete without external data (Correa, Tian & Bareinboim, AAAI 2019). Taken in turn: what causes neither the
 * district nor the selection is summed out; districts that hold no cause of the selection are read off the sample (each
 * member given what came before, causes of the selection first) and divided out. With external data also those districts
 * whose causes of the selection are measured there with what they depend on. In the expressions a selection variable
 * stands for its value in the sample.
 */
export function recoverDistrict(
  index: IndexGraph,
  district: VertexSet,
  { selected, external }: SelectedData,
): RecoveredFactor {
  const topological = [...topologicalVertices(index)!]
  const chosen = variablesOf(index, selected)
  let region: VertexSet = new Uint8Array(index.count).fill(1)
  let rest: Expression | null = null
  const rounds: RecoveryRound[] = []
  for (;;) {
    const ancestral = ancestorsWithin(index, union(district, selected), region)
    const summedOut = without(region, ancestral)
    if (rest) rest = sumOut(terms(variablesOf(index, summedOut)), rest)
    region = ancestral
    const causes = ancestorsWithin(index, selected, region)
    const rank = new Int32Array(index.count)
    const order = [
      ...topological.filter((vertex) => causes[vertex]),
      ...topological.filter((vertex) => !causes[vertex]),
    ]
    order.forEach((vertex, at) => (rank[vertex] = at))
    const setting: Setting = { index, rank }
    const step: Round = rest
      ? laterRound(setting, without(region, selected), causes, rest)
      : firstRound(setting, region, causes, chosen, external)
    const usable = districtsWithin(index, region).filter((part) => members(part).every(step.isKnown))
    const home = usable.find((part) => meets(part, district))
    if (home) {
      const expression = step.factorOf(home)
      const opening: FactorStep = { rule: 'district', factor: home, region, expression }
      const found = narrowFactor(setting, district, { region: home, expression, steps: [opening] })
      return found.known ? { ...found, rounds } : { known: false, region: home, hedge: found.hedge }
    }
    if (usable.length === 0 || isEmpty(region)) return { known: false, region, hedge: null }
    const gone = union(...usable)
    rest = step.without(gone)
    region = without(region, gone)
    rounds.push({ summedOut, readOff: gone, left: region, rest })
  }
}

const inOrder = ({ rank }: Setting, set: VertexSet): number[] =>
  members(set).toSorted((a, b) => rank[a] - rank[b])

/** The factors of the members of a region, given what came before; and the product that is left without some of them. */
interface Round {
  isKnown(vertex: number): boolean
  factorOf(part: VertexSet): Expression
  without(gone: VertexSet): Expression
}

function firstRound(
  setting: Setting,
  region: VertexSet,
  causes: VertexSet,
  chosen: readonly string[],
  external: VertexSet,
): Round {
  const { index } = setting
  const nothing = new Uint8Array(index.count)
  const selection = terms(variablesOf(index, region).filter((id) => chosen.includes(id)))
  const conditional = (vertex: number) => {
    const plain = conditionalOnPast(setting, vertex, region, nothing)
    if (plain.kind !== 'probability') throw new Error('a conditional probability was expected')
    return plain
  }
  // What follows the causes of the selection is independent of it given those: it can be read within the sample.
  const withinSample = (vertex: number): Expression => {
    const plain = conditional(vertex)
    const given = plain.given.filter(({ variable }) => !chosen.includes(variable))
    return { ...plain, given: [...given, ...selection] }
  }
  const isExternal = (vertex: number): boolean => {
    const plain = conditional(vertex)
    return [...plain.of, ...plain.given].every(({ variable }) => external[index.indexOf.get(variable)!])
  }
  const factorOf = (part: VertexSet) =>
    times(
      inOrder(setting, part).map((vertex) => (causes[vertex] ? conditional(vertex) : withinSample(vertex))),
    )
  return {
    isKnown: (vertex) => !causes[vertex] || isExternal(vertex),
    factorOf,
    without(gone) {
      const biased = variablesOf(index, causes).filter((id) => !chosen.includes(id))
      const joint: Expression = { kind: 'probability', of: terms(biased), given: selection, do: [] }
      const kept = factorOf(without(without(region, causes), gone))
      const unbiased = gone.map((member, vertex) => member & causes[vertex])
      return divide(times(biased.length === 0 ? [kept] : [joint, kept]), factorOf(unbiased))
    },
  }
}

/** Once something was divided out, conditionals are ratios of sums of what is left. */
function laterRound(setting: Setting, region: VertexSet, causes: VertexSet, joint: Expression): Round {
  const { index } = setting
  const order = inOrder(setting, region)
  const upTo = (count: number): Expression =>
    sumOut(terms(order.slice(count).map((vertex) => index.ids[vertex])), joint)
  return {
    isKnown: (vertex) => !causes[vertex],
    factorOf: (part) => chainFactor(setting, part, region, joint),
    without(gone) {
      const first = order.findIndex((vertex) => !causes[vertex])
      const kept = without(without(region, causes), gone)
      return times([upTo(first < 0 ? order.length : first), chainFactor(setting, kept, region, joint)])
    },
  }
}
