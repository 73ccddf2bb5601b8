import { useId, useState } from 'react'
import type { CausalGraph } from '../../engine/graph/graph'
import styles from './Outline.module.css'

interface NameFieldProps {
  label: string
  /** Its variables are suggested while typing. */
  graph: CausalGraph
  initial?: string
  onName: (name: string) => void
  onCancel: () => void
}

/** A name typed in place: Enter takes it, Escape and leaving drop it. */
export function NameField({ label, graph, initial = '', onName, onCancel }: NameFieldProps) {
  const [name, setName] = useState(initial)
  const list = useId()
  return (
    <>
      <input
        className={styles.nameField}
        aria-label={label}
        placeholder={label}
        value={name}
        list={list}
        autoFocus
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
        onBlur={onCancel}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter' && name.trim() !== '') onName(name.trim())
          if (event.key === 'Escape') onCancel()
        }}
      />
      <datalist id={list}>
        {graph.variables.map((variable) => (
          <option key={variable.id} value={variable.name} />
        ))}
      </datalist>
    </>
  )
}
