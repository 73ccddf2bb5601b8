import { TriangleAlert } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { knowledgeSize } from '../../document/knowledge-edits'
import type { GraphEntry } from '../../document/project'
import type { Dataset } from '../../engine/data/dataset'
import { requestFor } from '../../engine/discover/request-for'
import { useData } from '../../stores/data'
import {
  forecastKey,
  requestAdvice,
  requestForecast,
  startDiscovery,
  useDiscovering,
} from '../../stores/discovering'
import { usePresent } from '../../stores/project'
import { useSampleSplit } from '../../stores/sample-split'
import { useView } from '../../stores/view'
import { discoverText as text } from '../../text/discover'
import { stepsText } from '../../text/steps'
import { shortTime } from '../../widgets/amounts'
import { Button } from '../../widgets/Button'
import { PanelStep } from '../../widgets/PanelStep'
import { advisedOptions, algorithmInUse } from './algorithm-in-use'
import { ApartColumns } from './ApartColumns'
import { ColumnsForm } from './ColumnsForm'
import styles from './Discover.module.css'
import { GoalStep } from './GoalStep'
import { KnowledgeForm } from './KnowledgeForm'
import { InsteadOffer } from './InsteadOffer'
import { MethodStep } from './MethodStep'
import { outsideRange } from './outside-range'
import { RunProgress } from './RunProgress'
import { placedProblems, type PlacedProblems } from './placed-problems'
import { RowsChoice } from './RowsChoice'
import { chosenColumns, contextsChosen, searchableColumns } from './searchable-columns'
import { SplitChoice } from './SplitChoice'
import { StabilityStep } from './StabilityStep'
import { startingOptions } from './starting-options'

const noNames: readonly string[] = []

/** The settings of a search, its predicted cost, and Run. */
export function DiscoverForm({ dataset }: { dataset: Dataset }) {
  const project = usePresent()
  const unchecked = useDiscovering((state) => state.unchecked[dataset.id]) ?? noNames
  const seed = useDiscovering((state) => state.seed)
  const running = useDiscovering((state) => state.run !== null)
  const split = useSampleSplit((state) => state.split)
  const problems = useDiscovering((state) => state.problems)
  const forecast = useDiscovering((state) => state.forecast)

  const columns = useMemo(() => searchableColumns(dataset), [dataset])
  const chosen = useMemo(() => chosenColumns(columns, unchecked), [columns, unchecked])
  const { knowledge } = project
  const goal = useDiscovering((state) => state.goal)
  const gaps = useDiscovering((state) => state.gaps[dataset.id]) ?? 'by-method'
  const searched = useMemo(
    () => ({
      columns: chosen,
      knowledge,
      ...(gaps === 'by-method' ? {} : { gaps }),
      ...contextsChosen(dataset, unchecked),
    }),
    [chosen, knowledge, gaps, dataset, unchecked],
  )
  useEffect(() => requestAdvice({ ...searched, goal }, dataset), [searched, goal, dataset])
  const advice = useDiscovering((state) => (state.advice?.result.ok ? state.advice.result.value : null))
  const chosenAlgorithm = useDiscovering((state) => state.algorithm)
  const algorithm = useMemo(() => algorithmInUse(chosenAlgorithm, advice), [chosenAlgorithm, advice])
  const changed = useDiscovering((state) => state.options[algorithm.id])
  const options = useMemo(
    () => ({
      ...startingOptions(algorithm, chosen.length),
      ...advisedOptions(algorithm.id, advice),
      ...changed,
    }),
    [algorithm, chosen, advice, changed],
  )
  const read = requestFor(algorithm.id, searched).gaps ?? 'complete-rows'
  const request = useMemo(
    () => ({ algorithm: algorithm.id, options, ...searched, gaps: read, seed, split }),
    [algorithm, options, searched, read, seed, split],
  )
  useEffect(() => requestForecast(request, dataset), [request, dataset])

  const cost = forecast?.key === forecastKey(request, dataset) ? forecast.result : null
  const blocked = cost && !cost.ok ? cost.problems : problems
  const placed = useMemo(() => placedProblems(blocked, chosen), [blocked, chosen])
  const outside = outsideRange(algorithm, blocked, cost?.ok ? cost.value : null)
  const { state, effects } = useData()
  const waiting =
    state === 'failed'
      ? stepsText.stopped(effects.length + 1)
      : state === 'deriving'
        ? stepsText.recomputingAll
        : null
  const size = knowledgeSize(knowledge)
  const known =
    placed.knowledge.length > 0 ? 'warning' : size.pairs + size.tiered + size.exogenous > 0 ? 'ok' : 'waiting'
  const discovered = project.graphs.filter((entry) => entry.origin === 'discovered')
  return (
    <>
      <div className={styles.scroll}>
        {discovered.length > 0 ? <EarlierResults entries={discovered} /> : null}
        <GoalStep advice={advice} />
        <MethodStep advice={advice} algorithm={algorithm} options={options} seed={seed} />
        <PanelStep
          state={chosen.length < 2 ? 'blocked' : 'ok'}
          number={3}
          title={text.columns}
          meta={text.columnsMeta(chosen.length, columns.length)}
          stateLabel={chosen.length < 2 ? text.state.blocked : text.state.ok}
        >
          <ColumnsForm
            datasetId={dataset.id}
            columns={columns}
            chosen={chosen}
            knowledge={knowledge}
            problems={placed.byColumn}
          />
          {advice ? <RowsChoice datasetId={dataset.id} facts={advice.facts} read={read} /> : null}
          <ApartColumns dataset={dataset} unchecked={unchecked} />
          <SplitChoice rows={dataset.rows} />
        </PanelStep>
        <PanelStep
          state={known}
          number={4}
          title={text.knowledge}
          meta={text.knowledgeMeta(size)}
          stateLabel={text.state[known]}
        >
          <KnowledgeForm knowledge={knowledge} columns={chosen} problems={placed.knowledge} />
        </PanelStep>
        <StabilityStep
          algorithm={algorithm}
          request={request}
          dataset={dataset}
          ready={chosen.length >= 2 && cost?.ok === true && waiting === null && !running}
        />
      </div>
      <footer className={styles.footer}>
        {running ? (
          <RunProgress />
        ) : (
          <>
            <Blocked placed={placed} />
            {outside ? <InsteadOffer algorithm={algorithm.id} outside={outside} /> : null}
            <div className={styles.buttons}>
              <Button
                tone="primary"
                size="lg"
                disabled={chosen.length < 2 || cost?.ok === false || waiting !== null}
                onPress={() => void startDiscovery(algorithm, request)}
              >
                {text.run}
              </Button>
              <span className={styles.cost} data-forecast={cost?.ok}>
                {waiting ??
                  (cost?.ok
                    ? text.costLine(shortTime(cost.value.seconds), cost.value.note)
                    : blocked.length === 0
                      ? text.costPending
                      : null)}
              </span>
            </div>
          </>
        )}
      </footer>
    </>
  )
}

function Blocked({ placed: { byColumn, knowledge, rest } }: { placed: PlacedProblems }) {
  const lines = [
    ...rest,
    ...(byColumn.size > 0 ? [text.lookAt([...byColumn.keys()].map((name) => `“${name}”`).join(', '))] : []),
    ...(knowledge.length > 0 ? [text.lookAtKnowledge] : []),
  ]
  if (lines.length === 0) return null
  return (
    <ul className={styles.problems} role="alert">
      {lines.map((line) => (
        <li key={line}>
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
          {line}
        </li>
      ))}
    </ul>
  )
}

function EarlierResults({ entries }: { entries: readonly GraphEntry[] }) {
  return (
    <div className={styles.earlier}>
      <span className={styles.meta}>{text.earlier}</span>
      {entries.map((entry) => (
        <Button
          key={entry.id}
          size="sm"
          label={text.showResult(entry.name)}
          onPress={() => {
            useView.getState().showGraph(entry.id)
            useDiscovering.setState({ view: 'result' })
          }}
        >
          {entry.name}
        </Button>
      ))}
    </div>
  )
}
