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

/** Room for the tabs above and the tool strip at left. */
const usual: Insets = { top: 72, bottom: 28, left: 72, right: 28 }

/**
 * What the fit leaves free: cards that lie over the canvas push it from above or below, by the half of the
 * canvas in which they stand.
 */
export function insetsAround(canvas: Box, overlays: readonly Box[]): Insets {
  const middle = (canvas.top + canvas.bottom) / 2
  let { top, bottom } = usual
  for (const box of overlays) {
    if (box.bottom <= box.top || box.right <= box.left) continue
    if ((box.top + box.bottom) / 2 < middle) top = Math.max(top, box.bottom - canvas.top + 20)
    else bottom = Math.max(bottom, canvas.bottom - box.top + 20)
  }
  // A graph squeezed below a third of the height would be unreadable; then the cards may cover it.
  const height = canvas.bottom - canvas.top
  return top + bottom > height * 0.75 ? usual : { ...usual, top, bottom }
}
