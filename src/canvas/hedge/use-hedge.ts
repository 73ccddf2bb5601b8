import type { GraphEntry } from '../../document/project'
import type { Hedge } from '../../engine/identify/method'
import { useAnswer } from '../../stores/answers'
import { useView } from '../../stores/view'

/** The hedge of the answer, and whether it is drawn just now; a view that shows the graph has room for it anyhow. */
interface ShownHedge {
  readonly hedge: Hedge | null
  readonly drawn: boolean
}

const none: ShownHedge = { hedge: null, drawn: false }

/**
 * The hedge belongs to the rung Do, where setting is what fails: See asks nothing that it forbids. A sentence that shows
 * a part of the graph has the drawing for itself, unless it speaks of the hedge.
 */
export function useHedge(entry: GraphEntry): ShownHedge {
  const { answer, stale } = useAnswer()
  const rung = useView((state) => state.rung)
  const spotlight = useView((state) => state.spotlight)
  if (!answer || stale || rung !== 'do' || entry.origin === 'discovered') return none
  const { identification } = answer
  const hedge = identification.identifiable ? undefined : identification.hedge
  const present = new Set(entry.graph.variables.map(({ id }) => id))
  if (!hedge?.outer.every((id) => present.has(id))) return none
  return {
    hedge,
    drawn: spotlight === null || hedge.outer.every((id) => spotlight.variables.includes(id)),
  }
}
