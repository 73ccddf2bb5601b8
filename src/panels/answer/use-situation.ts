import { useEffect } from 'react'
import { activeQuery } from '../../document/project'
import { columnNamed } from '../../engine/data/dataset'
import { variablesIn } from '../../engine/expression/print'
import { findVariable, nameOf, type VariableId } from '../../engine/graph/graph'
import { useAnswer, useEstimates, withWishesOf } from '../../stores/answers'
import { useData } from '../../stores/data'
import { useGaps } from '../../stores/gaps'
import { useTests } from '../../stores/implication-tests'
import { usePresent, useProject, useShownGraph } from '../../stores/project'
import { seekReasons } from '../../stores/reasons'
import { drawnRung, useView } from '../../stores/view'
import { instrumentsFor, seekWaysOut, useWaysOut } from '../../stores/ways-out'
import { useOpening } from '../opening/use-opening'
import { assumptionsOf } from './assumptions'
import { checksOf } from './checks'
import { estimatesStanding, finished, onTarget } from './estimate-rows'
import { isAnswered, type Standing } from './steps'
import { mediatorsOf, verdictOf } from './verdict'

/** Everything the five steps read, gathered once. */
export function useSituation() {
  const project = usePresent()
  const entry = useShownGraph()
  const chosenRung = useView((state) => drawnRung(state.rung))
  const guessed = useView((state) => state.guess !== null)
  const untouched = useProject((state) => state.history.past.length === 0)
  const opening = useOpening()
  // Until the opening's guess is made, nothing of the Do side shows.
  const rung = opening && !guessed ? 'see' : chosenRung
  const guessing = rung !== chosenRung
  const { asked, answer, stale, problems } = useAnswer()
  const estimates = useEstimates()
  const plan = useGaps((state) => state.plan?.value) ?? null
  const planned = plan?.methods.find(({ method }) => method === plan.chosen) ?? null

  const { graph } = entry
  const query = activeQuery(project)
  const [contrast] = query.question.treatments
  const [outcomeId] = query.question.outcomes
  const name = (id: VariableId) => nameOf(graph, id)
  const treatment = contrast && findVariable(graph, contrast.variable)
  const outcome = outcomeId === undefined ? undefined : findVariable(graph, outcomeId)

  const adjustment = answer?.adjustment ?? []
  const instruments = instrumentsFor(useWaysOut(), answer)
  const verdict = verdictOf(asked, answer, problems.length, instruments.length)
  const { question } = query
  useEffect(() => {
    if (stale) return
    const sought = answer && { of: answer, graph, question: withWishesOf(graph, question) }
    if (sought) seekWaysOut(sought)
    seekReasons(sought)
  }, [answer, stale, graph, question])

  const { dataset } = useData()
  const found = answer?.identification
  const beyond =
    found?.identifiable && (verdict === 'front-door' || verdict === 'do-calculus')
      ? [...new Set(variablesIn(found.estimand))]
      : null
  const notAsked = (id: VariableId) => id !== treatment?.id && id !== outcome?.id
  const needed = [treatment, outcome]
    .flatMap((variable) => (variable ? [variable.name] : []))
    .concat(adjustment.map(name), beyond ? beyond.filter(notAsked).map(name) : [])
  const missingColumns = dataset ? needed.filter((column) => !columnNamed(dataset, column)) : []

  const finishedEstimates = estimates.value ? finished(estimates.value) : []
  const checks = rung === 'do' ? checksOf(onTarget(finishedEstimates)) : []
  const assumptions =
    treatment && outcome && (isAnswered(verdict) || verdict === 'instrument')
      ? assumptionsOf({
          treatment: treatment.name,
          outcome: outcome.name,
          verdict,
          adjustment: adjustment.map(name),
          mediators: mediatorsOf(answer, name),
          instrument: instruments.length > 0 ? name(instruments[0].variable) : null,
          missing: planned?.assumption ?? null,
        })
      : []
  const unconfirmed = assumptions.filter(({ statement }) => !project.agreed.includes(statement))

  const tests = useTests()
  const implied: Standing['checks'] =
    tests.report && tests.report.tests.length > 0 && !tests.stale
      ? [tests.report.violations > 0 ? 'warning' : 'ok']
      : []

  const standing: Standing = {
    asked,
    verdict,
    data: !dataset ? 'none' : missingColumns.length > 0 ? 'missing-columns' : 'ready',
    rung,
    estimates: estimatesStanding(estimates.value, estimates.problems.length),
    checks: [...checks.map((check) => check.state), ...implied],
    unconfirmed: unconfirmed.length,
  }
  return {
    project,
    entry,
    graph,
    query,
    contrast,
    treatment,
    outcome,
    outcomeId,
    rung,
    /** Do was pressed before the guess. */
    guessing,
    answer,
    stale,
    problems,
    adjustment,
    /** Known where the graph alone gives no formula; empty until they have been sought. */
    instruments,
    dataset,
    needed,
    missingColumns,
    estimates,
    /** What would be done about the gaps of the columns involved; null where they have none. */
    plan,
    checks,
    assumptions,
    standing,
    /** The opening is shown as it was told: the last step is an invitation. */
    story: opening && untouched,
    name,
    /** The name of a variable that the shown graph may lack. */
    elsewhere: (id: VariableId) =>
      project.graphs.flatMap((other) => findVariable(other.graph, id)?.name ?? [])[0] ?? id,
  }
}

export type Situation = ReturnType<typeof useSituation>
