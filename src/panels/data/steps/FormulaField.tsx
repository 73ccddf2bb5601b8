import { FunctionSquare, Plus } from 'lucide-react'
import { useRef } from 'react'
import type { Problem } from '../../../base/result'
import { formulaFunctions } from '../../../engine/data/steps/formula-functions'
import { nameInFormula } from '../../../engine/data/steps/formula-tokens'
import type { ColumnFacts } from '../../../engine/data/steps/preview'
import { stepsText as text } from '../../../text/steps'
import { Button } from '../../../widgets/Button'
import { Menu } from '../../../widgets/Menu'
import { TextField } from '../../../widgets/TextField'
import { KindIcon } from '../kinds'
import styles from './Steps.module.css'

interface FormulaFieldProps {
  label: string
  value: string
  placeholder: string
  columns: readonly ColumnFacts[]
  problem: Problem | undefined
  onChange: (formula: string) => void
  onSubmit: () => void
}

/** A line for a formula, with the columns and functions to put into it; what is wrong is marked where it stands. */
export function FormulaField({
  label,
  value,
  placeholder,
  columns,
  problem,
  onChange,
  onSubmit,
}: FormulaFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const insert = (piece: string) => {
    const from = field.current?.selectionStart ?? value.length
    const to = field.current?.selectionEnd ?? from
    onChange(value.slice(0, from) + piece + value.slice(to))
    requestAnimationFrame(() => {
      field.current?.focus()
      const caret = from + (piece.endsWith('()') ? piece.length - 1 : piece.length)
      field.current?.setSelectionRange(caret, caret)
    })
  }
  return (
    <div className={styles.formula}>
      <TextField
        ref={field}
        label={label}
        mono="mono"
        value={value}
        placeholder={placeholder}
        onChange={onChange}
        onSubmit={onSubmit}
        autoFocus
      />
      {problem ? <FormulaProblem formula={value} problem={problem} /> : null}
      <div className={styles.buttons}>
        <Menu
          label={text.insertColumn}
          entries={columns.map(({ name, kind }) => ({
            id: name,
            label: name,
            icon: <KindIcon kind={kind} />,
            opens: 'field',
            run: () => insert(nameInFormula(name)),
          }))}
        >
          <Button size="sm" tone="quiet" icon={<Plus size={13} strokeWidth={1.75} />}>
            {text.insertColumn}
          </Button>
        </Menu>
        <Menu
          label={text.functions}
          entries={formulaFunctions.map(({ name, usage, explains }) => ({
            id: name,
            label: usage,
            detail: explains,
            opens: 'field',
            run: () => insert(`${name}()`),
          }))}
        >
          <Button size="sm" tone="quiet" icon={<FunctionSquare size={13} strokeWidth={1.75} />}>
            {text.functions}
          </Button>
        </Menu>
      </div>
      <p className={styles.note}>{text.signs}</p>
    </div>
  )
}

function FormulaProblem({ formula, problem }: { formula: string; problem: Problem }) {
  const column = problem.where?.column
  const at = column === undefined || formula.trim() === '' ? null : column - 1
  const token = at === null ? '' : (/^\s*(?:[\p{L}\p{N}_.]+|.)?/u.exec(formula.slice(at))?.[0] ?? '')
  return (
    <div className={styles.problem} role="alert">
      {at === null ? null : (
        <code>
          {formula.slice(0, at)}
          <mark>{token === '' ? ' ' : token}</mark>
          {formula.slice(at + token.length)}
        </code>
      )}
      <span>
        {problem.message}
        {column === undefined || formula.trim() === '' ? '' : ` (${text.atCharacter(column)})`}
      </span>
    </div>
  )
}
