import { fail, succeed } from '../../base/result'
import { edgeId } from '../graph/graph'
import { adjustmentQuery } from './adjustment-query'
import { identifyEffect } from './id/identify-effect'
import { knownForm } from './known-form'
import type { IdentificationMethod } from './method'

/** The complete method for total effects: a formula, or the hedge that shows that there is none. */
export const doCalculus: IdentificationMethod = {
  id: 'do-calculus',
  label: 'Do-calculus',
  reference: 'Tian & Pearl, AAAI 2002; Shpitser & Pearl, AAAI 2006; Huang & Valtorta, UAI 2006',
  identify(graph, question) {
    const { exposures, outcomes, effect } = adjustmentQuery(question)
    if (effect === 'direct')
      return fail('not-for-direct-effects', 'Direct effects are identified by adjustment only.')
    const found = identifyEffect(graph, { outcomes, treatments: exposures, given: [] })
    if (!found.ok) return found
    const { derivation } = found.value
    if (found.value.identifiable) {
      const { estimand } = found.value
      const form = knownForm(estimand)
      return succeed({
        identifiable: true,
        method: doCalculus.id,
        estimand,
        derivation,
        ...(form ? { form } : {}),
      })
    }
    const { hedge } = found.value
    const inside = new Set(hedge.outer)
    return succeed({
      identifiable: false,
      method: doCalculus.id,
      explanation: derivation.at(-1)!.sentence,
      witness: {
        variables: hedge.outer,
        edges: graph.edges.filter((edge) => inside.has(edge.from) && inside.has(edge.to)).map(edgeId),
      },
      hedge,
      derivation,
    })
  },
}
