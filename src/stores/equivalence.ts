import { create } from 'zustand'
import type { Problem } from '../base/result'
import type { EquivalenceClass } from '../engine/discover/classes/equivalence-class'
import type { CausalGraph } from '../engine/graph/graph'
import type { MemberWindow } from '../engine/graph/member-window'
import { graphRevision } from '../engine/graph/revision'
import { followTask } from './followed-task'
import { showPreview } from './graph-preview'
import { onShownChange, shownEntry, useProject, useShownGraph } from './project'
import { useView } from './view'

interface Equivalence {
  /** The graph that the class is of. */
  readonly revision: string | null
  readonly value: EquivalenceClass | null
  readonly problems: readonly Problem[]
  /** Members around the one that was looked at last. */
  readonly window: MemberWindow | null
}

/** The class that was computed last. */
export const useClass = create<Equivalence>()(() => ({
  revision: null,
  value: null,
  problems: [],
  window: null,
}))

const classTask = followTask('structure', 'equivalence-class')

let asked: string | null = null

function follow() {
  const project = useProject.getState().history.present
  const { graph } = shownEntry(project)
  const revision = graphRevision(graph)
  if (asked === revision) return
  // An undo of the edit does not bring it back.
  showPreview(null)
  asked = revision
  void classTask.ask(
    { graph },
    {
      deliver: (result) =>
        useClass.setState(
          result.ok
            ? { revision, value: result.value, problems: [], window: null }
            : { revision, value: null, problems: result.problems, window: null },
        ),
    },
  )
}

/** Members that are fetched at once. */
const WINDOW = 24
const membersTask = followTask('structure', 'class-members')

/** Draws one member of the class, counted from 1, in place of the graph that the class is of. */
export function showMember(graphId: string, number: number) {
  const { revision, value, window } = useClass.getState()
  if (revision === null || value?.kind !== 'dags') return
  const at = number - 1
  const show = (graph: CausalGraph | undefined) => {
    if (graph) showPreview({ graphId, revision, kind: 'member', number, graph })
  }
  if (window && at >= window.from && at < window.from + window.members.length)
    return show(window.members[at - window.from])
  // Steps go either way from there.
  const from = Math.max(0, at - (window && at < window.from ? WINDOW - 1 : 1))
  void membersTask.ask(
    { cpdag: value.cpdag, from, count: WINDOW },
    {
      deliver: (result) => {
        if (!result.ok) return useView.getState().notifyProblems(result.problems)
        useClass.setState({ window: result.value })
        return show(result.value.members[at - from])
      },
    },
  )
}

/** Follows the class of the graph on the canvas, while a panel shows it; returns the way to stop. */
export function watchEquivalence(): () => void {
  const stopShown = onShownChange(follow)
  follow()
  return () => {
    stopShown()
    classTask.stop()
    membersTask.stop()
    showPreview(null)
    asked = null
  }
}

/** The class of the graph on the canvas; `stale` while it is computed anew after an edit. */
export function useEquivalence() {
  const { graph } = useShownGraph()
  const found = useClass()
  return { ...found, stale: found.revision !== null && found.revision !== graphRevision(graph) }
}
