import { grow, type Rect } from '../geometry'
import type { VariableNodeData } from '../to-flow'
import { widthOfName, type Boxes } from './boxes'
import type { Ink } from './ink'
import { FADED_ALPHA, lineScale } from './scale'
import type { Scene } from './scene'

/** Boxes lower than this many pixels are drawn without a border and round corners. */
const BORDERED_HEIGHT = 5
const TEXT_WEIGHT = 530

const outside = (rect: Rect, seen: Rect) =>
  rect.x > seen.x + seen.width ||
  rect.x + rect.width < seen.x ||
  rect.y > seen.y + seen.height ||
  rect.y + rect.height < seen.y

const inkOf = (data: VariableNodeData, ink: Ink) => (data.set ? ink.set : ink.node[data.role])

function addBox(pen: CanvasRenderingContext2D, rect: Rect, radius: number) {
  if (radius < 1) pen.rect(rect.x, rect.y, rect.width, rect.height)
  else pen.roundRect(rect.x, rect.y, rect.width, rect.height, radius)
}

/** The name, shortened where the box, which never grows beyond the node's widest, has no room for it. */
function fitted(name: string, width: number, widthOf: (text: string) => number): string {
  if (widthOf(name) <= width) return name
  let length = Math.max(1, Math.floor(width / (widthOf(name) / name.length)))
  while (length > 1 && widthOf(`${name.slice(0, length)}…`) > width) length--
  return `${name.slice(0, length).trimEnd()}…`
}

/** Draws nodes as role-coloured boxes, those with room for their names over those without. */
export function paintNodes(
  pen: CanvasRenderingContext2D,
  { nodes }: Scene,
  { rects, named, zoom, fontSize }: Boxes,
  ink: Ink,
  seen: Rect,
  which: Iterable<number>,
) {
  const scale = lineScale(zoom)
  const plain = new Map<string, { data: VariableNodeData; boxes: Rect[] }>()
  const labelled: number[] = []
  for (const i of which) {
    const { data, hidden } = nodes[i]
    if (hidden || outside(rects[i], seen)) continue
    if (named[i]) labelled.push(i)
    else {
      const key = `${data.role} ${data.set} ${data.adjusted} ${data.faded}`
      const group = plain.get(key)
      if (group) group.boxes.push(rects[i])
      else plain.set(key, { data, boxes: [rects[i]] })
    }
  }
  for (const { data, boxes } of plain.values()) paintBoxes(pen, data, boxes, ink, scale, 'blank')
  pen.font = `${TEXT_WEIGHT} ${fontSize}px ${ink.font}`
  pen.textAlign = 'center'
  pen.textBaseline = 'alphabetic'
  const widthOf = (text: string) => pen.measureText(text).width
  for (const i of labelled) {
    const { data } = nodes[i]
    const rect = rects[i]
    paintBoxes(pen, data, [rect], ink, scale, 'named')
    pen.globalAlpha = data.faded ? FADED_ALPHA * 2 : 1
    pen.fillStyle = inkOf(data, ink).text
    const room = rect.width - 6
    const text = widthOfName(nodes[i], fontSize) <= room ? data.name : fitted(data.name, room, widthOf)
    pen.fillText(text, rect.x + rect.width / 2, rect.y + rect.height / 2 + fontSize * 0.35)
  }
  pen.globalAlpha = 1
}

/** Boxes of one role in two strokes; adjusted ones with their square frame. */
function paintBoxes(
  pen: CanvasRenderingContext2D,
  data: VariableNodeData,
  boxes: readonly Rect[],
  ink: Ink,
  scale: number,
  form: 'named' | 'blank',
) {
  const { line, fill } = inkOf(data, ink)
  const asked = data.role === 'exposure' || data.role === 'outcome'
  const small = boxes[0].height < BORDERED_HEIGHT
  const radius = small || data.set ? 0 : Math.min(6, boxes[0].height * 0.28)
  const opacity = data.faded ? FADED_ALPHA : 1
  const outlined = form === 'named' || asked || data.role === 'latent'
  pen.beginPath()
  for (const box of boxes) addBox(pen, box, radius)
  // A box without its name is a plain mark: an empty frame would look like a name that is missing.
  if (!outlined || small) {
    pen.globalAlpha = 1
    pen.fillStyle = ink.canvas
    if (!data.faded) pen.fill()
  }
  pen.globalAlpha = outlined && !small ? opacity : opacity * (asked || small ? 1 : 0.5)
  pen.fillStyle = outlined && !small ? fill : line
  pen.fill()
  if (outlined && !small) {
    pen.strokeStyle = line
    pen.lineWidth = Math.max(0.9, (asked ? 2 : 1.5) * scale)
    pen.setLineDash(data.role === 'latent' ? [3, 2.5] : [])
    pen.stroke()
    pen.setLineDash([])
  }
  if (data.adjusted) {
    pen.strokeStyle = ink.adjusted
    pen.lineWidth = 1.25
    pen.beginPath()
    for (const box of boxes) addBox(pen, grow(box, 3), 0)
    pen.stroke()
  }
  pen.globalAlpha = 1
}

/** Rings around a node: selected (double), highlighted, of a refused cycle, or focused. */
export function paintRing(
  pen: CanvasRenderingContext2D,
  rect: Rect,
  ring: 'selected' | 'highlighted' | 'cycle' | 'focused' | 'hovered',
  ink: Ink,
) {
  const colour = {
    selected: ink.selection,
    highlighted: ink.selection,
    cycle: ink.cycle,
    focused: ink.focus,
    hovered: ink.adjusted,
  }[ring]
  pen.strokeStyle = colour
  pen.globalAlpha = ring === 'highlighted' || ring === 'hovered' ? 0.55 : 1
  pen.lineWidth = ring === 'hovered' ? 1.5 : 2
  pen.beginPath()
  pen.roundRect(rect.x - 3, rect.y - 3, rect.width + 6, rect.height + 6, 6)
  pen.stroke()
  if (ring === 'selected') {
    pen.lineWidth = 1
    pen.beginPath()
    pen.roundRect(rect.x - 6, rect.y - 6, rect.width + 12, rect.height + 12, 8)
    pen.stroke()
  }
  pen.globalAlpha = 1
}

/** A name beside a box that has no room for it. */
export function paintTip(pen: CanvasRenderingContext2D, name: string, at: Rect, seen: Rect, ink: Ink) {
  pen.font = `${TEXT_WEIGHT} 12px ${ink.font}`
  const width = Math.min(320, pen.measureText(name).width) + 16
  const height = 24
  const below = at.y + at.height + 8
  const y = below + height > seen.y + seen.height ? at.y - 8 - height : below
  const x = Math.max(seen.x + 6, Math.min(at.x + (at.width - width) / 2, seen.x + seen.width - width - 6))
  pen.fillStyle = ink.tip.fill
  pen.beginPath()
  pen.roundRect(x, y, width, height, 6)
  pen.fill()
  pen.fillStyle = ink.tip.text
  pen.textAlign = 'center'
  pen.textBaseline = 'alphabetic'
  pen.fillText(
    fitted(name, width - 14, (text) => pen.measureText(text).width),
    x + width / 2,
    y + 16,
  )
}
