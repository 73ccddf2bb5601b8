import { ChartNoAxesColumn, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { RANDOMISED_ROWS } from '../../stores/answers'
import { answerText } from '../../text/answer'
import { Button } from '../../widgets/Button'
import { count } from '../../widgets/numbers'
import { ForestPlot } from '../../widgets/plots/ForestPlot'
import { TableToggle } from '../../widgets/TableToggle'
import { valueText } from './amount'
import { ChosenRows } from './ChosenRows'
import { DataNews } from './DataNews'
import { EstimateTable } from './EstimateTable'
import styles from './EstimateStep.module.css'
import { finished, forestRows, NAIVE, onTarget, rowsLost, summarySentence, warningsOf } from './estimate-rows'
import { OverlapFigure } from './OverlapFigure'
import { Step } from './Step'
import { isUnidentifiable, type StepState } from './steps'
import type { Situation } from './use-situation'

const text = answerText.estimate

const MissingRows = lazy(() => import('./MissingRows').then((module) => ({ default: module.MissingRows })))

const BoundsFigure = lazy(() => import('./BoundsFigure').then((module) => ({ default: module.BoundsFigure })))

/** The estimates on one axis, the naive one always among them. */
export function EstimateStep({ at, state }: { at: Situation; state: StepState }) {
  const estimates = at.estimates.value
  if (!estimates || !at.contrast || !at.treatment || !at.outcome)
    return (
      <Step name="estimate" state={state}>
        <Absent at={at} />
      </Step>
    )
  const rows = finished(estimates)[0]?.rows
  const gaps = at.plan ? (
    <Suspense>
      <MissingRows plan={at.plan} rows={estimates} />
    </Suspense>
  ) : null
  const stale = at.stale || at.estimates.stale
  // What doing would bring is not known: the range that is left stands in place of a number.
  const bounded = isUnidentifiable(at.standing.verdict) && at.rung === 'do'
  return (
    <Step
      name="estimate"
      state={state}
      stale={stale}
      meta={rows ? text.rowsUsed(count(rows.used), count(rows.total)) : undefined}
      above={
        <>
          <DataNews stale={stale} />
          <ChosenRows />
          {gaps}
        </>
      }
    >
      {bounded && !estimates.some((row) => row.estimator === RANDOMISED_ROWS) ? null : (
        <Present at={at} treatment={at.treatment.name} outcome={at.outcome.name} />
      )}
      {bounded && at.dataset ? (
        <Suspense fallback={<p>{text.computing}</p>}>
          <BoundsFigure at={at} dataset={at.dataset} />
        </Suspense>
      ) : null}
    </Step>
  )
}

/** Why there is no estimate, in one or two sentences. */
function Absent({ at }: { at: Situation }) {
  const { verdict, data } = at.standing
  if (at.estimates.problems.length > 0)
    return at.estimates.problems.map((problem) => <p key={problem.message}>{problem.message}</p>)
  if (verdict === 'invalid-set' || verdict === 'not-by-adjustment') return <p>{text.notIdentified}</p>
  if (isUnidentifiable(verdict)) return <p>{text.notIdentifiable}</p>
  if (verdict === 'none' || verdict === 'problem') return <p>{text.waiting}</p>
  if (data === 'none') return <p>{text.waitingData}</p>
  if (data === 'missing-columns')
    return (
      <>
        <p>{text.noColumns(at.missingColumns)}</p>
        <p>{text.rename}</p>
      </>
    )
  return <p>{at.answer?.adjustment === null ? text.notIdentified : text.computing}</p>
}

function Present({ at, treatment, outcome }: { at: Situation; treatment: string; outcome: string }) {
  const [asTable, setAsTable] = useState(false)
  const [overlapOpened, setOverlapOpened] = useState<boolean | null>(null)
  const rows = at.estimates.value ?? []
  const shown = at.rung === 'see' ? rows.filter((row) => row.estimator === NAIVE) : rows
  const adjusted = onTarget(finished(rows))
  const warnings = at.rung === 'do' ? warningsOf(adjusted) : []
  const withOverlap = at.rung === 'do' ? adjusted.find((estimate) => estimate.overlap) : undefined
  // Bad overlap shows itself; the user may still fold it away.
  const overlapShown = overlapOpened ?? warnings.length > 0
  const lost = rowsLost(finished(rows)[0]?.rows ?? { total: 0, used: 0, missing: {} })
  const [from, to] = [valueText(at.contrast!.from), valueText(at.contrast!.to)]
  return (
    <>
      {asTable ? (
        <EstimateTable rows={shown} />
      ) : (
        <ForestPlot
          rows={forestRows(rows, at.rung)}
          axisLabel={text.axis(to, from)}
          label={text.plot(treatment, outcome)}
          alsoHolds={finished(rows)}
        />
      )}
      {rows.every((row) => row.estimator === NAIVE) ? (
        <p>{isUnidentifiable(at.standing.verdict) ? text.naiveThenBounds : text.naiveOnly}</p>
      ) : rows.every((row) => row.estimator === NAIVE || row.estimator === RANDOMISED_ROWS) ? (
        <p>{text.randomisedOnly}</p>
      ) : at.guessing ? (
        <p>{text.guessFirst}</p>
      ) : at.rung === 'see' ? (
        <p>
          {text.pressDo[0]}
          <b>{text.pressDo[1]}</b>
          {text.pressDo[2]}
        </p>
      ) : adjusted.length === 0 && rows.every((row) => row.result) ? (
        <p>{text.noneApplies}</p>
      ) : (
        <p>{summarySentence(adjusted)}</p>
      )}
      {lost.length > 0 && !at.plan ? <p className={styles.small}>{text.lost(lost)}</p> : null}
      {warnings.map((said) => (
        <p key={said} className={styles.warning}>
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
          {said}
        </p>
      ))}
      {withOverlap && overlapShown ? <OverlapFigure estimate={withOverlap} from={from} to={to} /> : null}
      <div className={styles.actions}>
        <TableToggle label={answerText.table} shown={asTable} onChange={setAsTable} />
        {withOverlap ? (
          <Button
            size="sm"
            tone="quiet"
            icon={<ChartNoAxesColumn size={14} strokeWidth={1.75} aria-hidden />}
            pressed={overlapShown}
            onPress={() => setOverlapOpened(!overlapShown)}
          >
            {text.overlapShow}
          </Button>
        ) : null}
      </div>
    </>
  )
}
