import { fail, succeed, type Result } from '../../../base/result'
import type { CausalGraph, VariableId } from '../../graph/graph'
import { causationFormulas, type CausationKind } from '../causation'
import { identifyQuestion } from '../identify-question'
import { adjustmentQuery } from '../adjustment-query'
import type { EffectQuestion, Value } from '../question'
import { counterfactualAnswer, type CounterfactualAnswer } from './counterfactual-answer'
import { parallelWorlds, type CounterfactualGraph } from './counterfactual-graph'
import {
  controlledDirectEffect,
  effectOnTreated,
  mediatorsBetween,
  naturalDirectEffect,
  naturalIndirectEffect,
  outcomeUnder,
  type EffectRoles,
} from './questions'
import { HELD } from './held'
import type { ImaginedKind } from './imagined-kinds'
import type { CounterfactualQuery } from './query'

/** What is imagined of the question's treatment and outcome. */
export interface ImaginedQuestion {
  readonly kind: ImaginedKind
  /** The variables in between that natural and controlled effects speak of; null: all that are measured. */
  readonly mediators: readonly VariableId[] | null
  /** The value of the outcome whose probability is asked about, and what counts as the other. */
  readonly event: Value
  readonly otherwise: Value
}

export interface ImaginedAnswer {
  /** 'bounded': tables do not determine it, but limits follow from what the graph identifies. */
  readonly verdict: 'identified' | 'bounded' | 'not-identified'
  /** One probability, or two whose difference is the effect: the second is taken from the first. */
  readonly parts: readonly CounterfactualAnswer[]
  /** The worlds that the first part speaks of, beside each other. */
  readonly worlds: CounterfactualGraph
  /** The mediators in use; empty where none matter. */
  readonly mediators: readonly VariableId[]
  /** All measured variables between cause and outcome, which may be chosen from. */
  readonly between: readonly VariableId[]
  /** Formulas of the limits, and of the value when the cause never prevents the effect. */
  readonly limits: { readonly low: string; readonly high: string; readonly monotone: string } | null
}

export const causationKinds: Partial<Record<ImaginedKind, CausationKind>> = {
  necessity: 'pn',
  sufficiency: 'ps',
  both: 'pns',
}

/**
 * The counterfactual reading of an effect question, for one treatment and one outcome. Controlled effects hold the
 * mediators at the values that `held` names. Problems: no single treatment and outcome, mediators that are missing or
 * no mediators, what `counterfactualAnswer` objects to.
 */
export function imagine(
  graph: CausalGraph,
  question: EffectQuestion,
  imagined: ImaginedQuestion,
): Result<ImaginedAnswer> {
  const queries = imaginedQueries(graph, question, imagined)
  if (!queries.ok) return queries
  const worlds = parallelWorlds(graph, queries.value.parts[0])
  if (!worlds.ok) return worlds
  const parts: CounterfactualAnswer[] = []
  for (const query of queries.value.parts) {
    const answer = counterfactualAnswer(graph, query, 'observation')
    if (!answer.ok) return answer
    parts.push(answer.value)
  }
  const causation = causationKinds[imagined.kind]
  const { mediators, between } = queries.value
  const told = { parts, worlds: worlds.value, mediators, between }
  if (parts.every(({ verdict }) => verdict === 'identifiable' || verdict === 'impossible'))
    return succeed({ ...told, verdict: 'identified', limits: null })
  if (causation === undefined) return succeed({ ...told, verdict: 'not-identified', limits: null })
  const effect = identifyQuestion(graph, { ...question, effect: 'total', must: [], forbidden: [] })
  return effect.ok && effect.value.identifiable
    ? succeed({ ...told, verdict: 'bounded', limits: causationFormulas[causation] })
    : succeed({ ...told, verdict: 'not-identified', limits: null })
}

interface ImaginedQueries {
  readonly parts: readonly CounterfactualQuery[]
  readonly mediators: readonly VariableId[]
  readonly between: readonly VariableId[]
}

function imaginedQueries(
  graph: CausalGraph,
  question: EffectQuestion,
  imagined: ImaginedQuestion,
): Result<ImaginedQueries> {
  const { exposures, outcomes } = adjustmentQuery(question)
  if (exposures.length !== 1 || outcomes.length !== 1)
    return fail('one-treatment', 'Worlds are imagined for one cause and one outcome.')
  const [{ from, to }] = question.treatments
  const roles: EffectRoles = {
    treatment: exposures[0],
    from,
    to,
    outcome: outcomes[0],
    outcomeValue: imagined.event,
  }
  const between = mediatorsBetween(graph, roles.treatment, roles.outcome)
  const mediators = imagined.mediators?.filter((id) => between.includes(id)) ?? between
  const contrast = ({ to, from }: { to: CounterfactualQuery; from: CounterfactualQuery }) => [to, from]
  const none = { set: new Map() }
  const cause = (level: Value) => ({ variable: roles.treatment, value: { value: level }, ...none })
  const had = (value: Value) => ({ variable: roles.outcome, value: { value }, ...none })
  const would = (level: Value, value: Value) => outcomeUnder({ ...roles, outcomeValue: value }, level)
  switch (imagined.kind) {
    case 'treated':
      return succeed({ parts: contrast(effectOnTreated(roles, to)), mediators: [], between })
    case 'necessity':
      return succeed({
        parts: [{ asked: [would(from, imagined.otherwise)], known: [cause(to), had(imagined.event)] }],
        mediators: [],
        between,
      })
    case 'sufficiency':
      return succeed({
        parts: [{ asked: [would(to, imagined.event)], known: [cause(from), had(imagined.otherwise)] }],
        mediators: [],
        between,
      })
    case 'both':
      return succeed({
        parts: [{ asked: [would(to, imagined.event), would(from, imagined.otherwise)], known: [] }],
        mediators: [],
        between,
      })
    default:
      break
  }
  if (mediators.length === 0)
    return fail('no-mediator', 'No measured variable lies between the cause and the outcome.')
  if (imagined.kind === 'natural-direct')
    return succeed({ parts: contrast(naturalDirectEffect(roles, mediators)), mediators, between })
  if (imagined.kind === 'natural-indirect')
    return succeed({ parts: contrast(naturalIndirectEffect(roles, mediators)), mediators, between })
  const held = new Map(mediators.map((id) => [id, HELD] as const))
  return succeed({ parts: contrast(controlledDirectEffect(roles, held)), mediators, between })
}
