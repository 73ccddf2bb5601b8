import { EllipsisVertical, Plus } from 'lucide-react'
import { useState } from 'react'
import { addStep, columnStep } from '../../document/commands/data-commands'
import { dateText } from '../../engine/data/cells'
import type { Column, Dataset } from '../../engine/data/dataset'
import type { Variable } from '../../engine/graph/graph'
import { COLUMN_DRAG_TYPE } from '../../stores/column-drag'
import { explore } from '../../stores/exploring'
import { addColumns } from '../../stores/importing'
import { runCommand } from '../../stores/project'
import { draftStep } from '../../stores/step-draft'
import { useView } from '../../stores/view'
import { dataText as text } from '../../text/data'
import { stepsText } from '../../text/steps'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { Menu, type MenuEntry } from '../../widgets/Menu'
import { brief, count } from '../../widgets/numbers'
import { RoleGlyph, type TokenRole } from '../../widgets/VariableToken'
import { summaryOf, type ColumnSummary } from './column-summary'
import styles from './DataRail.module.css'
import { Distribution } from './Distribution'
import { KINDS, KindIcon, rolesFor } from './kinds'
import { newStep, type NewStep } from './steps/new-step'

/** Significant figures of a span; the rail is narrow. */
const FIGURES = 2

/** Characters that fit beside the distribution. */
const ROOM = 22

/** What the column holds and what it lacks; where both do not fit, what it lacks. */
function meta(column: Column, summary: ColumnSummary): string {
  const holds = content(column, summary)
  // Where nothing was set there is nothing to name.
  if (summary.missing === 0 || column.role === 'intervention-target') return holds
  const lacks = text.missing(count(summary.missing))
  const both = `${holds} · ${lacks}`
  return both.length <= ROOM ? both : lacks
}

function content(column: Column, { span, distinct, sparkline }: ColumnSummary): string {
  if (column.role !== 'variable') return text.roles[column.role].toLowerCase()
  if (span && column.kind === 'date')
    return text.range(dateText(span[0]).slice(0, 4), dateText(span[1]).slice(0, 4))
  if (span) return text.range(brief(span[0], FIGURES), brief(span[1], FIGURES))
  const labels = sparkline.form === 'shares' ? sparkline.parts.map((part) => part.label).join(', ') : ''
  return labels !== '' && labels.length <= ROOM ? labels : text.kindCount(distinct)
}

function menuEntries(dataset: Dataset, column: Column, open: (type: NewStep) => void): MenuEntry[] {
  const { name } = column
  const change = (to: Parameters<typeof columnStep>[1]) =>
    runCommand(addStep, { datasetId: dataset.id, step: columnStep(name, to) })
  const form = (type: keyof typeof stepsText.forColumn & NewStep): MenuEntry => ({
    id: type,
    label: stepsText.forColumn[type],
    opens: 'field',
    run: () => open(type),
  })
  return [
    { id: 'look', label: text.lookAtIt, run: () => explore({ view: 'columns', column: name }) },
    { id: 'before-steps', separator: true },
    form('filter'),
    form('recode'),
    ...(column.levels || column.kind === 'date' ? [] : [form('bin')]),
    form('derive'),
    form('rename'),
    { id: 'between', separator: true },
    {
      id: 'kind',
      label: stepsText.forColumn.kind,
      detail: text.kinds[column.kind],
      entries: KINDS.map((kind) => ({
        id: `kind-${kind}`,
        label: text.kinds[kind],
        icon: <KindIcon kind={kind} />,
        chosen: column.kind === kind,
        run: () => {
          if (column.kind !== kind) change({ kind })
        },
      })),
    },
    { id: 'before-roles', separator: true },
    ...rolesFor(column).map((role) => ({
      id: `role-${role}`,
      label: text.roles[role],
      detail: text.roleDetail[role],
      chosen: column.role === role,
      run: () => {
        if (column.role !== role) change({ role })
      },
    })),
  ]
}

interface ColumnRowProps {
  dataset: Dataset
  column: Column
  variable: Variable | undefined
  role: TokenRole
}

/** One column: its place in the graph, what it holds, and what can be done with it. Can be dragged onto the canvas. */
export function ColumnRow({ dataset, column, variable, role }: ColumnRowProps) {
  const summary = summaryOf(column)
  const [row, setRow] = useState<HTMLLIElement | null>(null)
  const id = variable?.id
  const point = (on: boolean) => useView.getState().highlight(on && id ? [id] : [])
  const open = (type: NewStep) => {
    if (row) draftStep(newStep(type, dataset.columns, column), row)
  }
  const canAdd = !variable && column.role === 'variable'
  return (
    <li
      ref={setRow}
      className={styles.row}
      data-column={column.name}
      data-in-graph={variable !== undefined}
      draggable={canAdd}
      onDragStart={(event) => {
        event.dataTransfer.setData(COLUMN_DRAG_TYPE, column.name)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      onMouseEnter={() => point(true)}
      onMouseLeave={() => point(false)}
    >
      {canAdd ? (
        <IconButton
          label={text.addColumn(column.name)}
          icon={<Plus size={14} strokeWidth={1.75} />}
          size="sm"
          className={styles.add}
          onPress={() => addColumns([column.name])}
        />
      ) : (
        <span className={styles.glyph}>
          {variable ? <RoleGlyph role={role} /> : <KindIcon kind={column.kind} />}
        </span>
      )}
      <button
        type="button"
        className={styles.name}
        disabled={!id}
        aria-label={variable ? text.showColumn(column.name) : undefined}
        onClick={() => id && useView.getState().select({ variables: [id] })}
        onFocus={() => point(true)}
        onBlur={() => point(false)}
        title={[column.name, content(column, summary), column.note, column.levels?.join(', ')]
          .filter(Boolean)
          .join('\n')}
      >
        <span className={styles.nameText}>{column.name}</span>
        <span className={styles.meta}>{meta(column, summary)}</span>
      </button>
      <button
        type="button"
        className={styles.look}
        aria-label={text.lookAt(column.name)}
        onClick={() => explore({ view: 'columns', column: column.name })}
      >
        <Distribution shape={summary.sparkline} name={column.name} width={48} height={22} />
      </button>
      <Menu label={text.columnMenu(column.name)} entries={menuEntries(dataset, column, open)}>
        <Button
          tone="quiet"
          size="sm"
          className={styles.more}
          label={text.columnMenu(column.name)}
          icon={<EllipsisVertical size={14} strokeWidth={1.75} />}
        />
      </Menu>
    </li>
  )
}
