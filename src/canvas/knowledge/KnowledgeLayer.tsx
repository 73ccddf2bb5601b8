import { ViewportPortal } from '@xyflow/react'
import { Check, X } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent } from 'react'
import type { GraphEntry } from '../../document/project'
import { usePresent } from '../../stores/project'
import { knowledgeText as text } from '../../text/knowledge'
import { Button } from '../../widgets/Button'
import { rectOf, type VariableFlowNode } from '../to-flow'
import { erasePair } from './draw-knowledge'
import { KNOWN_WIDTH, knownLines, type KnownLine } from './known-lines'
import styles from './Knowledge.module.css'
import { NodeMark } from './NodeMark'

const signs = { required: Check, forbidden: X } as const
const keyOf = ({ kind, cause, effect }: KnownLine) => JSON.stringify([kind, cause, effect])

/** Required and forbidden arrows over any graph, and marks on what nothing causes. They are no edges of the graph. */
export function KnowledgeLayer({ entry, nodes }: { entry: GraphEntry; nodes: readonly VariableFlowNode[] }) {
  const { knowledge } = usePresent()
  const [selected, select] = useState<string | null>(null)
  const rects = useMemo(() => new Map(nodes.map((node) => [node.id, rectOf(node)])), [nodes])
  const lines = useMemo(() => knownLines(entry.graph, knowledge, rects), [entry.graph, knowledge, rects])
  const exogenous = useMemo(() => new Set(knowledge.exogenous), [knowledge.exogenous])
  return (
    <ViewportPortal>
      <svg className={styles.lines} aria-hidden>
        {lines.map((line) => (
          <g key={keyOf(line)} data-kind={line.kind} data-selected={selected === keyOf(line)}>
            <path className={styles.line} d={line.path} strokeWidth={KNOWN_WIDTH} />
            <path className={styles.head} d={line.head} />
          </g>
        ))}
      </svg>
      {lines.map((line) => (
        <KnownBadge
          key={keyOf(line)}
          line={line}
          selected={selected === keyOf(line)}
          onSelect={(on) => select(on ? keyOf(line) : null)}
        />
      ))}
      {entry.graph.variables.map(({ id, name }) => {
        const rect = rects.get(id)
        return rect && exogenous.has(name) ? (
          <NodeMark key={id} rect={rect} side="before" title={text.exogenousHelp(name)} kind="exogenous">
            {text.exogenous}
          </NodeMark>
        ) : null
      })}
    </ViewportPortal>
  )
}

function KnownBadge({
  line: { kind, cause, effect, middle },
  selected,
  onSelect,
}: {
  line: KnownLine
  selected: boolean
  onSelect: (on: boolean) => void
}) {
  const Sign = signs[kind]
  const label = text.line[kind](cause, effect)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') erasePair(cause, effect)
    else if (event.key === 'Escape' && selected) onSelect(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className="nopan nodrag"
      style={{ position: 'absolute', transform: `translate(${middle.x}px, ${middle.y}px)` }}
      data-own-keys
    >
      <button
        type="button"
        className={styles.badge}
        aria-label={label}
        aria-pressed={selected}
        title={label}
        data-known={`${kind} ${cause} -> ${effect}`}
        onClick={() => onSelect(!selected)}
        onKeyDown={onKeyDown}
      >
        <Sign size={12} strokeWidth={2.5} aria-hidden />
      </button>
      {selected ? (
        <div className={styles.remove}>
          <Button size="sm" onPress={() => erasePair(cause, effect)}>
            {text.remove}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
