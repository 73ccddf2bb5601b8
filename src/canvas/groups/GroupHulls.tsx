import { useStore, ViewportPortal } from '@xyflow/react'
import { ChevronsDownUp, Group, PencilLine, SquareDashedMousePointer } from 'lucide-react'
import { useMemo, useRef, type PointerEvent } from 'react'
import type { VariableGroup } from '../../document/project'
import { useShownGraph } from '../../stores/project'
import { useView } from '../../stores/view'
import { structureText } from '../../text/structure'
import { Button } from '../../widgets/Button'
import { Menu } from '../../widgets/Menu'
import type { Spot } from '../geometry'
import { rectOf, type VariableFlowNode } from '../to-flow'
import type { Moving } from '../use-flow'
import { boxId } from './drawn-graph'
import { setFolded, takeApart } from './group-actions'
import { GroupName } from './GroupName'
import styles from './Groups.module.css'
import { hullAround, type Hull } from './hull'

const text = structureText.groups
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const
/** A press that moves less than this many pixels is a click. */
const CLICK = 4

interface GroupHullsProps {
  nodes: readonly VariableFlowNode[]
  move: (places: Moving) => void
  drop: (places: Moving) => void
}

/** Soft hulls behind the members of groups that are not collapsed, each with its name. */
export function GroupHulls({ nodes, move, drop }: GroupHullsProps) {
  const { groups } = useShownGraph()
  const byId = useMemo(() => new Map<string, VariableFlowNode>(nodes.map((node) => [node.id, node])), [nodes])
  return (
    <ViewportPortal>
      {groups.map((group) => {
        if (group.collapsed) return null
        const members = group.members.flatMap((id) => byId.get(id) ?? []).filter((node) => !node.hidden)
        const hull = hullAround(members.map(rectOf))
        return hull ? (
          <GroupHull key={group.id} group={group} hull={hull} members={members} move={move} drop={drop} />
        ) : null
      })}
    </ViewportPortal>
  )
}

interface GroupHullProps extends Omit<GroupHullsProps, 'nodes'> {
  group: VariableGroup
  hull: Hull
  members: readonly VariableFlowNode[]
}

function GroupHull({ group, hull, members, move, drop }: GroupHullProps) {
  const drag = useHullDrag(group, members, move, drop)
  const renaming = useView((state) => state.renaming === boxId(group))
  const { x, y, width } = hull.bounds
  const entries = [
    {
      id: 'rename',
      label: text.rename,
      icon: <PencilLine {...icon} />,
      opens: 'field' as const,
      run: () => useView.getState().rename(boxId(group)),
    },
    { id: 'fold', label: text.fold, icon: <ChevronsDownUp {...icon} />, run: () => setFolded(group, true) },
    {
      id: 'select',
      label: text.select,
      icon: <SquareDashedMousePointer {...icon} />,
      run: () => useView.getState().select({ variables: group.members }),
    },
    {
      id: 'ungroup',
      label: text.ungroup,
      keys: 'Ctrl Shift G',
      icon: <Group {...icon} />,
      run: () => takeApart([group.id]),
    },
  ]
  return (
    <div
      className={styles.group}
      role="group"
      aria-label={text.hull(group.name, members.length)}
      data-hull={group.name}
    >
      <svg className={styles.hull} aria-hidden>
        <path className={styles.rim} d={hull.path} />
        <path className={`${styles.body} nopan`} d={hull.path} {...drag} />
      </svg>
      <div
        className={`${styles.label} nopan`}
        style={{ transform: `translate(${x}px, ${y}px)`, maxWidth: width }}
        {...drag}
      >
        <Button
          tone="quiet"
          size="sm"
          label={text.collapse(group.name)}
          icon={<ChevronsDownUp {...icon} />}
          onPress={() => setFolded(group, true)}
        />
        {renaming ? (
          <GroupName group={group.id} name={group.name} />
        ) : (
          <Menu label={text.menu(group.name)} entries={entries}>
            <Button tone="quiet" size="sm" label={text.menu(group.name)} className={styles.groupName}>
              {group.name}
            </Button>
          </Menu>
        )}
      </div>
    </div>
  )
}

/** Dragging the hull moves its members; pressing it without moving selects them. */
function useHullDrag(
  group: VariableGroup,
  members: readonly VariableFlowNode[],
  move: (places: Moving) => void,
  drop: (places: Moving) => void,
) {
  const zoom = useStore((state) => state.transform[2])
  const start = useRef<{ pointer: Spot; places: Moving; last: Moving | null } | null>(null)
  const placesAt = ({ clientX, clientY }: PointerEvent): Moving | null => {
    if (!start.current) return null
    const { pointer, places } = start.current
    const by = { x: (clientX - pointer.x) / zoom, y: (clientY - pointer.y) / zoom }
    if (!start.current.last && Math.hypot(by.x, by.y) * zoom < CLICK) return null
    return new Map([...places].map(([id, place]) => [id, { x: place.x + by.x, y: place.y + by.y }]))
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      const onControl = event.target instanceof Element && event.target.closest('button, input')
      if (event.button !== 0 || event.shiftKey || onControl) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = {
        pointer: { x: event.clientX, y: event.clientY },
        places: new Map(members.map((node) => [node.id, node.position])),
        last: null,
      }
    },
    onPointerMove: (event: PointerEvent) => {
      const places = placesAt(event)
      if (!places || !start.current) return
      start.current.last = places
      move(places)
    },
    onPointerUp: () => {
      const last = start.current?.last
      if (last) drop(last)
      else if (start.current) useView.getState().select({ variables: group.members })
      start.current = null
    },
    onPointerCancel: () => {
      if (start.current?.last) drop(start.current.places)
      start.current = null
    },
  }
}
