import { succeed, type Result } from '../../../base/result'
import { ancestors, descendants } from '../../graph/ancestors'
import { findVariable, type CausalGraph, type VariableId } from '../../graph/graph'
import type { Value } from '../question'
import { counterfactualAnswer, type CounterfactualAnswer } from './counterfactual-answer'
import type { Evidence } from './identify-counterfactual'
import type { CounterfactualEvent, CounterfactualQuery, Setting } from './query'

/** An effect as two questions: P(outcome = value) in the world changed to, less that in the one changed from. */
export interface Contrast {
  readonly to: CounterfactualQuery
  readonly from: CounterfactualQuery
}

/** What every effect of one treatment on one outcome speaks of. */
export interface EffectRoles {
  readonly treatment: VariableId
  readonly from: Value
  readonly to: Value
  readonly outcome: VariableId
  /** The value whose probability is asked about. */
  readonly outcomeValue: Value
}

const given = (value: Value): Setting => ({ value })

/** The outcome in the world where the treatment is `level`, and the mediators, where named, are held. */
export const outcomeUnder = (
  { treatment, outcome, outcomeValue }: EffectRoles,
  level: Value,
  held: ReadonlyMap<VariableId, Setting> = new Map(),
): CounterfactualEvent => ({
  variable: outcome,
  value: given(outcomeValue),
  set: new Map([[treatment, given(level)], ...held]),
})

/** Effect of treatment on the treated: among units whose treatment is `among`, P(y_to | among) − P(y_from | among). */
export function effectOnTreated(roles: EffectRoles, among: Value): Contrast {
  const known: CounterfactualEvent[] = [{ variable: roles.treatment, value: given(among), set: new Map() }]
  return {
    to: { asked: [outcomeUnder(roles, roles.to)], known },
    from: { asked: [outcomeUnder(roles, roles.from)], known },
  }
}

/** The outcome under `level`, the mediators as they would be under `other` (Pearl, UAI 2001). */
function nestedOutcome(
  roles: EffectRoles,
  mediators: readonly VariableId[],
  level: Value,
  other: Value,
): CounterfactualEvent[] {
  const passed = (id: VariableId): Setting => ({ summed: `mediator ${id}` })
  return [
    outcomeUnder(roles, level, new Map(mediators.map((id) => [id, passed(id)]))),
    ...mediators.map((id) => ({
      variable: id,
      value: passed(id),
      set: new Map([[roles.treatment, given(other)]]),
    })),
  ]
}

const unconditional = (asked: readonly CounterfactualEvent[]): CounterfactualQuery => ({ asked, known: [] })

/** Natural direct effect: the treatment changes, the mediators stay as they would have been (Pearl, UAI 2001). */
export const naturalDirectEffect = (roles: EffectRoles, mediators: readonly VariableId[]): Contrast => ({
  to: unconditional(nestedOutcome(roles, mediators, roles.to, roles.from)),
  from: unconditional([outcomeUnder(roles, roles.from)]),
})

/** Natural indirect effect: the treatment stays, the mediators become as they would be (Pearl, UAI 2001). */
export const naturalIndirectEffect = (roles: EffectRoles, mediators: readonly VariableId[]): Contrast => ({
  to: unconditional(nestedOutcome(roles, mediators, roles.from, roles.to)),
  from: unconditional([outcomeUnder(roles, roles.from)]),
})

/** Controlled direct effect: the treatment changes while the mediators are held at these values. */
export function controlledDirectEffect(roles: EffectRoles, heldAt: ReadonlyMap<VariableId, Value>): Contrast {
  const held = new Map([...heldAt].map(([id, value]) => [id, given(value)] as const))
  return {
    to: unconditional([outcomeUnder(roles, roles.to, held)]),
    from: unconditional([outcomeUnder(roles, roles.from, held)]),
  }
}

/** Measured variables on directed paths from the one to the other, in the order of the graph. */
export function mediatorsBetween(graph: CausalGraph, from: VariableId, to: VariableId): VariableId[] {
  const after = new Set(descendants(graph, [from]))
  return ancestors(graph, [to]).filter(
    (id) => after.has(id) && id !== from && id !== to && !findVariable(graph, id)?.latent,
  )
}

export interface ContrastAnswer {
  readonly to: CounterfactualAnswer
  readonly from: CounterfactualAnswer
}

/** Both sides of an effect; it is identified when both are. Problems as for `counterfactualAnswer`. */
export function answerContrast(
  graph: CausalGraph,
  contrast: Contrast,
  evidence: Evidence,
): Result<ContrastAnswer> {
  const to = counterfactualAnswer(graph, contrast.to, evidence)
  if (!to.ok) return to
  const from = counterfactualAnswer(graph, contrast.from, evidence)
  return from.ok ? succeed({ to: to.value, from: from.value }) : from
}
