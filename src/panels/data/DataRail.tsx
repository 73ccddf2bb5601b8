import { PanelLeftClose, PanelLeftOpen, Plus, Sparkles, Table2, Upload } from 'lucide-react'
import { columnsToAdd, variableOfColumn, variablesWithoutColumn } from '../../document/columns'
import { removeDataset } from '../../document/commands/project-commands'
import type { Column, Dataset } from '../../engine/data/dataset'
import { useData } from '../../stores/data'
import { explore } from '../../stores/exploring'
import { addAsExperiments, pickFile, pickFiles } from '../../stores/files'
import { addColumns } from '../../stores/importing'
import { runCommand, usePresent, useShownGraph } from '../../stores/project'
import { useSettings } from '../../stores/settings'
import { useView } from '../../stores/view'
import { dataText as text } from '../../text/data'
import { experimentsText } from '../../text/experiments'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { Menu } from '../../widgets/Menu'
import { count } from '../../widgets/numbers'
import { useFirst } from '../../widgets/use-first'
import { RoleGlyph } from '../../widgets/VariableToken'
import { ColumnRow } from './ColumnRow'
import { summaryOf } from './column-summary'
import styles from './DataRail.module.css'
import { ExampleList } from './ExampleList'
import { StepForm } from './steps/StepForm'
import { StepList } from './steps/StepList'
import { useTokenRoles } from './use-token-roles'

/**
 * The left rail: the columns of the data beside the variables of the graph, the way to more data, and the
 * examples. In the sheet of small screens it is always open and as wide as the sheet.
 */
export function DataRail({ place = 'rail' }: { place?: 'rail' | 'sheet' }) {
  const open = useSettings((state) => state.railOpen)
  const importing = useView((state) => state.stage === 'import')
  if (place === 'rail' && (!open || importing)) return <CollapsedRail locked={importing} />
  return (
    <nav className={`${styles.rail} ${place === 'sheet' ? styles.inSheet : ''}`} aria-label={text.title}>
      <div className={styles.scroll}>
        <DataSection place={place} />
        <StepList />
        <section className={styles.section}>
          <header className={styles.head}>
            <h2>{text.examples}</h2>
          </header>
          <ExampleList />
        </section>
      </div>
      <button type="button" className={styles.drop} onClick={pickFile}>
        <Upload size={16} strokeWidth={1.75} aria-hidden />
        <span>
          {text.dropHere}
          <span className={styles.meta}>{text.dropDetail}</span>
        </span>
      </button>
      <StepForm />
    </nav>
  )
}

const discover = () => useView.getState().setSide('discover')

function CollapsedRail({ locked }: { locked: boolean }) {
  const hasData = usePresent().datasets.length > 0
  const expand = () => useSettings.getState().setRailOpen(true)
  return (
    <nav className={styles.collapsed} aria-label={text.title}>
      {locked ? (
        <span className={styles.current} role="img" aria-label={text.importTitle}>
          <Table2 size={16} strokeWidth={1.75} />
        </span>
      ) : (
        <>
          <IconButton label={text.expand} icon={<Table2 size={16} strokeWidth={1.75} />} onPress={expand} />
          <IconButton label={text.open} icon={<Plus size={16} strokeWidth={1.75} />} onPress={pickFile} />
          <IconButton
            label={text.discover}
            icon={<Sparkles size={16} strokeWidth={1.75} />}
            disabled={!hasData}
            onPress={discover}
          />
          <span className={styles.spacer} />
          <IconButton
            label={text.expand}
            icon={<PanelLeftOpen size={16} strokeWidth={1.75} />}
            onPress={expand}
          />
        </>
      )}
    </nav>
  )
}

function DataSection({ place }: { place: 'rail' | 'sheet' }) {
  const dataset = useData().dataset
  return (
    <section className={styles.section}>
      <header className={styles.head}>
        <h2>{text.title}</h2>
        {dataset ? <DataMenu dataset={dataset} /> : null}
        <span className={styles.spacer} />
        <IconButton
          label={text.open}
          icon={<Plus size={16} strokeWidth={1.75} />}
          size="sm"
          onPress={pickFile}
        />
        {place === 'rail' ? (
          <IconButton
            label={text.collapse}
            icon={<PanelLeftClose size={15} strokeWidth={1.75} />}
            size="sm"
            onPress={() => useSettings.getState().setRailOpen(false)}
          />
        ) : null}
      </header>
      {dataset ? <Columns dataset={dataset} /> : <p className={styles.none}>{text.noData}</p>}
    </section>
  )
}

function DataMenu({ dataset }: { dataset: Dataset }) {
  const rows = text.rows(count(dataset.rows), dataset.rows)
  const complete = dataset.columns.every((column) => summaryOf(column).missing === 0)
  return (
    <Menu
      label={text.otherData}
      entries={[
        { id: 'explore', label: text.explore, keys: 'I', run: () => explore({ column: null }) },
        {
          id: 'experiment',
          label: experimentsText.menuEntry,
          detail: experimentsText.menuDetail,
          run: () => pickFiles((files) => void addAsExperiments(files, 'with-current')),
        },
        {
          id: 'remove',
          label: text.removeData,
          detail: dataset.name,
          run: () => runCommand(removeDataset, { id: dataset.id }),
        },
      ]}
    >
      <Button tone="quiet" size="sm" className={styles.rows} label={`${dataset.name}, ${rows}`}>
        {complete ? `${rows} · ${text.complete}` : rows}
      </Button>
    </Menu>
  )
}

/** Columns that are listed at first, and more each time they are asked for. */
const STEP = 120

function Columns({ dataset }: { dataset: Dataset }) {
  const shown = useShownGraph()
  const roleOf = useTokenRoles()
  const toAdd = columnsToAdd(dataset, shown.graph)
  const lonely = variablesWithoutColumn(dataset, shown.graph)
  const {
    first: used,
    left,
    more,
  } = useFirst(
    dataset.columns.filter((column) => column.role !== 'left-out'),
    STEP,
  )
  const leftOut = useFirst(
    dataset.columns.filter((column) => column.role === 'left-out'),
    STEP,
  )
  const row = (column: Column) => {
    const variable = variableOfColumn(shown.graph, column)
    const role = variable ? roleOf(variable.id) : 'measured'
    return <ColumnRow key={column.name} dataset={dataset} column={column} variable={variable} role={role} />
  }
  return (
    <>
      <ul className={styles.columns}>
        {used.map(row)}
        {left > 0 ? (
          <li className={styles.actions}>
            <Button size="sm" onPress={more}>
              {text.moreColumns(Math.min(left, STEP), left)}
            </Button>
          </li>
        ) : null}
        {lonely.slice(0, STEP).map((variable) => (
          <li key={variable.id} className={styles.row} data-variable={variable.name}>
            <span className={styles.glyph}>
              <RoleGlyph role={roleOf(variable.id)} />
            </span>
            <button
              type="button"
              className={styles.name}
              onClick={() => useView.getState().select({ variables: [variable.id] })}
            >
              <span className={styles.nameText}>{variable.name}</span>
              <span className={styles.meta}>{text.noColumn}</span>
            </button>
          </li>
        ))}
        {lonely.length > STEP ? (
          <li className={styles.none}>{text.moreLonely(lonely.length - STEP)}</li>
        ) : null}
        {leftOut.first.map(row)}
        {leftOut.left > 0 ? (
          <li className={styles.actions}>
            <Button size="sm" onPress={leftOut.more}>
              {text.moreColumns(Math.min(leftOut.left, STEP), leftOut.left)}
            </Button>
          </li>
        ) : null}
      </ul>
      <div className={styles.actions}>
        {toAdd.length > 0 && !shown.locked ? (
          <Button
            size="sm"
            icon={<Plus size={14} strokeWidth={1.75} />}
            onPress={() => {
              if (addColumns(toAdd)) useView.getState().askCanvas('fit')
            }}
          >
            {shown.graph.variables.length === 0 ? text.addAllColumns : text.addRest(toAdd.length)}
          </Button>
        ) : null}
        <Button size="sm" icon={<Sparkles size={14} strokeWidth={1.75} />} onPress={discover}>
          {text.discover}
        </Button>
      </div>
    </>
  )
}
