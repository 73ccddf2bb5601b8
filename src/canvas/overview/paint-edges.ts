import type { EdgeTone } from '../edge-look'
import { bentCurve, borderPoint, centreOf, grow, type Rect, type Spot } from '../geometry'
import { FADED_ALPHA, lineScale } from './scale'
import type { Boxes } from './boxes'
import type { Ink } from './ink'
import type { Scene } from './scene'

/** More edges than this in view are drawn without heads, and plain ones lighter. */
const HEADED_EDGES = 2500
const CROWDED_EDGES = 1200
/** More dashed or wide lines than this would cost more than they say: a software rasteriser takes ten times as long. */
const DASHED_EDGES = 250
const WIDE_EDGES = 700
const HAIRLINE = 0.8
/** Segments to a stroke: long paths are slower than several short ones. */
const BATCH = 250

/** Later tones lie over earlier ones. */
const layers: readonly (EdgeTone | 'cycle')[] = ['ghost', 'edge', 'latent', 'biasing', 'causal', 'cycle']

interface Line {
  readonly start: Spot
  readonly control: Spot | null
  readonly end: Spot
}

interface Stroke {
  readonly tone: EdgeTone | 'cycle'
  readonly width: number
  readonly dash: string | null
  readonly faded: boolean
  readonly edges: number[]
}

/** The seen part of an edge between two boxes; null where they touch. */
export function lineBetween(from: Rect, to: Rect, bend: number, gap: number): Line | null {
  const a = centreOf(from)
  const b = centreOf(to)
  const control = bend === 0 ? null : bentCurve(a, b, bend).control
  const start = borderPoint(grow(from, gap), control ?? b)
  const end = borderPoint(grow(to, gap), control ?? a)
  const apart = (end.x - start.x) * (b.x - a.x) + (end.y - start.y) * (b.y - a.y)
  return apart <= 0 && !control ? null : { start, control, end }
}

/** A triangle that points from `back` to `tip`. */
function addHead(pen: CanvasRenderingContext2D, tip: Spot, back: Spot, length: number) {
  const dx = tip.x - back.x
  const dy = tip.y - back.y
  const size = Math.hypot(dx, dy) || 1
  const x = (dx / size) * length
  const y = (dy / size) * length
  pen.moveTo(tip.x, tip.y)
  pen.lineTo(tip.x - x - y * 0.44, tip.y - y + x * 0.44)
  pen.lineTo(tip.x - x + y * 0.44, tip.y - y - x * 0.44)
  pen.closePath()
}

/**
 * Draws edges between the boxes, in their tones and widths, and says how many. The pen's origin is the canvas origin; `seen` is
 * the part of the plane that is on the screen.
 */
export function paintEdges(
  pen: CanvasRenderingContext2D,
  { edges, ends }: Scene,
  { rects, zoom }: Boxes,
  ink: Ink,
  seen: Rect,
  which: Iterable<number>,
): number {
  const strokes = new Map<string, Stroke>()
  let count = 0
  for (const e of which) {
    const edge = edges[e]
    const from = rects[ends[2 * e]]
    const to = rects[ends[2 * e + 1]]
    const { data } = edge
    if (!from || !to || !data || edge.hidden) continue
    const room = 2 * Math.abs(data.bend) * zoom
    if (
      Math.max(from.x + from.width, to.x + to.width) + room < seen.x ||
      Math.min(from.x, to.x) - room > seen.x + seen.width ||
      Math.max(from.y + from.height, to.y + to.height) + room < seen.y ||
      Math.min(from.y, to.y) - room > seen.y + seen.height
    )
      continue
    const tone = data.cycle ? 'cycle' : data.look.tone
    const key = `${tone} ${data.look.width} ${data.look.dash} ${data.faded}`
    const known = strokes.get(key)
    if (known) known.edges.push(e)
    else
      strokes.set(key, { tone, width: data.look.width, dash: data.look.dash, faded: data.faded, edges: [e] })
    count++
  }
  const scale = lineScale(zoom)
  const gap = 1 + 3 * scale
  const crowd = Math.max(0.28, Math.min(1, CROWDED_EDGES / count))
  const sorted = [...strokes.values()].toSorted(
    (a, b) => Number(b.faded) - Number(a.faded) || layers.indexOf(a.tone) - layers.indexOf(b.tone),
  )
  for (const { tone, width, dash, faded, edges: members } of sorted) {
    const head = (5.5 + 1.25 * width) * Math.max(scale, 0.55)
    const headed = count <= HEADED_EDGES || tone === 'causal' || tone === 'biasing'
    pen.strokeStyle = pen.fillStyle = ink.edge[tone]
    pen.globalAlpha = faded ? FADED_ALPHA : tone === 'edge' ? crowd : 1
    pen.lineWidth = members.length > WIDE_EDGES ? HAIRLINE : Math.max(HAIRLINE, width * scale)
    pen.setLineDash(
      dash && members.length <= DASHED_EDGES ? dash.split(' ').map((part) => Number(part) * scale) : [],
    )
    const tips: { tip: Spot; back: Spot }[] = []
    pen.beginPath()
    for (const [i, e] of members.entries()) {
      const data = edges[e].data!
      const line = lineBetween(rects[ends[2 * e]], rects[ends[2 * e + 1]], data.bend * zoom, gap)
      if (!line) continue
      const { start, control, end } = line
      pen.moveTo(start.x, start.y)
      if (control) pen.quadraticCurveTo(control.x, control.y, end.x, end.y)
      else pen.lineTo(end.x, end.y)
      if (headed && Math.abs(end.x - start.x) + Math.abs(end.y - start.y) > 1.6 * head) {
        if (data.edge.markTo === 'arrow') tips.push({ tip: end, back: control ?? start })
        if (data.edge.markFrom === 'arrow') tips.push({ tip: start, back: control ?? end })
      }
      if (i % BATCH === BATCH - 1) {
        pen.stroke()
        pen.beginPath()
      }
    }
    pen.stroke()
    pen.beginPath()
    for (const { tip, back } of tips) addHead(pen, tip, back, head)
    pen.fill()
  }
  pen.globalAlpha = 1
  pen.setLineDash([])
  return count
}
