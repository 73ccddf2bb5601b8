import {
  ChartNoAxesColumnIncreasing,
  CircleDashed,
  Group,
  Lock,
  MoveUpRight,
  PencilLine,
  Play,
  Trash2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { removeElements } from '../document/commands/graph-commands'
import type { VariableId } from '../engine/graph/graph'
import { useShownGraph } from '../stores/project'
import { useReasons } from '../stores/reasons'
import { useView } from '../stores/view'
import { canvasText } from '../text/canvas'
import { useMedia } from '../widgets/use-media'
import { useCanvasContext } from './canvas-context'
import { edit } from './edit'
import { FloatingCard } from './FloatingCard'
import { boundsOf, grow, type Side } from './geometry'
import { groupSelection } from './groups/group-actions'
import { GroupBar } from './groups/GroupBar'
import { labelRects } from './groups/hull'
import { rectOf, type VariableFlowNode } from './to-flow'
import { giveRole, removeSelection, toggleAdjusted, toggleFlag } from './variable-actions'
import styles from './Cards.module.css'

const text = canvasText.roles
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const

/** The grips that a selected node shows where fingers point. */
const GRIPS = 40

const sides: readonly Side[] = ['above', 'below', 'right', 'left']

function RoleChip({
  label,
  keys,
  because,
  icon: glyph,
  on,
  run,
}: {
  label: string
  keys?: string
  /** What speaks for it or against it. */
  because?: string
  icon: ReactNode
  on?: boolean
  run: () => void
}) {
  return (
    <button
      type="button"
      className={styles.chip}
      aria-pressed={on}
      title={[keys ? `${label} (${keys})` : label, because].filter(Boolean).join(': ')}
      onClick={run}
    >
      {glyph}
      {label}
    </button>
  )
}

/** What the selected variables are for the question, as switches, above them. */
export function RoleBar({ nodes }: { nodes: readonly VariableFlowNode[] }) {
  const rename = useView((state) => state.rename)
  const coarse = useMedia('(pointer: coarse)')
  const { connectFrom } = useCanvasContext()
  const { groups } = useShownGraph()
  const reasons = useReasons((state) => state.byVariable)
  const selected = nodes.filter((node) => node.selected)
  if (selected.length === 0) return null
  const rects = nodes.map(rectOf)
  const byId = new Map<string, VariableFlowNode>(nodes.map((node) => [node.id, node]))
  const rectOfVariable = (id: string) => {
    const node = byId.get(id)
    return node && rectOf(node)
  }
  const chosen = new Set<string>(selected.map((node) => node.id))
  const whole = groups.filter((group) => group.members.every((id) => chosen.has(id)))
  const bounds = boundsOf([...selected.map(rectOf), ...labelRects(whole, rectOfVariable)])
  const anchor = grow(bounds, coarse ? GRIPS : 0)
  const obstacles = [...rects, ...labelRects(groups, rectOfVariable)]
  const place = { anchor, obstacles, sides, card: 'roles' }
  if (selected.length > 1) {
    const ids = selected.map((node) => node.id as VariableId)
    return (
      <FloatingCard {...place} role="toolbar" label={text.several(selected.length)} className={styles.roles}>
        <span className={styles.count}>{text.several(selected.length)}</span>
        <RoleChip
          label={text.hidden}
          keys="U"
          icon={<CircleDashed {...icon} />}
          run={() => toggleFlag(ids, 'latent')}
        />
        <RoleChip label={text.group} keys="Ctrl G" icon={<Group {...icon} />} run={groupSelection} />
        <RoleChip label={text.remove} icon={<Trash2 {...icon} />} run={() => removeSelection(null)} />
      </FloatingCard>
    )
  }
  const [node] = selected
  const id = node.id as VariableId
  const { role, box } = node.data
  const reason = reasons[id]
  if (box) return <GroupBar id={id} name={node.data.name} box={box} anchor={place.anchor} obstacles={rects} />
  const asked = role === 'exposure' || role === 'outcome'
  return (
    <FloatingCard {...place} role="toolbar" label={text.label(node.data.name)} className={styles.roles}>
      <RoleChip
        label={text.cause}
        keys="X"
        icon={<Play {...icon} />}
        on={role === 'exposure'}
        run={() => giveRole(id, 'exposure')}
      />
      <RoleChip
        label={text.outcome}
        keys="O"
        icon={<ChartNoAxesColumnIncreasing {...icon} />}
        on={role === 'outcome'}
        run={() => giveRole(id, 'outcome')}
      />
      {asked ? null : (
        <RoleChip
          label={text.adjust}
          keys="A"
          because={reason?.sentence}
          icon={<Lock {...icon} />}
          on={node.data.adjusted}
          run={() => toggleAdjusted(id)}
        />
      )}
      {asked ? null : (
        <RoleChip
          label={text.hidden}
          keys="U"
          icon={<CircleDashed {...icon} />}
          on={role === 'latent'}
          run={() => toggleFlag([id], 'latent')}
        />
      )}
      <span className={styles.rule} />
      <RoleChip label={text.connect} keys="E" icon={<MoveUpRight {...icon} />} run={() => connectFrom(id)} />
      <RoleChip label={text.rename} keys="F2" icon={<PencilLine {...icon} />} run={() => rename(id)} />
      <RoleChip
        label={text.remove}
        keys="Delete"
        icon={<Trash2 {...icon} />}
        run={() => {
          if (edit(removeElements, { variables: [id], edges: [] })) useView.getState().select({})
        }}
      />
    </FloatingCard>
  )
}
