import { useEffect, useRef, useState } from 'react'
import { renameGroup } from '../../document/commands/group-commands'
import { MAX_NAME_LENGTH } from '../../engine/graph/graph'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { structureText } from '../../text/structure'
import { shownGraph } from '../edit'
import styles from './Groups.module.css'

/** The name of a group, edited in place. Enter keeps it, Escape leaves it. */
export function GroupName({ group, name }: { group: string; name: string }) {
  const [text, setText] = useState(name)
  const field = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const close = (what: 'keep' | 'leave') => {
    if (done.current) return
    const changed = what === 'keep' && text.trim() !== name
    if (changed && !runCommand(renameGroup, { graphId: shownGraph().id, id: group, name: text })) return
    done.current = true
    useView.getState().rename(null)
  }
  return (
    <input
      ref={field}
      className={`${styles.editor} nodrag nopan nokey`}
      aria-label={structureText.groups.name(name)}
      value={text}
      size={Math.max(8, text.length)}
      maxLength={MAX_NAME_LENGTH}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setText(event.target.value)}
      onBlur={() => close(text.trim() === '' ? 'leave' : 'keep')}
      onDoubleClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') close('keep')
        if (event.key === 'Escape') close('leave')
      }}
    />
  )
}
