import { useStore } from '@xyflow/react'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { keepInside, type Spot } from './geometry'
import styles from './Cards.module.css'

interface FloatingCardProps {
  /** Canvas point that the card belongs to. */
  at: Spot
  label: string
  /** 'below' and 'above' keep 16 px away from the point. */
  side: 'below' | 'above'
  className?: string
  role?: 'dialog' | 'toolbar' | 'alertdialog'
  children: ReactNode
}

/** A card that follows a place of the drawing and stays inside the canvas, at its own size whatever the zoom. */
export function FloatingCard({ at, label, side, className, role = 'dialog', children }: FloatingCardProps) {
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const card = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = card.current
    if (!element) return undefined
    const measured = new ResizeObserver(() =>
      setSize({ width: element.offsetWidth, height: element.offsetHeight }),
    )
    measured.observe(element)
    return () => measured.disconnect()
  }, [])
  const box = {
    x: at.x * zoom + x - size.width / 2,
    y: at.y * zoom + y + (side === 'below' ? 16 : -16 - size.height),
    ...size,
  }
  const place = keepInside(box, { width, height })
  return (
    <div
      ref={card}
      role={role}
      aria-label={label}
      className={`${styles.card} ${className ?? ''}`}
      style={{ left: place.x, top: place.y, visibility: size.width === 0 ? 'hidden' : undefined }}
    >
      {children}
    </div>
  )
}
