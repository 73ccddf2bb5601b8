import { succeed, type Result } from '../../base/result'
import { adjustmentEstimand } from './adjustment'
import { diagramSetting } from './adjustment-query'
import { listSets } from './adjustment-sets'
import { frontDoorEstimand, frontDoorSets } from './front-door'
import { identifyEffect, type EffectIdentification, type InterventionalQuery } from './id/identify-effect'
import type { CausalGraph } from '../graph/graph'

export type NamedMethod = 'adjustment' | 'front-door' | 'do-calculus'

/** How an effect is best told: by a known criterion where one applies, else by the general algorithm. */
export type NamedIdentification = EffectIdentification & { readonly method: NamedMethod }

/**
 * The verdict of the complete algorithm, with the formula of the adjustment or front-door criterion where that criterion
 * gives one. Problems as for `identifyEffect`.
 */
export function identifyInterventional(
  graph: CausalGraph,
  query: InterventionalQuery,
): Result<NamedIdentification> {
  const found = identifyEffect(graph, query)
  if (!found.ok) return found
  const general: NamedIdentification = { ...found.value, method: 'do-calculus' }
  if (!found.value.identifiable || query.given.length > 0 || query.treatments.length === 0)
    return succeed(general)
  const { treatments, outcomes } = query
  const wishes = { exposures: treatments, outcomes, effect: 'total' as const, must: [], forbidden: [] }
  const setting = diagramSetting(graph, wishes)
  if (!setting.ok) return succeed(general)
  const set = listSets(setting.value).next()
  const derivation = found.value.derivation
  if (!set.done) {
    const estimand = adjustmentEstimand(treatments, outcomes, set.value)
    return succeed({ identifiable: true, method: 'adjustment', estimand, derivation })
  }
  const mediators = frontDoorSets(graph, treatments, outcomes)
  const first = mediators.ok ? mediators.value.next() : null
  if (!first || first.done || first.value.length === 0) return succeed(general)
  const estimand = frontDoorEstimand(treatments, outcomes, first.value)
  return succeed({ identifiable: true, method: 'front-door', estimand, derivation })
}
