import { CircleMinus } from 'lucide-react'
import type { ColumnProfile } from '../../engine/data/profile'
import type { TableFormat } from '../../engine/data/raw-table'
import type { TableReading } from '../../engine/data/table-reading'
import { useImporting } from '../../stores/importing'
import { dataText as text } from '../../text/data'
import { Button } from '../../widgets/Button'
import { Chip } from '../../widgets/Chip'
import { NextStep } from '../../widgets/NextStep'
import { PanelStep } from '../../widgets/PanelStep'
import { CellFixes } from './OddCells'
import { columnsToSettle, kindCounts, type ColumnToSettle } from './import-summary'
import styles from './ImportSide.module.css'
import { KindIcon } from './kinds'
import { RowsUsedStep } from './RowsUsedStep'

const CARDS_SHOWN = 4
const LEFT_OUT_SHOWN = 12

/** The right-hand column during an import: what was found, what needs a decision, and the button. */
export function ImportSide() {
  const status = useImporting((state) => state.status)
  const reading = useImporting((state) => state.reading)
  const cancel = useImporting((state) => state.cancel)
  if (!reading) {
    return (
      <div className={styles.side}>
        <div className={styles.scroll} />
        <footer className={styles.footer}>
          <div className={styles.buttons}>
            <Button tone="quiet" size="lg" onPress={cancel}>
              {text.cancel}
            </Button>
          </div>
        </footer>
      </div>
    )
  }
  return <Steps reading={reading} importing={status === 'importing'} />
}

function Steps({ reading, importing }: { reading: TableReading; importing: boolean }) {
  const preview = useImporting((state) => state.preview)
  const decisions = useImporting((state) => state.decisions)
  const settled = useImporting((state) => state.settled)
  const problems = useImporting((state) => state.problems)
  const confirm = useImporting((state) => state.confirm)
  const cancel = useImporting((state) => state.cancel)
  const showCell = useImporting((state) => state.showCell)
  const profiles = preview?.columns ?? reading.profile.columns
  const waiting = columnsToSettle(profiles, decisions, settled)
  const left = waiting.reduce((total, column) => total + column.count, 0)
  const used = decisions.filter((decision) => decision.use).length
  const first = waiting.find((column) => column.cells.length > 0)?.cells[0]
  return (
    <div className={styles.side}>
      <div className={styles.scroll}>
        <NextStep text={left > 0 ? text.needDecision(left) : text.allSettled}>
          {first ? (
            <Button size="sm" onPress={() => showCell(first.column, first.row)}>
              {text.nextCell}
            </Button>
          ) : null}
        </NextStep>
        <FileStep reading={reading} />
        <KindsStep reading={reading} />
        <CellsStep
          waiting={waiting}
          left={left}
          hadAny={reading.profile.columns.some((c) => c.offendingRows > 0)}
        />
        <LeftOutStep profiles={profiles} />
        <RowsUsedStep rows={preview?.rows ?? null} />
      </div>
      <footer className={styles.footer}>
        {problems.map((problem) => (
          <p key={problem.message} className={styles.problem} role="alert">
            {text.problemWithPlace(problem.message, problem.where)}
          </p>
        ))}
        <div className={styles.buttons}>
          <Button tone="primary" size="lg" disabled={used === 0 || importing} onPress={() => void confirm()}>
            {importing ? text.importing : used === 0 ? text.nothingToImport : text.importButton(used)}
          </Button>
          <Button tone="quiet" size="lg" onPress={cancel}>
            {text.cancel}
          </Button>
        </div>
        <p className={styles.note}>{text.footer}</p>
      </footer>
    </div>
  )
}

const firstRow = (format: TableFormat) =>
  format.type === 'parquet'
    ? text.namesInFile
    : format.header === 'first-row'
      ? text.firstRowNames
      : text.firstRowData

function FileStep({ reading }: { reading: TableReading }) {
  const { source, profile } = reading
  const state = source.notices.length > 0 ? 'warning' : 'ok'
  return (
    <PanelStep
      state={state}
      number={1}
      title={text.file}
      meta={text.neverLeaves}
      stateLabel={text.state[state]}
    >
      <p className={styles.body}>
        {firstRow(source.format)}{' '}
        {profile.repeatedRows === 0 ? text.noRepeats : text.repeats(profile.repeatedRows)}
      </p>
      {source.notices.length > 0 ? (
        <ul className={styles.notices}>
          {source.notices.map((notice) => (
            <li key={notice.message}>{text.problemWithPlace(notice.message, notice.where)}</li>
          ))}
        </ul>
      ) : null}
    </PanelStep>
  )
}

function KindsStep({ reading }: { reading: TableReading }) {
  const decisions = useImporting((state) => state.decisions)
  const used = decisions.filter((decision) => decision.use)
  const inferred = decisions.filter(
    (decision, i) => decision.use && decision.kind === reading.profile.columns[i].kind,
  )
  return (
    <PanelStep
      state="ok"
      number={2}
      title={text.kindsStep}
      meta={text.kindsMeta(inferred.length, used.length)}
      stateLabel={text.state.ok}
    >
      <div className={styles.chips}>
        {kindCounts(decisions).map(([kind, n]) => (
          <Chip key={kind} icon={<KindIcon kind={kind} />}>
            {text.kindChip(kind, n)}
          </Chip>
        ))}
      </div>
      <AsLastTime />
    </PanelStep>
  )
}

/** Says which columns were decided as in an earlier import, with the way back to the suggestions. */
function AsLastTime() {
  const columns = useImporting((state) => state.asLastTime)
  const useSuggestions = useImporting((state) => state.useSuggestions)
  if (columns.length === 0) return null
  return (
    <div className={styles.lastTime}>
      <p className={styles.body}>{text.asLastTime(columns)}</p>
      <Button size="sm" onPress={useSuggestions}>
        {text.backToSuggestions}
      </Button>
    </div>
  )
}

function CellsStep({
  waiting,
  left,
  hadAny,
}: {
  waiting: readonly ColumnToSettle[]
  left: number
  hadAny: boolean
}) {
  const shown = useImporting((state) => state.shownCell)
  const showCell = useImporting((state) => state.showCell)
  const cards = waiting
    .flatMap((column) => column.cells.map((cell) => ({ cell, column })))
    .slice(0, CARDS_SHOWN)
  const openCell = shown ?? cards[0]?.cell
  const state = left > 0 ? 'warning' : 'ok'
  return (
    <PanelStep
      state={state}
      number={3}
      title={text.cellsStep}
      meta={text.left(left)}
      stateLabel={text.state[state]}
    >
      {left === 0 ? <p className={styles.body}>{hadAny ? text.allCellsSettled : text.noOddCells}</p> : null}
      {cards.map(({ cell, column }) => {
        const isOpen = openCell?.column === cell.column && openCell.row === cell.row
        return (
          <div
            key={`${cell.column} ${cell.row}`}
            className={styles.card}
            data-open={isOpen}
            data-offending={cell.row}
          >
            <button type="button" className={styles.cardHead} onClick={() => showCell(cell.column, cell.row)}>
              <code>{cell.text.slice(0, 24)}</code>
              <span>{text.cellPlace(cell.column, cell.row)}</span>
            </button>
            <p className={styles.body}>
              {cell.reason}. {isOpen ? text.shown : ''}
            </p>
            {isOpen ? null : <CellFixes cell={cell} column={column} />}
          </div>
        )
      })}
      {left > cards.length && cards.length > 0 ? (
        <p className={styles.note}>{text.more(left - cards.length)}</p>
      ) : null}
    </PanelStep>
  )
}

function LeftOutStep({ profiles }: { profiles: readonly ColumnProfile[] }) {
  const decisions = useImporting((state) => state.decisions)
  const leftOut = profiles.filter((_, i) => !decisions[i].use)
  return (
    <PanelStep
      state="ok"
      number={4}
      title={text.leftOutStep}
      meta={text.columnsMeta(leftOut.length)}
      stateLabel={text.state.ok}
    >
      {leftOut.length === 0 ? <p className={styles.body}>{text.nothingLeftOut}</p> : null}
      <ul className={styles.leftOut}>
        {leftOut.slice(0, LEFT_OUT_SHOWN).map((profile) => (
          <li key={profile.name}>
            <CircleMinus size={14} strokeWidth={1.75} aria-hidden />
            {profile.name}: {profile.leaveOut ?? text.byChoice}
          </li>
        ))}
      </ul>
      {leftOut.length > LEFT_OUT_SHOWN ? (
        <p className={styles.note}>{text.more(leftOut.length - LEFT_OUT_SHOWN)}</p>
      ) : null}
    </PanelStep>
  )
}
