import type { GraphEntry } from '../../document/project'
import type { Hedge } from '../../engine/identify/method'
import { useAnswer } from '../../stores/answers'
import { useView } from '../../stores/view'

/**
 * The hedge that is drawn; null for none. It belongs to the rung Do, where setting is what fails: See asks nothing that
 * it forbids. A sentence that shows a part of the graph has the drawing for itself, unless it speaks of the hedge.
 */
export function useHedge(entry: GraphEntry): Hedge | null {
  const { answer, stale } = useAnswer()
  const rung = useView((state) => state.rung)
  const spotlight = useView((state) => state.spotlight)
  if (!answer || stale || rung !== 'do' || entry.origin === 'discovered') return null
  const { identification } = answer
  const hedge = identification.identifiable ? undefined : identification.hedge
  if (!hedge || !hedge.outer.every((id) => entry.graph.variables.some((variable) => variable.id === id)))
    return null
  const spokenOf = spotlight === null || hedge.outer.every((id) => spotlight.variables.includes(id))
  return spokenOf ? hedge : null
}
