import type { ReactNode } from 'react'
import type { ReadingOptions } from '../../engine/data/raw-table'
import type { TableReading } from '../../engine/data/table-reading'
import { useImporting } from '../../stores/importing'
import { dataText as text } from '../../text/data'
import { fileSize, shortTime } from '../../widgets/amounts'
import { Checkbox } from '../../widgets/Checkbox'
import { count } from '../../widgets/numbers'
import { ProgressBar } from '../../widgets/ProgressBar'
import { Select } from '../../widgets/Select'
import { columnsToSettle } from './import-summary'
import { ImportRow } from './ImportRow'
import styles from './ImportView.module.css'

type Choices<Id extends string> = readonly { readonly id: Id; readonly label: string }[]

const choicesOf = <Id extends string>(labels: Readonly<Record<Id, string>>): Choices<Id> =>
  (Object.keys(labels) as Id[]).map((id) => ({ id, label: labels[id] }))

const SEPARATORS = choicesOf(text.separators)
const DECIMALS = choicesOf(text.decimals)
const ENCODINGS = choicesOf(text.encodings)
const HEADERS = choicesOf(text.headers)

/** The middle of the screen while a file is settled: every column, and the cells that could not be read. */
export function ImportView() {
  const status = useImporting((state) => state.status)
  const input = useImporting((state) => state.input)
  const reading = useImporting((state) => state.reading)
  if (!input) return null
  if (!reading || status === 'reading') return <Reading name={input.file.name} size={input.file.size} />
  return (
    <div className={styles.view} data-import={status}>
      <header className={styles.head}>
        <div className={styles.title}>
          <h1>{reading.source.fileName}</h1>
          <p>
            {text.facts(
              count(reading.source.rows),
              reading.source.columns.length,
              fileSize(reading.source.bytes),
              shortTime(reading.milliseconds / 1000),
            )}
          </p>
        </div>
        <ReadingSelects source={reading.source} />
      </header>
      <Columns reading={reading} />
    </div>
  )
}

function Reading({ name, size }: { name: string; size: number }) {
  const progress = useImporting((state) => state.progress)
  return (
    <div className={styles.reading}>
      <h1>{text.reading(name)}</h1>
      <ProgressBar fraction={progress.fraction} label={text.reading(name)} />
      <p className={styles.quiet}>
        {fileSize(size)}
        {progress.note ? `, ${progress.note}` : ''}
      </p>
    </div>
  )
}

/** How the file was read, to be changed; which choices there are depends on its format. */
function ReadingSelects({ source }: { source: TableReading['source'] }) {
  const readAs = useImporting((state) => state.readAs)
  const change = (options: ReadingOptions) => void readAs(options)
  const { format } = source
  if (format.type === 'parquet') return null
  return (
    <div className={styles.selects}>
      {format.type === 'excel' && format.sheets.length > 1 ? (
        <Labelled name={text.sheet}>
          <Select
            label={text.sheet}
            value={format.sheet}
            choices={format.sheets.map((sheet) => ({ id: sheet, label: sheet }))}
            onChange={(sheet) => change({ sheet })}
          />
        </Labelled>
      ) : null}
      <Labelled name={text.header}>
        <Select
          label={text.header}
          value={format.header}
          choices={HEADERS}
          onChange={(header) => change({ header })}
        />
      </Labelled>
      {format.type === 'text' ? (
        <>
          <Labelled name={text.separator}>
            <Select
              label={text.separator}
              value={format.separator}
              choices={SEPARATORS}
              onChange={(separator) => change({ separator })}
            />
          </Labelled>
          <Labelled name={text.decimal}>
            <Select
              label={text.decimal}
              value={source.decimal}
              choices={DECIMALS}
              onChange={(decimal) => change({ decimal })}
            />
          </Labelled>
          <Labelled name={text.encoding}>
            <Select
              label={text.encoding}
              value={format.encoding}
              choices={ENCODINGS}
              onChange={(encoding) => change({ encoding })}
            />
          </Labelled>
        </>
      ) : null}
    </div>
  )
}

function Labelled({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={styles.labelled}>
      <span aria-hidden>{name}</span>
      {children}
    </span>
  )
}

function Columns({ reading }: { reading: TableReading }) {
  const preview = useImporting((state) => state.preview)
  const decisions = useImporting((state) => state.decisions)
  const settled = useImporting((state) => state.settled)
  const shownCell = useImporting((state) => state.shownCell)
  const chooseAll = useImporting((state) => state.chooseAll)
  const profiles = preview?.columns ?? reading.profile.columns
  const waiting = columnsToSettle(profiles, decisions, settled)
  const opened =
    waiting.find(({ profile }) => profile.name === shownCell?.column)?.profile.name ??
    waiting[0]?.profile.name
  const rows = profiles.map((profile, i) => ({
    profile,
    decision: decisions[i],
    waiting: waiting.find((column) => column.profile === profile),
  }))
  const used = rows.filter((row) => row.decision.use)
  const leftOut = rows.filter((row) => !row.decision.use)
  const row = (each: (typeof rows)[number]) => (
    <ImportRow key={each.profile.name} {...each} reading={reading} open={each.profile.name === opened} />
  )
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              checked={used.length > 0}
              label={used.length > 0 ? text.chooseNone : text.chooseAll}
              onChange={chooseAll}
            />
          </th>
          <th scope="col">{text.heads.column}</th>
          <th scope="col">{text.heads.kind}</th>
          <th scope="col">{text.heads.distribution}</th>
          <th scope="col" className={styles.number}>
            {text.heads.n}
          </th>
          <th scope="col" className={styles.number}>
            {text.heads.missing}
          </th>
          <th scope="col" className={styles.number}>
            {text.heads.distinct}
          </th>
          <th scope="col">{text.heads.values}</th>
        </tr>
      </thead>
      <tbody>{used.map(row)}</tbody>
      {leftOut.length > 0 ? (
        <tbody className={styles.leftOutRows}>
          <tr>
            <th colSpan={8} scope="rowgroup" className={styles.leftOutHead}>
              {text.leftOutHead}
            </th>
          </tr>
          {leftOut.map(row)}
        </tbody>
      ) : null}
    </table>
  )
}
