import { fail, succeed, type Result } from '../../base/result'
import type { DiscreteNetwork } from '../../engine/data/discrete-network'
import { evaluateEstimand } from '../../engine/expression/evaluate'
import { expressionWithNames, printExpression } from '../../engine/expression/print'
import { nameOf, variableId, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { frontDoorSets } from '../../engine/identify/front-door'
import { impliedIndependencies, pairwiseIndependencies } from '../../engine/identify/implied-independencies'
import { givesOddsRatio } from '../../engine/identify/odds-ratio'
import { functionalConstraints } from '../../engine/identify/verma'
import { conditionalInstruments } from '../../engine/identify/instruments'
import { identifyInClass } from '../../engine/identify/classes/identify-in-class'
import type { InterventionalQuery } from '../../engine/identify/id/identify-effect'
import { identifyInterventional } from '../../engine/identify/interventional'
import type { Budget } from '../../engine/identify/method'
import { exactDistribution, marginalOf, probabilityOf } from '../../engine/simulate/exact'
import { createFieldReader } from '../fields'
import { readTableModel } from '../table-model'
import type { QueryKind } from './query-kind'

const BUDGET: Budget = { milliseconds: 60_000, count: 5_000_000 }
const ids = (names: readonly string[]) => names.map(variableId)

const measured = (graph: CausalGraph): VariableId[] =>
  graph.variables.filter((variable) => !variable.latent).map((variable) => variable.id)

const identify: QueryKind = {
  id: 'identify',
  label:
    'Is P(outcome | do(…), given) determined by what is observed, and by which formula? In a PAG by one formula for its whole class; with "model" and "at", its value',
  answer({ query, graph, model }) {
    const fields = createFieldReader(query, 'query')
    const asked = {
      outcomes: ids(fields.names('outcome')),
      treatments: ids(fields.names('do', [])),
      given: ids(fields.names('given', [])),
    }
    const at = fields.values('at')
    const read = fields.finish(() => asked)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const name = (id: VariableId) => nameOf(drawn.value, id)
    const found = identified(drawn.value, asked)
    if (!found.ok) return found
    if (!('estimand' in found.value)) return succeed(found.value)
    const { estimand, method, derivation } = found.value
    const { latex } = printExpression(drawn.value, estimand)
    const answer = {
      identifiable: true,
      estimand: { text: expressionWithNames(estimand, name), latex },
      method,
      steps: stepsOf(drawn.value, derivation),
    }
    if (model === undefined) return succeed(answer)
    const network = networkOver(model, drawn.value)
    if (!network.ok) return network
    const unknown = [...asked.outcomes, ...asked.treatments, ...asked.given].find((id) => !(id in at))
    if (unknown !== undefined)
      return fail('value-missing', `"at" gives no value for ${name(unknown)}.`, { name: name(unknown) })
    const joint = marginalOf(exactDistribution(network.value), measured(drawn.value))
    const values = new Map(Object.entries(at).map(([id, value]) => [variableId(id), value]))
    return succeed({ ...answer, value: evaluateEstimand(estimand, () => joint, values) })
  },
}

interface Identified {
  readonly estimand: Steps
  readonly method: string
  readonly derivation: Parameters<typeof stepsOf>[1]
}

/** What identifies the effect, or the answer that says why nothing does. */
function identified(graph: CausalGraph, asked: InterventionalQuery): Result<Identified | object> {
  const name = (id: VariableId) => nameOf(graph, id)
  if (graph.kind === 'pag' || graph.kind === 'mag') {
    const found = identifyInClass(graph, asked)
    if (!found.ok) return found
    const { verdict, derivation } = found.value
    if (verdict === 'identifiable')
      return succeed({ estimand: found.value.estimand, method: 'equivalence-class', derivation })
    return succeed({
      identifiable: verdict === 'undecided' ? null : false,
      reason: found.value.explanation,
      witness: found.value.witness.map(name),
      steps: stepsOf(graph, derivation),
    })
  }
  const found = identifyInterventional(graph, asked)
  if (!found.ok || found.value.identifiable) return found
  const { outer, inner } = found.value.hedge
  return succeed({
    identifiable: false,
    hedge_witness: { F: outer.map(name), F_prime: inner.map(name) },
    steps: stepsOf(graph, found.value.derivation),
  })
}

function networkOver(model: unknown, graph: CausalGraph): Result<DiscreteNetwork> {
  const network = readTableModel(model)
  if (!network.ok) return network
  const known = new Set(network.value.variables.map((variable) => variable.name))
  const absent = measured(graph).find((id) => !known.has(id))
  if (absent === undefined) return network
  return fail('variable-without-table', `The model has no table for ${absent}.`, { name: absent })
}

type Steps = Parameters<typeof printExpression>[1]

const stepsOf = (
  graph: CausalGraph,
  derivation: readonly { rule: string; sentence: string; result: Steps }[],
) =>
  derivation.map(({ rule, sentence, result }) => ({
    rule,
    sentence,
    result: expressionWithNames(result, (id) => nameOf(graph, id)),
  }))

const instruments: QueryKind = {
  id: 'instruments',
  label: 'All conditional instruments with their minimal conditioning sets',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const [exposure, outcome] = [fields.text('exposure'), fields.text('outcome')]
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = conditionalInstruments(drawn.value, variableId(exposure), variableId(outcome), BUDGET)
    if (!found.ok) return found
    if (!found.value.complete)
      return fail('budget-spent', 'There are too many conditioning sets to try them all.')
    return succeed(
      found.value.instruments.map(({ variable, given }) => ({ z: variable, minimal_given: given })),
    )
  },
}

const MOST_SETS = 100_000

const frontDoor: QueryKind = {
  id: 'frontdoor_sets',
  label: 'All minimal sets that satisfy the front-door criterion',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const [exposure, outcome] = [fields.names('exposure'), fields.names('outcome')]
    const limit = fields.wholeNumber('limit', MOST_SETS)
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const sets = frontDoorSets(drawn.value, ids(exposure), ids(outcome))
    if (!sets.ok) return sets
    const found: VariableId[][] = []
    for (const set of sets.value) {
      if (found.length === limit) break
      found.push(set)
    }
    return succeed(found)
  },
}

const measuredIn = ({ variables }: CausalGraph): VariableId[] =>
  variables.filter(({ latent, selected }) => !latent && !selected).map(({ id }) => id)

const independencies: QueryKind = {
  id: 'implied_independencies',
  label:
    'The minimal conditional independencies that the graph implies; "sets": "smallest" gives one a pair, with as few variables as possible',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const limit = fields.wholeNumber('limit', MOST_SETS)
    const sets = fields.choice('sets', ['all', 'smallest'] as const, 'all')
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const measured = measuredIn(drawn.value)
    const implied =
      sets === 'all' ? impliedIndependencies(drawn.value) : pairwiseIndependencies(drawn.value, measured)
    if (!implied.ok) return implied
    const found = []
    for (const statement of implied.value) {
      if (found.length === limit) break
      if (statement?.given.every((id) => measured.includes(id))) found.push(statement)
    }
    return succeed(found)
  },
}

const verma: QueryKind = {
  id: 'verma_constraint',
  label: 'Functional constraints beyond independencies, where hidden causes leave them',
  answer({ graph }) {
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = functionalConstraints(drawn.value)
    if (!found.ok) return found
    const name = (id: VariableId) => nameOf(drawn.value, id)
    const constraints = found.value.map(({ expression, independentOf }) => ({
      expression: expressionWithNames(expression, name),
      independent_of: independentOf.map(name),
    }))
    return succeed({ exists: constraints.length > 0, constraints })
  },
}

const oddsRatio: QueryKind = {
  id: 'causal_odds_ratio_adjustable',
  label: 'Does z give the causal odds ratio although the sample was selected?',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const [exposure, outcome] = [fields.names('exposure'), fields.names('outcome')]
    const z = fields.names('z', [])
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const drawn = graph()
    return drawn.ok ? givesOddsRatio(drawn.value, ids(exposure), ids(outcome), ids(z)) : drawn
  },
}

/** Rungs one and two of a model given as tables: what is seen, and what setting does. */
const conditional: QueryKind = {
  id: 'conditional',
  label: 'P(outcome = outcome_value | given) of a model, exactly',
  answer({ query, model }) {
    const fields = createFieldReader(query, 'query')
    const outcome = variableId(fields.text('outcome'))
    const value = fields.wholeNumber('outcome_value', 1)
    const given = fields.values('given')
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const network = readTableModel(model)
    if (!network.ok) return network
    const unknown = firstUnknown(network.value, [outcome, ...Object.keys(given)])
    if (unknown) return unknown
    const joint = exactDistribution(network.value)
    const seen = new Map(Object.entries(given).map(([id, level]) => [variableId(id), level]))
    return succeed(probabilityOf(joint, new Map([...seen, [outcome, value]])) / probabilityOf(joint, seen))
  },
}

const averageEffect: QueryKind = {
  id: 'ate',
  label: 'P(outcome | do(treatment = to)) − P(outcome | do(treatment = from)) of a model, exactly',
  answer({ query, model }) {
    const fields = createFieldReader(query, 'query')
    const [treatment, outcome] = [fields.text('treatment'), variableId(fields.text('outcome'))]
    const [from, to] = [fields.wholeNumber('from', 0), fields.wholeNumber('to', 1)]
    const value = fields.wholeNumber('outcome_value', 1)
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const network = readTableModel(model)
    if (!network.ok) return network
    const unknown = firstUnknown(network.value, [treatment, outcome])
    if (unknown) return unknown
    const under = (level: number) =>
      probabilityOf(
        exactDistribution(network.value, new Map([[treatment, level]])),
        new Map([[outcome, value]]),
      )
    return succeed(under(to) - under(from))
  },
}

function firstUnknown(network: DiscreteNetwork, names: readonly string[]): Result<never> | null {
  const known = new Set(network.variables.map((variable) => variable.name))
  const name = names.find((candidate) => !known.has(candidate))
  return name === undefined
    ? null
    : fail('unknown-variable', `The model has no variable "${name}".`, { name })
}

export const effectQueries: readonly QueryKind[] = [
  identify,
  instruments,
  frontDoor,
  independencies,
  verma,
  oddsRatio,
  conditional,
  averageEffect,
]
