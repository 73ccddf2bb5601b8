import { CircleCheck, RotateCw, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { acceptEdges, removeGraph } from '../../document/commands/project-commands'
import type { DiscoveryProvenance, GraphEntry } from '../../document/project'
import { discoveryAlgorithms } from '../../engine/discover/registry'
import { isBidirected, isDirected, type Edge } from '../../engine/graph/graph'
import { useDiscovering } from '../../stores/discovering'
import { runCommand, usePresent } from '../../stores/project'
import { useView } from '../../stores/view'
import { discoverText as text } from '../../text/discover'
import { shortTime } from '../../widgets/amounts'
import { Button } from '../../widgets/Button'
import { NextStep } from '../../widgets/NextStep'
import { brief, count } from '../../widgets/numbers'
import { PanelStep } from '../../widgets/PanelStep'
import { acceptableEdges } from './acceptable-edges'
import { ChangingList } from './ChangingList'
import { Comparison } from './Comparison'
import styles from './Discover.module.css'
import { edgeWords } from './edge-words'
import { FoundOn } from './FoundOn'
import { checkKnowledge, type KnowledgeCheck } from './knowledge-check'
import { ModelNote } from './ModelNote'
import { ReadingStep } from './ReadingStep'
import { ReviewEdges } from './ReviewEdges'
import { SplitNote } from './SplitChoice'
import { SupportList } from './SupportList'
import { UndrawnPairs } from './UndrawnPairs'

/** A discovered graph read as an argument: what was run, what was assumed, what it says beside my model. */
export function DiscoverResult({
  entry,
  provenance,
}: {
  entry: GraphEntry
  provenance: DiscoveryProvenance
}) {
  const project = usePresent()
  const mine = project.graphs[0]
  const [reviewing, setReviewing] = useState(false)
  const acceptance = useMemo(() => acceptableEdges(entry.graph, mine.graph), [entry.graph, mine.graph])
  const compliance = useMemo(
    () => checkKnowledge(entry.graph, project.knowledge),
    [entry.graph, project.knowledge],
  )
  const inOrder = compliance.broken === 0 && compliance.acyclic !== false
  const open = entry.graph.edges.filter((edge) => !isDirected(edge) && !isBidirected(edge)).length

  const acceptAll = () => {
    if (!runCommand(acceptEdges, { from: entry.id, into: mine.id, edges: acceptance.edges })) return
    useView.getState().showGraph(mine.id)
    useView.getState().setSide('answer')
    useView.getState().notify({ tone: 'info', text: text.accepted(acceptance.edges.length) })
  }
  const showMine = () => {
    useView.getState().showGraph(mine.id)
    useView.getState().setSide('answer')
  }
  const discard = () => {
    if (!runCommand(removeGraph, { graphId: entry.id })) return
    useView.getState().showGraph(mine.id)
    useDiscovering.setState({ view: 'result' })
  }
  const openEdges = acceptance.left.filter((item) => item.reason === 'direction-open').length
  const undecided = acceptance.left.filter((item) => item.reason === 'undecided').length
  const cycleEdges = acceptance.left.filter((item) => item.reason === 'cycle').map((item) => item.edge)
  return (
    <>
      <div className={styles.scroll}>
        {openEdges > 0 && !reviewing ? (
          <NextStep text={text.leftOpenShort(openEdges)}>
            <Button size="sm" onPress={() => setReviewing(true)}>
              {text.oneByOne}
            </Button>
          </NextStep>
        ) : null}
        <RunStep entry={entry} provenance={provenance} open={open} />
        <PanelStep
          state="warning"
          number={2}
          title={text.assumptions}
          meta={text.assumptionsMeta}
          stateLabel={text.state.warning}
        >
          <ul className={styles.bullets}>
            {provenance.assumptions.map((assumption) => (
              <li key={assumption}>{assumption}</li>
            ))}
          </ul>
        </PanelStep>
        <PanelStep
          state={inOrder ? 'ok' : 'warning'}
          number={3}
          title={text.constraints}
          meta={
            compliance.constraints === 0
              ? text.constraintsNone
              : text.constraintsMeta(compliance.constraints, compliance.broken)
          }
          stateLabel={inOrder ? text.state.ok : text.state.warning}
          attributes={{ 'data-compliance': String(compliance.broken) }}
        >
          <ul className={styles.checks}>
            {compliance.checks.map((check) => (
              <CheckRow key={check.about} check={check} />
            ))}
            {compliance.acyclic === null ? null : (
              <Checked
                holds={compliance.acyclic}
                sentence={compliance.acyclic ? text.acyclic.yes : text.acyclic.no}
                amount=""
              />
            )}
          </ul>
        </PanelStep>
        <Comparison discovered={entry} mine={mine} />
        <ReadingStep graph={entry.graph} open={open} by={provenance.model ? 'network' : 'search'} />
      </div>
      <footer className={styles.footer}>
        {reviewing ? (
          <ReviewEdges discovered={entry} mine={mine} onDone={() => setReviewing(false)} />
        ) : (
          <>
            <div className={styles.buttons}>
              <Button tone="primary" disabled={acceptance.edges.length === 0} onPress={acceptAll}>
                {acceptance.edges.length === 0
                  ? text.nothingToAccept
                  : text.acceptAll(acceptance.edges.length)}
              </Button>
              <Button onPress={() => setReviewing(true)}>{text.oneByOne}</Button>
              <Button tone="quiet" onPress={discard}>
                {text.discard}
              </Button>
            </div>
            <AcceptNote
              entry={entry}
              waiting={acceptance.edges.length}
              openEdges={openEdges}
              undecided={undecided}
              cycleEdges={cycleEdges}
            />
            {acceptance.present.length > 0 && acceptance.edges.length === 0 ? (
              <Button tone="quiet" size="sm" onPress={showMine}>
                {text.showMine}
              </Button>
            ) : null}
          </>
        )}
      </footer>
    </>
  )
}

function RunStep({
  entry,
  provenance,
  open,
}: {
  entry: GraphEntry
  provenance: DiscoveryProvenance
  open: number
}) {
  const { rows } = provenance
  const lost = rows.total - rows.used
  const gapNames = Object.keys(rows.missing)
  const finished = new Date(provenance.finishedAt).toLocaleTimeString([], {
    hour: '2-digit',
    minute: '2-digit',
  })
  return (
    <PanelStep
      state="ok"
      number={1}
      title={text.runStep}
      meta={text.finished(finished)}
      stateLabel={text.state.ok}
    >
      <p className={styles.headline}>
        {text.headline(provenance.algorithmLabel, count(rows.used), count(rows.total))}
      </p>
      {provenance.gaps === 'test-wise' && gapNames.length > 0 ? (
        <p className={styles.note} data-rows="test-wise">
          {text.rowsByTest(gapNames.join(', '))}
        </p>
      ) : null}
      {lost > 0 && provenance.gaps !== 'test-wise' ? (
        <p className={styles.note}>{text.rowsLost(count(lost), gapNames.join(', '))}</p>
      ) : null}
      {provenance.chosenOn?.split === undefined ? null : <SplitNote />}
      <FoundOn provenance={provenance} />
      <dl className={`${styles.facts} ${styles.statistics}`}>
        <div>
          <dt>{text.found}</dt>
          <dd>{text.foundEdges(entry.graph.edges.length - open, open, entry.graph.kind)}</dd>
        </div>
        {Object.entries(provenance.statistics).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{name === text.stoppedEarly ? text.yes : brief(value)}</dd>
          </div>
        ))}
        <div>
          <dt>{text.seconds}</dt>
          <dd>{shortTime(provenance.seconds)}</dd>
        </div>
      </dl>
      {provenance.model ? <ModelNote model={provenance.model} /> : null}
      {provenance.supportMeaning ? (
        <p className={styles.note}>{text.supportMeans(provenance.supportMeaning)}</p>
      ) : null}
      {provenance.changingMechanisms ? (
        <ChangingList graph={entry.graph} changing={provenance.changingMechanisms} />
      ) : null}
      <SupportList entry={entry} />
      <UndrawnPairs graph={entry.graph} resamples={provenance.resamples} />
      <details className={styles.details}>
        <summary>{text.settingsUsed}</summary>
        <dl className={styles.facts}>
          {settingsUsed(provenance).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <div className={styles.buttons}>
        <Button
          size="sm"
          icon={<RotateCw size={14} strokeWidth={1.75} />}
          onPress={() => useDiscovering.setState({ view: 'settings' })}
        >
          {text.runAgain}
        </Button>
      </div>
    </PanelStep>
  )
}

/** The options of the run under the names that the algorithm gives them. */
function settingsUsed({
  algorithm,
  options,
  seed,
}: DiscoveryProvenance): readonly { name: string; value: string }[] {
  const found = discoveryAlgorithms.find(algorithm)
  const labels = new Map(found.ok ? found.value.options.map(({ id, label }) => [id, label]) : [])
  const named = Object.entries(options).map(([id, value]) => ({
    name: labels.get(id) ?? id,
    value: typeof value === 'number' ? brief(value) : value,
  }))
  return [...named, { name: text.seed, value: String(seed) }]
}

function CheckRow({ check: { about, holds, checked, against } }: { check: KnowledgeCheck }) {
  const arrows = against.map(([cause, effect]) => `${cause} → ${effect}`).join(', ')
  return (
    <Checked
      holds={holds}
      sentence={holds ? text.constraint[about] : text.brokenConstraint[about](arrows)}
      amount={text.constraintCount[about](checked)}
    />
  )
}

function Checked({ holds, sentence, amount }: { holds: boolean; sentence: string; amount: string }) {
  return (
    <li data-holds={holds}>
      {holds ? (
        <CircleCheck size={15} strokeWidth={1.75} aria-label={text.state.ok} />
      ) : (
        <TriangleAlert size={15} strokeWidth={1.75} aria-label={text.state.warning} />
      )}
      <span>{sentence}</span>
      <span className={styles.meta}>{amount}</span>
    </li>
  )
}

function AcceptNote({
  entry,
  waiting,
  openEdges,
  undecided,
  cycleEdges,
}: {
  entry: GraphEntry
  waiting: number
  openEdges: number
  undecided: number
  cycleEdges: readonly Edge[]
}) {
  const lines = [
    waiting > 0 ? text.acceptNote : null,
    openEdges > 0 ? text.leftOpen(openEdges) : null,
    undecided > 0 ? text.leftUndecided(undecided) : null,
    cycleEdges.length > 0
      ? text.leftCycle(cycleEdges.map((edge) => edgeWords(entry.graph, edge)).join(', '))
      : null,
  ].filter((line) => line !== null)
  return lines.map((line) => (
    <p key={line} className={styles.note}>
      {line}
    </p>
  ))
}
