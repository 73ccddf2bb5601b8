import { useEffect, useRef, useState } from 'react'
import { renameVariable } from '../document/commands/graph-commands'
import type { VariableId } from '../engine/graph/graph'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { edit } from './edit'
import styles from './VariableNode.module.css'

/** The name of a variable, edited in place. Enter keeps it, Escape leaves it; a refused name stays open. */
export function NameEditor({ id, name }: { id: VariableId; name: string }) {
  const [text, setText] = useState(name)
  const [refused, setRefused] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const rename = useView((state) => state.rename)

  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])

  const close = () => {
    const node = field.current?.closest<HTMLElement>('.react-flow__node')
    rename(null)
    node?.focus({ preventScroll: true })
  }
  const commit = () => {
    if (text === name || edit(renameVariable, { id, name: text })) close()
    else setRefused(true)
  }

  return (
    <input
      ref={field}
      className={`${styles.editor} nodrag nopan nokey`}
      aria-label={canvasText.nameOf(name)}
      aria-invalid={refused || undefined}
      value={text}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => {
        setText(event.target.value)
        setRefused(false)
      }}
      onBlur={() => {
        if (useView.getState().renaming !== id) return
        if (text !== name && !refused) edit(renameVariable, { id, name: text })
        rename(null)
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') close()
      }}
    />
  )
}
