import { ArrowLeftRight, Spline, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { bendEdge } from '../document/commands/drawing-commands'
import { annotateEdge, removeElements, replaceEdge } from '../document/commands/graph-commands'
import { bidirected, directed, edgeId, isBidirected, isDirected, type Edge } from '../engine/graph/graph'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { Button } from '../widgets/Button'
import { IconButton } from '../widgets/IconButton'
import { percent } from '../widgets/numbers'
import { TextField } from '../widgets/TextField'
import { edit } from './edit'
import { FloatingCard } from './FloatingCard'
import type { Rect, Side } from './geometry'
import styles from './Cards.module.css'

const text = canvasText.edgeCard
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const

const sides: readonly Side[] = ['below', 'right', 'left', 'above']

const BEND_STEP = 20

/** A line that bows one way. */
const Bow = ({ to }: { to: 'up' | 'down' }) => (
  <svg
    width={14}
    height={14}
    viewBox="0 0 14 14"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.75}
    aria-hidden
  >
    <path d={to === 'up' ? 'M1 10 Q7 1 13 10' : 'M1 4 Q7 13 13 4'} strokeLinecap="round" />
  </svg>
)

const reversed = (edge: Edge): Edge => ({ ...edge, markFrom: edge.markTo, markTo: edge.markFrom })

interface EdgeCardProps {
  edge: Edge
  name: string
  /** Pixels that the line stands off the straight one, upwards or to the left positive. */
  bend: number
  /** It was bent by hand. */
  bent: boolean
  /** 1 where the document counts bends as `bend` does, −1 where it counts them the other way. */
  side: number
  anchor: Rect
  obstacles: readonly Rect[]
}

/** Kind, reasons and origin of the selected edge of an editable graph. */
export function EdgeCard({ edge, name, bend, bent, side, anchor, obstacles }: EdgeCardProps) {
  const select = useView((state) => state.select)
  const [rationale, setRationale] = useState(edge.rationale ?? '')
  const [source, setSource] = useState(edge.source ?? '')
  const id = edgeId(edge)
  const note = () => {
    if (rationale !== (edge.rationale ?? '') || source !== (edge.source ?? ''))
      edit(annotateEdge, { edge: id, rationale, source })
  }
  const replace = (by: Edge) => {
    if (edit(replaceEdge, { edge: id, by })) select({ edges: [edgeId(by)] })
  }
  const bendBy = (by: number) => edit(bendEdge, { edge: id, bend: side * (Math.round(bend) + by) })
  const shown = name.replace('<->', '↔').replace('->', '→').replace('--', '—')
  return (
    <FloatingCard
      anchor={anchor}
      obstacles={obstacles}
      sides={sides}
      label={`${text.label}: ${shown}`}
      className={styles.edge}
      card="edge"
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{shown}</h3>
        <IconButton label={text.close} size="sm" icon={<X {...icon} />} onPress={() => select({})} />
      </div>
      {edge.support === undefined ? null : (
        <p className={styles.meta}>{text.support(percent(edge.support))}</p>
      )}
      <div className={styles.buttons}>
        {isBidirected(edge) ? (
          <Button size="sm" onPress={() => replace(directed(edge.from, edge.to))}>
            {text.directed}
          </Button>
        ) : (
          <>
            {isDirected(edge) ? (
              <Button size="sm" icon={<ArrowLeftRight {...icon} />} onPress={() => replace(reversed(edge))}>
                {text.reverse}
              </Button>
            ) : null}
            <Button
              size="sm"
              icon={<Spline {...icon} />}
              onPress={() => replace(bidirected(edge.from, edge.to))}
            >
              {text.bidirected}
            </Button>
          </>
        )}
        <Button
          size="sm"
          icon={<Trash2 {...icon} />}
          onPress={() => {
            if (edit(removeElements, { variables: [], edges: [id] })) select({})
          }}
        >
          {text.remove}
        </Button>
      </div>
      <div className={styles.line}>
        <span>
          {text.line}{' '}
          <span className={styles.meta}>
            {!bent ? text.automatic : bend === 0 ? text.straight : text.bent(Math.round(Math.abs(bend)))}
          </span>
        </span>
        {bent ? (
          <Button size="sm" tone="quiet" onPress={() => edit(bendEdge, { edge: id, bend: null })}>
            {text.unbend}
          </Button>
        ) : null}
        <IconButton label={text.bendUp} size="sm" icon={<Bow to="up" />} onPress={() => bendBy(BEND_STEP)} />
        <IconButton
          label={text.bendDown}
          size="sm"
          icon={<Bow to="down" />}
          onPress={() => bendBy(-BEND_STEP)}
        />
      </div>
      <TextField
        label={text.rationale}
        placeholder={text.rationaleHint}
        value={rationale}
        onChange={setRationale}
        onBlur={note}
        onSubmit={note}
      />
      <TextField
        label={text.source}
        placeholder={text.sourceHint}
        value={source}
        onChange={setSource}
        onBlur={note}
        onSubmit={note}
      />
    </FloatingCard>
  )
}
