// Arranging graphs: the quick layered drawing against dagre, in time and in crossings of the straight lines.
import { Graph, layout as dagreLayout } from '@dagrejs/dagre'
import { layeredLayout, type LayeredInput } from '../src/worker/layered-layout'
import { largeProject } from '../e2e/large-project'
import { createRandom } from '../src/base/random'
import type { Table } from './table'

const size = { width: 120, height: 40 }
const gaps = { column: 116, row: 18 }

type Spot = { x: number; y: number }

/** A random acyclic graph of mean degree 4; arrows lead to any later variable. */
function randomEdges(count: number, seed: number): [number, number][] {
  const random = createRandom(seed)
  const edges = new Map<number, [number, number]>()
  while (edges.size < 2 * count) {
    const a = random.integer(count)
    const b = random.integer(count)
    if (a < b) edges.set(a * count + b, [a, b])
  }
  return [...edges.values()]
}

/** Arrows that stay near, as in the graphs of the canvas benchmark. */
function nearEdges(count: number): [number, number][] {
  const { graph } = largeProject(count).graphs[0]
  const at = new Map(graph.variables.map(({ id }, i) => [id, i]))
  return graph.edges.map((edge) => [at.get(edge.from)!, at.get(edge.to)!])
}

function byDagre({ nodes, edges }: LayeredInput): Spot[] {
  const drawing = new Graph()
  drawing.setGraph({ rankdir: 'LR', ranksep: gaps.column, nodesep: gaps.row, edgesep: 16 })
  nodes.forEach((node, i) => drawing.setNode(String(i), { ...node }))
  for (const [from, to] of edges) drawing.setEdge(String(from), String(to), {})
  dagreLayout(drawing)
  return nodes.map((_, i) => drawing.node(String(i)) as Spot)
}

const turn = (a: Spot, b: Spot, c: Spot) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** Pairs of straight lines that cross, those with a common end aside. */
function crossings(edges: LayeredInput['edges'], places: readonly Spot[]): number {
  let count = 0
  for (const [i, [a, b]] of edges.entries())
    for (const [c, d] of edges.slice(i + 1)) {
      if (a === c || a === d || b === c || b === d) continue
      const [p, q, r, s] = [places[a], places[b], places[c], places[d]]
      if (turn(p, q, r) * turn(p, q, s) < 0 && turn(r, s, p) * turn(r, s, q) < 0) count++
    }
  return count
}

const meanLength = (edges: LayeredInput['edges'], places: readonly Spot[]) =>
  edges.reduce((sum, [a, b]) => sum + Math.hypot(places[a].x - places[b].x, places[a].y - places[b].y), 0) /
  edges.length

export default async function layout(): Promise<Table> {
  const cases: [string, number, [number, number][]][] = [
    ...[1, 2, 3].map((seed): [string, number, [number, number][]] => ['any', 100, randomEdges(100, seed)]),
    ['near', 100, nearEdges(100)],
    ['near', 300, nearEdges(300)],
    ['any', 300, randomEdges(300, 1)],
    ['near', 1000, nearEdges(1000)],
    ['near', 5000, nearEdges(5000)],
    ['any', 5000, randomEdges(5000, 1)],
  ]
  const rows = cases.map(([kind, count, edges]) => {
    const input = { nodes: Array.from({ length: count }, () => size), edges, gaps }
    const timed = (draw: (given: LayeredInput) => Spot[]) => {
      const started = performance.now()
      const places = draw(input)
      return { places, ms: Math.round(performance.now() - started) }
    }
    const ours = timed(layeredLayout)
    const dagre = count <= 300 ? timed(byDagre) : null
    const few = edges.length <= 2000
    return [
      count,
      kind,
      ours.ms,
      dagre?.ms ?? '',
      few ? crossings(edges, ours.places) : '',
      dagre ? crossings(edges, dagre.places) : '',
      Math.round(meanLength(edges, ours.places)),
      dagre ? Math.round(meanLength(edges, dagre.places)) : '',
    ]
  })
  return {
    title: 'Arranging graphs: the quick layered drawing and dagre',
    columns: [
      'variables',
      'arrows',
      'ms',
      'dagre ms',
      'crossings',
      'dagre crossings',
      'mean length',
      'dagre mean length',
    ],
    rows,
    note: 'Mean degree 4. "near": arrows lead at most three columns on; "any": to any later variable. Crossings of straight lines between the middles.',
  }
}
