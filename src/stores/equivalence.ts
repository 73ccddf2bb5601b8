import { create } from 'zustand'
import type { Problem } from '../base/result'
import { graphEntry } from '../document/project'
import type { EquivalenceClass } from '../engine/discover/equivalence-class'
import { graphRevision } from '../engine/graph/revision'
import { followTask } from './followed-task'
import { useProject, useShownGraph } from './project'
import { useView } from './view'

interface Equivalence {
  /** The graph that the class is of. */
  readonly revision: string | null
  readonly value: EquivalenceClass | null
  readonly problems: readonly Problem[]
}

const useClass = create<Equivalence>()(() => ({ revision: null, value: null, problems: [] }))

const classTask = followTask('structure', 'equivalence-class')

let asked: string | null = null

function follow() {
  const project = useProject.getState().history.present
  const { graph } = graphEntry(project, useView.getState().graphId) ?? project.graphs[0]
  const revision = graphRevision(graph)
  if (asked === revision) return
  asked = revision
  void classTask.ask(
    { graph },
    {
      deliver: (result) =>
        useClass.setState(
          result.ok
            ? { revision, value: result.value, problems: [] }
            : { revision, value: null, problems: result.problems },
        ),
    },
  )
}

/** Follows the class of the graph on the canvas, while a panel shows it; returns the way to stop. */
export function watchEquivalence(): () => void {
  const stopProject = useProject.subscribe((state, before) => {
    if (state.history.present !== before.history.present) follow()
  })
  const stopView = useView.subscribe((state, before) => {
    if (state.graphId !== before.graphId) follow()
  })
  follow()
  return () => {
    stopProject()
    stopView()
    classTask.stop()
    asked = null
  }
}

/** The class of the graph on the canvas; `stale` while it is computed anew after an edit. */
export function useEquivalence() {
  const { graph } = useShownGraph()
  const found = useClass()
  return { ...found, stale: found.revision !== null && found.revision !== graphRevision(graph) }
}
