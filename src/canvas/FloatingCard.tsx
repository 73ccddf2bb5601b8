import { useStore } from '@xyflow/react'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { placeBeside, type Rect, type Side } from './geometry'
import styles from './Cards.module.css'

interface FloatingCardProps {
  /** What on the canvas the card belongs to; it stands beside it. */
  anchor: Rect
  /** Canvas rectangles that the card should not cover. */
  obstacles: readonly Rect[]
  /** Sides in the order of preference. */
  sides: readonly Side[]
  label: string
  className?: string
  /** Names the card in the page. */
  card?: string
  role?: 'group' | 'toolbar' | 'alertdialog'
  children: ReactNode
}

/** A card that follows a place of the drawing and stays inside the canvas, at its own size whatever the zoom. */
export function FloatingCard({
  anchor,
  obstacles,
  sides,
  label,
  className,
  card: name,
  role = 'group',
  children,
}: FloatingCardProps) {
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const card = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = card.current
    if (!element) return undefined
    if (role === 'alertdialog') element.focus({ preventScroll: true })
    const measured = new ResizeObserver(() =>
      setSize({ width: element.offsetWidth, height: element.offsetHeight }),
    )
    measured.observe(element)
    return () => measured.disconnect()
  }, [role])
  const onScreen = (rect: Rect): Rect => ({
    x: rect.x * zoom + x,
    y: rect.y * zoom + y,
    width: rect.width * zoom,
    height: rect.height * zoom,
  })
  const place = placeBeside(onScreen(anchor), size, { width, height }, obstacles.map(onScreen), sides)
  return (
    <div
      ref={card}
      role={role}
      data-card={name}
      aria-label={label}
      tabIndex={role === 'alertdialog' ? -1 : undefined}
      className={`${styles.card} ${className ?? ''}`}
      style={{ left: place.x, top: place.y, opacity: size.width === 0 ? 0 : undefined }}
    >
      {children}
    </div>
  )
}
