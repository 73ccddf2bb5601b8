/** Plane geometry of edges: where a curve leaves a node, how it bends, what its heads look like. */
export interface Spot {
  readonly x: number
  readonly y: number
}

export interface Rect extends Spot {
  readonly width: number
  readonly height: number
}

export const centreOf = (rect: Rect): Spot => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 })

export const grow = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
})

/** The smallest rectangle around all of them; at least one is given. */
export function boundsOf(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x))
  const y = Math.min(...rects.map((rect) => rect.y))
  const right = Math.max(...rects.map((rect) => rect.x + rect.width))
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height))
  return { x, y, width: right - x, height: bottom - y }
}

export const contains = (rect: Rect, spot: Spot): boolean =>
  spot.x >= rect.x && spot.x <= rect.x + rect.width && spot.y >= rect.y && spot.y <= rect.y + rect.height

export const distance = (a: Spot, b: Spot): number => Math.hypot(b.x - a.x, b.y - a.y)

/** Where the ray from the rectangle's centre to `towards` crosses the border; the centre when both coincide. */
export function borderPoint(rect: Rect, towards: Spot): Spot {
  const centre = centreOf(rect)
  const dx = towards.x - centre.x
  const dy = towards.y - centre.y
  if (dx === 0 && dy === 0) return centre
  const scale = Math.min(
    dx === 0 ? Infinity : rect.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : rect.height / 2 / Math.abs(dy),
  )
  return { x: centre.x + dx * scale, y: centre.y + dy * scale }
}

/** Does the segment a-b meet the rectangle? Liang and Barsky 1984. */
export function segmentMeets(a: Spot, b: Spot, rect: Rect): boolean {
  const dx = b.x - a.x
  const dy = b.y - a.y
  let enter = 0
  let leave = 1
  const sides = [
    [-dx, a.x - rect.x],
    [dx, rect.x + rect.width - a.x],
    [-dy, a.y - rect.y],
    [dy, rect.y + rect.height - a.y],
  ]
  for (const [slope, room] of sides) {
    if (slope === 0) {
      if (room < 0) return false
      continue
    }
    const at = room / slope
    if (slope < 0) enter = Math.max(enter, at)
    else leave = Math.min(leave, at)
    if (enter > leave) return false
  }
  return true
}

/** A quadratic Bézier curve; straight when the control point lies on the chord. */
export interface Curve {
  readonly start: Spot
  readonly control: Spot
  readonly end: Spot
}

export function pointAt({ start, control, end }: Curve, t: number): Spot {
  const u = 1 - t
  return {
    x: u * u * start.x + 2 * u * t * control.x + t * t * end.x,
    y: u * u * start.y + 2 * u * t * control.y + t * t * end.y,
  }
}

/** Unit tangent, in the direction of growing t. */
export function tangentAt({ start, control, end }: Curve, t: number): Spot {
  const x = (1 - t) * (control.x - start.x) + t * (end.x - control.x)
  const y = (1 - t) * (control.y - start.y) + t * (end.y - control.y)
  const length = Math.hypot(x, y) || 1
  return { x: x / length, y: y / length }
}

/**
 * The curve between two centres whose middle stands `bend` pixels off the chord. Positive bends go up, or
 * left for upright chords, whichever end the edge starts from.
 */
export function bentCurve(from: Spot, to: Spot, bend: number): Curve {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  const length = distance(from, to)
  if (length === 0 || bend === 0) return { start: from, control: middle, end: to }
  let normal = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length }
  const upright = Math.abs(normal.y) < 1e-9
  if (upright ? normal.x > 0 : normal.y > 0) normal = { x: -normal.x, y: -normal.y }
  return {
    start: from,
    control: { x: middle.x + normal.x * 2 * bend, y: middle.y + normal.y * 2 * bend },
    end: to,
  }
}

/**
 * A bend counted from the edge's own direction, to its right positive, as `bentCurve` counts it. The same call
 * turns the one count into the other.
 */
export function upwardBend(from: Spot, to: Spot, bend: number): number {
  const across = { x: to.y - from.y, y: from.x - to.x }
  const upright = Math.abs(across.y) < 1e-9 * Math.max(1, distance(from, to))
  return (upright ? across.x > 0 : across.y > 0) ? bend : 0 - bend
}

/** The part of the centre-to-centre curve that is seen: from border to border, each with its gap. */
export function visibleCurve(
  source: Rect,
  target: Rect,
  bend: number,
  gaps: { start: number; end: number },
): Curve | null {
  const from = centreOf(source)
  const to = centreOf(target)
  const whole = bentCurve(from, to, bend)
  const start = borderPoint(grow(source, gaps.start), bend === 0 ? to : whole.control)
  const end = borderPoint(grow(target, gaps.end), bend === 0 ? from : whole.control)
  const apart = (end.x - start.x) * (to.x - from.x) + (end.y - start.y) * (to.y - from.y)
  if (apart <= 0 && bend === 0) return null
  const control = bend === 0 ? { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 } : whole.control
  return { start, control, end }
}

const round = (value: number) => Math.round(value * 100) / 100
export const spell = (spot: Spot) => `${round(spot.x)} ${round(spot.y)}`
export const curvePath = ({ start, control, end }: Curve): string =>
  `M${spell(start)} Q${spell(control)} ${spell(end)}`

/** The curve cut into two at t, by de Casteljau's construction. */
export function splitAt(curve: Curve, t: number): [Curve, Curve] {
  const mix = (a: Spot, b: Spot) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t })
  const left = mix(curve.start, curve.control)
  const right = mix(curve.control, curve.end)
  const middle = mix(left, right)
  return [
    { start: curve.start, control: left, end: middle },
    { start: middle, control: right, end: curve.end },
  ]
}

/** Length along the curve, from 16 chords. */
export function curveLength(curve: Curve): number {
  let length = 0
  let before = curve.start
  for (let step = 1; step <= 16; step++) {
    const next = pointAt(curve, step / 16)
    length += distance(before, next)
    before = next
  }
  return length
}

const headLength = (width: number, dense: boolean) => (dense ? 5.5 + 1.25 * width : 6.2 + 1.7 * width)
const NOTCH = 0.24

export interface Head {
  /** Closed outline, tip first. */
  readonly path: string
  /** Where the line has to end so that it does not show through the notch. */
  readonly lineEnd: Spot
}

/** An arrowhead with a notched back; `direction` is the unit vector in which it points. */
export function arrowHead(tip: Spot, direction: Spot, width: number, dense: boolean): Head {
  const length = headLength(width, dense)
  const half = length * 0.44
  const along = (by: number) => ({ x: tip.x - direction.x * by, y: tip.y - direction.y * by })
  const back = along(length)
  const left = { x: back.x - direction.y * half, y: back.y + direction.x * half }
  const right = { x: back.x + direction.y * half, y: back.y - direction.x * half }
  const notch = along(length * (1 - NOTCH))
  return {
    path: `M${spell(tip)} L${spell(left)} L${spell(notch)} L${spell(right)} Z`,
    lineEnd: along(length * (1 - NOTCH) - 0.5),
  }
}

/** A bar across the curve, `half` pixels to either side. */
export function crossBar(curve: Curve, t: number, half: number): string {
  const at = pointAt(curve, t)
  const { x, y } = tangentAt(curve, t)
  return `M${spell({ x: at.x - y * half, y: at.y + x * half })} L${spell({ x: at.x + y * half, y: at.y - x * half })}`
}

export interface LabelSpot extends Spot {
  readonly anchor: 'start' | 'middle' | 'end'
}

/** A place for a caption beside the middle of the curve: above flat edges, on the outer side of steep ones. */
export function labelSpot(curve: Curve, outwards: 'left' | 'right', gap = 12): LabelSpot {
  const at = pointAt(curve, 0.5)
  const { x, y } = tangentAt(curve, 0.5)
  if (Math.abs(y) < 0.3) return { x: at.x, y: at.y - gap + 2, anchor: 'middle' }
  // On a sloping line the caption keeps clear of the line over its own height.
  const clear = gap + Math.min(14, (6 * Math.abs(x)) / Math.abs(y))
  return outwards === 'left'
    ? { x: at.x - clear, y: at.y, anchor: 'end' }
    : { x: at.x + clear, y: at.y, anchor: 'start' }
}

/** Moves a box so that it lies inside the bounds, `margin` from their sides. */
export function keepInside(box: Rect, bounds: { width: number; height: number }, margin = 12): Spot {
  const clamp = (value: number, size: number, room: number) =>
    Math.max(margin, Math.min(value, room - size - margin))
  return { x: clamp(box.x, box.width, bounds.width), y: clamp(box.y, box.height, bounds.height) }
}

const overlapArea = (a: Rect, b: Rect) =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

/** What the card belongs to should be seen before all others. */
const ANCHOR_WEIGHT = 50

export type Side = 'below' | 'above' | 'right' | 'left'

/**
 * The top left corner for a card of the given size beside an anchor: on the first side, in the order given,
 * where it covers least of the anchor, then of the obstacles, and always inside the bounds.
 */
export function placeBeside(
  anchor: Rect,
  size: { width: number; height: number },
  bounds: { width: number; height: number },
  obstacles: readonly Rect[],
  sides: readonly Side[],
): Spot {
  const gap = 16
  const middle = centreOf(anchor)
  const wishes: Record<Side, Spot> = {
    below: { x: middle.x - size.width / 2, y: anchor.y + anchor.height + gap },
    above: { x: middle.x - size.width / 2, y: anchor.y - size.height - gap },
    right: { x: anchor.x + anchor.width + gap, y: middle.y - size.height / 2 },
    left: { x: anchor.x - size.width - gap, y: middle.y - size.height / 2 },
  }
  let best = keepInside({ ...wishes[sides[0]], ...size }, bounds)
  let least = Infinity
  for (const side of sides) {
    const place = keepInside({ ...wishes[side], ...size }, bounds)
    const card = { ...place, ...size }
    const covered = obstacles.reduce(
      (sum, other) => sum + overlapArea(card, other),
      overlapArea(card, anchor) * ANCHOR_WEIGHT,
    )
    if (covered < least) {
      least = covered
      best = place
    }
  }
  return best
}
