import { useEffect, useMemo } from 'react'
import { proposalKey } from '../../engine/discover/proposals/proposal'
import { readProposals } from '../../engine/discover/proposals/read-proposals'
import { useData } from '../../stores/data'
import { pickFile } from '../../stores/files'
import { usePresent, useShownGraph } from '../../stores/project'
import {
  cancelProposals,
  refineGraph,
  setProposals,
  useProposals,
  watchProposals,
} from '../../stores/proposals'
import { proposalsText as text } from '../../text/proposals'
import { Button } from '../../widgets/Button'
import { count } from '../../widgets/numbers'
import { ProgressBar } from '../../widgets/ProgressBar'
import { TextField } from '../../widgets/TextField'
import styles from './Check.module.css'
import { CheckStep } from './CheckStep'
import { DecidedRows, OpenRow } from './ProposalRows'
import own from './Proposals.module.css'

/** Arrows that somebody proposes, weighed against the data one by one or all together. */
export function ProposalsStep() {
  useEffect(watchProposals, [])
  const { decided } = usePresent()
  const entry = useShownGraph()
  const { dataset } = useData()
  const { text: typed, source, proposals, report, problems, progress } = useProposals()
  const known = useMemo(
    () => [
      ...new Set([
        ...entry.graph.variables.map(({ name }) => name),
        ...(dataset?.columns.filter(({ role }) => role === 'variable').map(({ name }) => name) ?? []),
      ]),
    ],
    [entry.graph, dataset],
  )
  const read = useMemo(() => readProposals(typed, known), [typed, known])
  useEffect(() => setProposals(read.proposals), [read])

  const settled = new Set(decided.map(proposalKey))
  const open = proposals.filter((proposal) => !settled.has(proposalKey(proposal)))
  const weighed = new Map(report?.weighed.map((one) => [proposalKey(one.proposal), one]))
  const refinable = open.filter((proposal) => weighed.get(proposalKey(proposal))?.obstacle === null)
  return (
    <CheckStep name="proposals" state="waiting" stale={false} meta={text.meta(open.length, decided.length)}>
      <p>{text.intro}</p>
      {entry.locked ? <p className={own.hint}>{text.needsUnlocked}</p> : null}
      <textarea
        className={own.paste}
        aria-label={text.paste}
        placeholder={text.placeholder}
        rows={4}
        spellCheck={false}
        value={typed}
        onChange={(event) => useProposals.setState({ text: event.target.value })}
      />
      {read.problems.length > 0 ? (
        <ul className={own.problems} role="alert">
          {read.problems.slice(0, MOST_PROBLEMS).map((problem) => (
            <li key={problem.message}>{problem.message}</li>
          ))}
          {read.problems.length > MOST_PROBLEMS ? (
            <li>{text.more(read.problems.length - MOST_PROBLEMS)}</li>
          ) : null}
        </ul>
      ) : null}
      {proposals.length > 0 ? (
        <TextField
          label={text.source}
          placeholder={text.sourcePlaceholder}
          value={source}
          onChange={(value) => useProposals.setState({ source: value })}
        />
      ) : null}
      {proposals.length > 0 && !dataset ? (
        <p className={styles.withButton}>
          {text.needsData}
          <Button size="sm" onPress={pickFile}>
            {text.openData}
          </Button>
        </p>
      ) : null}
      {problems.map((problem) => (
        <p key={problem.message} className={own.hint}>
          {problem.message}
        </p>
      ))}
      {progress ? (
        <div className={styles.run}>
          <ProgressBar fraction={progress.fraction} label={text.progress} />
          <span className={styles.small}>{progress.note || text.weighing}</span>
          <Button size="sm" onPress={cancelProposals}>
            {text.cancel}
          </Button>
        </div>
      ) : null}
      {open.length > 0 && dataset ? (
        <ul className={own.rows} aria-label={text.open} aria-busy={progress !== null}>
          {open.map((proposal) => {
            const key = proposalKey(proposal)
            return (
              <OpenRow
                key={key}
                proposal={proposal}
                weighed={weighed.get(key) ?? null}
                locked={entry.locked}
              />
            )
          })}
        </ul>
      ) : null}
      {report && open.length > 0 ? (
        <p className={styles.small}>{text.weighedBy(report.score, report.test, count(report.rows))}</p>
      ) : null}
      {refinable.length > 1 && !entry.locked ? (
        <>
          <div className={styles.actions}>
            <Button size="sm" onPress={() => void refineGraph()} disabled={progress !== null}>
              {text.refine(refinable.length)}
            </Button>
          </div>
          <p className={styles.small}>{text.refineNote}</p>
        </>
      ) : null}
      {decided.length > 0 ? <DecidedRows decided={decided} /> : null}
    </CheckStep>
  )
}

const MOST_PROBLEMS = 5
