import { useStore, ViewportPortal } from '@xyflow/react'
import { Ellipsis, EyeOff, Network, Plus, Trash2, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { addLane, removeLane } from '../../document/commands/lane-commands'
import { dividersOf } from '../../document/lanes'
import type { GraphEntry, Lanes } from '../../document/project'
import { againstTiers } from '../../engine/discover/knowledge/tiers'
import { runCommand, usePresent } from '../../stores/project'
import { useView } from '../../stores/view'
import { structureText } from '../../text/structure'
import { Button } from '../../widgets/Button'
import { IconButton } from '../../widgets/IconButton'
import { Menu } from '../../widgets/Menu'
import { rectOf, type VariableFlowNode } from '../to-flow'
import { withoutLanes } from './arrange-lanes'
import { laneFacts, leastMove, nodeTiers, strays, type LaneFacts } from './lane-facts'
import { LaneDivider } from './LaneDivider'
import styles from './Lanes.module.css'

const text = structureText.lanes
/** Pixels at which the head of the lane without a tier says what that means. */
const ROOM_TO_EXPLAIN = 260
const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const

interface LaneLayerProps {
  entry: GraphEntry
  lanes: Lanes
  nodes: readonly VariableFlowNode[]
}

/** The tiers of the project's knowledge as lanes behind the graph, their heads above it. */
export function LaneLayer({ entry, lanes, nodes }: LaneLayerProps) {
  const { knowledge } = usePresent()
  const [x, , zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const placed = useMemo(() => nodes.map((node) => ({ id: node.id, rect: rectOf(node) })), [nodes])
  const facts = useMemo(() => laneFacts(entry, lanes, knowledge), [entry, lanes, knowledge])
  const tiers = useMemo(() => nodeTiers(entry, knowledge), [entry, knowledge])
  const dividers = dividersOf(lanes, knowledge)
  const astray = useMemo(
    () => strays(tiers, dividersOf(lanes, knowledge), placed),
    [tiers, lanes, knowledge, placed],
  )
  const against = useMemo(() => againstTiers(entry.graph, knowledge).against, [entry.graph, knowledge])
  const screen = (canvasX: number) => Math.max(0, Math.min(width, canvasX * zoom + x))
  return (
    <>
      <div className={styles.stripes} aria-hidden>
        {facts.map(({ lane, from, to }) => (
          <div
            key={lane}
            className={styles.stripe}
            data-odd={lane % 2 === 1}
            data-lane={lane}
            style={{ left: screen(from), width: screen(to) - screen(from) }}
          />
        ))}
      </div>
      <div className={styles.heads} role="group" aria-label={text.label}>
        {facts.map((lane) => {
          const room = { left: screen(lane.from), right: screen(lane.to) }
          return room.right - room.left < 40 ? null : (
            <LaneHead
              key={lane.lane}
              entry={entry}
              lane={lane}
              room={room}
              last={lane.lane === facts.length - 1}
            />
          )
        })}
        {facts.slice(1).map(({ lane, from }) => {
          const at = from * zoom + x
          return at < 0 || at > width ? null : (
            <LaneDivider
              key={lane}
              graphId={entry.id}
              divider={lane - 1}
              at={at}
              zoom={zoom}
              least={leastMove(tiers, dividers, lane - 1, placed)}
            />
          )
        })}
      </div>
      <ViewportPortal>
        {astray.map(({ id, rect, tier }) => (
          <span
            key={id}
            className={styles.stray}
            style={{ transform: `translate(${rect.x + rect.width / 2}px, ${rect.y + rect.height + 4}px)` }}
          >
            <span>{text.stray(tier)}</span>
          </span>
        ))}
      </ViewportPortal>
      <div className={styles.remarks} role="status">
        {against.length > 0 ? (
          <p className={styles.remark}>
            <TriangleAlert {...icon} />
            <span>{text.backwards(against.length)}</span>
            <Button
              size="sm"
              onPress={() => useView.getState().select({ edges: against.map(({ edge }) => edge) })}
            >
              {text.showBackwards}
            </Button>
          </p>
        ) : null}
        {astray.length > 0 ? (
          <p className={styles.remark}>
            <TriangleAlert {...icon} />
            <span>{text.strays(astray.length)}</span>
            <Button
              size="sm"
              icon={<Network {...icon} />}
              onPress={() => useView.getState().askCanvas('arrange')}
            >
              {text.tidy}
            </Button>
          </p>
        ) : null}
      </div>
    </>
  )
}

function LaneHead({
  entry,
  lane: { lane, variables },
  room,
  last,
}: {
  entry: GraphEntry
  lane: LaneFacts
  room: { left: number; right: number }
  last: boolean
}) {
  const add = () => runCommand(addLane, { graphId: entry.id, behind: lane })
  const entries = [
    { id: 'add', label: text.addBehind(lane), icon: <Plus {...icon} />, run: add },
    ...(lane === 0
      ? []
      : [
          {
            id: 'remove',
            label: text.remove(lane),
            detail: text.removeDetail(lane),
            icon: <Trash2 {...icon} />,
            run: () => runCommand(removeLane, { graphId: entry.id, tier: lane }),
          },
        ]),
    { separator: true as const, id: 'line' },
    {
      id: 'arrange',
      label: text.tidy,
      keys: 'Shift L',
      icon: <Network {...icon} />,
      run: () => useView.getState().askCanvas('arrange'),
    },
    { id: 'hide', label: text.hide, keys: 'Shift T', icon: <EyeOff {...icon} />, run: withoutLanes },
  ]
  const narrow = room.right - room.left < 150
  return (
    <div className={styles.head} style={{ left: room.left, width: room.right - room.left }}>
      <span className={styles.headName} title={lane === 0 ? text.noTier : text.count(variables)}>
        {text.lane(lane)}
        {narrow ? null : <span className={styles.headCount}>{variables}</span>}
        {lane === 0 && room.right - room.left > ROOM_TO_EXPLAIN ? (
          <span className={styles.headCount}>{text.noTier}</span>
        ) : null}
      </span>
      <Menu label={text.menu(lane)} entries={entries}>
        <Button tone="quiet" size="sm" label={text.menu(lane)} icon={<Ellipsis {...icon} />} />
      </Menu>
      {last && !narrow ? (
        <IconButton label={text.addLast} size="sm" icon={<Plus {...icon} />} onPress={add} />
      ) : null}
    </div>
  )
}
