import { ChevronLeft, ChevronRight, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { TableReading } from '../../engine/data/table-reading'
import { useImporting } from '../../stores/importing'
import { dataText as text } from '../../text/data'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { count } from '../../widgets/numbers'
import { TextField } from '../../widgets/TextField'
import { neighbourhood, objectionTo, type CellToSettle, type ColumnToSettle } from './import-summary'
import styles from './ImportView.module.css'

const store = () => useImporting.getState()

/** A column's unreadable cells, one at a time: what is wrong, the cell with its neighbours, and the three fixes. */
export function OddCells({ column, reading }: { column: ColumnToSettle; reading: TableReading }) {
  const { profile, cells, count: waiting } = column
  const shown = useImporting((state) => state.shownCell)
  const at = Math.max(
    0,
    cells.findIndex((cell) => cell.column === shown?.column && cell.row === shown.row),
  )
  const cell = cells[at]
  return (
    <div className={styles.odd} data-offending={cell?.row}>
      <div className={styles.oddText}>
        <strong className={styles.oddTitle}>
          <TriangleAlert size={14} strokeWidth={1.75} aria-hidden />
          {text.oddCells(waiting, profile.kind)}
        </strong>
        {cell ? (
          <>
            <p>
              {text.cellBefore(count(cell.row))}
              <strong>{profile.name}</strong>
              {text.cellHolds}
              <code className={styles.oddCell}>{cell.text.slice(0, 80)}</code>: {cell.reason}.
              {profile.present > 0 ? ` ${text.cellOthers(count(profile.present), profile.summary)}` : ''}
            </p>
            <CellFixes key={`${cell.column} ${cell.row}`} cell={cell} column={column} />
          </>
        ) : null}
        {waiting > 1 ? (
          <div className={styles.fixes}>
            {cells.length > 1 ? (
              <span className={styles.stepper}>
                <IconButton
                  label={text.previousCell}
                  icon={<ChevronLeft size={14} strokeWidth={1.75} />}
                  size="sm"
                  disabled={at === 0}
                  onPress={() => store().showCell(profile.name, cells[at - 1].row)}
                />
                {text.cellAt(at + 1, waiting)}
                <IconButton
                  label={text.nextCell}
                  icon={<ChevronRight size={14} strokeWidth={1.75} />}
                  size="sm"
                  disabled={at === cells.length - 1}
                  onPress={() => store().showCell(profile.name, cells[at + 1].row)}
                />
              </span>
            ) : null}
            <Button size="sm" onPress={() => store().settle(profile.name)}>
              {text.allMissing(waiting)}
            </Button>
          </div>
        ) : null}
        {waiting > cells.length ? <p className={styles.quiet}>{text.listedOnly(cells.length)}</p> : null}
      </div>
      {cell ? <Neighbours reading={reading} cell={cell} /> : null}
    </div>
  )
}

/** The three ways to mend one cell; an edit is taken only when it suits the column. */
export function CellFixes({ cell, column }: { cell: CellToSettle; column: ColumnToSettle }) {
  const [edited, setEdited] = useState<string | null>(null)
  const [refused, setRefused] = useState<string>()
  const apply = () => {
    const objection = objectionTo(edited ?? '', column.profile)
    if (objection) setRefused(objection)
    else store().editCell(cell.column, cell.row, edited)
  }
  if (edited !== null) {
    return (
      <div className={styles.fixes}>
        <TextField
          label={text.newText(cell.column, cell.row)}
          labelShown="hidden"
          value={edited}
          mono="mono"
          autoFocus
          invalid={refused}
          onChange={(value) => {
            setEdited(value)
            setRefused(undefined)
          }}
          onSubmit={apply}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setEdited(null)
          }}
          className={styles.editField}
        />
        <Button size="sm" onPress={apply}>
          {text.apply}
        </Button>
        <Button size="sm" tone="quiet" onPress={() => setEdited(null)}>
          {text.cancel}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles.fixes}>
      <Button size="sm" onPress={() => store().editCell(cell.column, cell.row, null)}>
        {text.makeMissing}
      </Button>
      <Button size="sm" onPress={() => setEdited(cell.text)}>
        {text.edit}
      </Button>
      <Button size="sm" onPress={() => store().decide(cell.column, { kind: 'nominal' })}>
        {text.keepAsText}
      </Button>
    </div>
  )
}

function Neighbours({ reading, cell }: { reading: TableReading; cell: CellToSettle }) {
  const near = neighbourhood(reading, cell.column, cell.row)
  if (!near) return null
  return (
    <table className={styles.neighbours}>
      <thead>
        <tr>
          <th scope="col">{text.rowHead}</th>
          {near.columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {near.rows.map(({ row, cells }) => (
          <tr key={row} data-here={row === cell.row}>
            <th scope="row">{row}</th>
            {cells.map((content, i) => (
              <td key={near.columns[i]} data-here={row === cell.row && near.columns[i] === cell.column}>
                {content}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
