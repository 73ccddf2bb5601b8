import type { ColumnDecision } from '../../engine/data/import'
import type { ColumnProfile } from '../../engine/data/profile'
import type { TableReading } from '../../engine/data/table-reading'
import { useImporting } from '../../stores/importing'
import { dataText as text } from '../../text/data'
import { Button } from '../../widgets/Button'
import { Checkbox } from '../../widgets/Checkbox'
import { count, percent } from '../../widgets/numbers'
import { Select } from '../../widgets/Select'
import { Distribution } from './Distribution'
import { presence, type ColumnToSettle } from './import-summary'
import styles from './ImportView.module.css'
import { KINDS, KindIcon } from './kinds'
import { OddCells } from './OddCells'

const KIND_CHOICES = KINDS.map((kind) => ({
  id: kind,
  label: text.kinds[kind],
  icon: <KindIcon kind={kind} />,
}))

interface ImportRowProps {
  profile: ColumnProfile
  decision: ColumnDecision
  reading: TableReading
  /** What still has to be decided about this column, if anything. */
  waiting: ColumnToSettle | undefined
  open: boolean
}

/** One column of the file; it opens in place while it holds cells that need a decision. */
export function ImportRow({ profile, decision, reading, waiting, open }: ImportRowProps) {
  const { name } = profile
  const decide = useImporting((state) => state.decide)
  const showCell = useImporting((state) => state.showCell)
  const rows = useImporting((state) => state.preview?.rows ?? null)
  const isOpen = open && waiting !== undefined
  const { present, missing } = presence(profile, decision.use, rows, waiting?.count ?? 0)
  return (
    <>
      <tr className={styles.row} data-column={name} data-used={decision.use} data-open={isOpen}>
        <td>
          <Checkbox checked={decision.use} label={text.use(name)} onChange={(use) => decide(name, { use })} />
        </td>
        <th scope="row" className={styles.name} title={name}>
          {name}
        </th>
        <td>
          <Select
            label={text.kindOf(name)}
            value={decision.kind}
            choices={KIND_CHOICES}
            tone="quiet"
            size="sm"
            onChange={(kind) => decide(name, { kind })}
            className={styles.kind}
          />
        </td>
        <td>
          <Distribution shape={profile.sparkline} name={name} width={128} height={24} />
        </td>
        <td className={styles.number}>{count(present)}</td>
        <td className={styles.number}>
          {waiting ? (
            <button
              type="button"
              className={styles.oddCount}
              aria-expanded={isOpen}
              aria-label={text.showCells(waiting.count, name)}
              onClick={() => waiting.cells[0] && showCell(name, waiting.cells[0].row)}
            >
              {text.cells(waiting.count)}
            </button>
          ) : (
            <Missing missing={missing} rows={reading.source.rows} />
          )}
        </td>
        <td className={styles.number}>
          {profile.distinctIs === 'exact' ? count(profile.distinct) : text.atLeast(count(profile.distinct))}
        </td>
        <td className={styles.values}>
          {decision.use ? <Values profile={profile} waiting={waiting} /> : <LeftOut profile={profile} />}
        </td>
      </tr>
      {isOpen && waiting ? (
        <tr className={styles.openRow}>
          <td colSpan={8}>
            <OddCells column={waiting} reading={reading} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Missing({ missing, rows }: { missing: number; rows: number }) {
  if (missing === 0) return <span className={styles.quiet}>0</span>
  return (
    <span className={styles.missing}>
      <span className={styles.missingBar} aria-hidden>
        <span style={{ flexGrow: missing }} />
        <span style={{ flexGrow: rows - missing }} />
      </span>
      {percent(missing / rows, 1)}
    </span>
  )
}

function Values({ profile, waiting }: { profile: ColumnProfile; waiting: ColumnToSettle | undefined }) {
  const odd = waiting?.cells[0]
  return (
    <span className={styles.valueList}>
      <span className={styles.summary} title={profile.summary}>
        {profile.summary}
      </span>
      {odd ? <code className={styles.oddCell}>{odd.text.slice(0, 24)}</code> : null}
      {profile.styled ? (
        <span className={styles.quiet}>{text.readAsNumber(profile.styled.text, profile.styled.value)}</span>
      ) : null}
      {profile.missingWords.slice(0, 2).map(({ text: word }) => (
        <span key={word} className={styles.quiet}>
          {text.readAsMissing(word)}
        </span>
      ))}
      {profile.leaveOut ? <span className={styles.quiet}>{profile.leaveOut}</span> : null}
    </span>
  )
}

function LeftOut({ profile }: { profile: ColumnProfile }) {
  const decide = useImporting((state) => state.decide)
  return (
    <span className={styles.leftOut}>
      <span>{text.leftOut(profile.leaveOut ?? text.byChoice)}</span>
      <Button size="sm" tone="quiet" onPress={() => decide(profile.name, { use: true })}>
        {text.takeAnyway}
      </Button>
    </span>
  )
}
