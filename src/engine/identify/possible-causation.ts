import { descendantSet } from '../graph/ancestors'
import type { CausalGraph } from '../graph/graph'
import { ARROW, TAIL, union, type IndexGraph, type VertexSet } from '../graph/index-graph'
import { pathFromSlots, type GraphPath } from '../graph/open-walks'
import { possiblePaths } from '../graph/possible-paths'
import { isVisible } from '../graph/visible-edges'

/** What a class of graphs leaves possible between treatments and outcomes. */
export interface PossibleCausation {
  /** Vertices on possibly directed paths from a treatment to an outcome that meet the treatments at their start only. */
  readonly onCausalPath: VertexSet
  /** Those and all that they may affect: the forbidden set. */
  readonly harmful: VertexSet
  /** Such a path whose first edge is not known to be directed and free of a hidden common cause: not amenable. */
  readonly undecided: GraphPath | null
}

interface ClassQuestion {
  readonly index: IndexGraph
  readonly drawn: IndexGraph
  readonly exposures: VertexSet
  readonly outcomes: VertexSet
}

/**
 * The two parts of the generalized adjustment criterion that are about the class: amenability and the forbidden set.
 * Given both, a set closes the biasing paths of one member exactly when it does so in all. Perković, Textor, Kalisch &
 * Maathuis, JMLR 18(220), 2018, definition 4 and theorem 5; for background knowledge Perković, Kalisch & Maathuis,
 * UAI 2017. The fields are those of an `AdjustmentSetting`.
 */
export function possibleCausation(
  graph: CausalGraph,
  { index: member, drawn: index, exposures, outcomes }: ClassQuestion,
): PossibleCausation {
  const paths = possiblePaths(index)
  const undecided = undecidedStart()
  // Without shortcuts, a possibly directed path that sets out with a directed edge is directed all the way.
  const reached = undecided
    ? paths.after(exposures, exposures)
    : descendantSet(index, exposures, { barrier: exposures })
  const leading = paths.before(outcomes, exposures)
  const onCausalPath = reached.map((is, v) => (is && leading[v] && !exposures[v] ? 1 : 0))
  return {
    onCausalPath,
    harmful: paths.after(onCausalPath),
    undecided: undecided && pathFromSlots(graph, member, undecided.start, undecided.slots),
  }

  function undecidedStart(): { start: number; slots: number[] } | null {
    const { offsets, other, markHere, markThere } = index.incidence
    const settled = (x: number, slot: number) =>
      markHere[slot] === TAIL &&
      markThere[slot] === ARROW &&
      (graph.kind === 'cpdag' || isVisible(index, x, other[slot]))
    for (let x = 0; x < index.count; x++) {
      if (!exposures[x]) continue
      // A path that goes on to a known cause of its start is causal in no member.
      const barrier = union(exposures, graph.kind === 'cpdag' ? causesOf(x) : exposures)
      for (let slot = offsets[x]; slot < offsets[x + 1]; slot++) {
        const v = other[slot]
        if (markHere[slot] === ARROW || exposures[v] || settled(x, slot)) continue
        const onwards = paths.shortest(v, outcomes, barrier)
        if (onwards) return { start: x, slots: [slot, ...onwards] }
      }
    }
    return null
  }

  function causesOf(x: number): VertexSet {
    const { offsets, items } = index.parents
    const causes = new Uint8Array(index.count)
    for (let slot = offsets[x]; slot < offsets[x + 1]; slot++) causes[items[slot]] = 1
    return causes
  }
}
