import { ancestorSet } from '../graph/ancestors'
import type { CausalGraph, VariableId } from '../graph/graph'
import { indexGraph, vertexSet } from '../graph/index-graph'
import { properCausalVertices } from '../graph/open-paths'
import type { VariableRole } from './answer'

/**
 * What every variable is for a question. A confounder causes a treatment, and the outcome by a way that does
 * not lead through a treatment. The first role that fits counts, in the order of `VariableRole`.
 */
export function variableRoles(
  graph: CausalGraph,
  exposures: readonly VariableId[],
  outcomes: readonly VariableId[],
  adjusted: readonly VariableId[],
): Record<VariableId, VariableRole> {
  const index = indexGraph(graph)
  const treatments = vertexSet(index, exposures)
  const ends = vertexSet(index, outcomes)
  const chosen = vertexSet(index, adjusted)
  const between = properCausalVertices(index, treatments, ends)
  const causesTreatment = ancestorSet(index, treatments)
  const causesOutcome = ancestorSet(index, ends, { barrier: treatments })
  const causesOutcomeAnyhow = ancestorSet(index, ends)
  const role = (v: number): VariableRole => {
    if (treatments[v]) return 'exposure'
    if (ends[v]) return 'outcome'
    if (chosen[v]) return 'adjusted'
    if (between[v]) return 'mediator'
    if (causesTreatment[v] && causesOutcome[v]) return 'confounder'
    if (causesTreatment[v]) return 'cause-of-exposure'
    return causesOutcomeAnyhow[v] ? 'cause-of-outcome' : 'other'
  }
  return Object.fromEntries(index.ids.map((id, v) => [id, role(v)]))
}
