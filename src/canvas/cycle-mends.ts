import { addEdgeWithMend } from '../document/commands/graph-commands'
import { graphEntry, type Project } from '../document/project'
import { edgeId, isDirected, type Edge, type EdgeId, type VariableId } from '../engine/graph/graph'

export type Mend = 'reverse' | 'bidirected' | 'remove'

export interface MendOffer {
  readonly instead: EdgeId
  readonly edge: Edge
  /** What works for this arrow: a reversal that would close another cycle is not offered. */
  readonly mends: readonly Mend[]
}

const everyMend: readonly Mend[] = ['reverse', 'bidirected', 'remove']

/** The arrows of the cycle that could give way to the refused one, in the order of the cycle. */
export function mendOffers(
  project: Project,
  graphId: string,
  refused: { readonly edge: Edge; readonly cycle: readonly VariableId[] },
): MendOffer[] {
  const entry = graphEntry(project, graphId)
  if (!entry) return []
  const { cycle, edge: added } = refused
  return cycle.flatMap((cause, i) => {
    const effect = cycle[(i + 1) % cycle.length]
    const edge = entry.graph.edges.find(
      (candidate) =>
        isDirected(candidate) &&
        (candidate.markFrom === 'tail'
          ? candidate.from === cause && candidate.to === effect
          : candidate.to === cause && candidate.from === effect),
    )
    if (!edge) return []
    const instead = edgeId(edge)
    const mends = everyMend.filter(
      (mend) => addEdgeWithMend.apply(project, { graphId, edge: added, instead, mend }).ok,
    )
    return mends.length > 0 ? [{ instead, edge, mends }] : []
  })
}
