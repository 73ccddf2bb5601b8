import { fail, succeed, type Problem, type Result } from '../../base/result'
import { evaluateEstimand, type DiscreteDistribution } from '../../engine/expression/evaluate'
import { expressionWithNames, printExpression } from '../../engine/expression/print'
import { termKey } from '../../engine/expression/scope'
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
import {
  counterfactualAnswer,
  type CounterfactualAnswer,
} from '../../engine/identify/counterfactual/counterfactual-answer'
import type { CounterfactualEvent, CounterfactualQuery } from '../../engine/identify/counterfactual/query'
import { pathSpecificEffect, type PathChoice } from '../../engine/identify/counterfactual/path-specific'
import {
  controlledDirectEffect,
  effectOnTreated,
  mediatorsBetween,
  naturalDirectEffect,
  naturalIndirectEffect,
  type Contrast,
  type EffectRoles,
} from '../../engine/identify/counterfactual/questions'
import { createFieldReader, isFields } from '../fields'
import type { Request } from '../request'
import { readTableModel } from '../table-model'
import type { QueryKind } from './query-kind'

const evidenceOf = (data: unknown): Evidence =>
  typeof data === 'string' && /interventional|experiment/.test(data) ? 'experiments' : 'observation'

/** The answer in words and formulas; what there is no formula for says why. */
function described(graph: CausalGraph, found: CounterfactualAnswer): Record<string, unknown> {
  const name = (id: VariableId) => nameOf(graph, id)
  const steps = found.derivation.map(({ rule, sentence, result }) => ({
    rule,
    sentence,
    ...(result ? { result: expressionWithNames(result, name) } : {}),
  }))
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
        steps,
      }
    }
    case 'impossible':
      return { identifiable: true, value: 0, reason: found.explanation }
    case 'undefined':
      return { undefined: true, reason: found.explanation }
    case 'not-identifiable': {
      const { witness } = found
      const shown =
        witness.kind === 'hedge'
          ? { hedge_witness: { F: witness.hedge.outer.map(name), F_prime: witness.hedge.inner.map(name) } }
          : {
              conflict: { variable: name(witness.variable), tied: witness.tied.map(name) },
              ...(witness.recanting === null ? {} : { recanting_witness: name(witness.recanting) }),
            }
      return { identifiable: false, reason: found.explanation, ...shown, steps }
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
    const found = counterfactualAnswer(drawn.value, { asked, known }, evidenceOf(query.data))
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

interface Roles extends EffectRoles {
  readonly graph: CausalGraph
  readonly mediators: readonly VariableId[]
  readonly mediatorsAt: ReadonlyMap<VariableId, number>
  /** Level of the treatment among those asked about, for the effect on the treated. */
  readonly givenTreatment: number
}

const contrasts: Readonly<Record<string, { label: string; of: (roles: Roles) => Contrast }>> = {
  ett: {
    label: 'Effect of treatment on those with given_treatment',
    of: (roles) => effectOnTreated(roles, roles.givenTreatment),
  },
  nde: {
    label: 'Natural direct effect',
    of: (roles) => naturalDirectEffect(roles, roles.mediators),
  },
  nie: {
    label: 'Natural indirect effect',
    of: (roles) => naturalIndirectEffect(roles, roles.mediators),
  },
  cde: {
    label:
      'Controlled direct effect, the mediators held at mediators_at: one level, or an object of levels; 0 where it says nothing',
    of: (roles) => controlledDirectEffect(roles, roles.mediatorsAt),
  },
}

const effectQuery = (id: string): QueryKind => ({
  id,
  label: `${contrasts[id].label}: identified, and with "model" exactly`,
  answer(request) {
    const roles = readRoles(request)
    return roles.ok ? answered(request, roles.value, contrasts[id].of(roles.value)) : roles
  },
})

function answered({ query, model }: Request, roles: Roles, { to, from }: Contrast): Result<unknown> {
  return model === undefined
    ? verdictOf(roles.graph, to, from, evidenceOf(query.data))
    : numberOf(roles, model, to, from)
}

const pathSpecific: QueryKind = {
  id: 'path_specific',
  label:
    'Effect along some directed paths: "paths" (lists of names), "edges" (pairs), or all paths "through" some variables; with "model" exactly',
  answer(request) {
    const roles = readRoles(request)
    if (!roles.ok) return roles
    const choice = readChoice(request.query)
    if (!choice.ok) return choice
    const contrast = pathSpecificEffect(roles.value.graph, roles.value, choice.value)
    return contrast.ok ? answered(request, roles.value, contrast.value) : contrast
  },
}

const isNameLists = (value: unknown): value is string[][] =>
  Array.isArray(value) &&
  value.every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string'))

function readChoice(query: Request['query']): Result<PathChoice> {
  const fields = createFieldReader(query, 'query')
  const { paths, edges } = query
  if (fields.has('through')) {
    const variables = fields.names('through').map(variableId)
    return fields.finish(() => ({ kind: 'through', variables }))
  }
  if (fields.has('edges')) {
    if (isNameLists(edges) && edges.every((ends) => ends.length === 2))
      return succeed({
        kind: 'edges',
        edges: edges.map(([from, to]) => [variableId(from), variableId(to)] as const),
      })
    fields.expected('edges', 'a list of pairs of names')
  } else if (isNameLists(paths)) {
    return succeed({ kind: 'paths', paths: paths.map((path) => path.map(variableId)) })
  } else fields.expected('paths', 'a list of lists of names')
  return fields.finish((): PathChoice => ({ kind: 'paths', paths: [] }))
}

function verdictOf(
  graph: CausalGraph,
  to: CounterfactualQuery,
  from: CounterfactualQuery,
  evidence: Evidence,
): Result<unknown> {
  const above = counterfactualAnswer(graph, to, evidence)
  const below = counterfactualAnswer(graph, from, evidence)
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

const isRefused = ({ verdict }: { readonly verdict: string }) =>
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
  const [from, to] = [fields.wholeNumber('from', 0), fields.wholeNumber('to', 1)]
  const outcomeValue = fields.wholeNumber('outcome_value', 1)
  const givenTreatment = fields.wholeNumber('given_treatment', to)
  const named = fields.has('mediator') ? fields.names('mediator').map(variableId) : null
  const isOneLevel = typeof query.mediators_at === 'number'
  const everywhere = isOneLevel ? fields.wholeNumber('mediators_at', 0) : 0
  const levels = isOneLevel ? {} : fields.values('mediators_at')
  const read = fields.finish(() => null)
  if (!read.ok) return read
  const drawn = graph()
  if (!drawn.ok) return drawn
  const mediators = named ?? mediatorsBetween(drawn.value, treatment, outcome)
  const mediatorsAt = new Map(mediators.map((id) => [id, levels[nameOf(drawn.value, id)] ?? everywhere]))
  return succeed({
    graph: drawn.value,
    treatment,
    outcome,
    from,
    to,
    outcomeValue,
    mediators,
    mediatorsAt,
    givenTreatment,
  })
}

export const counterfactualQueries: readonly QueryKind[] = [
  counterfactual,
  ...Object.keys(contrasts).map(effectQuery),
  pathSpecific,
]
