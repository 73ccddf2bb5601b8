import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { moveDivider } from '../../document/commands/lane-commands'
import { runCommand } from '../../stores/project'
import { structureText } from '../../text/structure'
import styles from './Lanes.module.css'

const text = structureText.lanes
const STEP = 10
const LONG_STEP = 40
const WIDEST_MOVE = 4000

/** The line before a lane with the grip that moves it, at a screen x. Arrow keys move it too. */
export function LaneDivider({
  graphId,
  divider,
  at,
  zoom,
  least,
}: {
  graphId: string
  divider: number
  at: number
  zoom: number
  /** How far left it may go, canvas pixels; 0 or less. */
  least: number
}) {
  const start = useRef<number | null>(null)
  const [by, setBy] = useState(0)
  const within = (move: number) => Math.max(least, Math.min(WIDEST_MOVE, Math.round(move)))
  const move = (canvasPixels: number) =>
    runCommand(moveDivider, { graphId, divider, by: within(canvasPixels) })
  const onKeyDown = (event: KeyboardEvent) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (!way) return
    event.preventDefault()
    event.stopPropagation()
    move(way * (event.shiftKey ? LONG_STEP : STEP))
  }
  return (
    <div className={styles.divider} data-dragging={by !== 0} style={{ left: at + by * zoom }}>
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={text.divider(divider)}
        aria-description={text.dividerHelp}
        aria-valuenow={Math.round(at)}
        tabIndex={0}
        className={styles.grip}
        data-divider={divider}
        onKeyDown={onKeyDown}
        onPointerDown={(event: PointerEvent) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          start.current = event.clientX
        }}
        onPointerMove={(event) => {
          if (start.current !== null) setBy(within((event.clientX - start.current) / zoom))
        }}
        onPointerUp={() => {
          start.current = null
          setBy(0)
          if (by !== 0) move(by)
        }}
        onPointerCancel={() => {
          start.current = null
          setBy(0)
        }}
      />
    </div>
  )
}
