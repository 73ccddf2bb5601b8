import type {
  CounterfactualGraph,
  CounterfactualNode,
} from '../../engine/identify/counterfactual/counterfactual-graph'
import type { VariableId } from '../../engine/graph/graph'

/** Sizes of the drawing in its own units, one to a pixel at full size; worlds stand two abreast. */
export const size = {
  width: 106,
  height: 42,
  columnGap: 28,
  rowGap: 16,
  worldGap: 26,
  margin: 14,
  head: 30,
  abreast: 2,
}

export interface PlacedNode {
  readonly node: CounterfactualNode
  /** Of the top left corner. */
  readonly x: number
  readonly y: number
}

export interface PlacedWorld {
  readonly world: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WorldsLayout {
  readonly nodes: readonly PlacedNode[]
  /** Frames of the worlds; none where copies are merged. */
  readonly worlds: readonly PlacedWorld[]
  readonly width: number
  readonly height: number
}

interface Place {
  readonly x: number
  readonly y: number
}

/** Places closer than this on the canvas share a column or a row. */
const SAME = { column: 70, row: 45 }

/** The number of each place along one axis, where those that are close share one. */
function ranks(values: readonly number[], apart: number): Map<number, number> {
  const rankOf = new Map<number, number>()
  let [rank, first] = [-1, -Infinity]
  for (const value of [...new Set(values)].toSorted((a, b) => a - b)) {
    if (value - first > apart) {
      rank++
      first = value
    }
    rankOf.set(value, rank)
  }
  return rankOf
}

/** One frame's copies as the variables stand on the canvas, drawn together; copies that would cover each other are stacked. */
function gridOf(nodes: readonly CounterfactualNode[], placeOf: (id: VariableId) => Place) {
  const places = nodes.map(({ variable }) => placeOf(variable))
  const columns = ranks(
    places.map(({ x }) => x),
    SAME.column,
  )
  const rows = ranks(
    places.map(({ y }) => y),
    SAME.row,
  )
  const cells = new Map<string, CounterfactualNode[]>()
  const rowHeights: number[] = []
  nodes.forEach((node, i) => {
    const [column, row] = [columns.get(places[i].x)!, rows.get(places[i].y)!]
    const cell = cells.get(`${column} ${row}`) ?? []
    cell.push(node)
    cells.set(`${column} ${row}`, cell)
    rowHeights[row] = Math.max(rowHeights[row] ?? 1, cell.length)
  })
  const startOf = (row: number) => rowHeights.slice(0, row).reduce((sum, height) => sum + height, 0)
  const placed = [...cells].flatMap(([key, cell]) => {
    const [column, row] = key.split(' ').map(Number)
    // A lone copy stands in the middle of a row that others make higher.
    const lift = (rowHeights[row] - cell.length) / 2
    return cell.map((node, at) => ({ node, column, row: startOf(row) + lift + at }))
  })
  return {
    placed,
    columns: Math.max(0, ...placed.map(({ column }) => column + 1)),
    rows: startOf(rowHeights.length),
  }
}

/**
 * Where the copies stand: apart, each world in a frame of its own from left to right, in the arrangement of the canvas;
 * merged, all in one grid.
 */
export function layoutWorlds(
  graph: CounterfactualGraph,
  form: 'apart' | 'merged',
  placeOf: (id: VariableId) => Place,
): WorldsLayout {
  const frames =
    form === 'merged'
      ? [{ world: -1, nodes: graph.nodes }]
      : graph.worlds.map((_, world) => ({
          world,
          nodes: graph.nodes.filter((node) => node.worlds.includes(world)),
        }))
  const shown = frames.filter(({ nodes }) => nodes.length > 0)
  const grids = shown.map(({ nodes }) => gridOf(nodes, placeOf))
  const step = { x: size.width + size.columnGap, y: size.height + size.rowGap }
  const head = form === 'apart' ? size.head : 0
  const rows = Math.max(1, ...grids.map((grid) => grid.rows))
  const height = head + rows * step.y - size.rowGap + 2 * size.margin
  const placed: PlacedNode[] = []
  const worlds: PlacedWorld[] = []
  let [x, y, width] = [0, 0, 0]
  shown.forEach(({ world }, i) => {
    if (i > 0 && i % size.abreast === 0) {
      x = 0
      y += height + size.worldGap
    }
    const grid = grids[i]
    const top = y + head + size.margin + ((rows - grid.rows) * step.y) / 2
    for (const { node, column, row } of grid.placed)
      placed.push({ node, x: x + size.margin + column * step.x, y: top + row * step.y })
    const across = grid.columns * step.x - size.columnGap + 2 * size.margin
    if (world >= 0) worlds.push({ world, x, y, width: across, height })
    width = Math.max(width, x + across)
    x += across + size.worldGap
  })
  return { nodes: placed, worlds, width, height: y + height }
}
