import { useState, type KeyboardEvent } from 'react'

/** Steps of the arrow keys through marks in a row, or through a grid `columns` wide (line 0 at the bottom). */
const stepOf = (key: string, columns: number | undefined): number =>
  columns === undefined
    ? ({ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[key] ?? 0)
    : ({ ArrowRight: 1, ArrowLeft: -1, ArrowUp: columns, ArrowDown: -columns }[key] ?? 0)

/**
 * Which of `count` marks is being read, by pointer or by arrow keys; null when none is. `keys` go on the one element
 * that takes the focus.
 */
export function useReading(count: number, columns?: number) {
  const [at, setAt] = useState<number | null>(null)
  const shown = at !== null && at < count ? at : null
  return {
    at: shown,
    point: setAt,
    keys: {
      tabIndex: 0,
      onKeyDown(event: KeyboardEvent) {
        if (event.ctrlKey || event.metaKey || event.altKey || count === 0) return
        const step = stepOf(event.key, columns)
        const edge = { Home: 0, End: count - 1 }[event.key]
        if (step === 0 && edge === undefined) return
        event.preventDefault()
        event.stopPropagation()
        if (edge !== undefined) return setAt(edge)
        const next = shown === null ? (step > 0 ? 0 : count - 1) : shown + step
        if (next >= 0 && next < count) setAt(next)
      },
      onBlur: () => setAt(null),
      onPointerLeave: () => setAt(null),
    },
  }
}
