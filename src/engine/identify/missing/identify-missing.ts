import { fail, succeed, type Result } from '../../../base/result'
import { probability } from '../../expression/build'
import type { Estimand, Expression, Term } from '../../expression/expression'
import { primeClashes, renamed, termKey } from '../../expression/scope'
import { times } from '../../expression/simplify'
import { nameOf, withEdges, type CausalGraph, type VariableId } from '../../graph/graph'
import { adjustmentEstimand } from '../adjustment'
import { joined } from '../adjustment-obstacle'
import { diagramSetting } from '../adjustment-query'
import { listSets } from '../adjustment-sets'
import { identifyEffect, nonsense, type InterventionalQuery } from '../id/identify-effect'
import type { DerivationStep } from '../method'
import { missingGraph, type MissingGraph } from './missing-graph'
import { createRecovery, type RecoverConditional } from './recover-conditional'

export type MissingIdentification =
  | {
      readonly verdict: 'identifiable'
      /** An indicator in it stands for 1: the variable is seen. */
      readonly estimand: Estimand
      readonly derivation: readonly DerivationStep[]
    }
  /** Two models can agree on everything seen and differ in the answer. */
  | {
      readonly verdict: 'not-identifiable'
      readonly explanation: string
      readonly witness: readonly VariableId[]
    }
  /** The rules that are known here find no formula; that proves nothing. */
  | { readonly verdict: 'undecided'; readonly explanation: string }

/** Adjustment formulas that are tried before the general one. */
const MOST_SETS = 20

/**
 * Is P(outcomes | do(treatments), given) determined by data with gaps? First a formula in the variables without gaps
 * (adjustment, else the general algorithm), then each of its probabilities from what is seen, see `createRecovery`. No
 * method for this is complete; "not identifiable" is said only with a proof: without gaps it would not be, or an outcome
 * decides itself whether it is seen (Mohan & Pearl, JASA 116, 2021, theorem 4). Problems: as for `missingGraph` and
 * `identifyEffect`.
 */
export function identifyMissing(
  drawn: CausalGraph,
  indicators: ReadonlyMap<VariableId, VariableId>,
  query: InterventionalQuery,
): Result<MissingIdentification> {
  const read = missingGraph(drawn, indicators)
  if (!read.ok) return read
  const about = [...query.outcomes, ...query.treatments, ...query.given].find((id) => indicators.has(id))
  if (about !== undefined)
    return fail('about-indicator', `${nameOf(drawn, about)} says what is seen: nothing is asked about it.`, {
      name: nameOf(drawn, about),
      variables: [about],
    })
  const filled = withoutIndicators(read.value)
  const problems = nonsense(filled, query)
  if (problems.length > 0) return { ok: false, problems }
  const found = identifyEffect(filled, query)
  if (!found.ok) return found
  const name = (id: VariableId) => nameOf(drawn, id)
  if (!found.value.identifiable) {
    const { outer, inner } = found.value.hedge
    const explanation = `Even without gaps it would not be: ${joined(outer.map(name))} are tied together by hidden causes and all lead to ${joined(inner.map(name))}.`
    return succeed({ verdict: 'not-identifiable', explanation, witness: outer })
  }
  const { recover, wasCutShort } = createRecovery(read.value)
  for (const { formula, derivation } of formulas(filled, query, found.value)) {
    const steps: DerivationStep[] = []
    const estimand = fromWhatIsSeen(formula, recover, (leaf, from) => steps.push(recovered(name, leaf, from)))
    if (!estimand) continue
    const combined: DerivationStep = {
      rule: 'combine',
      sentence: 'Put into the formula for data without gaps, these give the answer.',
      result: primeClashes(estimand),
      shows: { variables: [...query.outcomes, ...query.treatments, ...query.given], edges: [] },
    }
    return succeed({
      verdict: 'identifiable',
      estimand: combined.result,
      derivation: [...derivation, ...steps, combined],
    })
  }
  const hiding = query.outcomes.find((id) => hidesItself(read.value, id))
  if (hiding !== undefined)
    return succeed({
      verdict: 'not-identifiable',
      explanation: `Whether ${name(hiding)} is seen depends on ${name(hiding)} itself: nothing seen tells how it is distributed where it is not.`,
      witness: [hiding, read.value.indicatorOf.get(hiding)!],
    })
  return succeed({
    verdict: 'undecided',
    explanation: wasCutShort()
      ? 'The search for a formula was stopped before it had tried everything.'
      : 'No rule known here recovers it from the rows that are seen, and none proves that it cannot be recovered.',
  })
}

/** The graph of the variables as they are; indicators cause none of them. */
function withoutIndicators({ graph, indicators }: MissingGraph): CausalGraph {
  const variables = graph.variables.filter(({ id }) => !indicators.has(id))
  const edges = graph.edges.filter(({ from, to }) => !indicators.has(from) && !indicators.has(to))
  return withEdges({ ...graph, variables }, edges)
}

/**
 * In the submodel where nothing else touches the variable every such question asks for its distribution, of which the part
 * that is not seen is free.
 */
const hidesItself = ({ graph, indicatorOf }: MissingGraph, id: VariableId): boolean => {
  const indicator = indicatorOf.get(id)
  return graph.edges.some(
    ({ from, to }) => (from === id && to === indicator) || (from === indicator && to === id),
  )
}

interface Formula {
  readonly formula: Expression
  readonly derivation: readonly DerivationStep[]
}

/** Formulas in the variables without gaps, the plainest first. */
function* formulas(
  graph: CausalGraph,
  { outcomes, treatments, given }: InterventionalQuery,
  general: { readonly estimand: Estimand; readonly derivation: readonly DerivationStep[] },
): Generator<Formula> {
  if (treatments.length === 0) yield { formula: probability(outcomes, given), derivation: [] }
  else if (given.length === 0) {
    const wishes = { exposures: treatments, outcomes, effect: 'total' as const, must: [], forbidden: [] }
    const setting = diagramSetting(graph, wishes)
    let count = 0
    if (setting.ok)
      for (const set of listSets(setting.value)) {
        if (count++ === MOST_SETS) break
        const formula = adjustmentEstimand(treatments, outcomes, set)
        yield { formula, derivation: [adjustmentStep(graph, set, formula)] }
      }
  }
  yield { formula: general.estimand, derivation: general.derivation }
}

const adjustmentStep = (
  graph: CausalGraph,
  set: readonly VariableId[],
  result: Estimand,
): DerivationStep => ({
  rule: 'adjustment',
  sentence:
    set.length > 0
      ? `Without gaps, adjusting for ${joined(set.map((id) => nameOf(graph, id)))} would answer.`
      : 'Without gaps, what is seen would answer.',
  result,
  shows: { variables: set, edges: [] },
})

type Probability = Extract<Expression, { kind: 'probability' }>

function recovered(name: (id: VariableId) => string, leaf: Probability, from: Expression): DerivationStep {
  const told = [...leaf.of, ...leaf.given].map(({ variable }) => variable)
  const condition =
    leaf.given.length > 0 ? ` given ${joined(leaf.given.map(({ variable }) => name(variable)))}` : ''
  return {
    rule: 'fill-gaps',
    sentence: `How ${joined(leaf.of.map(({ variable }) => name(variable)))} ${leaf.of.length > 1 ? 'are' : 'is'} distributed${condition} follows from the rows in which what is needed is seen.`,
    result: primeClashes(from),
    shows: { variables: told, edges: [] },
  }
}

/** The expression with every probability replaced by what is seen; null where one cannot be. */
function fromWhatIsSeen(
  expression: Expression,
  recover: RecoverConditional,
  tell: (leaf: Probability, from: Expression) => void,
): Expression | null {
  switch (expression.kind) {
    case 'probability': {
      const all = [...expression.of, ...expression.given]
      const plain = recover(
        expression.of.map(({ variable }) => variable),
        expression.given.map(({ variable }) => variable),
      )
      if (!plain) return null
      tell(expression, plain)
      const primed = new Map<string, Term>(all.map((term) => [termKey({ variable: term.variable }), term]))
      return renamed(plain, primed)
    }
    case 'sum': {
      const body = fromWhatIsSeen(expression.body, recover, tell)
      return body && { ...expression, body }
    }
    case 'product': {
      const factors = expression.factors.map((factor) => fromWhatIsSeen(factor, recover, tell))
      return factors.every((factor) => factor !== null) ? times(factors) : null
    }
    case 'quotient': {
      const numerator = fromWhatIsSeen(expression.numerator, recover, tell)
      const denominator = fromWhatIsSeen(expression.denominator, recover, tell)
      return numerator && denominator && { kind: 'quotient', numerator, denominator }
    }
  }
}
