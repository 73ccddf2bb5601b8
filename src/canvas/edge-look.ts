import { edgeSymbol, isBidirected, isDirected, type Edge } from '../engine/graph/graph'
import type { EdgeRole } from '../engine/identify/answer'

/** What an edge does on the canvas: its role for the question, or that do() has cut it. */
export type DrawnRole = EdgeRole | 'cut'

export type EdgeTone = 'edge' | 'latent' | 'causal' | 'biasing' | 'ghost'

export interface EdgeLook {
  readonly width: number
  /** SVG dash array, null for a solid line. */
  readonly dash: string | null
  readonly tone: EdgeTone
}

const thin = 1.25
const thick = 3.5

/** Line width of a discovered edge: 1.25 px at a support of one half, 3.5 px at full support. */
export const supportWidth = (support: number): number =>
  support < 0.5 ? thin : thin + ((support - 0.5) / 0.5) * (thick - thin)

/** Width, dash and colour of an edge. Colour never stands alone: each role has its own line. */
export function edgeLook(
  edge: Edge,
  role: DrawnRole,
  origin: 'discovered' | 'own',
  cause: 'hidden' | 'measured',
): EdgeLook {
  if (role === 'cut') return { width: 1.5, dash: '3 5', tone: 'ghost' }
  if (role === 'causal') return { width: 3, dash: null, tone: 'causal' }
  if (role === 'biasing') return { width: 2.25, dash: isBidirected(edge) ? '5 4' : '7 5', tone: 'biasing' }
  if (role === 'blocked') return { width: 1.5, dash: '1.5 4', tone: 'edge' }
  if (isBidirected(edge)) return { width: 1.75, dash: '5 4', tone: 'latent' }
  if (origin === 'discovered' && edge.support !== undefined)
    return { width: supportWidth(edge.support), dash: edge.support < 0.5 ? '4 4' : null, tone: 'edge' }
  if (cause === 'hidden') return { width: 1.75, dash: '5 4', tone: 'latent' }
  return { width: 1.75, dash: null, tone: 'edge' }
}

/** '+' for an edge only the data have, '?' for one whose direction they leave open. */
export function edgeBadge(edge: Edge, known: ReadonlySet<string>): '+' | '?' | null {
  if (!isDirected(edge) && !isBidirected(edge)) return '?'
  return known.has(adjacencyKey(edge.from, edge.to)) ? null : '+'
}

export const adjacencyKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** "Smoking -> Tar", the stable name of an edge in the page. */
export const edgeName = (edge: Edge, nameOf: (id: string) => string): string => {
  const back = edge.markTo === 'tail' && edge.markFrom === 'arrow'
  const shown = back ? { from: edge.to, to: edge.from, markFrom: edge.markTo, markTo: edge.markFrom } : edge
  return `${nameOf(shown.from)} ${edgeSymbol(shown)} ${nameOf(shown.to)}`
}
