import { succeed } from '../../base/result'
import { discover } from '../../engine/discover/discover'
import type { Column, Dataset, RowsUsed } from '../../engine/data/dataset'
import type { Knowledge } from '../../engine/discover/algorithm'
import { buildDiscoveryProblem, type DiscoveryRequest } from '../../engine/discover/problem'
import { requestFor } from '../../engine/discover/request-for'
import type { IdentifiedBy } from '../../engine/estimate/identified-by'
import { expressionWithNames } from '../../engine/expression/print'
import { canonicalEdge, edgeSymbol, nameOf } from '../../engine/graph/graph'
import { columnsNamed, estimateFromOrder, type EstimateOrder } from '../estimate'
import { createFieldReader, isFields } from '../fields'
import { contextWithSeed } from '../request'
import { missingExpectation, readMissing } from '../missing'
import type { QueryKind } from './query-kind'

export const DEFAULT_SEED = 1

const isNameLists = (value: unknown): value is string[][] =>
  Array.isArray(value) &&
  value.every((list) => Array.isArray(list) && list.every((name) => typeof name === 'string'))

const isNamePairs = (value: unknown): value is [string, string][] =>
  isNameLists(value) && value.every((pair) => pair.length === 2)

const isGaps = (value: unknown): value is DiscoveryRequest['gaps'] =>
  value === undefined || value === 'complete-rows' || value === 'test-wise'

const isTargets = (value: unknown): value is string | (string | null)[] | undefined =>
  value === undefined ||
  typeof value === 'string' ||
  (Array.isArray(value) && value.every((entry) => entry === null || typeof entry === 'string'))

/** Which rows are missing where, and what the reading of the file did to it: nothing is dropped silently. */
const usedData = ({ log }: Dataset, rows: RowsUsed) => ({
  rows,
  ...(log.length > 0 ? { dataSteps: log } : {}),
})

/** Null for what is no knowledge, and for names of lists that there are not. */
export function readKnowledge(known: unknown): Knowledge | null {
  if (!isFields(known)) return null
  const { tiers, required, forbidden, exogenous, ...rest } = known
  const read = { tiers: tiers ?? [], required: required ?? [], forbidden: forbidden ?? [] }
  if (Object.keys(rest).length > 0 || !isNameLists(read.tiers)) return null
  if (!isNamePairs(read.required) || !isNamePairs(read.forbidden)) return null
  if (exogenous !== undefined && !isNameLists([exogenous])) return null
  return {
    tiers: read.tiers,
    required: read.required,
    forbidden: read.forbidden,
    ...(exogenous === undefined ? {} : { exogenous: exogenous as string[] }),
  }
}

const discoverQuery: QueryKind = {
  id: 'discover',
  label: 'Search for a graph in data',
  async answer({ query, data }) {
    const fields = createFieldReader(query, 'query')
    const algorithm = fields.text('algorithm')
    const options = fields.options('options')
    const seed = fields.seed(DEFAULT_SEED)
    const columns = fields.has('columns') ? fields.names('columns') : undefined
    const knowledge = readKnowledge(query.knowledge ?? {})
    if (!knowledge) {
      fields.expected(
        'knowledge',
        '{tiers: [[names]], required: [[from, to]], forbidden: [[from, to]], exogenous: [names]}',
      )
    }
    const interventions = query.interventions ?? undefined
    if (!isTargets(interventions)) fields.expected('interventions', 'a column name or a list of names')
    const gaps = query.gaps ?? undefined
    if (!isGaps(gaps)) fields.expected('gaps', '"complete-rows" or "test-wise"')
    const contexts = fields.has('contexts') ? fields.names('contexts') : undefined
    const read = fields.finish(() => ({
      columns,
      ...(isGaps(gaps) && gaps !== undefined ? { gaps } : {}),
      ...(contexts ? { contexts } : {}),
      ...(knowledge ? { knowledge } : {}),
      ...(isTargets(interventions) && interventions !== undefined ? { interventions } : {}),
    }))
    if (!read.ok) return read
    const dataset = await data(columns ?? [])
    if (!dataset.ok) return dataset
    const problem = buildDiscoveryProblem(dataset.value, requestFor(algorithm, read.value))
    if (!problem.ok) return problem
    const found = await discover(problem.value, algorithm, options, contextWithSeed(seed))
    if (!found.ok) return found
    const { graph, scores, seconds, rows, statistics } = found.value
    return succeed({
      kind: graph.kind,
      edges: graph.edges
        .map(canonicalEdge)
        .map((edge) => [nameOf(graph, edge.from), edgeSymbol(edge), nameOf(graph, edge.to)]),
      nodes: graph.variables.map((variable) => variable.name),
      ...(scores ? { scores } : {}),
      n: rows.used,
      ...usedData(dataset.value, rows),
      statistics,
      seconds,
    })
  },
}

/** Fields of other estimands; naming them is an error rather than being passed over. */
const LATER_FIELDS = ['instrument', 'cluster', 'unit', 'time', 'running', 'cutoff', 'event']

const AMONG = ['everyone', 'randomised'] as const

const estimateQuery: QueryKind = {
  id: 'estimate',
  label:
    'An effect from data, by the "adjustment" set or "mediator" (front-door) given, else by what identifies it in the graph',
  async answer(request) {
    const { query } = request
    const fields = createFieldReader(query, 'query')
    const missing = fields.has('missing') ? readMissing(query.missing) : null
    const order: EstimateOrder = {
      estimand: fields.text('estimand', 'ate'),
      treatment: fields.text('treatment'),
      outcome: fields.text('outcome'),
      from: fields.value('from'),
      to: fields.value('to'),
      estimator: fields.text('estimator'),
      options: fields.options('options'),
      seed: fields.seed(DEFAULT_SEED),
      ...(missing ? { missing } : {}),
      ...(fields.has('weights') ? { weights: fields.text('weights') } : {}),
      among: fields.choice('among', AMONG, 'everyone'),
      ...(fields.has('adjustment') ? { adjustment: [...new Set(fields.names('adjustment'))] } : {}),
      ...(fields.has('mediator') ? { mediators: [...new Set(fields.names('mediator'))] } : {}),
    }
    if (fields.has('missing') && !missing) fields.expected('missing', missingExpectation)
    for (const field of LATER_FIELDS) {
      if (fields.has(field)) fields.expected(field, 'absent: no estimator uses it yet')
    }
    const read = fields.finish(() => order)
    if (!read.ok) return read
    const graph = request.hasGraph ? request.graph() : succeed(null)
    if (!graph.ok) return graph
    const dataset = await request.data(columnsNamed(order, graph.value))
    if (!dataset.ok) return dataset
    const found = await estimateFromOrder(dataset.value, graph.value, order)
    if (!found.ok) return found
    const { estimate, adjustment, adjustmentIsValid, identifiedBy } = found.value
    return succeed({
      estimate: estimate.point,
      standardError: estimate.standardError,
      interval: estimate.interval,
      level: estimate.level,
      intervalKind: estimate.intervalKind,
      n: estimate.rows.used,
      ...usedData(dataset.value, estimate.rows),
      ...(estimate.gaps ? { gaps: estimate.gaps } : {}),
      ...(estimate.means ? { means: estimate.means } : {}),
      adjustment,
      ...(adjustmentIsValid === null ? {} : { adjustmentIsValid }),
      ...(identifiedBy ? { identifiedBy: describedIdentification(identifiedBy) } : {}),
      diagnostics: estimate.diagnostics,
      provenance: estimate.provenance,
      ...(estimate.cate ? { cate: estimate.cate.point, cateInterval: estimate.cate.interval } : {}),
    })
  },
}

const describedIdentification = ({ method, mediators, estimand }: IdentifiedBy) => ({
  method,
  ...(mediators ? { mediators } : {}),
  estimand: expressionWithNames(estimand, (name) => name),
})

/** What an estimate or a search would be given: nothing is computed but the columns. */
const dataQuery: QueryKind = {
  id: 'data',
  label:
    'The data with the "steps" of the request done to them: columns, kinds, rows, and what was done; "rows" lists so many',
  async answer({ query, data }) {
    const fields = createFieldReader(query, 'query')
    const read = fields.finish(() => fields.wholeNumber('rows', 0))
    if (!read.ok) return read
    const dataset = await data([])
    if (!dataset.ok) return dataset
    const { rows, columns, log } = dataset.value
    const shown = Math.min(read.value, rows)
    return succeed({
      n: rows,
      columns: columns.map((column) => ({
        name: column.name,
        kind: column.kind,
        role: column.role,
        missing: column.values.reduce((sum, value) => sum + Number(Number.isNaN(value)), 0),
        ...(column.levels ? { levels: column.levels } : {}),
        ...(column.note === undefined ? {} : { note: column.note }),
      })),
      log,
      ...(shown > 0 ? { rows: Array.from({ length: shown }, (_, row) => cellsOf(columns, row)) } : {}),
    })
  },
}

const cellsOf = (columns: readonly Column[], row: number): Record<string, number | string | null> =>
  Object.fromEntries(
    columns.map(({ name, values, levels }) => {
      const value = values[row]
      return [name, Number.isNaN(value) ? null : (levels?.[value] ?? value)]
    }),
  )

export const dataQueries: readonly QueryKind[] = [discoverQuery, estimateQuery, dataQuery]
