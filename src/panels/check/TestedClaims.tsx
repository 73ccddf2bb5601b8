import { useRef } from 'react'
import type { ImplicationReport } from '../../engine/estimate/implications/report'
import { implicationKey } from '../../stores/implication-tests'
import { useChecking } from '../../stores/checking'
import { useShownGraph } from '../../stores/project'
import { checkText as text } from '../../text/check'
import { Button } from '../../widgets/Button'
import { count } from '../../widgets/numbers'
import { useFirst } from '../../widgets/use-first'
import styles from './Check.module.css'
import { ClaimsPicture } from './ClaimsPicture'
import { holdingWords, implicationWords, rowsOf, variablesOf } from './test-words'
import { useClaimMark } from './use-claim-mark'
import { Violation } from './Violation'

/** Claims of one kind that are listed at first, and more each time they are asked for. */
const LISTED = 30

/** What the tests found: what the data contradict first, then the rest. */
export function TestedClaims({ report }: { report: ImplicationReport }) {
  const { graph } = useShownGraph()
  const kept = useChecking((state) => state.kept?.key)
  const verdict = useRef<HTMLParagraphElement>(null)
  const violations = report.tests.filter((test) => test.violated)
  const holding = report.tests.filter((test) => !test.violated)
  // One violation at a time shows what would mend it: the one that was pressed, else the worst.
  const open = violations.some(({ implication }) => implicationKey(implication) === kept)
    ? kept
    : violations[0] && implicationKey(violations[0].implication)
  const listed = useFirst(violations, LISTED)
  const rows = rowsOf(report)
  return (
    <>
      <p
        ref={verdict}
        tabIndex={-1}
        role="status"
        className={styles.verdict}
        data-violations={report.violations}
        data-tests={report.tests.length}
      >
        {text.verdict(report.violations, report.tests.length)}
      </p>
      {listed.first.length > 0 ? (
        <ul className={styles.violations} aria-label={text.contradictedLabel}>
          {listed.first.map((test) => (
            <Violation
              key={implicationKey(test.implication)}
              test={test}
              report={report}
              open={implicationKey(test.implication) === open}
              onMended={() => verdict.current?.focus()}
            />
          ))}
        </ul>
      ) : null}
      {listed.left > 0 ? (
        <Button size="sm" onPress={listed.more}>
          {text.more}
        </Button>
      ) : null}
      {report.tests.length > 0 ? <ClaimsPicture report={report} /> : null}
      {report.complete ? null : <p>{text.cut}</p>}
      {report.setAside > 0 ? <p>{text.setAside(count(report.setAside))}</p> : null}
      {holding.length > 0 ? (
        <Folded title={text.holding(holding.length)}>
          <ClaimList
            label={text.holdingLabel}
            rows={holding.map((test) => ({
              implication: test.implication,
              detail: holdingWords(test, { correction: report.correction, rows }),
            }))}
            graph={graph}
          />
        </Folded>
      ) : null}
      {report.untested.length > 0 ? (
        <Folded title={text.untested(report.untested.length)}>
          <ClaimList
            label={text.untestedLabel}
            rows={report.untested.map(({ implication, sentence }) => ({ implication, detail: sentence }))}
            graph={graph}
          />
        </Folded>
      ) : null}
    </>
  )
}

/** A list that is folded away until it is asked for. */
export function Folded({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <details className={styles.details}>
      <summary>{title}</summary>
      {children}
    </details>
  )
}

interface Row {
  readonly implication: ImplicationReport['tests'][number]['implication']
  readonly detail: string
}

function ClaimList({
  label,
  rows,
  graph,
}: {
  label: string
  rows: readonly Row[]
  graph: ReturnType<typeof useShownGraph>['graph']
}) {
  const { first, left, more } = useFirst(rows, LISTED)
  return (
    <>
      <ul className={styles.claims} aria-label={label}>
        {first.map(({ implication, detail }) => (
          <li key={implicationKey(implication)}>
            <DetailedClaim graph={graph} implication={implication} detail={detail} />
          </li>
        ))}
      </ul>
      {left > 0 ? (
        <Button size="sm" onPress={more}>
          {text.more}
        </Button>
      ) : null}
    </>
  )
}

function DetailedClaim({
  graph,
  implication,
  detail,
}: Row & { graph: Parameters<typeof implicationWords>[0] }) {
  const { handlers } = useClaimMark(implicationKey(implication), variablesOf(implication))
  const { shown, spoken } = implicationWords(graph, implication)
  return (
    <button
      type="button"
      className={styles.claim}
      aria-label={`${spoken}. ${detail}`}
      data-claim={shown}
      {...handlers}
    >
      {shown}
      <span className={styles.detail}>{detail}</span>
    </button>
  )
}
