import { removeElements, setVariableFlag } from '../document/commands/graph-commands'
import { chooseAdjustment, toggleRole, type Role } from '../document/commands/question-commands'
import { defaultContrast } from '../document/contrast'
import { activeQuery } from '../document/project'
import { columnNamed } from '../engine/data/dataset'
import { findVariable, nameOf, type VariableId } from '../engine/graph/graph'
import { useAnswers } from '../stores/answers'
import { datasetOf } from '../stores/data'
import { runCommand, useProject } from '../stores/project'
import { useView } from '../stores/view'
import { edit, shownGraph } from './edit'
import { drawnGraph } from './groups/drawn-graph'

/** Makes the variable the question's cause or outcome, or takes that role away. A cause starts with two of its values. */
export function giveRole(id: VariableId, role: Role) {
  const dataset = datasetOf(useProject.getState().history.present)
  const column = dataset ? columnNamed(dataset, nameOf(shownGraph().graph, id)) : undefined
  runCommand(toggleRole, { id, role, ...(role === 'exposure' ? defaultContrast(column) : {}) })
}

/**
 * Puts the variable into the adjustment set that is drawn, or takes it out. Under See an emptied choice goes
 * back to the first set, which See does not draw; under Do it stays empty, so that the change is seen.
 */
export function toggleAdjusted(id: VariableId) {
  const { adjustment, question } = activeQuery(useProject.getState().history.present)
  const asked =
    question.outcomes.includes(id) || question.treatments.some((contrast) => contrast.variable === id)
  if (asked) return
  const { rung } = useView.getState()
  const first = rung === 'do' ? (useAnswers.getState().answer.value?.adjustment ?? []) : []
  const drawn = adjustment === 'first' ? first : adjustment
  const next = drawn.includes(id) ? drawn.filter((other) => other !== id) : [...drawn, id]
  runCommand(chooseAdjustment, { adjustment: next.length === 0 && rung === 'see' ? 'first' : next })
}

export function toggleFlag(ids: readonly VariableId[], flag: 'latent' | 'selected') {
  const { graph } = shownGraph()
  const on = ids.some((id) => !findVariable(graph, id)?.[flag])
  edit(setVariableFlag, { ids, flag, on })
}

/**
 * Deletes what is selected; without a selection, the one variable given. Collapsed groups and the lines they merge
 * are not deleted unseen: taking the group apart is offered.
 */
export function removeSelection(fallback: VariableId | null) {
  const view = useView.getState()
  const { variables, edges, notes } = view.selection
  const chosen =
    variables.length + edges.length + notes.length > 0
      ? { variables, edges, notes }
      : { variables: fallback ? [fallback] : [], edges: [], notes: [] }
  const { boxes, behind } = drawnGraph(shownGraph())
  const grouped = chosen.variables.filter((id) => boxes.has(id))
  const removed = {
    ...chosen,
    variables: chosen.variables.filter((id) => !boxes.has(id)),
    edges: chosen.edges.filter((id) => !behind.has(id)),
  }
  if (grouped.length > 0) void import('./groups/group-actions').then((groups) => groups.offerUngroup(grouped))
  if (removed.variables.length + removed.edges.length + removed.notes.length === 0) return
  if (edit(removeElements, removed)) view.select({})
}

export function selectAll() {
  const { graph, notes } = shownGraph()
  useView.getState().select({
    variables: graph.variables.map((variable) => variable.id),
    notes: notes.map((note) => note.id),
  })
}
