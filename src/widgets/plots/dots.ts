/** A dot of a quantile dot plot, in pixels: `x` from the left of the plot, `y` upwards from its base line. */
export interface Dot {
  readonly x: number
  readonly y: number
  readonly value: number
}

export interface DotStack {
  readonly radius: number
  readonly dots: readonly Dot[]
  /** Height of the tallest pile. */
  readonly height: number
}

const LARGEST_RADIUS = 2.1
const SMALLEST_RADIUS = 0.8
const GAP = 0.3

function stackWithRadius(
  values: readonly number[],
  position: (value: number) => number,
  radius: number,
): DotStack {
  const step = 2 * radius + GAP
  const piles = new Map<number, number>()
  const dots = values.map((value) => {
    const pile = Math.round(position(value) / step)
    const below = piles.get(pile) ?? 0
    piles.set(pile, below + 1)
    return { x: pile * step, y: radius + below * step, value }
  })
  return { radius, dots, height: Math.max(0, ...piles.values()) * step }
}

/**
 * Equally probable values as piles of dots (Kay et al., CHI 2016: quantile dot plots). Dots shrink until the
 * tallest pile fits into `room` pixels; at the smallest size they overlap instead.
 *
 * @param position pixel of a value
 */
export function stackDots(
  values: readonly number[],
  position: (value: number) => number,
  room: number,
): DotStack {
  let radius = LARGEST_RADIUS
  let stack = stackWithRadius(values, position, radius)
  while (stack.height > room && radius > SMALLEST_RADIUS) {
    radius = Math.max(SMALLEST_RADIUS, radius - 0.1)
    stack = stackWithRadius(values, position, radius)
  }
  if (stack.height <= room) return stack
  const squeeze = (room - radius) / (stack.height - radius)
  return {
    radius,
    height: room,
    dots: stack.dots.map((dot) => ({ ...dot, y: radius + (dot.y - radius) * squeeze })),
  }
}
