import { fail, succeed, type Result } from '../../base/result'
import { expressionWithNames, printExpression } from '../../engine/expression/print'
import { nameOf, variableId, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import { experimentsOn, identifyFrom, type DataSource } from '../../engine/identify/id/identify-from'
import { createFieldReader, isFields } from '../fields'
import type { QueryKind } from './query-kind'

const ids = (names: readonly string[]) => names.map(variableId)

function answered(
  graph: CausalGraph,
  outcomes: readonly VariableId[],
  treatments: readonly VariableId[],
  sources: readonly DataSource[],
  verdict: 'identifiable' | 'transportable',
): Result<unknown> {
  const unknown = sources
    .flatMap(({ experiment, differs }) => [...experiment, ...differs])
    .find((id) => !graph.variables.some((variable) => variable.id === id))
  if (unknown !== undefined)
    return fail('unknown-variable', `The graph has no variable "${unknown}".`, { name: unknown })
  const found = identifyFrom(graph, outcomes, treatments, sources)
  if (!found.ok) return found
  const name = (id: VariableId) => nameOf(graph, id)
  if (!found.value.identifiable) {
    const { outer, inner } = found.value.hedge
    return succeed({ [verdict]: false, hedge_witness: { F: outer.map(name), F_prime: inner.map(name) } })
  }
  const { estimand } = found.value
  return succeed({
    [verdict]: true,
    estimand: {
      text: expressionWithNames(estimand, name),
      latex: printExpression(graph, estimand).latex,
    },
    sources: found.value.sources.map(({ population, experiment }) => ({
      population,
      do: experiment.map(name),
    })),
  })
}

/** Experiments on more variables than this would make too many combinations. */
const MOST_EXPERIMENTS = 10

const zIdentify: QueryKind = {
  id: 'z_identify',
  label: 'Is P(outcome | do(…)) determined by observation and experiments on other variables?',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const [outcome, treatment] = [fields.names('outcome'), fields.names('do')]
    const experiments = fields.names('experiments_on')
    const read = fields.finish(() => null)
    if (!read.ok) return read
    if (experiments.length > MOST_EXPERIMENTS)
      return fail('too-many-experiments', `At most ${MOST_EXPERIMENTS} variables can be experimented on.`)
    const drawn = graph()
    return drawn.ok
      ? answered(drawn.value, ids(outcome), ids(treatment), experimentsOn(ids(experiments)), 'identifiable')
      : drawn
  },
}

const isExperiments = (value: unknown): value is string[][] =>
  Array.isArray(value) &&
  value.every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string'))

const generalIdentify: QueryKind = {
  id: 'general_identify',
  label:
    'Is P(outcome | do(…)) determined by these experiments? "experiments": lists of what was set, [] for observation',
  answer({ query, graph }) {
    const fields = createFieldReader(query, 'query')
    const [outcome, treatment] = [fields.names('outcome'), fields.names('do')]
    const { experiments } = query
    if (!isExperiments(experiments)) fields.expected('experiments', 'a list of lists of names')
    const read = fields.finish(() => null)
    if (!read.ok || !isExperiments(experiments)) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const sources = experiments.map((set) => ({ population: '', experiment: ids(set), differs: [] }))
    return answered(drawn.value, ids(outcome), ids(treatment), sources, 'identifiable')
  },
}

const transportable: QueryKind = {
  id: 'transportable',
  label: 'Can experiments in a source population and observation of a target give the effect in the target?',
  answer({ query, graph }) {
    const inner = isFields(query.query) ? query.query : query
    const fields = createFieldReader(inner, 'query')
    const [outcome, treatment] = [fields.names('outcome'), fields.names('do')]
    const nodes = query.s_nodes
    if (!isFields(nodes) || !isExperiments(Object.values(nodes)))
      fields.expected('s_nodes', 'an object {name: [variables it points at]}')
    const read = fields.finish(() => null)
    if (!read.ok || !isFields(nodes)) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const differs = ids((Object.values(nodes) as string[][]).flat())
    const source = experimentsOn(ids(treatment)).map((one) => ({ ...one, population: 'source', differs }))
    const target: DataSource = { population: 'target', experiment: [], differs: [] }
    return answered(drawn.value, ids(outcome), ids(treatment), [target, ...source], 'transportable')
  },
}

export const generalQueries: readonly QueryKind[] = [zIdentify, generalIdentify, transportable]
