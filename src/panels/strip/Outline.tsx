import { Plus } from 'lucide-react'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { addVariable } from '../../document/commands/graph-commands'
import { nameOf } from '../../engine/graph/graph'
import { contradictedPairs, useTests } from '../../stores/implication-tests'
import { runCommand, useShownGraph } from '../../stores/project'
import { stripText as text } from '../../text/strip'
import { Button } from '../../widgets/Button'
import { useFirst } from '../../widgets/use-first'
import { NameField } from './NameField'
import styles from './Outline.module.css'
import { outlineKeys, type OutlineAction } from './outline-keys'
import { outlineOf } from './outline-rows'
import { performOutline } from './outline-commands'
import { RelationRow, VariableRow, type Asking } from './OutlineRows'

/** Variables that are listed at first, and more each time they are asked for. */
const STEP = 150

/** Asking for the name of a new variable, which belongs to no row. */
const NEW_VARIABLE = 'new variable'

/**
 * The graph as a tree-grid: every variable with its causes, effects and hidden ties. Everything the canvas can do
 * to a graph can be done here by keyboard.
 */
export function Outline() {
  const entry = useShownGraph()
  const { graph, locked } = entry
  const whole = useMemo(() => outlineOf(graph), [graph])
  const { first: outline, left, more } = useFirst(whole, STEP)
  const { report, stale } = useTests()
  const contradicted = useMemo(() => (report && !stale ? contradictedPairs(report) : null), [report, stale])
  const [openIds, setOpenIds] = useState<readonly string[]>([])
  const [active, setActive] = useState<string | null>(null)
  const [asking, setAsking] = useState<Asking | typeof NEW_VARIABLE | null>(null)
  const grid = useRef<HTMLDivElement>(null)

  const rows = outline.flatMap(({ variable, relations }) => [
    { key: variable.id as string, parent: null, size: relations.length },
    ...(openIds.includes(variable.id)
      ? relations.map((relation) => ({
          key: `${variable.id} ${relation.kind} ${relation.other}`,
          parent: variable.id as string,
          size: 0,
        }))
      : []),
  ])
  const activeKey = rows.some((row) => row.key === active) ? active : (rows[0]?.key ?? null)
  const focus = (key: string | undefined) => {
    if (key === undefined) return
    setActive(key)
    grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.focus()
  }
  const toggle = (id: string, on: boolean) =>
    setOpenIds(on ? [...new Set([...openIds, id])] : openIds.filter((other) => other !== id))
  const stopAsking = () => {
    setAsking(null)
    focus(activeKey ?? undefined)
  }

  const perform = (action: OutlineAction, key: string) => {
    const at = rows.findIndex((row) => row.key === key)
    const { parent } = rows[at]
    const id = parent ?? key
    if (action === 'next') focus(rows[at + 1]?.key)
    else if (action === 'previous') focus(rows[at - 1]?.key)
    else if (action === 'first') focus(rows[0]?.key)
    else if (action === 'last') focus(rows.at(-1)?.key)
    else if (action === 'open' && parent === null && rows[at].size > 0) {
      if (openIds.includes(id)) focus(rows[at + 1]?.key)
      else toggle(id, true)
    } else if (action === 'close') {
      if (parent === null) toggle(id, false)
      else focus(parent)
    } else if (!locked && action === 'new-variable') setAsking(NEW_VARIABLE)
    else if (
      !locked &&
      (action === 'rename' || action === 'cause' || action === 'effect' || action === 'tie')
    ) {
      setAsking({ id, what: action })
    } else if (!locked && action === 'remove') {
      const neighbour = rows[at + 1]?.parent === parent ? rows[at + 1] : rows[at - 1]
      if (performOutline(entry, outline, { kind: 'remove', key })) focus(neighbour?.key)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    const key = target.dataset.row
    const action = outlineKeys(event)
    if (!key || !action) return
    event.preventDefault()
    // The canvas has other plans for the same keys.
    event.stopPropagation()
    perform(action, key)
  }
  return (
    <div className={styles.panel}>
      <div className={styles.bar}>
        {asking === NEW_VARIABLE ? (
          <NameField
            label={text.newVariable}
            graph={graph}
            onCancel={stopAsking}
            onName={(name) => {
              if (runCommand(addVariable, { graphId: entry.id, name })) stopAsking()
            }}
          />
        ) : (
          <Button
            size="sm"
            icon={<Plus size={14} strokeWidth={1.75} />}
            disabled={locked}
            onPress={() => setAsking(NEW_VARIABLE)}
          >
            {text.addVariable}
          </Button>
        )}
        <span className={styles.hint}>{locked ? text.outlineLocked : text.outlineHint}</span>
      </div>
      <div
        ref={grid}
        className={styles.grid}
        role="treegrid"
        aria-label={text.outlineLabel(entry.name)}
        aria-readonly={locked}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div role="row" className={`${styles.row} ${styles.headRow}`}>
          {[text.variable, text.causes, text.effects, text.ties].map((head) => (
            <span key={head} role="columnheader">
              {head}
            </span>
          ))}
        </div>
        {outline.length === 0 ? <p className={styles.hint}>{text.outlineEmpty}</p> : null}
        {outline.map((outlined, i) => {
          const { variable, relations } = outlined
          const isOpen = openIds.includes(variable.id)
          return (
            <VariableRow
              key={variable.id}
              entry={entry}
              outlined={outlined}
              contradicted={[...(contradicted?.get(variable.id) ?? [])].map((id) => nameOf(graph, id))}
              position={i + 1}
              total={whole.length}
              open={isOpen}
              active={activeKey === variable.id}
              asking={asking !== NEW_VARIABLE && asking?.id === variable.id ? asking : null}
              onToggle={() => toggle(variable.id, !isOpen)}
              onFocus={() => setActive(variable.id)}
              onAsk={(what) => setAsking({ id: variable.id, what })}
              onStopAsking={stopAsking}
            >
              {isOpen
                ? relations.map((relation, n) => {
                    const key = `${variable.id} ${relation.kind} ${relation.other}`
                    return (
                      <RelationRow
                        key={key}
                        rowKey={key}
                        entry={entry}
                        relation={relation}
                        position={n + 1}
                        total={relations.length}
                        active={activeKey === key}
                        onFocus={() => setActive(key)}
                      />
                    )
                  })
                : null}
            </VariableRow>
          )
        })}
      </div>
      {left > 0 ? (
        <div className={styles.bar}>
          <Button size="sm" onPress={more}>
            {text.outlineMore(Math.min(left, STEP), left)}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
