import { fail, succeed, type Problem, type Result } from '../../base/result'
import { evaluateEstimand, type DiscreteDistribution } from '../../engine/expression/evaluate'
import { expressionWithNames, printExpression } from '../../engine/expression/print'
import { termKey } from '../../engine/expression/scope'
import { ancestors, descendants } from '../../engine/graph/ancestors'
import {
  directed,
  graphFromNames,
  nameOf,
  variableId,
  type CausalGraph,
  type VariableId,
} from '../../engine/graph/graph'
import { exactDistribution } from '../../engine/simulate/exact'
import {
  identifyCounterfactual,
  type CounterfactualIdentification,
  type Evidence,
} from '../../engine/identify/counterfactual/identify-counterfactual'
import type {
  CounterfactualEvent,
  CounterfactualQuery,
  Setting,
} from '../../engine/identify/counterfactual/query'
import { createFieldReader, isFields } from '../fields'
import type { Request } from '../request'
import { readTableModel } from '../table-model'
import type { QueryKind } from './query-kind'

const evidenceOf = (data: unknown): Evidence =>
  typeof data === 'string' && /interventional|experiment/.test(data) ? 'experiments' : 'observation'

/** The answer in words and formulas; what there is no formula for says why. */
function described(graph: CausalGraph, found: CounterfactualIdentification): Record<string, unknown> {
  const name = (id: VariableId) => nameOf(graph, id)
  switch (found.verdict) {
    case 'identifiable': {
      const values = found.values.map(({ term, value }) => [
        name(term.variable) + '′'.repeat(term.primes ?? 0),
        value,
      ])
      return {
        identifiable: true,
        estimand: {
          text: expressionWithNames(found.estimand, name),
          latex: printExpression(graph, found.estimand).latex,
        },
        where: Object.fromEntries(values),
      }
    }
    case 'impossible':
      return { identifiable: true, value: 0, reason: 'The events cannot occur together.' }
    case 'undefined':
      return { undefined: true, reason: 'What is given cannot occur.' }
    case 'inconsistent':
      return {
        identifiable: false,
        reason: `${name(found.variable)} would have to take two values at once for ${found.tied.map(name).join(', ')}.`,
      }
    case 'hedge':
      return {
        identifiable: false,
        hedge_witness: { F: found.hedge.outer.map(name), F_prime: found.hedge.inner.map(name) },
      }
  }
}

const counterfactual: QueryKind = {
  id: 'counterfactual',
  label:
    'Is P(gamma | delta) determined? Lists of {"var", "value", "do": {…}}; "data" names interventional distributions when they are known',
  answer({ query, graph }) {
    const problems: Problem[] = []
    const asked = readEvents('gamma', query.gamma, problems)
    const known = readEvents('delta', query.delta ?? [], problems)
    if (problems.length > 0) return { ok: false, problems }
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = identifyCounterfactual(drawn.value, { asked, known }, evidenceOf(query.data))
    return found.ok ? succeed(described(drawn.value, found.value)) : found
  },
}

function readEvents(field: string, given: unknown, problems: Problem[]): CounterfactualEvent[] {
  if (!Array.isArray(given)) {
    problems.push({
      code: 'bad-field',
      message: `"${field}" must be a list of events.`,
      where: { name: field },
    })
    return []
  }
  return given.flatMap((event: unknown, i): CounterfactualEvent[] => {
    const isValue = (value: unknown) => typeof value === 'number' || typeof value === 'string'
    const set = isFields(event) ? (event.do ?? {}) : null
    if (isFields(event) && typeof event.var === 'string' && isValue(event.value) && isFields(set)) {
      const entries = Object.entries(set)
      if (entries.every(([, value]) => isValue(value))) {
        const value = event.value as number | string
        const world = entries.map(
          ([name, level]) => [variableId(name), { value: level as number | string }] as const,
        )
        return [{ variable: variableId(event.var), value: { value }, set: new Map(world) }]
      }
    }
    const message = `Event ${i + 1} of "${field}" must be {"var": name, "value": value, "do": {name: value}}.`
    problems.push({ code: 'bad-field', message, where: { name: field, row: i + 1 } })
    return []
  })
}

/** Two questions whose difference is the effect: P(outcome = value) in the one world less that in the other. */
interface Contrast {
  readonly to: CounterfactualQuery
  readonly from: CounterfactualQuery
}

interface Roles {
  readonly graph: CausalGraph
  readonly treatment: VariableId
  readonly outcome: VariableId
  readonly mediators: readonly VariableId[]
  readonly levels: { readonly from: number; readonly to: number }
  readonly outcomeValue: number
  /** Level of the treatment among those asked about, for the effect on the treated. */
  readonly givenTreatment: number
}

const given = (value: number): Setting => ({ value })

/** Y in the world where the treatment is `level`. */
const plainOutcome = ({ treatment, outcome, outcomeValue }: Roles, level: number): CounterfactualEvent => ({
  variable: outcome,
  value: given(outcomeValue),
  set: new Map([[treatment, given(level)]]),
})

/** Y where the treatment is `level` and the mediators are as they would be had it been `other`. */
function nestedOutcome(roles: Roles, level: number, other: number): CounterfactualEvent[] {
  const { treatment, mediators } = roles
  const summed = (id: VariableId): Setting => ({ summed: `mediator ${id}` })
  const outcome = plainOutcome(roles, level)
  return [
    { ...outcome, set: new Map([...outcome.set, ...mediators.map((id) => [id, summed(id)] as const)]) },
    ...mediators.map((id) => ({
      variable: id,
      value: summed(id),
      set: new Map([[treatment, given(other)]]),
    })),
  ]
}

const contrasts: Readonly<Record<string, { label: string; of: (roles: Roles) => Contrast }>> = {
  ett: {
    label: 'Effect of treatment on those with given_treatment',
    of(roles) {
      const known: CounterfactualEvent[] = [
        { variable: roles.treatment, value: given(roles.givenTreatment), set: new Map() },
      ]
      return {
        to: { asked: [plainOutcome(roles, roles.levels.to)], known },
        from: { asked: [plainOutcome(roles, roles.levels.from)], known },
      }
    },
  },
  nde: {
    label: 'Natural direct effect',
    of: (roles) => ({
      to: { asked: nestedOutcome(roles, roles.levels.to, roles.levels.from), known: [] },
      from: { asked: [plainOutcome(roles, roles.levels.from)], known: [] },
    }),
  },
  nie: {
    label: 'Natural indirect effect',
    of: (roles) => ({
      to: { asked: nestedOutcome(roles, roles.levels.from, roles.levels.to), known: [] },
      from: { asked: [plainOutcome(roles, roles.levels.from)], known: [] },
    }),
  },
  cde: {
    label: 'Controlled direct effect, the mediators held at mediators_at',
    of(roles) {
      const held = (level: number) => {
        const event = plainOutcome(roles, level)
        const fixed = roles.mediators.map((id) => [id, given(0)] as const)
        return { asked: [{ ...event, set: new Map([...event.set, ...fixed]) }], known: [] }
      }
      return { to: held(roles.levels.to), from: held(roles.levels.from) }
    },
  },
}

const effectQuery = (id: string): QueryKind => ({
  id,
  label: `${contrasts[id].label}: identified, and with "model" exactly`,
  answer(request) {
    const roles = readRoles(request)
    if (!roles.ok) return roles
    const { to, from } = contrasts[id].of(roles.value)
    return request.model === undefined
      ? verdictOf(roles.value.graph, to, from, evidenceOf(request.query.data))
      : numberOf(roles.value, request.model, to, from)
  },
})

function verdictOf(
  graph: CausalGraph,
  to: CounterfactualQuery,
  from: CounterfactualQuery,
  evidence: Evidence,
): Result<unknown> {
  const above = identifyCounterfactual(graph, to, evidence)
  const below = identifyCounterfactual(graph, from, evidence)
  if (!above.ok) return above
  if (!below.ok) return below
  const refused = [above.value, below.value].find(isRefused)
  if (refused) return succeed(described(graph, refused))
  return succeed({
    identifiable: true,
    to: described(graph, above.value),
    from: described(graph, below.value),
  })
}

const isRefused = ({ verdict }: CounterfactualIdentification) =>
  verdict !== 'identifiable' && verdict !== 'impossible'

/** Tables give every variable's mechanism but for its noise: what the model's own graph identifies is a number. */
function numberOf(
  roles: Roles,
  model: unknown,
  to: CounterfactualQuery,
  from: CounterfactualQuery,
): Result<number> {
  const network = readTableModel(model)
  if (!network.ok) return network
  const { variables } = network.value
  const names = variables.map((variable) => variable.name)
  const absent = [roles.treatment, roles.outcome, ...roles.mediators].find((name) => !names.includes(name))
  if (absent !== undefined)
    return fail('variable-without-table', `The model has no table for ${absent}.`, { name: absent })
  const edges = variables.flatMap(({ name, parents }) =>
    parents.map((parent) => directed(variableId(parent), variableId(name))),
  )
  const graph = graphFromNames(names, edges)
  const joint = exactDistribution(network.value)
  const values: number[] = []
  for (const query of [to, from]) {
    const found = identifyCounterfactual(graph, query, 'observation')
    if (!found.ok) return found
    if (isRefused(found.value)) return fail('not-identifiable', 'Tables alone do not determine this effect.')
    values.push(found.value.verdict === 'identifiable' ? valueOf(found.value, joint) : 0)
  }
  return succeed(values[0] - values[1])
}

const valueOf = (
  { estimand, values }: Extract<CounterfactualIdentification, { verdict: 'identifiable' }>,
  joint: DiscreteDistribution,
): number =>
  evaluateEstimand(
    estimand,
    () => joint,
    new Map(values.map(({ term, value }) => [termKey(term), Number(value)])),
  )

function readRoles({ query, graph }: Request): Result<Roles> {
  const fields = createFieldReader(query, 'query')
  const [treatment, outcome] = [variableId(fields.text('treatment')), variableId(fields.text('outcome'))]
  const levels = { from: fields.wholeNumber('from', 0), to: fields.wholeNumber('to', 1) }
  const outcomeValue = fields.wholeNumber('outcome_value', 1)
  const givenTreatment = fields.wholeNumber('given_treatment', levels.to)
  const named = fields.has('mediator') ? fields.names('mediator').map(variableId) : null
  const read = fields.finish(() => null)
  if (!read.ok) return read
  const drawn = graph()
  if (!drawn.ok) return drawn
  const mediators = named ?? mediatorsBetween(drawn.value, treatment, outcome)
  return succeed({ graph: drawn.value, treatment, outcome, mediators, levels, outcomeValue, givenTreatment })
}

/** Measured variables on directed paths from the one to the other. */
function mediatorsBetween(graph: CausalGraph, from: VariableId, to: VariableId): VariableId[] {
  const after = new Set(descendants(graph, [from]))
  return ancestors(graph, [to]).filter((id) => {
    const isMeasured = !graph.variables.find((variable) => variable.id === id)?.latent
    return after.has(id) && id !== from && id !== to && isMeasured
  })
}

export const counterfactualQueries: readonly QueryKind[] = [
  counterfactual,
  ...Object.keys(contrasts).map(effectQuery),
]
