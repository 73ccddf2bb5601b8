import { succeed, type Result } from '../../../base/result'
import { terms } from '../../expression/build'
import type { Estimand } from '../../expression/expression'
import { primeClashes } from '../../expression/scope'
import { sumOut, times } from '../../expression/simplify'
import { indexGraph, meets, variablesOf, vertexSet, type VertexSet } from '../../graph/index-graph'
import type { CausalGraph, VariableId } from '../../graph/graph'
import { latentProjection } from '../../graph/projection'
import { topologicalVertices } from '../../graph/topological'
import { identifyDistrict, relevantRegion, type Setting } from './district-factor'
import type { Hedge } from '../method'
import { nonsense } from './identify-effect'
import { districtsWithin } from './regions'

/** A distribution at hand: all measured variables, these ones set by the experimenter, in one population. */
export interface DataSource {
  /** What to call it; empty for the population asked about. */
  readonly population: string
  readonly experiment: readonly VariableId[]
  /** Variables whose mechanisms differ from the population asked about (those that S-nodes point at). */
  readonly differs: readonly VariableId[]
}

export type GeneralIdentification =
  | {
      readonly identifiable: true
      readonly estimand: Estimand
      /** Which source each district factor is read from, in the order of the factors. */
      readonly sources: readonly DataSource[]
    }
  | { readonly identifiable: false; readonly hedge: Hedge }

/**
 * Is P(outcomes | do(treatments)) determined by several distributions taken together? Every district factor must be
 * identifiable from one of them, in which none of its own mechanisms differs: general identification (Lee, Correa &
 * Bareinboim, UAI 2019), z-identification (Bareinboim & Pearl, UAI 2012) and transport of effects (Bareinboim & Pearl,
 * NeurIPS 2014) are the special cases. Complete for these. Problems as for `identifyEffect`.
 */
export function identifyFrom(
  given: CausalGraph,
  outcomes: readonly VariableId[],
  treatments: readonly VariableId[],
  sources: readonly DataSource[],
): Result<GeneralIdentification> {
  const problems = nonsense(given, { outcomes, treatments, given: [] })
  if (problems.length > 0) return { ok: false, problems }
  const graph = latentProjection(given)
  const index = indexGraph(graph)
  const rank = new Int32Array(index.count)
  topologicalVertices(index)!.forEach((vertex, at) => (rank[vertex] = at))
  const setting: Setting = { index, rank }
  const region = relevantRegion(index, vertexSet(index, treatments), vertexSet(index, outcomes))
  const factors: Estimand[] = []
  const used: DataSource[] = []
  for (const district of districtsWithin(index, region)) {
    const found = firstKnown(setting, district, sources)
    if (!found.known) return succeed({ identifiable: false, hedge: found.hedge })
    factors.push(found.expression)
    used.push(found.source)
  }
  const summed = variablesOf(index, region).filter((id) => !outcomes.includes(id))
  return succeed({
    identifiable: true,
    estimand: primeClashes(sumOut(terms(summed), times(factors))),
    sources: used,
  })
}

function firstKnown(setting: Setting, district: VertexSet, sources: readonly DataSource[]) {
  const { index } = setting
  let hedge: Hedge = { outer: variablesOf(index, district), inner: variablesOf(index, district) }
  for (const source of sources) {
    const experiment = vertexSet(index, source.experiment)
    if (meets(district, experiment) || meets(district, vertexSet(index, source.differs))) continue
    const factor = identifyDistrict(setting, district, experiment)
    if (factor.known) return { known: true as const, expression: factor.expression, source }
    hedge = { outer: variablesOf(index, factor.hedge.outer), inner: variablesOf(index, factor.hedge.inner) }
  }
  return { known: false as const, hedge }
}

/** Observation and every experiment on a subset of these variables, smaller experiments first. */
export function experimentsOn(variables: readonly VariableId[]): DataSource[] {
  const sources = Array.from({ length: 2 ** variables.length }, (_, choice) => ({
    population: '',
    experiment: variables.filter((_variable, i) => (choice >> i) & 1),
    differs: [],
  }))
  return sources.toSorted((a, b) => a.experiment.length - b.experiment.length)
}
