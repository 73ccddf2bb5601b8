import { fail, succeed } from '../../base/result'
import { expressionWithNames, printExpression } from '../../engine/expression/print'
import { nameOf, variableId, type VariableId } from '../../engine/graph/graph'
import { recoverEffect } from '../../engine/identify/selection/recover-effect'
import { createFieldReader, isFields } from '../fields'
import type { QueryKind } from './query-kind'

const ids = (names: readonly string[]) => names.map(variableId)

const recoverable: QueryKind = {
  id: 'recoverable',
  label:
    'Does the selected sample P(v | S = 1) give P(outcome | do(…), given)? "external": variables whose joint distribution is known in everyone; null where no formula was found and none was proved impossible',
  answer({ query, graph }) {
    const asked = isFields(query.query) ? query.query : query
    const fields = createFieldReader(asked, 'query')
    const question = {
      outcomes: ids(fields.names('outcome')),
      treatments: ids(fields.names('do', [])),
      given: ids(fields.names('given', [])),
    }
    const read = fields.finish(() => null)
    if (!read.ok) return read
    const data = createFieldReader(query, 'query')
    const external = ids(data.names('external', []))
    const readData = data.finish(() => null)
    if (!readData.ok) return readData
    if (typeof query.data === 'string' && !/S\s*=\s*1|selected/.test(query.data))
      return fail('bad-field', `"data" must be P(v|S=1); it is ${query.data}.`, { name: 'data' })
    const drawn = graph()
    if (!drawn.ok) return drawn
    const found = recoverEffect(drawn.value, question, external)
    if (!found.ok) return found
    const name = (id: VariableId) => nameOf(drawn.value, id)
    if (found.value.verdict === 'recoverable') {
      const { estimand, derivation } = found.value
      return succeed({
        recoverable: true,
        estimand: {
          text: expressionWithNames(estimand, name),
          latex: printExpression(drawn.value, estimand).latex,
        },
        steps: derivation.map(({ rule, sentence, result }) => ({
          rule,
          sentence,
          result: expressionWithNames(result, name),
        })),
      })
    }
    const { verdict, explanation } = found.value
    return succeed({ recoverable: verdict === 'undecided' ? null : false, reason: explanation })
  },
}

export const selectionQueries: readonly QueryKind[] = [recoverable]
