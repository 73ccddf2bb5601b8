import { fail, succeed, type Result } from '../../base/result'
import { createRandom } from '../../base/random'
import type { Dataset } from '../../engine/data/dataset'
import { missingPatterns } from '../../engine/data/missing/patterns'
import { correlate } from '../../engine/data/summary/correlations'
import { describeColumns } from '../../engine/data/summary/describe-columns'
import { describePair } from '../../engine/data/summary/describe-pair'
import { gapContrasts } from '../../engine/data/summary/gap-contrasts'
import { createFieldReader } from '../fields'
import { contextWithSeed } from '../request'
import { DEFAULT_SEED } from './data-queries'
import type { QueryKind } from './query-kind'

interface DescribeOrder {
  readonly what: 'columns' | 'pair' | 'correlations' | 'missing'
  readonly columns: readonly string[] | undefined
  readonly x: string
  readonly y: string
  readonly gapsOf: string | undefined
  readonly seed: number
}

/** The numbers behind the pictures of the data. Numbers that there are not (NaN) are null in JSON. */
export const describeQuery: QueryKind = {
  id: 'describe',
  label:
    'Summaries of data; "what": columns, pair ("x", "y"), correlations or missing; "columns" chooses some, "gapsOf" compares rows with and without a value of one',
  async answer({ query, data }) {
    const fields = createFieldReader(query, 'query')
    const what = fields.choice('what', ['columns', 'pair', 'correlations', 'missing'])
    const order: DescribeOrder = {
      what,
      columns: fields.has('columns') ? fields.names('columns') : undefined,
      x: what === 'pair' ? fields.text('x') : '',
      y: what === 'pair' ? fields.text('y') : '',
      gapsOf: what === 'missing' && fields.has('gapsOf') ? fields.text('gapsOf') : undefined,
      seed: fields.seed(DEFAULT_SEED),
    }
    const read = fields.finish(() => order)
    if (!read.ok) return read
    const needed = [...(order.columns ?? []), order.x, order.y, order.gapsOf ?? ''].filter(Boolean)
    const dataset = await data(needed)
    if (!dataset.ok) return dataset
    const answer = describe(dataset.value, read.value)
    if (!answer.ok) return answer
    const { rows, log } = dataset.value
    return succeed({ n: rows, ...(log.length > 0 ? { dataSteps: log } : {}), ...answer.value })
  },
}

function describe(dataset: Dataset, order: DescribeOrder): Result<object> {
  const { what, columns, x, y, gapsOf, seed } = order
  const context = contextWithSeed(seed)
  if (what === 'columns') {
    const found = describeColumns(dataset, columns, context)
    return found.ok ? succeed({ columns: found.value }) : found
  }
  if (what === 'pair') return describePair(dataset, { x, y }, createRandom(seed))
  if (what === 'correlations') {
    const found = correlate(dataset, columns, context)
    if (!found.ok) return found
    const { names, r, n, ...rest } = found.value
    const lines = (cells: Float64Array) =>
      names.map((_, i) => [...cells.subarray(i * names.length, (i + 1) * names.length)])
    return succeed({ names, r: lines(r), pairRows: lines(n), ...rest })
  }
  const unknown = columns?.find((name) => !dataset.columns.some((column) => column.name === name))
  if (unknown !== undefined)
    return fail('unknown-column', `There is no column “${unknown}” in ${dataset.name}.`, { name: unknown })
  const patterns = missingPatterns(dataset, columns)
  if (gapsOf === undefined) return succeed(patterns)
  const contrasts = gapContrasts(dataset, gapsOf)
  return contrasts.ok ? succeed({ ...patterns, gaps: contrasts.value }) : contrasts
}
