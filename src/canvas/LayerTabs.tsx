import { Ellipsis, Lock } from 'lucide-react'
import { useState } from 'react'
import { removeGraph, renameGraph } from '../document/commands/project-commands'
import type { GraphEntry } from '../document/project'
import { runCommand, usePresent, useShownGraph } from '../stores/project'
import { useComparing } from '../stores/comparing'
import { useIsComparing } from '../stores/comparison'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { Button } from '../widgets/Button'
import { Menu } from '../widgets/Menu'
import { copyAsVariant } from './edit'
import styles from './Controls.module.css'

function GraphName({ graphId, name, done }: { graphId: string; name: string; done: () => void }) {
  const [text, setText] = useState(name)
  const commit = () => {
    if (text === name || runCommand(renameGraph, { graphId, name: text })) done()
  }
  return (
    <input
      className={styles.graphName}
      aria-label={canvasText.graphName}
      value={text}
      autoFocus
      size={Math.max(6, text.length)}
      maxLength={80}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onBlur={done}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape') done()
      }}
    />
  )
}

/** Of many tabs the one that is shown is never out of sight. */
const intoView = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

/** A variant stands beside what it is a variant of, and need not say its name again. */
function shortName({ name, origin }: GraphEntry, graphs: readonly GraphEntry[]): string {
  if (origin !== 'variant') return name
  const base = graphs.find((other) => name.startsWith(canvasText.variantOf(other.name)))
  return base ? name.slice(canvasText.variantOf(base.name).length) : name
}

/** The graphs of the project: my model, discoveries (locked) and variants. */
export function LayerTabs() {
  const { graphs } = usePresent()
  const shown = useShownGraph()
  const showGraph = useView((state) => state.showGraph)
  const [renaming, setRenaming] = useState<string | null>(null)
  const comparing = useIsComparing()
  const start = useComparing((state) => state.start)
  const end = useComparing((state) => state.end)
  const show = (graphId: string) => {
    end()
    showGraph(graphId)
  }
  const others = graphs.filter((entry) => entry !== shown)
  /** The shown graph against another: My model stands left where it is one of the two. */
  const compareWith = (other: string) =>
    other === graphs[0].id ? start(other, shown.id) : start(shown.id, other)
  const step = (by: number) => {
    const at = graphs.indexOf(shown)
    show(graphs[(at + by + graphs.length) % graphs.length].id)
  }
  const entries = [
    { id: 'copy', label: canvasText.copyGraph, run: () => copyAsVariant(shown.id) },
    ...others.map(({ id, name }) => ({
      id: `compare ${id}`,
      label: canvasText.compareWith(name),
      run: () => compareWith(id),
    })),
    {
      id: 'lanes',
      label: canvasText.tiersAsLanes,
      keys: 'Shift T',
      chosen: shown.lanes !== null,
      disabled: comparing,
      run: () => useView.getState().askCanvas('lanes'),
    },
    {
      id: 'rename',
      label: canvasText.renameGraph,
      opens: 'field' as const,
      run: () => setRenaming(shown.id),
    },
    {
      id: 'delete',
      label: canvasText.deleteGraph,
      disabled: shown === graphs[0],
      run: () => {
        if (runCommand(removeGraph, { graphId: shown.id })) showGraph(graphs[0].id)
      },
    },
  ]
  return (
    <div className={styles.layers} data-tools={shown.locked ? 'none' : 'beside'}>
      <div className={`${styles.floating} ${styles.tabs}`}>
        <div role="tablist" aria-label={canvasText.layers} className={styles.tablist}>
          {graphs.map((entry) =>
            entry === shown && renaming === shown.id ? (
              <GraphName key={entry.id} graphId={entry.id} name={entry.name} done={() => setRenaming(null)} />
            ) : (
              <button
                key={entry.id}
                ref={entry === shown ? intoView : undefined}
                type="button"
                role="tab"
                aria-selected={entry === shown && !comparing}
                tabIndex={entry === shown && !comparing ? 0 : -1}
                className={styles.tab}
                title={entry.name}
                aria-label={entry.origin === 'variant' ? entry.name : undefined}
                data-graph={entry.id}
                onClick={() => show(entry.id)}
                onDoubleClick={() => setRenaming(entry.id)}
                onKeyDown={(event) => {
                  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
                  if (!by) return
                  event.preventDefault()
                  step(by)
                  const tabs = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=tab]')
                  tabs?.[(graphs.indexOf(shown) + by + graphs.length) % graphs.length]?.focus()
                }}
              >
                {entry.locked ? (
                  <Lock size={14} strokeWidth={1.75} aria-label={canvasText.layerLocked} />
                ) : null}
                <span className={styles.tabName}>{shortName(entry, graphs)}</span>
              </button>
            ),
          )}
          {others.length > 0 ? (
            <button
              type="button"
              role="tab"
              aria-selected={comparing}
              tabIndex={comparing ? 0 : -1}
              className={styles.tab}
              data-compare-tab
              onClick={() =>
                comparing ? end() : compareWith(shown === graphs[0] ? graphs.at(-1)!.id : graphs[0].id)
              }
            >
              {canvasText.compareTab}
            </button>
          ) : null}
        </div>
        <Menu label={canvasText.layerMenu} entries={entries}>
          <Button
            tone="quiet"
            size="sm"
            label={canvasText.layerMenu}
            icon={<Ellipsis size={15} strokeWidth={1.75} aria-hidden />}
          />
        </Menu>
      </div>
      {shown.locked && !comparing ? <p className={styles.hint}>{canvasText.lockedHint}</p> : null}
    </div>
  )
}
