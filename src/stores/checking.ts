import { create } from 'zustand'
import type { Problem } from '../base/result'
import type { CausalGraph, VariableId } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import type { Independence } from '../engine/identify/implied-independencies'
import type { ImplicationList } from '../engine/identify/list-implications'
import type { FunctionalConstraint } from '../engine/identify/verma'
import { followTask } from './followed-task'
import { onShownChange, shownEntry, useProject, useShownGraph } from './project'
import { useView } from './view'

/** What the newest finished run found; `revision` is the graph it speaks of. */
export interface OfGraph<T> {
  readonly revision: string | null
  readonly value: T | null
  readonly problems: readonly Problem[]
}

const nothing = { revision: null, value: null, problems: [] }

interface Checking {
  /** Independencies that are listed at most. */
  count: number
  list: OfGraph<ImplicationList>
  constraints: OfGraph<readonly FunctionalConstraint[]>
  /** The implication whose variables stay marked on the canvas. */
  kept: Kept | null
  /** How the effect sizes are shown. */
  form: 'picture' | 'table'
}

interface Kept {
  readonly key: string
  readonly variables: readonly VariableId[]
}

/** Independencies that are listed at first, and more each time they are asked for. */
const LIST_STEP = 50
const LIST_MILLISECONDS = 1500

export const useChecking = create<Checking>()(() => ({
  count: LIST_STEP,
  list: nothing,
  constraints: nothing,
  kept: null,
  form: 'picture',
}))

export const showForm = (form: Checking['form']) => useChecking.setState({ form })

/** Names an independency, whichever of the two is written first. */
export const independenceKey = ({ a, b, given }: Independence): string =>
  [[a, b].toSorted(), given.toSorted()].map((ids) => ids.join('\n')).join('\n|\n')

/** Keeps the variables of an implication marked, or none. */
export function keepClaim(kept: Kept | null) {
  useChecking.setState({ kept })
  useView.getState().highlight(kept?.variables ?? [])
}

const listTask = followTask('structure', 'list-implications')
const constraintsTask = followTask('structure', 'functional-constraints')

/** What was asked last, so that nothing is asked twice. */
let asked: { readonly revision: string; readonly count: number } | null = null

const shownNow = (): CausalGraph => {
  const project = useProject.getState().history.present
  return shownEntry(project).graph
}

function follow() {
  const graph = shownNow()
  const revision = graphRevision(graph)
  if (asked && asked.revision !== revision) {
    useChecking.setState({ count: LIST_STEP })
    // Also what was only pointed at: its row may be gone before the pointer leaves it.
    keepClaim(null)
  }
  const { count } = useChecking.getState()
  const before = asked
  if (before?.revision === revision && before.count === count) return
  asked = { revision, count }
  void listTask.ask(
    { graph, budget: { count, milliseconds: LIST_MILLISECONDS } },
    {
      deliver: (result) =>
        useChecking.setState({
          list: result.ok
            ? { revision, value: result.value, problems: [] }
            : { revision, value: null, problems: result.problems },
        }),
    },
  )
  if (before?.revision === revision) return
  void constraintsTask.ask(
    { graph },
    {
      // What keeps the constraints from being listed keeps the independencies from it too, and is said there.
      deliver: (result) =>
        useChecking.setState({
          constraints: { revision, value: result.ok ? result.value : [], problems: [] },
        }),
    },
  )
}

/** Lists the next independencies too. */
export function listMore() {
  useChecking.setState(({ count }) => ({ count: 2 * count }))
  follow()
}

/** Follows what the graph on the canvas implies, while a panel shows it; returns the way to stop. */
export function watchImplications(): () => void {
  const stopShown = onShownChange(follow)
  follow()
  return () => {
    stopShown()
    listTask.stop()
    constraintsTask.stop()
    asked = null
    if (useChecking.getState().kept) keepClaim(null)
  }
}

const ofShown = <T>(found: OfGraph<T>, graph: CausalGraph) => ({
  ...found,
  stale: found.revision !== null && found.revision !== graphRevision(graph),
})

/** What the graph on the canvas implies; `stale` while that is listed anew after an edit. */
export function useImplications() {
  const { graph } = useShownGraph()
  return {
    list: ofShown(
      useChecking((state) => state.list),
      graph,
    ),
    constraints: ofShown(
      useChecking((state) => state.constraints),
      graph,
    ),
  }
}
