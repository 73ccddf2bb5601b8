import { fail, succeed, type Result } from '../../../base/result'
import { probability, terms } from '../../expression/build'
import type { Estimand } from '../../expression/expression'
import { primeClashes } from '../../expression/scope'
import { divide, sumOut, times } from '../../expression/simplify'
import { ancestors } from '../../graph/ancestors'
import { nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { indexGraph, meets, union, variablesOf, vertexSet, type VertexSet } from '../../graph/index-graph'
import { latentProjection } from '../../graph/projection'
import { separated } from '../../graph/separation'
import { topologicalVertices } from '../../graph/topological'
import { joined } from '../adjustment-obstacle'
import { identifyDistrict, parentsOf, relevantRegion } from '../id/district-factor'
import {
  exchangeConditions,
  factorStep,
  identifyEffect,
  nonsense,
  type InterventionalQuery,
} from '../id/identify-effect'
import { districtsWithin } from '../id/regions'
import type { DerivationStep } from '../method'
import { recoverDistrict, type RecoveryRound } from './recover-district'

/** Does a selected sample give the answer that an unselected one would? */
export type Recovery =
  | {
      readonly verdict: 'recoverable'
      /** A selection variable in it stands for its value in the sample. */
      readonly estimand: Estimand
      readonly derivation: readonly DerivationStep[]
    }
  /** Two models can agree on all that is at hand and differ in the answer. */
  | {
      readonly verdict: 'not-recoverable'
      readonly explanation: string
      readonly witness: readonly VariableId[]
    }
  /** No formula was found, and none of the proofs that there is none applies. */
  | { readonly verdict: 'undecided'; readonly explanation: string }

/** The recursion takes seconds beyond this. */
const MOST_VARIABLES = 500

/**
 * Is P(outcomes | do(treatments), given) determined by P(measured | selected), and by the joint distribution of
 * `external` in everyone? For effects without external data RC is complete (Bareinboim & Tian, AAAI 2015; Correa, Tian &
 * Bareinboim, AAAI 2019), and so is separation from the selection for what is only seen (Bareinboim, Tian & Pearl, AAAI
 * 2014, theorem 1). With external data, and for effects among those with given values, formulas are right but may be
 * missed: then 'undecided'. Problems: as for `identifyEffect`, no selected variable, a question about one.
 */
export function recoverEffect(
  drawn: CausalGraph,
  query: InterventionalQuery,
  external: readonly VariableId[],
): Result<Recovery> {
  const named = [...query.outcomes, ...query.treatments, ...query.given]
  const problems = nonsense(drawn, query).filter(({ code }) => code !== 'selected-variable')
  if (problems.length > 0) return { ok: false, problems }
  const selected = drawn.variables.filter((variable) => variable.selected).map(({ id }) => id)
  if (selected.length === 0) return fail('no-selection', 'No variable of the graph says who was selected.')
  const about = [...named, ...external].find((id) => selected.includes(id))
  if (about !== undefined)
    return fail(
      'about-selection',
      `${nameOf(drawn, about)} says who was selected: it has one value in the sample.`,
      {
        name: nameOf(drawn, about),
        variables: [about],
      },
    )
  const unknown = external.find(
    (id) => !drawn.variables.some((variable) => variable.id === id && !variable.latent),
  )
  if (unknown !== undefined)
    return fail('unknown-variable', `The graph has no measured variable "${unknown}".`, { name: unknown })
  const graph = withoutSelection(latentProjection(drawn))
  const concerned = ancestors(graph, [...named, ...selected])
  if (concerned.length > MOST_VARIABLES)
    return fail(
      'too-many-variables',
      `${concerned.length} variables lead to the question or to the selection; at most ${MOST_VARIABLES} can be dealt with.`,
    )
  if (query.treatments.length === 0) {
    const seen = recoverSeen(graph, query, selected, external)
    if (seen) return succeed(seen)
  }
  return succeed(recoverByDistricts(graph, query, selected, external))
}

const withoutSelection = (graph: CausalGraph): CausalGraph => ({
  ...graph,
  variables: graph.variables.map((variable) => ({ ...variable, selected: false })),
})

const namesIn = (graph: CausalGraph, ids: readonly VariableId[]) => joined(ids.map((id) => nameOf(graph, id)))

/** What is only seen; null where district factors may still find it. */
function recoverSeen(
  graph: CausalGraph,
  { outcomes, given }: InterventionalQuery,
  selected: readonly VariableId[],
  external: readonly VariableId[],
): Recovery | null {
  const isApart = (from: readonly VariableId[]) => {
    const found = separated(graph, outcomes, selected, from)
    return found.ok && found.value
  }
  const found = (sentence: string, estimand: Estimand, variables: readonly VariableId[]): Recovery => ({
    verdict: 'recoverable',
    estimand,
    derivation: [
      { rule: 'separated-from-selection', sentence, result: estimand, shows: { variables, edges: [] } },
    ],
  })
  if ([...outcomes, ...given].every((id) => external.includes(id)))
    return found('All of it is known in everyone.', probability(outcomes, given), [...outcomes, ...given])
  if (isApart(given))
    return found(
      `${namesIn(graph, outcomes)} ${outcomes.length > 1 ? 'do' : 'does'} not depend on the selection${given.length > 0 ? ` given ${namesIn(graph, given)}` : ''}.`,
      probability(outcomes, [...given, ...selected]),
      [...outcomes, ...given, ...selected],
    )
  if (external.length === 0)
    return {
      verdict: 'not-recoverable',
      explanation: `${namesIn(graph, outcomes)} and the selection depend on each other${given.length > 0 ? ` even given ${namesIn(graph, given)}` : ''}: the sample can look the same whatever ${outcomes.length > 1 ? 'they are' : 'it is'} in everyone.`,
      witness: [...outcomes, ...selected],
    }
  if (!given.every((id) => external.includes(id))) return null
  const near = new Set(ancestors(graph, [...outcomes, ...given, ...selected]))
  const usable = external.filter((id) => near.has(id) && !outcomes.includes(id) && !given.includes(id))
  if (!isApart([...given, ...usable])) return null
  let between = usable
  for (const id of usable) {
    const fewer = between.filter((other) => other !== id)
    if (isApart([...given, ...fewer])) between = fewer
  }
  return found(
    `Given ${namesIn(graph, [...given, ...between])}, ${namesIn(graph, outcomes)} ${outcomes.length > 1 ? 'do' : 'does'} not depend on the selection, and how ${namesIn(graph, between)} ${between.length > 1 ? 'are' : 'is'} distributed is known in everyone.`,
    sumOut(
      terms(between),
      times([probability(outcomes, [...given, ...between, ...selected]), probability(between, given)]),
    ),
    [...outcomes, ...given, ...between, ...selected],
  )
}

function recoverByDistricts(
  graph: CausalGraph,
  asked: InterventionalQuery,
  selected: readonly VariableId[],
  external: readonly VariableId[],
): Recovery {
  const { query, steps: derivation } = exchangeConditions(graph, asked)
  const { outcomes, treatments, given } = query
  const index = indexGraph(graph)
  const region = relevantRegion(
    index,
    vertexSet(index, treatments),
    vertexSet(index, [...outcomes, ...given]),
  )
  const between = variablesOf(index, region).filter((id) => !outcomes.includes(id) && !given.includes(id))
  const data = { selected: vertexSet(index, selected), external: vertexSet(index, external) }
  const parts = tiedToOutcomes(graph, districtsWithin(index, region), outcomes, between)
  const factors: Estimand[] = []
  for (const part of parts) {
    const found = recoverDistrict(index, part, data)
    const elsewhere = found.known ? null : fromExternal(graph, variablesOf(index, part), external)
    if (elsewhere) {
      derivation.push(...elsewhere.derivation)
      factors.push(elsewhere.expression)
      continue
    }
    if (!found.known) {
      const { region: stuck, hedge } = found
      const explanation = hedge
        ? `${namesIn(graph, variablesOf(index, hedge.outer))} are tied together by hidden causes and all lead to ${namesIn(graph, variablesOf(index, hedge.inner))}.`
        : `Hidden causes tie ${namesIn(graph, variablesOf(index, part))} to what leads to the selection by ${namesIn(graph, selected)}: whom the sample holds changes how ${namesIn(graph, variablesOf(index, part))} ${variablesOf(index, part).length > 1 ? 'are' : 'is'} distributed in it.`
      const plain = identifyEffect(graph, asked)
      const isDecided =
        (external.length === 0 && given.length === 0) || !plain.ok || !plain.value.identifiable
      if (!isDecided) return { verdict: 'undecided', explanation }
      return {
        verdict: 'not-recoverable',
        explanation,
        witness: variablesOf(index, hedge ? hedge.outer : union(part, stuck)),
      }
    }
    derivation.push(
      ...found.rounds.map((round) => roundStep(graph, round, selected)),
      ...found.steps.map((step) => factorStep(graph, index, step)),
    )
    factors.push(found.expression)
  }
  const scope = new Set(parts.flatMap((part) => variablesOf(index, part)))
  const joint = sumOut(terms(between.filter((id) => scope.has(id))), times(factors))
  const estimand = primeClashes(given.length > 0 ? divide(joint, sumOut(terms(outcomes), joint)) : joint)
  derivation.push({
    rule: 'combine',
    sentence: 'The factors are multiplied, and what is not asked about is summed over.',
    result: estimand,
    shows: { variables: variablesOf(index, region), edges: [] },
  })
  return { verdict: 'recoverable', estimand, derivation }
}

function roundStep(
  graph: CausalGraph,
  { summedOut, readOff, left, rest }: RecoveryRound,
  selected: readonly VariableId[],
): DerivationStep {
  const index = indexGraph(graph)
  const leading = new Set(ancestors(graph, selected))
  const [gone, read] = [variablesOf(index, summedOut), variablesOf(index, readOff)]
  const known = read.filter((id) => leading.has(id))
  const first =
    gone.length > 0 ? `${namesIn(graph, gone)} ${gone.length > 1 ? 'are' : 'is'} summed out. ` : ''
  return {
    rule: 'read-off-sample',
    sentence: `${first}${namesIn(graph, read)} ${read.length > 1 ? 'are whole districts that do' : 'is a district that does'} not lead to the selection${known.length > 0 ? `, but for ${namesIn(graph, known)}, known in everyone` : ''}: ${read.length > 1 ? 'their' : 'its'} factor is that of everyone and is divided out.`,
    result: primeClashes(rest),
    shows: { variables: variablesOf(index, left), edges: [] },
  }
}

/** The factor of a district from the external distribution alone, all else taken as hidden; null where it does not follow. */
function fromExternal(graph: CausalGraph, part: readonly VariableId[], external: readonly VariableId[]) {
  const index = indexGraph(graph)
  const needed = [...part, ...variablesOf(index, parentsOf(index, vertexSet(index, part)))]
  if (!needed.every((id) => external.includes(id))) return null
  const known = latentProjection({
    ...graph,
    variables: graph.variables.map((variable) =>
      external.includes(variable.id) ? variable : { ...variable, latent: true },
    ),
  })
  const small = indexGraph(known)
  const rank = new Int32Array(small.count)
  topologicalVertices(small)!.forEach((vertex, at) => (rank[vertex] = at))
  const found = identifyDistrict({ index: small, rank }, vertexSet(small, part))
  if (!found.known) return null
  const derivation = found.steps.map((step) => factorStep(known, small, step))
  return { expression: found.expression, derivation }
}

/** Of the districts, those whose factors share a variable with an outcome's, directly or in turn: the others cancel. */
function tiedToOutcomes(
  graph: CausalGraph,
  districts: readonly VertexSet[],
  outcomes: readonly VariableId[],
  between: readonly VariableId[],
): VertexSet[] {
  const index = indexGraph(graph)
  const open = vertexSet(index, [...outcomes, ...between])
  const scopes = districts.map((part) =>
    union(part, parentsOf(index, part)).map((member, vertex) => member & open[vertex]),
  )
  let reached = vertexSet(index, outcomes)
  for (let grown = true; grown;) {
    const larger = union(reached, ...scopes.filter((scope) => meets(scope, reached)))
    grown = larger.some((member, vertex) => member !== reached[vertex])
    reached = larger
  }
  return districts.filter((_, at) => meets(scopes[at], reached))
}
