import { ChevronDown, ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { ColumnDescription } from '../../engine/data/summary/describe-columns'
import { dataText } from '../../text/data'
import { exploreText } from '../../text/explore'
import { IconButton } from '../../widgets/IconButton'
import { count } from '../../widgets/numbers'
import { binRows, shareOf, shareText } from './column-words'
import styles from './Explore.module.css'
import { TableRoom } from './TableRoom'
import { valueBeside } from './value-words'

const text = exploreText.columns
const NUMBERS = ['mean', 'sd', 'min', 'q1', 'median', 'q3', 'max'] as const
const NAMED = 3

/** The cards as lines of a table; each line opens to the counts behind its picture. */
export function ColumnsTable({ columns, total }: { columns: readonly ColumnDescription[]; total: number }) {
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <TableRoom label={text.caption(columns.length, total, columns[0]?.rows ?? 0)}>
      <table className={styles.table}>
        <caption>{text.caption(columns.length, total, columns[0]?.rows ?? 0)}</caption>
        <thead>
          <tr>
            <th scope="col">{text.heads.column}</th>
            <th scope="col">{text.heads.kind}</th>
            <th scope="col" className={styles.number}>
              {text.heads.n}
            </th>
            <th scope="col" className={styles.number}>
              {text.heads.missing}
            </th>
            {NUMBERS.map((head) => (
              <th key={head} scope="col" className={styles.number}>
                {text.heads[head]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <Fragment key={column.name}>
              <Line
                column={column}
                open={opened === column.name}
                toggle={() => setOpened(opened === column.name ? null : column.name)}
              />
              {opened === column.name ? (
                <tr>
                  <td colSpan={NUMBERS.length + 4} className={styles.nested}>
                    <Counts column={column} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </TableRoom>
  )
}

function Line({ column, open, toggle }: { column: ColumnDescription; open: boolean; toggle: () => void }) {
  const { name, kind, known, missing, numbers, categories } = column
  const often = categories?.parts
    .toSorted((a, b) => b.count - a.count)
    .slice(0, NAMED)
    .map((part) => text.oftenPart(part.label, shareText(shareOf(part.count, known))))
  return (
    <tr data-line={name}>
      <th scope="row" className={styles.nameCell}>
        <span>
          <IconButton
            label={text.showBins(name)}
            icon={open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
            size="sm"
            pressed={open}
            disabled={kind === 'id' || known === 0}
            onPress={toggle}
          />
          {name}
        </span>
      </th>
      <td>{dataText.kinds[kind]}</td>
      <td className={styles.number}>{count(known)}</td>
      <td className={styles.number}>{count(missing)}</td>
      {numbers ? (
        NUMBERS.map((head) => (
          <td key={head} className={styles.number}>
            {kind === 'date' && head === 'sd' ? '–' : valueBeside(kind, numbers[head], numbers.sd, 4)}
          </td>
        ))
      ) : (
        <td colSpan={NUMBERS.length} className={styles.often}>
          {often && often.length > 0 ? text.often(often) : ''}
        </td>
      )}
    </tr>
  )
}

function Counts({ column }: { column: ColumnDescription }) {
  return (
    <table className={styles.table}>
      <caption>{text.binCaption(column.name, column.known)}</caption>
      <thead>
        <tr>
          <th scope="col">{column.categories ? text.binHeads.category : text.binHeads.range}</th>
          <th scope="col" className={styles.number}>
            {text.binHeads.rows}
          </th>
          <th scope="col" className={styles.number}>
            {text.binHeads.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {binRows(column).map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td className={styles.number}>{count(row.rows)}</td>
            <td className={styles.number}>{row.share}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
