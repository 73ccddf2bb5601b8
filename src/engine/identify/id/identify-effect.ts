import { succeed, type Problem, type Result } from '../../../base/result'
import { probability, terms } from '../../expression/build'
import type { Estimand } from '../../expression/expression'
import { primeClashes } from '../../expression/scope'
import { divide, sumOut, times } from '../../expression/simplify'
import { edgeId, nameOf, type CausalGraph, type EdgeId, type VariableId } from '../../graph/graph'
import { indexGraph, variablesOf, vertexSet, type IndexGraph, type VertexSet } from '../../graph/index-graph'
import { withoutIncoming, withoutOutgoing } from '../../graph/mutilate'
import { latentProjection } from '../../graph/projection'
import { separated, unknownVariables } from '../../graph/separation'
import { cycleProblem, findCycle, topologicalVertices } from '../../graph/topological'
import { joined } from '../adjustment-obstacle'
import type { DerivationStep, Hedge } from '../method'
import { identifyDistrict, parentsOf, relevantRegion, type FactorStep, type Setting } from './district-factor'
import { districtsWithin, members } from './regions'

/** P(outcomes | do(treatments), given) */
export interface InterventionalQuery {
  readonly outcomes: readonly VariableId[]
  readonly treatments: readonly VariableId[]
  readonly given: readonly VariableId[]
}

export type EffectIdentification =
  | {
      readonly identifiable: true
      readonly estimand: Estimand
      readonly derivation: readonly DerivationStep[]
    }
  | {
      readonly identifiable: false
      readonly hedge: Hedge
      /** The steps up to the one that cannot be done. */
      readonly derivation: readonly DerivationStep[]
    }

/**
 * Is P(outcomes | do(treatments), given) determined by what can be observed, and by which formula? Complete: ID
 * through district factors (Tian & Pearl 2002, 2003; Huang & Valtorta 2006) and IDC (Shpitser & Pearl, UAI 2006).
 * Hidden variables are projected out first. Problems: unknown or hidden variables, lists that overlap, no outcome, a
 * cycle, a graph that is neither DAG nor ADMG, selection.
 */
export function identifyEffect(given: CausalGraph, query: InterventionalQuery): Result<EffectIdentification> {
  const problems = nonsense(given, query)
  if (problems.length > 0) return { ok: false, problems }
  const graph = latentProjection(given)
  const { query: exchanged, steps } = exchangeConditions(graph, query)
  const joint = [...exchanged.outcomes, ...exchanged.given]
  const found = identifyJoint(graph, joint, exchanged.treatments)
  if (!found.identifiable) return succeed({ ...found, derivation: [...steps, ...found.derivation] })
  if (exchanged.given.length === 0) return succeed({ ...found, derivation: [...steps, ...found.derivation] })
  const estimand = primeClashes(divide(found.plain, sumOut(terms(exchanged.outcomes), found.plain)))
  const conditioning: DerivationStep = {
    rule: 'condition',
    sentence: `Dividing by its sum over ${listed(graph, query.outcomes)} conditions on ${listed(graph, exchanged.given)}.`,
    result: estimand,
    shows: { variables: exchanged.given, edges: [] },
  }
  return succeed({
    identifiable: true,
    estimand,
    derivation: [...steps, ...found.derivation, conditioning],
  })
}

const listed = (graph: CausalGraph, ids: readonly VariableId[]) => joined(ids.map((id) => nameOf(graph, id)))

/** What is wrong with a question before anything is computed. */
export function nonsense(
  graph: CausalGraph,
  { outcomes, treatments, given }: InterventionalQuery,
): Problem[] {
  const all = [...outcomes, ...treatments, ...given]
  const unknown = unknownVariables(graph, all)
  if (unknown.length > 0) return unknown
  const problems: Problem[] = []
  const object = (code: string, message: string, id?: VariableId) =>
    void problems.push({
      code,
      message,
      ...(id === undefined ? {} : { where: { name: nameOf(graph, id), variables: [id] } }),
    })
  if (outcomes.length === 0) object('no-outcome', 'The question names no outcome.')
  const lists = { outcome: outcomes, treatment: treatments, condition: given }
  const seen = new Map<VariableId, string>()
  for (const [role, ids] of Object.entries(lists))
    for (const id of ids) {
      const earlier = seen.get(id)
      if (earlier !== undefined)
        object('overlapping-sets', `${nameOf(graph, id)} is both ${earlier} and ${role}.`, id)
      seen.set(id, role)
    }
  for (const variable of graph.variables)
    if (variable.latent && seen.has(variable.id))
      object('latent-variable', `${variable.name} is hidden: nothing can be asked about it.`, variable.id)
  const cycle = findCycle(graph)
  if (cycle) problems.push(cycleProblem(graph, cycle))
  else if (graph.kind !== 'dag' && graph.kind !== 'admg')
    object('not-a-causal-diagram', 'Effects are identified in DAGs and in graphs with hidden common causes.')
  const selected = graph.variables.find((variable) => variable.selected)
  if (selected)
    object(
      'selected-variable',
      `The sample was selected by ${selected.name}: this method needs an unselected one.`,
      selected.id,
    )
  return problems
}

/**
 * IDC, line 1: while rule 2 of do-calculus turns a condition z into do(z) (outcomes and z are separated given the rest
 * once arrows into treatments and out of z are cut), it does.
 */
export function exchangeConditions(graph: CausalGraph, asked: InterventionalQuery) {
  let query = asked
  const steps: DerivationStep[] = []
  for (let at = 0; at < query.given.length;) {
    const z = query.given[at]
    const others = query.given.filter((id) => id !== z)
    const cut = withoutOutgoing(withoutIncoming(graph, query.treatments), [z])
    const independent = separated(cut, query.outcomes, [z], [...query.treatments, ...others])
    if (!independent.ok || !independent.value) {
      at++
      continue
    }
    query = { ...query, treatments: [...query.treatments, z], given: others }
    steps.push({
      rule: 'do-calculus-2',
      sentence: `Given the rest, seeing ${nameOf(graph, z)} tells of ${listed(graph, query.outcomes)} what setting it would.`,
      result: probability(query.outcomes, query.given, query.treatments),
      shows: { variables: [z], edges: cut.edges.map(edgeId) },
    })
    at = 0
  }
  return { query, steps }
}

type JointIdentification =
  | { identifiable: true; estimand: Estimand; plain: Estimand; derivation: DerivationStep[] }
  | { identifiable: false; hedge: Hedge; derivation: DerivationStep[] }

/** P(outcomes | do(treatments)) in a graph without hidden variables. */
function identifyJoint(
  graph: CausalGraph,
  outcomes: readonly VariableId[],
  treatments: readonly VariableId[],
): JointIdentification {
  const index = indexGraph(graph)
  const order = topologicalVertices(index)!
  const rank = new Int32Array(index.count)
  order.forEach((vertex, at) => (rank[vertex] = at))
  const setting: Setting = { index, rank }
  const region = relevantRegion(index, vertexSet(index, treatments), vertexSet(index, outcomes))
  const derivation = openingSteps(graph, index, outcomes, treatments, region)
  const factors: Estimand[] = []
  const districts = districtsWithin(index, region)
  if (districts.length > 1 || !sameAs(index, districts[0], outcomes))
    derivation.push(factorisation(graph, index, outcomes, region, districts))
  for (const district of districts) {
    const found = identifyDistrict(setting, district)
    derivation.push(...found.steps.map((step) => factorStep(graph, index, step)))
    if (!found.known) {
      const hedge = {
        outer: variablesOf(index, found.hedge.outer),
        inner: variablesOf(index, found.hedge.inner),
      }
      derivation.push(hedgeStep(graph, index, hedge, found.hedge.outer))
      return { identifiable: false, hedge, derivation }
    }
    factors.push(found.expression)
  }
  const summed = variablesOf(index, region).filter((id) => !outcomes.includes(id))
  const plain = sumOut(terms(summed), times(factors))
  const estimand = primeClashes(plain)
  derivation.push({
    rule: 'combine',
    sentence:
      summed.length > 0
        ? `The factors are multiplied and ${listed(graph, summed)} summed over.`
        : 'The factors together are the answer.',
    result: estimand,
    shows: showing(graph, index, region),
  })
  return { identifiable: true, estimand, plain, derivation }
}

const sameAs = (index: IndexGraph, set: VertexSet | undefined, ids: readonly VariableId[]): boolean =>
  set !== undefined && variablesOf(index, set).toSorted().join() === ids.toSorted().join()

/** The subgraph over a region, for the drawing. */
function showing(graph: CausalGraph, index: IndexGraph, region: VertexSet) {
  const inside = (id: VariableId) => region[index.indexOf.get(id)!] === 1
  const edges: EdgeId[] = graph.edges.filter((edge) => inside(edge.from) && inside(edge.to)).map(edgeId)
  return { variables: variablesOf(index, region), edges }
}

function openingSteps(
  graph: CausalGraph,
  index: IndexGraph,
  outcomes: readonly VariableId[],
  treatments: readonly VariableId[],
  region: VertexSet,
): DerivationStep[] {
  const steps: DerivationStep[] = [
    {
      rule: 'question',
      sentence: `Asked is the distribution of ${listed(graph, outcomes)}${treatments.length > 0 ? ` if ${listed(graph, treatments)} were set` : ''}.`,
      result: probability(outcomes, [], treatments),
      shows: { variables: [...outcomes, ...treatments], edges: [] },
    },
  ]
  const acting = parentsOf(index, region)
  const idle = treatments.filter((id) => !acting[index.indexOf.get(id)!])
  if (idle.length > 0) {
    const kept = treatments.filter((id) => !idle.includes(id))
    steps.push({
      rule: 'do-calculus-3',
      sentence: `Setting ${listed(graph, idle)} does not reach ${listed(graph, outcomes)}${kept.length > 0 ? ` once ${listed(graph, kept)} is set` : ''}: it can be left out.`,
      result: probability(outcomes, [], kept),
      shows: showing(graph, index, region),
    })
  }
  return steps
}

function factorisation(
  graph: CausalGraph,
  index: IndexGraph,
  outcomes: readonly VariableId[],
  region: VertexSet,
  districts: readonly VertexSet[],
): DerivationStep {
  const summed = variablesOf(index, region).filter((id) => !outcomes.includes(id))
  const factors = districts.map((district) =>
    probability(variablesOf(index, district), [], variablesOf(index, parentsOf(index, district))),
  )
  const groups = districts.map(
    (district) =>
      `{${variablesOf(index, district)
        .map((id) => nameOf(graph, id))
        .join(', ')}}`,
  )
  return {
    rule: 'c-component-factorisation',
    sentence: `Hidden causes join the variables in between into ${districts.length === 1 ? 'one district' : `${districts.length} districts`}, ${joined(groups)}; each depends on the rest only through its causes.`,
    result: primeClashes(
      summed.length > 0
        ? { kind: 'sum', over: summed.map((variable) => ({ variable })), body: times(factors) }
        : times(factors),
    ),
    shows: showing(graph, index, region),
  }
}

const factorSentence = (graph: CausalGraph, index: IndexGraph, step: FactorStep): string => {
  const factor = listed(graph, variablesOf(index, step.factor))
  switch (step.rule) {
    case 'district':
      return `Among its causes, ${factor} ${members(step.factor).length > 1 ? 'form a district' : 'is a district'}: its factor is read off what is seen, each member given what came before it.`
    case 'sum-out':
      return `What ${factor} ${members(step.factor).length > 1 ? 'do' : 'does'} not depend on is summed out.`
    case 'sub-district':
      return `Without what was summed out, ${factor} ${members(step.factor).length > 1 ? 'form a district' : 'is a district'} of its own: the factor is a ratio of sums.`
  }
}

export const factorStep = (graph: CausalGraph, index: IndexGraph, step: FactorStep): DerivationStep => ({
  rule: step.rule,
  sentence: factorSentence(graph, index, step),
  result: primeClashes(step.expression),
  shows: showing(graph, index, step.region),
})

function hedgeStep(graph: CausalGraph, index: IndexGraph, hedge: Hedge, outer: VertexSet): DerivationStep {
  const extra = hedge.outer.filter((id) => !hedge.inner.includes(id))
  return {
    rule: 'hedge',
    sentence: `${listed(graph, hedge.outer)} are tied together by hidden causes and all lead to ${listed(graph, hedge.inner)}: two models can agree on everything seen and differ in what setting ${listed(graph, extra)} does.`,
    result: probability(hedge.inner, [], variablesOf(index, parentsOf(index, vertexSet(index, hedge.inner)))),
    shows: showing(graph, index, outer),
  }
}
