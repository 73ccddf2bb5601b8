import { Search, X } from 'lucide-react'
import { useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { indexGraph } from '../../engine/graph/index-graph'
import type { VariableId } from '../../engine/graph/graph'
import { useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { findText as text } from '../../text/find'
import { IconButton } from '../../widgets/IconButton'
import { focusVariable } from '../focus'
import { drawnGraph } from '../groups/drawn-graph'
import controls from '../Controls.module.css'
import styles from './Find.module.css'
import { findVariables } from './find-variables'

const ROWS = 8
/** So many of the variables found are outlined on the canvas. */
const OUTLINED = 200

/** Rows around the active one. */
const windowAt = (active: number, count: number) =>
  Math.max(0, Math.min(active - Math.floor(ROWS / 2), count - ROWS))

/** Finds variables by name: Enter brings one to the middle and selects it, the arrow keys go on to the others. */
export function FindBar() {
  const entry = useShownGraph()
  const { graph } = entry
  const [sought, setSought] = useState('')
  const [active, setActive] = useState(0)
  const [shown, setShown] = useState<VariableId | null>(null)
  const [typing, setTyping] = useState(false)
  const found = useMemo(() => findVariables(graph.variables, sought), [graph, sought])
  const at = Math.min(active, found.length - 1)
  const start = windowAt(at, found.length)
  const rows = found.slice(start, start + ROWS)
  const { offsets } = indexGraph(graph).incidence
  const { indexOf } = indexGraph(graph)
  const arrowsOf = (id: VariableId) => {
    const vertex = indexOf.get(id)!
    return offsets[vertex + 1] - offsets[vertex]
  }
  const drawn = drawnGraph(entry)

  useEffect(() => {
    useView.getState().highlight(found.slice(0, OUTLINED).map(({ id }) => drawnGraph(entry).standIn(id)))
  }, [found, entry])
  useEffect(() => () => useView.getState().highlight([]), [])

  const show = (id: VariableId) => {
    const view = useView.getState()
    const onCanvas = drawn.standIn(id)
    view.select({ variables: [onCanvas] })
    view.revealVariable(onCanvas, 'centre')
    setShown(id)
  }
  const close = () => {
    useView.getState().setFinding(false)
    if (shown) requestAnimationFrame(() => focusVariable(drawn.standIn(shown)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length > 0) setActive((at + step + found.length) % found.length)
    else if (event.key === 'Enter' && found.length > 0) {
      // Enter again goes on to the next.
      const next = found[at].id === shown ? (at + 1) % found.length : at
      setActive(next)
      show(found[next].id)
    } else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const open = typing && sought.trim() !== ''
  return (
    <div className={`${controls.floating} ${styles.find}`} role="search" aria-label={text.find}>
      <div className={styles.line}>
        <Search size={15} strokeWidth={1.75} aria-hidden />
        <input
          className={styles.field}
          autoFocus
          role="combobox"
          aria-label={text.label}
          aria-expanded={open}
          aria-controls="found-variables"
          aria-autocomplete="list"
          aria-activedescendant={open && found[at] ? `found-${at}` : undefined}
          placeholder={text.placeholder}
          value={sought}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setSought(event.target.value)
            setActive(0)
          }}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          onKeyDown={onKeyDown}
        />
        {open ? (
          <span className={styles.count} role="status">
            {text.at(at + 1, found.length)}
          </span>
        ) : null}
        <IconButton
          size="sm"
          label={text.close}
          keys="Escape"
          icon={<X size={15} strokeWidth={1.75} aria-hidden />}
          onPress={close}
        />
      </div>
      {open && found.length === 0 ? <p className={styles.none}>{text.none}</p> : null}
      {open && rows.length > 0 ? (
        <ul
          id="found-variables"
          className={styles.rows}
          role="listbox"
          aria-label={text.results}
          // A press on a row leaves the focus in the field.
          onPointerDown={(event) => event.preventDefault()}
        >
          {rows.map(({ id, name, latent }, row) => {
            const box = drawn.boxes.get(drawn.standIn(id))
            return (
              <li
                key={id}
                id={`found-${start + row}`}
                role="option"
                aria-selected={start + row === at}
                aria-posinset={start + row + 1}
                aria-setsize={found.length}
                className={styles.row}
                onPointerMove={() => setActive(start + row)}
                onClick={() => show(id)}
              >
                <span className={latent ? styles.latent : styles.name}>{name}</span>
                <span className={styles.detail}>
                  {box ? text.inBox(box.name) : text.arrows(arrowsOf(id))}
                </span>
              </li>
            )
          })}
        </ul>
      ) : null}
    </div>
  )
}
