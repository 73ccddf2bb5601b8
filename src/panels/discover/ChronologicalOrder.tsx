import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { useState } from 'react'
import { setKnowledge } from '../../document/commands/knowledge-commands'
import { inOrder, orderOf } from '../../document/knowledge-edits'
import type { Knowledge } from '../../engine/discover/algorithm'
import { runCommand } from '../../stores/project'
import { discoverText } from '../../text/discover'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import styles from './Discover.module.css'

const text = discoverText.order

const movedTo = (order: readonly string[], name: string, at: number) =>
  order.filter((other) => other !== name).toSpliced(at, 0, name)

const byName = (columns: readonly string[]) =>
  columns.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))

/** The columns from the earliest to the latest: moved with buttons, with Alt and the arrow keys, or by dragging. */
export function ChronologicalOrder({
  knowledge,
  columns,
}: {
  knowledge: Knowledge
  columns: readonly string[]
}) {
  const order = orderOf(knowledge, columns)
  const [dragged, setDragged] = useState<string | null>(null)
  const set = (names: readonly string[], label: string) =>
    runCommand(setKnowledge, { knowledge: inOrder(knowledge, names), label })
  const move = (name: string, at: number) => {
    if (!order || at < 0 || at >= order.length) return
    set(movedTo(order, name, at), text.moveStep(name, at + 1))
  }
  return (
    <details className={styles.details} open={order !== null || undefined}>
      <summary>{text.title}</summary>
      <p className={styles.note}>{text.note}</p>
      <div className={styles.buttons}>
        <Button size="sm" onPress={() => set(columns, text.columnsStep)}>
          {text.asColumns}
        </Button>
        <Button size="sm" onPress={() => set(byName(columns), text.nameStep)}>
          {text.byName}
        </Button>
        {order ? (
          <Button size="sm" tone="quiet" onPress={() => set([], text.clearStep)}>
            {text.clear}
          </Button>
        ) : null}
      </div>
      {order ? (
        <ol className={styles.order} aria-label={text.title}>
          {order.map((name, at) => (
            <li
              key={name}
              draggable
              data-order={name}
              data-dragged={dragged === name}
              onDragStart={() => setDragged(name)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged) move(dragged, at)
              }}
              onKeyDown={(event) => {
                const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
                if (!step || !event.altKey) return
                event.preventDefault()
                move(name, at + step)
              }}
            >
              <GripVertical size={12} strokeWidth={1.75} aria-hidden />
              <span className={styles.orderAt}>{at + 1}</span>
              <span className={styles.orderName}>{name}</span>
              <IconButton
                size="sm"
                label={text.earlier(name)}
                icon={<ArrowUp size={14} strokeWidth={1.75} />}
                disabled={at === 0}
                onPress={() => move(name, at - 1)}
              />
              <IconButton
                size="sm"
                label={text.later(name)}
                icon={<ArrowDown size={14} strokeWidth={1.75} />}
                disabled={at === order.length - 1}
                onPress={() => move(name, at + 1)}
              />
            </li>
          ))}
        </ol>
      ) : null}
    </details>
  )
}
