import { succeed } from '../../base/result'
import { columnNamed } from '../../engine/data/dataset'
import { boundsFor } from '../../engine/estimate/bounds/bounds-for'
import { distinctValues } from '../../engine/estimate/problem'
import { nameOf, variableId, type VariableId } from '../../engine/graph/graph'
import { totalEffectOf } from '../../engine/identify/question'
import { createFieldReader } from '../fields'
import { contextWithSeed } from '../request'
import { DEFAULT_SEED } from './data-queries'
import type { QueryKind } from './query-kind'

const isRange = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'number')

export const boundsQuery: QueryKind = {
  id: 'bounds',
  label:
    'Between which numbers an effect lies that nothing identifies, by what is assumed; "support": [lowest, highest] of the outcome, "draws"',
  async answer({ query, graph, data }) {
    const fields = createFieldReader(query, 'query')
    const [treatment, outcome] = [fields.text('treatment'), fields.text('outcome')]
    const asked = [fields.value('from'), fields.value('to')] as const
    const draws = fields.wholeNumber('draws', 200)
    const seed = fields.seed(DEFAULT_SEED)
    const { support } = query
    if (support !== undefined && !isRange(support)) fields.expected('support', '[lowest, highest]')
    const read = fields.finish(() => (isRange(support) ? { draws, support } : { draws }))
    if (!read.ok) return read
    const drawn = graph()
    if (!drawn.ok) return drawn
    const dataset = await data([treatment, outcome, ...drawn.value.variables.map(({ name }) => name)])
    if (!dataset.ok) return dataset
    const column = columnNamed(dataset.value, treatment)
    const values = column ? distinctValues(column) : []
    const defaults = values.length === 2 ? values : [0, 1]
    const [from, to] = asked.map((value, arm) => value ?? defaults[arm])
    const question = totalEffectOf([{ variable: variableId(treatment), from, to }], [variableId(outcome)])
    const found = await boundsFor(dataset.value, drawn.value, question, read.value, contextWithSeed(seed))
    if (!found.ok) return found
    const named = <T extends { readonly instrument?: VariableId }>(items: readonly T[]) =>
      items.map((item) =>
        item.instrument === undefined ? item : { ...item, instrument: nameOf(drawn.value, item.instrument) },
      )
    const { bounds, notGiven, inequalities, ...rest } = found.value
    return succeed({
      ...rest,
      bounds: named(bounds),
      notGiven: named(notGiven),
      inequalities: named(inequalities),
    })
  },
}
