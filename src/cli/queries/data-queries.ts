import { succeed } from '../../base/result'
import type { Column, Dataset, RowsUsed } from '../../engine/data/dataset'
import { partOfSplit } from '../../engine/data/sample-split'
import type { IdentifiedBy } from '../../engine/estimate/identified-by'
import { expressionWithNames } from '../../engine/expression/print'
import { columnsNamed, estimateFromOrder, type EstimateOrder } from '../estimate'
import { createFieldReader } from '../fields'
import { missingExpectation, readMissing } from '../missing'
import type { QueryKind } from './query-kind'

export const DEFAULT_SEED = 1

/** Which rows are missing where, and what the reading of the file did to it: nothing is dropped silently. */
export const usedData = ({ log }: Dataset, rows: RowsUsed) => ({
  rows,
  ...(log.length > 0 ? { dataSteps: log } : {}),
})

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
    const heldOut = fields.has('heldOut') ? fields.wholeNumber('heldOut', 0) : null
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
    const rows = heldOut === null ? dataset.value : partOfSplit(dataset.value, heldOut, 'held-out')
    const found = await estimateFromOrder(rows, graph.value, order)
    if (!found.ok) return found
    const { estimate, adjustment, adjustmentIsValid, identifiedBy } = found.value
    return succeed({
      estimate: estimate.point,
      standardError: estimate.standardError,
      interval: estimate.interval,
      level: estimate.level,
      intervalKind: estimate.intervalKind,
      n: estimate.rows.used,
      ...usedData(rows, estimate.rows),
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

export const dataQueries: readonly QueryKind[] = [estimateQuery, dataQuery]
