import { setKnowledge } from '../../document/commands/knowledge-commands'
import { withoutPair, withPair, type PairKind } from '../../document/knowledge-edits'
import { nameOf, type VariableId } from '../../engine/graph/graph'
import { runCommand, useProject } from '../../stores/project'
import { knowledgeText as text } from '../../text/knowledge'
import { shownGraph } from '../edit'

const known = () => useProject.getState().history.present.knowledge

/** States that one variable causes another directly, or that it does not, whatever graph is shown. */
export function drawPair(kind: PairKind, from: VariableId, to: VariableId): boolean {
  const { graph } = shownGraph()
  const [cause, effect] = [nameOf(graph, from), nameOf(graph, to)]
  const knowledge = withPair(known(), kind, cause, effect)
  return runCommand(setKnowledge, { knowledge, label: text.drawStep[kind](cause, effect) })
}

export const erasePair = (cause: string, effect: string): boolean =>
  runCommand(setKnowledge, {
    knowledge: withoutPair(known(), cause, effect),
    label: text.eraseStep(cause, effect),
  })
