import { create } from 'zustand'
import type { Problem } from '../base/result'
import { levelChoices } from '../document/contrast'
import { activeQuery, imaginedOf, type Project } from '../document/project'
import { columnNamed, type Dataset } from '../engine/data/dataset'
import type { ImaginedNumbers } from '../engine/estimate/imagined-numbers'
import { nameOf, type CausalGraph } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import type { ImaginedAnswer, ImaginedQuestion } from '../engine/identify/counterfactual/imagine'
import type { EffectQuestion } from '../engine/identify/question'
import { datasetKey } from '../worker/task'
import { datasetOf, isWaitingForData, useDerivations } from './data'
import { followTask } from './followed-task'
import { onShownChange, shownEntry, useProject } from './project'

/** What the newest finished run found; `key` names what was asked. */
export interface Imagined<T> {
  readonly key: string | null
  readonly value: T | null
  readonly problems: readonly Problem[]
}

const nothing = { key: null, value: null, problems: [] }

interface Imagining {
  /** What is wanted now; null while the question is not complete. */
  wanted: string | null
  answer: Imagined<ImaginedAnswer>
  wantedNumbers: string | null
  numbers: Imagined<ImaginedNumbers>
  /** Whether the worlds stand apart, or what they share is drawn once. */
  form: 'apart' | 'merged'
  /** Nodes of the counterfactual graph that a sentence speaks of. */
  lit: readonly string[]
}

export const useImagining = create<Imagining>()(() => ({
  wanted: null,
  answer: nothing,
  wantedNumbers: null,
  numbers: nothing,
  form: 'apart',
  lit: [],
}))

export const showWorlds = (form: Imagining['form']) => useImagining.setState({ form })
export const lightNodes = (lit: readonly string[]) => useImagining.setState({ lit })

const answerTask = followTask('structure', 'imagine')
const numbersTask = followTask('structure', 'imagined-numbers')

const SEED = 1

/** The outcome's value whose chance is asked about, the later one of two, and the other. */
export function eventOf(dataset: Dataset | null, graph: CausalGraph, { outcomes }: EffectQuestion) {
  const column = dataset && outcomes[0] ? columnNamed(dataset, nameOf(graph, outcomes[0])) : undefined
  const choices = levelChoices(column)
  return choices && choices.length > 1
    ? { event: choices.at(-1)!, otherwise: choices.at(-2)! }
    : { event: 1, otherwise: 0 }
}

interface Asked {
  readonly key: string
  readonly graph: CausalGraph
  readonly question: EffectQuestion
  readonly imagined: ImaginedQuestion
  readonly dataset: Dataset | null
}

function askedNow(project: Project): Asked | null {
  const { graph } = shownEntry(project)
  const query = activeQuery(project)
  const { question } = query
  const present = new Set(graph.variables.map(({ id }) => id))
  const ids = [...question.treatments.map(({ variable }) => variable), ...question.outcomes]
  if (question.treatments.length !== 1 || question.outcomes.length !== 1) return null
  if (!ids.every((id) => present.has(id))) return null
  const dataset = isWaitingForData(project) ? null : datasetOf(project)
  const imagined = { ...imaginedOf(query), ...eventOf(dataset, graph, question) }
  const key = `${graphRevision(graph)}|${JSON.stringify([question.treatments, question.outcomes, imagined])}`
  return { key, graph, question, imagined, dataset }
}

function follow() {
  const asked = askedNow(useProject.getState().history.present)
  const before = useImagining.getState()
  if (!asked) {
    answerTask.stop()
    numbersTask.stop()
    useImagining.setState({ wanted: null, answer: nothing, wantedNumbers: null, numbers: nothing, lit: [] })
    return
  }
  const { key, graph, question, imagined, dataset } = asked
  if (before.wanted !== key) {
    useImagining.setState({ wanted: key, lit: [] })
    void answerTask.ask(
      { graph, question, imagined },
      {
        deliver(result) {
          useImagining.setState({
            answer: result.ok
              ? { key, value: result.value, problems: [] }
              : { key, value: null, problems: result.problems },
          })
          followNumbers()
        },
      },
    )
    return
  }
  if (before.answer.key === key && dataset) followNumbers()
}

/** The number, once the answer says that there is one. */
function followNumbers() {
  const asked = askedNow(useProject.getState().history.present)
  const { answer, wantedNumbers } = useImagining.getState()
  const hasNumber = answer.key === asked?.key && answer.value && answer.value.verdict !== 'not-identified'
  if (!asked?.dataset || !hasNumber) {
    numbersTask.stop()
    useImagining.setState({ wantedNumbers: null, numbers: nothing })
    return
  }
  const { graph, question, imagined, dataset } = asked
  const key = `${asked.key}|${datasetKey(dataset)}`
  if (wantedNumbers === key) return
  useImagining.setState({ wantedNumbers: key })
  void numbersTask.ask(
    { graph, question, imagined, seed: SEED },
    {
      dataset,
      deliver: (result) =>
        useImagining.setState({
          numbers: result.ok
            ? { key, value: result.value, problems: [] }
            : { key, value: null, problems: result.problems },
        }),
    },
  )
}

/** Follows what is imagined of the graph on the canvas while a panel shows it; returns the way to stop. */
export function watchImagined(): () => void {
  const stopShown = onShownChange(follow)
  const stopData = useDerivations.subscribe(follow)
  follow()
  return () => {
    stopShown()
    stopData()
    answerTask.stop()
    numbersTask.stop()
    useImagining.setState({ wanted: null, wantedNumbers: null, lit: [] })
  }
}
