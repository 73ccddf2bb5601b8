import type { Problem } from '../../../base/result'
import type { ColumnFacts } from '../../../engine/data/steps/preview'
import type { StepAction } from '../../../engine/data/steps/step'
import { dataText } from '../../../text/data'
import { stepsText as text } from '../../../text/steps'
import { Checkbox } from '../../../widgets/Checkbox'
import { Select } from '../../../widgets/Select'
import { TextField } from '../../../widgets/TextField'
import { KindIcon, KINDS, ROLES } from '../kinds'
import { BinFields } from './BinFields'
import { FormulaField } from './FormulaField'
import { RecodeFields } from './RecodeFields'
import styles from './Steps.module.css'

interface StepFieldsProps {
  action: StepAction
  columns: readonly ColumnFacts[]
  problem: Problem | undefined
  onChange: (action: StepAction) => void
  onSubmit: () => void
}

/** What can be said about a step of each type. */
export function StepFields({ action, columns, problem, onChange, onSubmit }: StepFieldsProps) {
  const formula = (label: string, placeholder: string, value: string, change: (formula: string) => void) => (
    <FormulaField
      label={label}
      value={value}
      placeholder={placeholder}
      columns={columns}
      problem={problem?.where?.column === undefined ? undefined : problem}
      onChange={change}
      onSubmit={onSubmit}
    />
  )
  switch (action.type) {
    case 'filter':
      return formula(text.condition, text.filterPlaceholder, action.formula, (formula) =>
        onChange({ ...action, formula }),
      )
    case 'derive':
      return (
        <>
          <TextField
            label={text.name}
            value={action.into}
            placeholder={text.newNamePlaceholder}
            autoFocus
            onChange={(into) => onChange({ ...action, into })}
          />
          {columns.some(({ name }) => name === action.into.trim()) ? (
            <p className={styles.note}>{text.replaces(action.into.trim())}</p>
          ) : null}
          {formula(text.formula, text.derivePlaceholder, action.formula, (formula) =>
            onChange({ ...action, formula }),
          )}
        </>
      )
    case 'recode':
      return (
        <>
          <ColumnChoice
            columns={columns}
            value={action.column}
            onChange={(column) =>
              onChange({
                ...action,
                column,
                values: [],
                into: action.into === action.column ? column : action.into,
              })
            }
          />
          <RecodeFields
            key={action.column}
            action={action}
            facts={columns.find(({ name }) => name === action.column)}
            onChange={onChange}
          />
          <Result
            into={action.into}
            column={action.column}
            onChange={(into) => onChange({ ...action, into })}
          />
        </>
      )
    case 'bin':
      return (
        <>
          <ColumnChoice
            columns={columns}
            value={action.column}
            onChange={(column) =>
              onChange({
                ...action,
                column,
                into: action.into === `${action.column} class` ? `${column} class` : action.into,
              })
            }
          />
          <BinFields
            action={action}
            facts={columns.find(({ name }) => name === action.column)}
            onChange={onChange}
          />
          <Result
            into={action.into}
            column={action.column}
            onChange={(into) => onChange({ ...action, into })}
          />
        </>
      )
    case 'drop':
      return (
        <fieldset className={styles.choices}>
          <legend>{text.chooseDrop}</legend>
          {columns.map(({ name }) => (
            <Checkbox
              key={name}
              checked={action.columns.includes(name)}
              onChange={(chosen) =>
                onChange({
                  ...action,
                  columns: chosen
                    ? [...action.columns, name]
                    : action.columns.filter((other) => other !== name),
                })
              }
            >
              {name}
            </Checkbox>
          ))}
        </fieldset>
      )
    case 'rename':
      return (
        <>
          <ColumnChoice
            columns={columns}
            value={action.column}
            onChange={(column) => onChange({ ...action, column, to: column })}
          />
          <TextField
            label={text.newName}
            value={action.to}
            autoFocus
            onChange={(to) => onChange({ ...action, to })}
            onSubmit={onSubmit}
          />
        </>
      )
    case 'kind':
      return (
        <>
          <ColumnChoice
            columns={columns}
            value={action.column}
            onChange={(column) => onChange({ ...action, column })}
          />
          <Select
            label={text.forColumn.kind}
            value={action.kind}
            choices={KINDS.map((id) => ({ id, label: dataText.kinds[id], icon: <KindIcon kind={id} /> }))}
            onChange={(kind) => onChange({ ...action, kind })}
          />
        </>
      )
    case 'role':
      return (
        <>
          <ColumnChoice
            columns={columns}
            value={action.column}
            onChange={(column) => onChange({ ...action, column })}
          />
          <Select
            label={text.forColumn.role}
            value={action.role}
            choices={ROLES.map((id) => ({ id, label: dataText.roles[id], detail: dataText.roleDetail[id] }))}
            onChange={(role) => onChange({ ...action, role })}
          />
          <p className={styles.note}>{text.roleNote}</p>
        </>
      )
    case 'randomised':
      return (
        <>
          <ColumnChoice
            label={text.variable}
            columns={columns.filter(({ role }) => role === 'variable')}
            value={action.variable}
            onChange={(variable) => onChange({ ...action, variable })}
          />
          <p className={styles.note}>{text.randomisedNote}</p>
          {formula(text.condition, text.allRows, action.formula, (formula) =>
            onChange({ ...action, formula }),
          )}
        </>
      )
  }
}

function ColumnChoice({
  label = text.column,
  columns,
  value,
  onChange,
}: {
  label?: string
  columns: readonly ColumnFacts[]
  value: string
  onChange: (column: string) => void
}) {
  return (
    <div className={styles.line}>
      <span className={styles.lineLabel}>{label}</span>
      <Select
        label={label}
        value={value}
        choices={columns.map(({ name, kind }) => ({ id: name, label: name, icon: <KindIcon kind={kind} /> }))}
        onChange={onChange}
      />
    </div>
  )
}

function Result({
  into,
  column,
  onChange,
}: {
  into: string
  column: string
  onChange: (into: string) => void
}) {
  return (
    <div>
      <TextField label={text.result} value={into} onChange={onChange} />
      <p className={styles.note}>{into.trim() === column ? text.replaces(column) : text.adds(column)}</p>
    </div>
  )
}
