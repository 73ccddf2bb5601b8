import { foldGroup, groupVariables, ungroup } from '../../document/commands/group-commands'
import type { VariableGroup } from '../../document/project'
import type { VariableId } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { structureText } from '../../text/structure'
import { shownGraph } from '../edit'
import { boxId, drawnGraph } from './drawn-graph'

const text = structureText.groups

/** The selected variables, those in selected boxes included. */
function selectedVariables(): VariableId[] {
  const { boxes } = drawnGraph(shownGraph())
  const { variables } = useView.getState().selection
  return [...new Set(variables.flatMap((id) => boxes.get(id)?.members ?? [id]))]
}

/** Groups the selection and opens the name of the new group. */
export function groupSelection() {
  const members = selectedVariables()
  if (members.length < 2) {
    useView.getState().notify({ tone: 'info', text: text.tooFew })
    return
  }
  const id = crypto.randomUUID()
  if (!runCommand(groupVariables, { graphId: shownGraph().id, id, members })) return
  const made = shownGraph().groups.find((group) => group.id === id)
  useView.getState().select({})
  if (made) useView.getState().rename(boxId(made))
}

/** Takes the groups apart that are selected or that hold a selected variable. */
export function ungroupSelection() {
  const chosen = new Set<string>(selectedVariables())
  const ids = shownGraph()
    .groups.filter((group) => group.members.some((member) => chosen.has(member)))
    .map((group) => group.id)
  if (ids.length === 0) useView.getState().notify({ tone: 'info', text: text.noneChosen })
  else takeApart(ids)
}

export function takeApart(ids: readonly string[]) {
  const members = shownGraph()
    .groups.filter((group) => ids.includes(group.id))
    .flatMap((group) => group.members)
  if (runCommand(ungroup, { graphId: shownGraph().id, ids }))
    useView.getState().select({ variables: members })
}

/** Folds a group into its box, which is then selected, or unfolds it and selects its members. */
export function setFolded(group: VariableGroup, collapsed: boolean) {
  if (!runCommand(foldGroup, { graphId: shownGraph().id, id: group.id, collapsed })) return
  useView.getState().select({ variables: collapsed ? [boxId(group)] : group.members })
}

/** Expands the group that this box stands for. */
export function expandBox(id: VariableId) {
  const group = drawnGraph(shownGraph()).boxes.get(id)
  if (group) setFolded(group, false)
}

/** What Delete does on a box: it says so, deletes nothing and offers to ungroup. */
export function offerUngroup(boxes: readonly VariableId[]) {
  const drawn = drawnGraph(shownGraph())
  const groups = boxes.flatMap((id) => drawn.boxes.get(id) ?? [])
  if (groups.length === 0) return
  useView.getState().notify({
    tone: 'info',
    text: text.keepMembers(groups.map((group) => group.name).join(', ')),
    action: { label: text.ungroup, run: () => takeApart(groups.map((group) => group.id)) },
  })
}
