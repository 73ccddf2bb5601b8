import { removeElements, setVariableFlag } from '../document/commands/graph-commands'
import { chooseAdjustment, toggleRole, type Role } from '../document/commands/question-commands'
import { activeQuery } from '../document/project'
import { findVariable, type VariableId } from '../engine/graph/graph'
import { useAnswers } from '../stores/answers'
import { runCommand, useProject } from '../stores/project'
import { useView } from '../stores/view'
import { edit, shownGraph } from './edit'

/** Makes the variable the question's cause or outcome, or takes that role away. */
export const giveRole = (id: VariableId, role: Role) => runCommand(toggleRole, { id, role })

/** The adjustment set that counts just now: the user's own, or the first one found. */
export function adjustmentInUse(): readonly VariableId[] {
  const { adjustment } = activeQuery(useProject.getState().history.present)
  return adjustment === 'first' ? (useAnswers.getState().answer.value?.adjustment ?? []) : adjustment
}

/** Puts the variable into the adjustment set, or takes it out when it was put there by the user. */
export function toggleAdjusted(id: VariableId) {
  const { adjustment, question } = activeQuery(useProject.getState().history.present)
  const asked =
    question.outcomes.includes(id) || question.treatments.some((contrast) => contrast.variable === id)
  if (asked) return
  const own = adjustment === 'first' ? [] : adjustment
  const next = own.includes(id) ? own.filter((other) => other !== id) : [...own, id]
  runCommand(chooseAdjustment, { adjustment: next.length === 0 ? 'first' : next })
}

export function toggleFlag(ids: readonly VariableId[], flag: 'latent' | 'selected') {
  const { graph } = shownGraph()
  const on = ids.some((id) => !findVariable(graph, id)?.[flag])
  edit(setVariableFlag, { ids, flag, on })
}

/** Deletes what is selected; without a selection, the one variable given. */
export function removeSelection(fallback: VariableId | null) {
  const view = useView.getState()
  const { variables, edges } = view.selection
  const chosen =
    variables.length + edges.length > 0
      ? { variables, edges }
      : { variables: fallback ? [fallback] : [], edges: [] }
  if (chosen.variables.length + chosen.edges.length === 0) return
  if (edit(removeElements, chosen)) view.select({})
}

export function selectAll() {
  const { graph } = shownGraph()
  useView.getState().select({ variables: graph.variables.map((variable) => variable.id) })
}
