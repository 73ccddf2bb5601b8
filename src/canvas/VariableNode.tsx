import { Handle, Position, type NodeProps } from '@xyflow/react'
import { ChartNoAxesColumnIncreasing, Circle, CircleDashed, Lock, Play, Scissors } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import type { VariableId } from '../engine/graph/graph'
import { useReason } from '../stores/reasons'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { useCanvasContext } from './canvas-context'
import { NameEditor } from './NameEditor'
import type { VariableFlowNode, VariableNodeData } from './to-flow'
import styles from './VariableNode.module.css'

const GroupBox = lazy(() => import('./groups/GroupBox').then((module) => ({ default: module.GroupBox })))

const grips = [
  ['top', Position.Top],
  ['right', Position.Right],
  ['bottom', Position.Bottom],
  ['left', Position.Left],
] as const

function Glyph({ data }: { data: VariableNodeData }) {
  const size = data.density === 'dense' ? 12 : 14
  if (data.set) return <Scissors size={size} strokeWidth={2} aria-hidden />
  if (data.adjusted) return <Lock size={size} strokeWidth={2} aria-hidden />
  if (data.role === 'exposure') return <Play size={size} fill="currentColor" strokeWidth={1} aria-hidden />
  if (data.role === 'outcome')
    return <ChartNoAxesColumnIncreasing size={size + 2} strokeWidth={5} strokeLinecap="butt" aria-hidden />
  if (data.role === 'latent') return <CircleDashed size={size} strokeWidth={2} aria-hidden />
  return data.density === 'dense' ? null : (
    <Circle size={10} strokeWidth={3} style={{ margin: 2 }} aria-hidden />
  )
}

function Bars({ data }: { data: VariableNodeData }) {
  return (
    <div className={styles.bars}>
      {data.facts?.bars.map((bar) => (
        <div key={bar.name} className={styles.bar}>
          <span className={styles.barName}>{bar.name}</span>
          <span className={styles.track}>
            <span className={styles.fill} style={{ width: `${bar.share * 100}%` }} />
          </span>
          <span className={styles.barValue}>{bar.text}</span>
        </div>
      ))}
    </div>
  )
}

const Caption = ({ data }: { data: VariableNodeData }) => (
  <span className={data.captionAt === 'below' ? styles.captionBelow : styles.caption}>
    {data.set ? canvasText.setByYou : data.facts?.caption}
  </span>
)

/** The two values of the question, one of which do() sets. */
function DoControl({ name }: { name: string }) {
  const { arms } = useCanvasContext()
  if (!arms) return null
  return (
    <div className={`${styles.control} nodrag nopan`} role="radiogroup" aria-label={canvasText.setTo(name)}>
      {arms.values.map((value, i) => {
        const at = i === 0 ? 0 : 1
        return (
          <button
            key={String(value)}
            type="button"
            role="radio"
            aria-checked={arms.at === at}
            tabIndex={arms.at === at ? 0 : -1}
            onClick={() => arms.choose(at)}
            onKeyDown={(event) => {
              if (!event.key.startsWith('Arrow')) return
              event.preventDefault()
              event.stopPropagation()
              arms.choose(at === 0 ? 1 : 0)
              const other = at === 0 ? event.currentTarget.nextSibling : event.currentTarget.previousSibling
              if (other instanceof HTMLElement) other.focus()
            }}
          >
            {value}
          </button>
        )
      })}
    </div>
  )
}

export const VariableNode = memo(function VariableNode({ id, data, selected }: NodeProps<VariableFlowNode>) {
  const renaming = useView((state) => state.renaming === id)
  const { connectingFrom } = useCanvasContext()
  const reason = useReason(id as VariableId)
  const live = data.facts !== null
  const classes = [
    styles.node,
    styles[data.role],
    styles[data.density],
    data.set ? styles.set : '',
    data.adjusted ? styles.adjusted : '',
    selected ? styles.selected : '',
    data.highlighted ? styles.highlighted : '',
    data.inCycle ? styles.inCycle : '',
    live ? styles.live : '',
    connectingFrom === id ? styles.connecting : '',
    data.faded ? styles.faded : '',
  ]
  if (data.box)
    return (
      <>
        <Suspense fallback={null}>
          <GroupBox id={id} data={data} box={data.box} selected={selected} />
        </Suspense>
        {/* Without a handle, there from the start, the drawing library draws no edge to a node. */}
        <Handle id="whole" type="source" position={Position.Right} className={styles.unseen} />
      </>
    )
  return (
    <div className={classes.join(' ')}>
      <div className={styles.head}>
        <span className={styles.glyph}>
          <Glyph data={data} />
        </span>
        {renaming ? (
          <NameEditor id={id as VariableId} name={data.name} />
        ) : (
          <span className={styles.name} title={reason ? `${data.name}: ${reason.sentence}` : data.name}>
            {data.label}
          </span>
        )}
        {live && !renaming && data.captionAt === 'beside' ? <Caption data={data} /> : null}
      </div>
      {live && data.captionAt === 'below' ? <Caption data={data} /> : null}
      {live && data.set ? <DoControl name={data.name} /> : null}
      {live && !data.set ? <Bars data={data} /> : null}
      {grips.map(([side, position]) => (
        <Handle
          key={side}
          id={side}
          type="source"
          position={position}
          className={`${styles.grip} ${styles[side]}`}
          data-grip={side}
        />
      ))}
      <Handle id="whole" type="source" position={Position.Right} className={styles.whole} data-grip="whole" />
    </div>
  )
})
