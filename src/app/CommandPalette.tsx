import { useMemo, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from '../widgets/Modal'
import type { Problem } from '../base/result'
import { addVariable, mergeGraph } from '../document/commands/graph-commands'
import { graphEntry } from '../document/project'
import { nameOf, variableNamed, type CausalGraph, type Edge, type VariableId } from '../engine/graph/graph'
import { readModelText } from '../engine/formats/dagitty'
import { runCommand, useProject, useShownGraph } from '../stores/project'
import { useView } from '../stores/view'
import { appText } from '../text/app'
import { KeyCap } from '../widgets/KeyCap'
import { actions, isAllowed } from './actions'
import { matchActions } from './match-actions'
import styles from './CommandPalette.module.css'

interface Row {
  readonly id: string
  readonly label: string
  readonly keys?: string
  /** An edit is done before anything else that is typed; what moves the focus waits until the dialog gave it back. */
  readonly when: 'at-once' | 'after-closing'
  readonly run: () => void
}

/** Typed text is an arrow ("Smoking -> Tar") or a search among the actions. */
export function CommandPalette() {
  const open = useView((state) => state.palette)
  const setOpen = useView((state) => state.setPalette)
  return (
    <ModalOverlay isOpen={open} onOpenChange={setOpen} isDismissable className={styles.overlay}>
      <Modal className={styles.modal}>
        <Dialog className={styles.dialog} aria-label={appText.search}>
          <PaletteBody close={() => setOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const looksLikeArrow = (text: string) => /[-<@]\s*[->@]|↔|→|←/.test(text)

/** Adds what was typed. A single arrow that would close a cycle is shown on the canvas with its mends. */
function addTyped(graphId: string, graph: CausalGraph, label: string) {
  const result = useProject.getState().run(mergeGraph, { graphId, graph, label })
  if (result.ok) return
  setTimeout(() => showRefusal(graphId, graph, result.problems), 0)
}

/** Once the dialog has given the focus back. */
function showRefusal(graphId: string, graph: CausalGraph, problems: readonly Problem[]) {
  const view = useView.getState()
  const cycle = problems.find((problem) => problem.code === 'cycle')?.where?.variables
  const known = graphEntry(useProject.getState().history.present, graphId)?.graph
  const ids = known && graph.edges.length === 1 ? edgeByName(graph, known) : null
  if (cycle && ids) view.refuseCycle({ edge: ids, cycle: cycle as VariableId[] })
  else view.notifyProblems(problems)
}

/** The one edge of the typed graph between variables that the drawn graph already has. */
function edgeByName(typed: CausalGraph, drawn: CausalGraph): Edge | null {
  const [edge] = typed.edges
  const from = variableNamed(drawn, nameOf(typed, edge.from))
  const to = variableNamed(drawn, nameOf(typed, edge.to))
  return from && to ? { ...edge, from: from.id, to: to.id } : null
}

function PaletteBody({ close }: { close: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { id: graphId, graph: shown } = useShownGraph()
  const names = useMemo(() => shown.variables.map((variable) => variable.name), [shown])
  const arrow = looksLikeArrow(text)
  const parsed = useMemo(() => (arrow ? readModelText(text, names) : null), [arrow, text, names])
  const rows: Row[] = useMemo(() => {
    if (parsed?.ok) {
      const { graph } = parsed.value
      const label = appText.addFromText(text.trim())
      return [{ id: 'text', label, when: 'at-once', run: () => addTyped(graphId, graph, label) }]
    }
    if (arrow) return []
    const name = text.trim()
    const add: Row = {
      id: 'add',
      label: appText.addNamed(name),
      when: 'at-once',
      run: () => void runCommand(addVariable, { graphId, name }),
    }
    const found = matchActions(actions.filter(isAllowed), text).map((found): Row => ({
      ...found,
      when: 'after-closing',
    }))
    return name === '' || names.includes(name) ? found : [...found, add]
  }, [parsed, arrow, text, graphId, names])
  const chosen = Math.min(at, rows.length - 1)
  const perform = (row: Row | undefined) => {
    if (!row) return
    close()
    if (row.when === 'at-once') row.run()
    else setTimeout(row.run, 0)
  }
  return (
    <>
      <input
        className={styles.input}
        autoFocus
        value={text}
        placeholder={appText.palettePlaceholder}
        aria-label={appText.palettePlaceholder}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-rows"
        aria-activedescendant={rows[chosen] ? `palette-${rows[chosen].id}` : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, rows.length - 1))
          else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0))
          else if (event.key === 'Enter') perform(rows[chosen])
          else return
          event.preventDefault()
        }}
      />
      <ul className={styles.rows} id="palette-rows" role="listbox" aria-label={appText.search}>
        {rows.map((row, i) => (
          <li
            key={row.id}
            id={`palette-${row.id}`}
            role="option"
            aria-selected={i === chosen}
            className={styles.row}
            onPointerMove={() => setAt(i)}
            onClick={() => perform(row)}
          >
            <span>{row.label}</span>
            {row.keys ? <KeyCap>{row.keys}</KeyCap> : null}
          </li>
        ))}
      </ul>
      {rows.length === 0 ? (
        <p className={styles.empty} role="status">
          {parsed && !parsed.ok ? parsed.problems[0].message : appText.paletteEmpty}
        </p>
      ) : null}
    </>
  )
}
