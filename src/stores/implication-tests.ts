import { create } from 'zustand'
import type { Problem } from '../base/result'
import type { Dataset } from '../engine/data/dataset'
import type { Implication, ImplicationReport } from '../engine/estimate/implications/report'
import type { CausalGraph, VariableId } from '../engine/graph/graph'
import { graphRevision } from '../engine/graph/revision'
import type { PValueCorrection } from '../engine/stats/adjusted-p-values'
import { datasetKey, type Progress } from '../worker/task'
import { independenceKey } from './checking'
import { datasetOf, isWaitingForData, useData, useDerivations } from './data'
import { followTask } from './followed-task'
import { onShownChange, shownEntry, useProject, useShownGraph } from './project'

interface ImplicationTests {
  correction: PValueCorrection
  /** Names the graph, the data and the settings that `report` or `problems` belong to. */
  key: string | null
  report: ImplicationReport | null
  problems: readonly Problem[]
  /** Of the run under way; null when none is. */
  progress: Progress | null
  /** The key of a run that the user ended; asked again only when asked for. */
  ended: string | null
}

export const useImplicationTests = create<ImplicationTests>()(() => ({
  correction: 'holm',
  key: null,
  report: null,
  problems: [],
  progress: null,
  ended: null,
}))

const task = followTask('checks', 'test-implications')

/** Rows times pairs of variables up to which tests run beside the answer without being asked for. */
const QUICK = 4_000_000

const isQuick = (graph: CausalGraph, dataset: Dataset) => dataset.rows * graph.variables.length ** 2 <= QUICK

const keyOf = (graph: CausalGraph, dataset: Dataset, correction: PValueCorrection) =>
  `${graphRevision(graph)}|${datasetKey(dataset)}|${correction}`

/** 'always': somebody looks at the tests; 'quick': their outcome is told elsewhere, where that costs little. */
export type Interest = 'always' | 'quick'
const watchers: Record<Interest, number> = { always: 0, quick: 0 }

let asked: string | null = null

function follow() {
  const project = useProject.getState().history.present
  const { graph } = shownEntry(project)
  const dataset = datasetOf(project)
  if (!dataset) {
    if (asked !== null) task.stop()
    asked = null
    // What was found before stays, greyed, while the data are being derived anew.
    useImplicationTests.setState(
      isWaitingForData(project)
        ? { progress: null }
        : { key: null, report: null, problems: [], progress: null },
    )
    return
  }
  const { correction, ended, key: known } = useImplicationTests.getState()
  const key = keyOf(graph, dataset, correction)
  if (key === asked) return
  if (asked !== null) task.stop()
  asked = null
  useImplicationTests.setState({ progress: null })
  if (key === known || key === ended || (watchers.always === 0 && !isQuick(graph, dataset))) return
  asked = key
  useImplicationTests.setState({ progress: { fraction: 0, note: '' } })
  void task.ask(
    { graph, options: { correction } },
    {
      dataset,
      onProgress: (progress) => useImplicationTests.setState({ progress }),
      deliver: (result) => {
        asked = null
        useImplicationTests.setState({
          key,
          report: result.ok ? result.value : null,
          problems: result.ok ? [] : result.problems,
          progress: null,
        })
      },
    },
  )
}

/** Ends the tests under way; what was found before stays. */
export function endTests() {
  const ended = asked
  task.stop()
  asked = null
  useImplicationTests.setState({ progress: null, ended })
}

export function testAgain() {
  useImplicationTests.setState({ ended: null })
  follow()
}

export function correctBy(correction: PValueCorrection) {
  useImplicationTests.setState({ correction })
  follow()
}

let leave: (() => void) | null = null

function start(): () => void {
  const stops = [onShownChange(follow), useDerivations.subscribe(follow)]
  return () => {
    for (const stop of stops) stop()
    task.stop()
    asked = null
    useImplicationTests.setState({ progress: null })
  }
}

/** Tests the graph on the canvas against the data at every edit, until nobody watches; returns the way to stop. */
export function watchTests(interest: Interest): () => void {
  watchers[interest]++
  leave ??= start()
  follow()
  return () => {
    watchers[interest]--
    if (watchers.always + watchers.quick > 0) return
    leave?.()
    leave = null
  }
}

export interface TestsNow extends ImplicationTests {
  readonly dataset: Dataset | null
  /** The key of the tests that are wanted; null without data and while they are derived. */
  readonly wanted: string | null
  /** The report belongs to a graph, data or settings before. */
  readonly stale: boolean
}

/** The tests of the graph on the canvas as they stand. */
export function useTests(): TestsNow {
  const { graph } = useShownGraph()
  const { dataset, state } = useData()
  const tests = useImplicationTests()
  const wanted = dataset && state === 'fresh' ? keyOf(graph, dataset, tests.correction) : null
  return { ...tests, dataset, wanted, stale: tests.key !== null && tests.key !== wanted }
}

export const implicationKey = (implication: Implication): string =>
  implication.kind === 'independence'
    ? independenceKey(implication)
    : `tetrad\n${implication.left.join('\n')}\n${implication.right.join('\n')}`

/** For each variable those that the graph keeps apart from it and the data do not. */
export function contradictedPairs({ tests }: Pick<ImplicationReport, 'tests'>) {
  const found = new Map<VariableId, Set<VariableId>>()
  for (const { implication, violated } of tests) {
    if (!violated || implication.kind !== 'independence') continue
    const { a, b } = implication
    for (const [one, other] of [
      [a, b],
      [b, a],
    ])
      found.set(one, (found.get(one) ?? new Set()).add(other))
  }
  return found
}
