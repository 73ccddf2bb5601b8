import { useReactFlow, type NodeProps } from '@xyflow/react'
import { memo, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { moveVariables, removeElements } from '../../document/commands/graph-commands'
import { addNote, editNote, NOTE_WIDTH, resizeNote } from '../../document/commands/note-commands'
import type { CanvasNote } from '../../document/project'
import { runCommand } from '../../stores/project'
import { useView } from '../../stores/view'
import { drawingText } from '../../text/drawing'
import { edit, mayEdit, shownGraph } from '../edit'
import { DRAFT, type NoteFlowNode } from '../note-nodes'
import { directionOf, stepOf } from '../traversal'
import styles from './Drawing.module.css'

const text = drawingText.notes
const STEP = 10
const LONG_STEP = 40
const WIDTH_STEP = 20

/** Words on the canvas: read, moved, made wider, edited in place. */
export const NoteNode = memo(function NoteNode({ data, selected }: NodeProps<NoteFlowNode>) {
  const { note, editable } = data
  const writing = useView((state) =>
    note.id === DRAFT ? state.writing?.note === null : state.writing?.note === note.id,
  )
  const [width, setWidth] = useState<number | null>(null)
  const [nudge, setNudge] = useState({ x: 0, y: 0 })
  return (
    <div
      className={`${styles.note} ${selected ? styles.noteSelected : ''}`}
      style={{ width: width ?? note.width, transform: `translate(${nudge.x}px, ${nudge.y}px)` }}
    >
      {writing ? <NoteEditor note={note} /> : <NoteWords note={note} nudge={nudge} setNudge={setNudge} />}
      {editable && note.id !== DRAFT && !writing ? <WidthGrip note={note} show={setWidth} /> : null}
    </div>
  )
})

interface Nudge {
  readonly x: number
  readonly y: number
}

function NoteWords({
  note,
  nudge,
  setNudge,
}: {
  note: CanvasNote
  nudge: Nudge
  setNudge: (nudge: Nudge) => void
}) {
  /** Held arrow keys are one step of the history. */
  const settle = () => {
    if (nudge.x === 0 && nudge.y === 0) return
    const at = { x: note.at.x + nudge.x, y: note.at.y + nudge.y }
    runCommand(moveVariables, { graphId: shownGraph().id, to: {}, notes: { [note.id]: at } })
    setNudge({ x: 0, y: 0 })
  }
  const act = (event: KeyboardEvent): boolean => {
    const view = useView.getState()
    const direction = directionOf(event.key)
    if (direction && event.altKey) {
      const wider = direction === 'right' ? 1 : direction === 'left' ? -1 : 0
      if (wider !== 0) edit(resizeNote, { id: note.id, width: note.width + wider * WIDTH_STEP })
      return true
    }
    if (direction) {
      const by = event.shiftKey ? LONG_STEP : STEP
      const step = stepOf(direction)
      setNudge({ x: nudge.x + step.x * by, y: nudge.y + step.y * by })
      return true
    }
    if (event.key === 'Enter' || event.key === 'F2') {
      if (mayEdit()) view.write({ note: note.id, at: note.at })
      return true
    }
    if (event.key === ' ') {
      view.select({ notes: [note.id] })
      return true
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      const { selection } = view
      const chosen = selection.notes.includes(note.id)
        ? selection
        : { variables: [], edges: [], notes: [note.id] }
      if (edit(removeElements, chosen)) view.select({})
      return true
    }
    return false
  }
  return (
    <div
      className={styles.noteWords}
      role="note"
      tabIndex={0}
      data-note={note.id}
      aria-label={text.label(note.text)}
      aria-description={text.keys}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || !act(event)) return
        event.preventDefault()
        event.stopPropagation()
      }}
      onKeyUp={settle}
      onBlur={settle}
      onDoubleClick={(event) => {
        event.stopPropagation()
        if (mayEdit()) useView.getState().write({ note: note.id, at: note.at })
      }}
    >
      {note.text}
    </div>
  )
}

function NoteEditor({ note }: { note: CanvasNote }) {
  const [words, setWords] = useState(note.text)
  const field = useRef<HTMLTextAreaElement>(null)
  const left = useRef(false)
  useEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.select()
  }, [])
  const close = () => {
    left.current = true
    useView.getState().write(null)
  }
  const keep = () => {
    if (left.current) return
    close()
    if (words.trim() === '' || words === note.text) return
    if (note.id !== DRAFT) edit(editNote, { id: note.id, text: words })
    else if (edit(addNote, { text: words, at: note.at })) {
      const added = shownGraph().notes.at(-1)!
      useView.getState().select({ notes: [added.id] })
    }
  }
  return (
    <textarea
      ref={field}
      className={`${styles.noteEditor} nodrag nopan nowheel nokey`}
      aria-label={text.edit}
      placeholder={text.placeholder}
      value={words}
      rows={Math.max(2, words.split('\n').length)}
      onChange={(event) => setWords(event.target.value)}
      onBlur={keep}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') close()
        if (event.key === 'Enter' && !event.shiftKey) {
          event.preventDefault()
          keep()
        }
      }}
    />
  )
}

/** The right edge of a note, to drag. */
function WidthGrip({ note, show }: { note: CanvasNote; show: (width: number | null) => void }) {
  const { screenToFlowPosition } = useReactFlow()
  const held = useRef<number | null>(null)
  const widthAt = (event: PointerEvent) => {
    const { x } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    return Math.min(NOTE_WIDTH.most, Math.max(NOTE_WIDTH.least, Math.round(x - (held.current ?? 0))))
  }
  const drop = () => {
    held.current = null
    show(null)
  }
  return (
    <div
      className={`${styles.noteGrip} nodrag nopan`}
      title={text.narrower}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const { x } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
        held.current = x - note.width
      }}
      onPointerMove={(event) => {
        if (held.current !== null) show(widthAt(event))
      }}
      onPointerUp={(event) => {
        if (held.current === null) return
        const width = widthAt(event)
        drop()
        edit(resizeNote, { id: note.id, width })
      }}
      onPointerCancel={drop}
    />
  )
}
