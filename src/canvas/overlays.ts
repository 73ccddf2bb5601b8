export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Insets {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** Room for the tabs above and the tool strip, which stands at left or, on small screens, above too. */
const usual: Readonly<Record<'left' | 'above', Insets>> = {
  left: { top: 72, bottom: 28, left: 72, right: 28 },
  above: { top: 60, bottom: 14, left: 20, right: 20 },
}
/** Space between a card and the graph. */
const gap = { left: 20, above: 10 }

/**
 * What the fit leaves free: cards that lie over the canvas push it from above or below, by the half of the
 * canvas in which they stand.
 */
export function insetsAround(canvas: Box, overlays: readonly Box[], tools: 'left' | 'above'): Insets {
  const middle = (canvas.top + canvas.bottom) / 2
  let { top, bottom } = usual[tools]
  for (const box of overlays) {
    if (box.bottom <= box.top || box.right <= box.left) continue
    if ((box.top + box.bottom) / 2 < middle) top = Math.max(top, box.bottom - canvas.top + gap[tools])
    else bottom = Math.max(bottom, canvas.bottom - box.top + gap[tools])
  }
  // A graph squeezed below a third of the height would be unreadable; then the cards may cover it.
  const height = canvas.bottom - canvas.top
  return top + bottom > height * 0.75 ? usual[tools] : { ...usual[tools], top, bottom }
}
