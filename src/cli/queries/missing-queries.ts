import { fail, succeed, type Result } from '../../base/result'
import { expressionWithNames, printExpression } from '../../engine/expression/print'
import { nameOf, variableId, type CausalGraph, type VariableId } from '../../engine/graph/graph'
import type { InterventionalQuery } from '../../engine/identify/id/identify-effect'
import { identifyMissing } from '../../engine/identify/missing/identify-missing'
import { createFieldReader, isFields } from '../fields'
import { parseProbability } from '../probability-text'
import type { QueryKind } from './query-kind'

/** The variable of that name, or the only one whose name differs in capitals alone: formulas are written small. */
function namedIn(graph: CausalGraph, name: string): VariableId {
  const same = graph.variables.find((variable) => variable.name === name)
  const alike = graph.variables.filter((variable) => variable.name.toLowerCase() === name.toLowerCase())
  return (same ?? (alike.length === 1 ? alike[0] : undefined))?.id ?? variableId(name)
}

/** "P(y | do(x))", or `{outcome, do, given}`. */
function readQuestion(graph: CausalGraph, asked: unknown): Result<InterventionalQuery> {
  const ids = (names: readonly string[]) => names.map((name) => namedIn(graph, name))
  if (typeof asked === 'string') {
    const read = parseProbability(asked)
    if (!read.ok) return read
    const { outcomes, treatments, given } = read.value
    return succeed({ outcomes: ids(outcomes), treatments: ids(treatments), given: ids(given) })
  }
  const fields = createFieldReader(isFields(asked) ? asked : {}, 'query')
  const [outcomes, treatments] = [ids(fields.names('outcome')), ids(fields.names('do', []))]
  const given = ids(fields.names('given', []))
  return fields.finish(() => ({ outcomes, treatments, given }))
}

/** Everything is seen but where an indicator is 0: no other input is understood. */
function inputProblem(graph: CausalGraph, inputs: unknown): Result<never> | null {
  if (inputs === undefined || inputs === null) return null
  const [only, ...more] = Array.isArray(inputs) ? inputs : [null]
  const read =
    typeof only === 'string' && more.length === 0 ? parseProbability(only.replaceAll('*', '')) : null
  if (read?.ok && read.value.treatments.length + read.value.given.length === 0) {
    const seen = new Set(read.value.outcomes.map((name) => namedIn(graph, name)))
    if (graph.variables.every(({ id, latent }) => latent || seen.has(id))) return null
  }
  return fail('bad-field', '"inputs" must be absent, or one P(…) of all variables and indicators.', {
    name: 'inputs',
  })
}

const missingDataIdentify: QueryKind = {
  id: 'missing_data_identify',
  label:
    'Do data with gaps determine "query" ("P(y | do(x))" or {outcome, do, given})? "indicators": {indicator: variable}, 1 where it is seen; null where no formula was found and none was proved impossible',
  answer({ query, graph }) {
    const { indicators } = query
    if (!isFields(indicators) || !Object.values(indicators).every((name) => typeof name === 'string'))
      return fail('bad-field', '"indicators" of the query must be an object {indicator: variable}.', {
        name: 'indicators',
      })
    const drawn = graph()
    if (!drawn.ok) return drawn
    const question = readQuestion(drawn.value, query.query)
    if (!question.ok) return question
    const wrong = inputProblem(drawn.value, query.inputs)
    if (wrong) return wrong
    const pairs = Object.entries(indicators as Record<string, string>)
    const known = new Map(pairs.map(([indicator, name]) => [variableId(indicator), variableId(name)]))
    const found = identifyMissing(drawn.value, known, question.value)
    if (!found.ok) return found
    if (found.value.verdict !== 'identifiable') {
      const { verdict, explanation } = found.value
      return succeed({ identifiable: verdict === 'undecided' ? null : false, reason: explanation })
    }
    const { estimand, derivation } = found.value
    const name = (id: VariableId) => nameOf(drawn.value, id)
    return succeed({
      identifiable: true,
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
  },
}

export const missingQueries: readonly QueryKind[] = [missingDataIdentify]
