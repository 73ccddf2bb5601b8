import type { Rect, Spot } from '../geometry'
import type { View } from '../live-elements'
import { boxesAt, widthOfName, type Boxes } from './boxes'
import type { Ink } from './ink'
import { paintEdges } from './paint-edges'
import { paintNodes, paintRing, paintTip } from './paint-nodes'
import type { Scene } from './scene'

/** What lies over the resting drawing. */
export interface Above {
  /** Momentary places of nodes that are being moved, in canvas pixels. */
  readonly moving: ReadonlyMap<string, Spot> | null
  readonly hovered: number
  readonly focused: string | null
  /** A box selection under way, in screen pixels. */
  readonly marquee: Rect | null
}

/** What the painter leaves to the live elements. */
export interface LeftOut {
  node(i: number): boolean
  edge(e: number): boolean
}

/** What a picture may take to be painted afresh in every frame of a gesture: milliseconds, and edges to rasterise. */
const SMOOTH = { ms: 9, edges: 1500 }
/** After this long without a change of the view, and four times as long as painting takes, a shifted picture is painted again. */
const PAUSE = 90
/** Pixels around the view that a shifted picture has in store. */
const STORE = 180

function sized(canvas: HTMLCanvasElement, view: View, border: number) {
  const density = window.devicePixelRatio
  const width = Math.round((view.width + 2 * border) * density)
  const height = Math.round((view.height + 2 * border) * density)
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
    canvas.style.width = `${view.width + 2 * border}px`
    canvas.style.height = `${view.height + 2 * border}px`
  }
  canvas.style.left = canvas.style.top = `${-border}px`
  const pen = canvas.getContext('2d')
  pen?.setTransform(density, 0, 0, density, (view.x + border) * density, (view.y + border) * density)
  pen?.clearRect(-view.x - border, -view.y - border, view.width + 2 * border, view.height + 2 * border)
  return pen
}

/**
 * Paints a scene on two canvases: below what rests, above what moves, is pointed at or is selected. In a
 * gesture the lower one is painted in every frame while that is quick, else shifted and painted at the next
 * pause.
 */
export function createPainter(below: HTMLCanvasElement, above: HTMLCanvasElement) {
  let scene: Scene | null = null
  let ink: Ink | null = null
  let view: View = { x: 0, y: 0, zoom: 1, width: 0, height: 0 }
  let leftOut: LeftOut = { node: () => false, edge: () => false }
  let over: Above = { moving: null, hovered: -1, focused: null, marquee: null }
  let boxes: Boxes | null = null
  /** Nodes that are being moved, by position in the scene, and the edges that touch them. */
  let lifted: { nodes: ReadonlySet<number>; edges: ReadonlySet<number> } = {
    nodes: new Set(),
    edges: new Set(),
  }
  let painted: { view: View; ms: number; edges: number } | null = null
  let stale: 'below' | 'above' | null = null
  let frame = 0
  let pause: ReturnType<typeof setTimeout> | undefined

  const boxesNow = (): Boxes | null => {
    if (!scene) return null
    if (boxes?.zoom !== view.zoom) boxes = boxesAt(scene, view.zoom)
    return boxes
  }

  const isHeavy = () => painted !== null && (painted.ms > SMOOTH.ms || painted.edges > SMOOTH.edges)

  const paintBelow = () => {
    const started = performance.now()
    const now = boxesNow()
    if (!scene || !ink || !now || view.width === 0) return
    const border = isHeavy() ? STORE : 0
    const pen = sized(below, view, border)
    if (!pen) return
    below.style.transform = ''
    const seen = {
      x: -view.x - border,
      y: -view.y - border,
      width: view.width + 2 * border,
      height: view.height + 2 * border,
    }
    const edges = placesWhere(scene.edges.length, (e) => !leftOut.edge(e) && !lifted.edges.has(e))
    const nodes = placesWhere(scene.nodes.length, (i) => !leftOut.node(i) && !lifted.nodes.has(i))
    const drawn = paintEdges(pen, scene, now, ink, seen, edges)
    paintNodes(pen, scene, now, ink, seen, nodes)
    painted = { view, ms: performance.now() - started, edges: drawn }
  }

  const paintAbove = () => {
    const now = boxesNow()
    if (!scene || !ink || !now || view.width === 0) return
    const pen = sized(above, view, 0)
    if (!pen) return
    const seen = { x: -view.x, y: -view.y, width: view.width, height: view.height }
    const rects = over.moving ? movedRects(scene, now, over.moving) : now.rects
    const current: Boxes = { ...now, rects }
    const { hovered } = over
    const touched = hovered < 0 ? [] : edgesOf(scene, new Set([hovered]))
    paintEdges(pen, scene, current, ink, seen, new Set([...lifted.edges, ...touched]))
    const front = new Set(lifted.nodes)
    if (hovered >= 0) {
      front.add(hovered)
      for (const e of touched) front.add(scene.ends[2 * e]).add(scene.ends[2 * e + 1])
    }
    paintNodes(
      pen,
      scene,
      current,
      ink,
      seen,
      [...front].filter((i) => i >= 0 && !leftOut.node(i)),
    )
    scene.nodes.forEach(({ id, data, selected, hidden }, i) => {
      if (hidden || leftOut.node(i)) return
      if (selected) paintRing(pen, rects[i], 'selected', ink!)
      if (data.inCycle) paintRing(pen, rects[i], 'cycle', ink!)
      if (data.highlighted) paintRing(pen, rects[i], 'highlighted', ink!)
      if (id === over.focused) paintRing(pen, rects[i], 'focused', ink!)
    })
    const focused = over.focused === null ? -1 : (scene.at.get(over.focused) ?? -1)
    for (const i of new Set([focused, hovered])) {
      if (i < 0 || leftOut.node(i)) continue
      if (i === hovered) paintRing(pen, rects[i], 'hovered', ink)
      if (!now.named[i] || isCut(now, scene, i)) paintTip(pen, scene.nodes[i].data.name, rects[i], seen, ink)
    }
    if (over.marquee) {
      pen.strokeStyle = ink.selection
      pen.lineWidth = 1
      const { x, y, width, height } = over.marquee
      pen.strokeRect(x - view.x, y - view.y, width, height)
      pen.fillStyle = ink.selection
      pen.globalAlpha = 0.08
      pen.fillRect(x - view.x, y - view.y, width, height)
      pen.globalAlpha = 1
    }
  }

  /** The name is longer than its box. */
  const isCut = ({ rects, fontSize }: Boxes, { nodes }: Scene, i: number) =>
    widthOfName(nodes[i], fontSize) > rects[i].width - 5

  const run = () => {
    frame = 0
    const what = stale
    stale = null
    if (what === 'below') paintBelow()
    paintAbove()
  }
  const ask = (what: 'below' | 'above') => {
    if (stale !== 'below') stale = what
    frame ||= requestAnimationFrame(run)
  }
  /** Moves the picture that is there to where the view is now. */
  const shift = (to: View, from: View) => {
    const scale = to.zoom / from.zoom
    const border = -Number.parseFloat(below.style.left || '0')
    const x = to.x - from.x * scale + border * (1 - scale)
    const y = to.y - from.y * scale + border * (1 - scale)
    below.style.transformOrigin = '0 0'
    below.style.transform = `translate(${x}px, ${y}px) scale(${scale})`
  }

  return {
    show(next: Scene) {
      if (next === scene) return
      scene = next
      boxes = null
      if (over.moving) lifted = liftedBy(next, over.moving)
      ask('below')
    },
    look(next: View) {
      if (
        view.x === next.x &&
        view.y === next.y &&
        view.zoom === next.zoom &&
        view.width === next.width &&
        view.height === next.height
      )
        return
      const sameSize = view.width === next.width && view.height === next.height
      view = next
      if (painted && sameSize && isHeavy()) {
        shift(next, painted.view)
        clearTimeout(pause)
        pause = setTimeout(() => ask('below'), Math.max(PAUSE, 4 * painted.ms))
        ask('above')
      } else ask('below')
    },
    leave(next: LeftOut) {
      leftOut = next
      ask('below')
    },
    colour(next: Ink) {
      ink = next
      ask('below')
    },
    put(next: Partial<Above>) {
      const movingBefore = over.moving
      over = { ...over, ...next }
      if (scene && over.moving !== movingBefore) {
        if (!over.moving || !movingBefore || !sameKeys(over.moving, movingBefore)) {
          lifted = over.moving ? liftedBy(scene, over.moving) : { nodes: new Set(), edges: new Set() }
          return ask('below')
        }
      }
      ask('above')
    },
    /** The boxes on the screen, for finding what is pointed at. */
    boxes: boxesNow,
    scene: () => scene,
    view: () => view,
    stop() {
      cancelAnimationFrame(frame)
      clearTimeout(pause)
    },
  }
}

export type Painter = ReturnType<typeof createPainter>

function placesWhere(count: number, holds: (place: number) => boolean): number[] {
  const places: number[] = []
  for (let place = 0; place < count; place++) if (holds(place)) places.push(place)
  return places
}

const sameKeys = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>) =>
  a.size === b.size && [...a.keys()].every((key) => b.has(key))

function edgesOf({ ends, edges }: Scene, nodes: ReadonlySet<number>): number[] {
  const found: number[] = []
  for (let e = 0; e < edges.length; e++)
    if (nodes.has(ends[2 * e]) || nodes.has(ends[2 * e + 1])) found.push(e)
  return found
}

function liftedBy(scene: Scene, moving: ReadonlyMap<string, Spot>) {
  const nodes = new Set([...moving.keys()].map((id) => scene.at.get(id) ?? -1))
  return { nodes, edges: new Set(edgesOf(scene, nodes)) }
}

/** The boxes with those that move shifted as far as their nodes are. */
function movedRects(scene: Scene, { rects, zoom }: Boxes, moving: ReadonlyMap<string, Spot>): Rect[] {
  const moved = [...rects]
  for (const [id, place] of moving) {
    const i = scene.at.get(id)
    if (i === undefined) continue
    const from = scene.rects[i]
    moved[i] = {
      ...rects[i],
      x: rects[i].x + (place.x - from.x) * zoom,
      y: rects[i].y + (place.y - from.y) * zoom,
    }
  }
  return moved
}
