import { create } from 'zustand'
import type { Problem } from '../base/result'
import { activeQuery, type Project } from '../document/project'
import type { PossibleEffects, PossibleEffectsRequest } from '../engine/estimate/possible-effects'
import type { CausalGraph } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import { datasetKey } from '../worker/task'
import { useDerivations } from './data'
import { useClass } from './equivalence'
import { followTask } from './followed-task'
import { onShownChange, shownEntry, useProject, useShownGraph } from './project'
import { datasetForEffects, useSampleSplit } from './sample-split'

interface Possible {
  /** Names the class, the data and the question that `value` or `problems` answer. */
  readonly key: string | null
  /** What is to be known now; null where there is no class of several graphs, no question or no data. */
  readonly wanted: string | null
  readonly request: PossibleEffectsRequest | null
  readonly value: PossibleEffects | null
  readonly problems: readonly Problem[]
}

const nothing = { key: null, wanted: null, request: null, value: null, problems: [] }

export const usePossible = create<Possible>()(() => nothing)

const task = followTask('checks', 'possible-effects')

const BUDGET = { milliseconds: 3000, count: 1000 }

/** The question about total effects, when it is complete in this graph. */
function requestOf(project: Project, graph: CausalGraph): PossibleEffectsRequest | null {
  const { question } = activeQuery(project)
  const treatments = question.treatments.map((contrast) => contrast.variable)
  const [outcome] = question.outcomes
  const known = new Set(graph.variables.map(({ id }) => id))
  const complete =
    treatments.length > 0 && outcome !== undefined && [...treatments, outcome].every((id) => known.has(id))
  return complete ? { treatments, outcome, held: 'parents' } : null
}

function follow() {
  const project = useProject.getState().history.present
  const { graph } = shownEntry(project)
  const dataset = datasetForEffects(project, graph)
  const found = useClass.getState()
  const request = requestOf(project, graph)
  const revision = graphRevision(graph)
  if (!dataset || !request || found.value?.kind !== 'dags' || found.value.members === 1n) {
    task.stop()
    if (usePossible.getState().wanted !== null || usePossible.getState().key !== null)
      usePossible.setState(nothing)
    return
  }
  const key = `${revision}|${datasetKey(dataset)}|${JSON.stringify(request)}`
  if (usePossible.getState().wanted === key && found.revision === revision) return
  // The class of the graph as it was says nothing; its own is on the way.
  if (found.revision !== revision) return
  usePossible.setState({ wanted: key })
  void task.ask(
    { graph: found.value.cpdag, request, budget: BUDGET },
    {
      dataset,
      deliver: (result) =>
        usePossible.setState(
          result.ok
            ? { key, request, value: result.value, problems: [] }
            : { key, request, value: null, problems: result.problems },
        ),
    },
  )
}

/** Follows the effects over the class of the graph on the canvas, while a panel shows them; returns the way to stop. */
export function watchPossibleEffects(): () => void {
  const stops = [
    onShownChange(follow),
    useDerivations.subscribe(follow),
    useSampleSplit.subscribe(follow),
    useClass.subscribe(follow),
  ]
  follow()
  return () => {
    for (const stop of stops) stop()
    task.stop()
    usePossible.setState(nothing)
  }
}

/** The effects over all graphs that remain possible; `stale` while they are computed anew. */
export function usePossibleEffects() {
  const { graph } = useShownGraph()
  const { key, wanted, request, value, problems } = usePossible()
  const stale = key !== null && (key !== wanted || !key.startsWith(`${graphRevision(graph)}|`))
  return { request, value, problems, stale, computing: wanted !== null && key === null }
}
