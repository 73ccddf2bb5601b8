import { isBidirected, type Edge } from '../../engine/graph/graph'
import type { Motif } from '../../document/motifs'
import { arrowHead, bentCurve, curvePath, pointAt, tangentAt, type Curve, type Spot } from '../geometry'

export interface SketchedNode {
  readonly letter: string
  readonly at: Spot
  readonly form: 'exposure' | 'outcome' | 'latent' | 'selected' | 'measured'
}

export interface SketchedEdge {
  readonly path: string
  readonly heads: readonly string[]
  readonly dashed: boolean
}

export interface Sketch {
  readonly nodes: readonly SketchedNode[]
  readonly edges: readonly SketchedEdge[]
}

export const SKETCH = { width: 116, height: 64, radius: 8.5 } as const
const MARGIN = 11
const STEP = 38

/** The part of a curve between two discs. */
function trimmed(curve: Curve, radius: number): Curve {
  const length = Math.hypot(curve.end.x - curve.start.x, curve.end.y - curve.start.y) || 1
  const t = radius / length
  const [start, end] = [pointAt(curve, t), pointAt(curve, 1 - t)]
  return { start, control: curve.control, end }
}

function sketchEdge(edge: Edge, at: ReadonlyMap<string, Spot>, latent: ReadonlySet<string>): SketchedEdge {
  const [from, to] = [at.get(edge.from)!, at.get(edge.to)!]
  const tie = isBidirected(edge)
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const curve = trimmed(bentCurve(from, to, tie ? Math.min(15, length * 0.2) : 0), SKETCH.radius + 2)
  const end = tangentAt(curve, 1)
  const start = tangentAt(curve, 0)
  const heads = [arrowHead(curve.end, end, 0.6, true)]
  if (tie) heads.push(arrowHead(curve.start, { x: -start.x, y: -start.y }, 0.6, true))
  const line = { ...curve, end: heads[0].lineEnd, start: tie ? heads[1].lineEnd : curve.start }
  return {
    path: curvePath(line),
    heads: heads.map((head) => head.path),
    dashed: tie || latent.has(edge.from),
  }
}

/** A small drawing of a motif, scaled into its box. */
export function sketchMotif(motif: Motif): Sketch {
  const places = Object.values(motif.places)
  const least = { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) }
  const most = { x: Math.max(...places.map(({ x }) => x)), y: Math.max(...places.map(({ y }) => y)) }
  const room = { x: SKETCH.width - 2 * MARGIN, y: SKETCH.height - 2 * MARGIN }
  const scale = {
    x: Math.min(STEP, room.x / Math.max(1, most.x - least.x)),
    y: Math.min(STEP, room.y / Math.max(1, most.y - least.y)),
  }
  const shift = {
    x: (SKETCH.width - (most.x - least.x) * scale.x) / 2,
    y: (SKETCH.height - (most.y - least.y) * scale.y) / 2,
  }
  const at = new Map(
    Object.entries(motif.places).map(([letter, { x, y }]) => [
      letter,
      { x: shift.x + (x - least.x) * scale.x, y: shift.y + (y - least.y) * scale.y },
    ]),
  )
  const latent = new Set<string>(motif.variables.filter((variable) => variable.latent).map(({ id }) => id))
  return {
    nodes: motif.variables.map(({ id, name, latent: hidden, selected }) => ({
      letter: name,
      at: at.get(id)!,
      form:
        id === 'X'
          ? 'exposure'
          : id === 'Y'
            ? 'outcome'
            : hidden
              ? 'latent'
              : selected
                ? 'selected'
                : 'measured',
    })),
    edges: motif.edges.map((edge) => sketchEdge(edge, at, latent)),
  }
}
