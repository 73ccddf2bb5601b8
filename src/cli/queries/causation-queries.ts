import { fail, succeed, type Result } from '../../base/result'
import { variableId } from '../../engine/graph/graph'
import {
  causationBounds,
  causationFormulas,
  monotoneCausation,
  type CausationFacts,
  type CausationKind,
} from '../../engine/identify/causation'
import { exactDistribution, probabilityOf } from '../../engine/simulate/exact'
import { createFieldReader } from '../fields'
import { readTableModel } from '../table-model'
import type { QueryKind } from './query-kind'

const labels: Readonly<Record<CausationKind, string>> = {
  pn: 'Probability of necessity',
  ps: 'Probability of sufficiency',
  pns: 'Probability of necessity and sufficiency',
}

const causation = (kind: CausationKind, form: 'bounds' | 'monotone'): QueryKind => ({
  id: form === 'monotone' ? `${kind}_monotone` : kind,
  label: `${labels[kind]}${form === 'monotone' ? ' when the cause never prevents the effect' : ', sharp bounds'}`,
  answer({ query, model }) {
    const fields = createFieldReader(query, 'query')
    const [treatment, outcome] = [fields.text('treatment'), fields.text('outcome')]
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const monotone = form === 'monotone' || query.monotone === true
    const { low, high, monotone: formula } = causationFormulas[kind]
    if (model === undefined)
      return succeed(
        monotone
          ? { point_identified: true, estimand: formula }
          : { point_identified: false, bounds: [low, high] },
      )
    const facts = factsOf(model, treatment, outcome)
    if (!facts.ok) return facts
    return succeed(monotone ? monotoneCausation(kind, facts.value) : causationBounds(kind, facts.value))
  },
})

/** What tables say of the two: the joint distribution, and the effect under either setting. */
function factsOf(model: unknown, treatment: string, outcome: string): Result<CausationFacts> {
  const network = readTableModel(model)
  if (!network.ok) return network
  const known = new Set(network.value.variables.map(({ name }) => name))
  const unknown = [treatment, outcome].find((name) => !known.has(name))
  if (unknown !== undefined)
    return fail('unknown-variable', `The model has no variable "${unknown}".`, { name: unknown })
  const [x, y] = [variableId(treatment), variableId(outcome)]
  const seen = exactDistribution(network.value)
  const cell = (a: number, b: number) =>
    probabilityOf(
      seen,
      new Map([
        [x, a],
        [y, b],
      ]),
    )
  const under = (level: number) =>
    probabilityOf(exactDistribution(network.value, new Map([[treatment, level]])), new Map([[y, 1]]))
  return succeed({
    effectWith: under(1),
    effectWithout: under(0),
    both: cell(1, 1),
    causeOnly: cell(1, 0),
    effectOnly: cell(0, 1),
    neither: cell(0, 0),
  })
}

const kinds = ['pn', 'ps', 'pns'] as const

export const causationQueries: readonly QueryKind[] = kinds.flatMap((kind) => [
  causation(kind, 'bounds'),
  causation(kind, 'monotone'),
])
