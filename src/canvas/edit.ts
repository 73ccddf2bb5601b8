import type { Command } from '../document/command'
import { addEdge } from '../document/commands/graph-commands'
import type { InGraph } from '../document/commands/graph-access'
import { copyGraph } from '../document/commands/project-commands'
import { graphEntry } from '../document/project'
import type { Edge } from '../engine/graph/graph'
import { runCommand, useProject } from '../stores/project'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'

const present = () => useProject.getState().history.present

/** The graph on the canvas, outside of rendering. */
export const shownGraph = () => graphEntry(present(), useView.getState().graphId) ?? present().graphs[0]

/** Copies a graph as an editable variant and shows the copy. */
export function copyAsVariant(graphId: string) {
  const project = present()
  const entry = graphEntry(project, graphId)
  if (!entry) return
  const variants = project.graphs.filter((other) => other.origin === 'variant').length
  const name = canvasText.variantName(entry.name, variants + 1)
  if (runCommand(copyGraph, { graphId, newId: 'variant', name }))
    useView.getState().showGraph(present().graphs.at(-1)!.id)
}

/** Says that a result stays as it is, and offers a copy that can be edited. */
function offerCopy(graphId: string, name: string) {
  useView.getState().notify({
    tone: 'info',
    text: canvasText.lockedNotice(name),
    action: { label: canvasText.copyToEdit, run: () => copyAsVariant(graphId) },
  })
}

/** May the graph on the canvas be edited? A locked one answers with the offer of a copy. */
export function mayEdit(): boolean {
  const entry = shownGraph()
  if (entry.locked) offerCopy(entry.id, entry.name)
  return !entry.locked
}

/** Runs an edit of the graph on the canvas. */
export function edit<Args extends InGraph>(command: Command<Args>, args: Omit<Args, 'graphId'>): boolean {
  if (!mayEdit()) return false
  return runCommand(command, { ...args, graphId: shownGraph().id } as Args)
}

/** Draws an edge; one that would close a cycle is refused and shown with its mends. */
export function drawEdge(edge: Edge): boolean {
  if (!mayEdit()) return false
  const view = useView.getState()
  const result = useProject.getState().run(addEdge, { graphId: shownGraph().id, edge })
  if (result.ok) {
    view.refuseCycle(null)
    return true
  }
  const cycle = result.problems.find((problem) => problem.code === 'cycle')?.where?.variables
  if (cycle) view.refuseCycle({ edge, cycle: cycle as typeof view.highlighted })
  else view.notifyProblems(result.problems)
  return false
}
