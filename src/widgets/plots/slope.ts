interface SlopeEnds {
  readonly left: number
  readonly right: number
  readonly leftText: string
  readonly rightText: string
}

/** Heights of both ends of each line on one shared axis. Ends that all print the same stand level. */
export function slopeHeights(
  lines: readonly SlopeEnds[],
  top: number,
  bottom: number,
): { readonly left: number[]; readonly right: number[] } {
  const values = lines.flatMap((line) => [line.left, line.right])
  const level = new Set(lines.flatMap((line) => [line.leftText, line.rightText])).size === 1
  const low = Math.min(...values)
  const high = level ? low : Math.max(...values)
  const heights = (column: readonly number[]) => heightsOf(column, low, high, top, bottom)
  return { left: heights(lines.map((line) => line.left)), right: heights(lines.map((line) => line.right)) }
}

/** Heights in pixels from the top for values of one shared axis: the largest value stands at `top`. */
function heightsOf(
  values: readonly number[],
  low: number,
  high: number,
  top: number,
  bottom: number,
): number[] {
  const width = high - low
  return values.map((value) =>
    width > 0 ? bottom - ((value - low) / width) * (bottom - top) : (top + bottom) / 2,
  )
}

/**
 * Moves labels apart so that neighbours are at least `distance` pixels away from each other and all stay
 * within [top, bottom]; order and, where there is room, place are kept.
 */
export function spreadLabels(
  heights: readonly number[],
  distance: number,
  top: number,
  bottom: number,
): number[] {
  const order = heights.map((_, i) => i).toSorted((a, b) => heights[a] - heights[b] || a - b)
  const placed = order.map((i) => Math.max(top, heights[i]))
  for (let i = 1; i < placed.length; i++) placed[i] = Math.max(placed[i], placed[i - 1] + distance)
  let ceiling = bottom
  for (let i = placed.length - 1; i >= 0; i--) {
    placed[i] = Math.min(placed[i], ceiling)
    ceiling = placed[i] - distance
  }
  const spread = Array.from({ length: heights.length }, () => 0)
  order.forEach((original, i) => {
    spread[original] = placed[i]
  })
  return spread
}
