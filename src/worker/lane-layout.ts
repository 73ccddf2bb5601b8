import { isDirected, type CausalGraph, type VariableId } from '../engine/graph/graph'
import type { NodeSize } from './layout'

const COLUMN_GAP = 84
/** Clear space between a line and the nodes beside it. */
const LANE_PAD = 44
const NARROWEST_LANE = 184
const ROW_GAP = 28
const MARGIN = 40
const SWEEPS = 12
/** Places kept free for passing edges; the edges beyond go straight. */
const MOST_BENDS = 4000
const usualSize: NodeSize = { width: 120, height: 40 }

export interface LaneLayout {
  /** Top left corners. */
  readonly places: Record<VariableId, { x: number; y: number }>
  /** The x of the lines; the first stands between the variables without a tier and tier 1. */
  readonly dividers: readonly number[]
}

interface Cell {
  /** Index of the variable, -1 where an edge passes. */
  readonly variable: number
  readonly height: number
  readonly before: Cell[]
  readonly after: Cell[]
  order: number
  /** The middle. */
  y: number
}

/**
 * A layered drawing (Sugiyama, Tagawa & Toda 1981) in which each lane has columns of its own: causes left of effects
 * within a lane, rows in the order that crosses the fewest lines among those tried, heights near the neighbours'.
 * `lanes` gives each variable's lane, 0 for none, and `tiers` how many lanes follow lane 0.
 */
export function layoutLanes({
  graph,
  sizes,
  lanes,
  tiers,
}: {
  graph: CausalGraph
  sizes: Readonly<Record<VariableId, NodeSize>>
  lanes: Readonly<Record<VariableId, number>>
  tiers: number
}): LaneLayout {
  const ids = graph.variables.map((variable) => variable.id)
  const laneOf = ids.map((id) => lanes[id] ?? 0)
  const sizeOf = (v: number) => sizes[ids[v]] ?? usualSize
  const arrows = arrowsOf(graph, ids)
  const step = columnsWithinLanes(ids.length, laneOf, arrows)

  const columnsIn = Array.from({ length: tiers + 1 }, () => 0)
  laneOf.forEach((lane, v) => (columnsIn[lane] = Math.max(columnsIn[lane], step[v] + 1)))
  const firstColumn = columnsIn.map((_count, lane) => columnsIn.slice(0, lane).reduce((a, b) => a + b, 0))
  const columnOf = laneOf.map((lane, v) => firstColumn[lane] + step[v])
  const columns = cellsOf(columnOf, arrows, (v) => sizeOf(v).height)
  orderRows(columns)
  placeRows(columns)

  const widths = columns.map((column) =>
    Math.max(0, ...column.filter((cell) => cell.variable >= 0).map((cell) => sizeOf(cell.variable).width)),
  )
  const { middles, dividers } = placeColumns(columnsIn, widths)
  const top = Math.min(...columns.flat().map((cell) => cell.y - cell.height / 2))
  const places: Record<VariableId, { x: number; y: number }> = {}
  columns.forEach((column, c) => {
    for (const { variable, y } of column) {
      if (variable < 0) continue
      const { width, height } = sizeOf(variable)
      places[ids[variable]] = {
        x: Math.round(middles[c] - width / 2),
        y: Math.round(y - height / 2 - top + MARGIN),
      }
    }
  })
  return { places, dividers }
}

type Arrow = readonly [cause: number, effect: number]

/** Directed edges as written from cause to effect; the rest joins rows but decides no column. */
function arrowsOf(graph: CausalGraph, ids: readonly VariableId[]): { directed: Arrow[]; other: Arrow[] } {
  const index = new Map(ids.map((id, v) => [id, v]))
  const directed: Arrow[] = []
  const other: Arrow[] = []
  for (const edge of graph.edges) {
    const ends = [index.get(edge.from)!, index.get(edge.to)!] as const
    if (!isDirected(edge)) other.push(ends)
    else directed.push(edge.markTo === 'arrow' ? ends : [ends[1], ends[0]])
  }
  return { directed, other }
}

/** The longest path of arrows that stay in a variable's lane; variables on a cycle stand in the first column. */
function columnsWithinLanes(
  size: number,
  laneOf: readonly number[],
  { directed }: { directed: readonly Arrow[] },
): number[] {
  const inside = directed.filter(([cause, effect]) => laneOf[cause] === laneOf[effect])
  const effects: number[][] = Array.from({ length: size }, () => [])
  const waiting = Array.from({ length: size }, () => 0)
  for (const [cause, effect] of inside) {
    effects[cause].push(effect)
    waiting[effect]++
  }
  const step = Array.from({ length: size }, () => 0)
  const queue = waiting.flatMap((count, v) => (count === 0 ? [v] : []))
  for (let head = 0; head < queue.length; head++) {
    for (const effect of effects[queue[head]]) {
      step[effect] = Math.max(step[effect], step[queue[head]] + 1)
      if (--waiting[effect] === 0) queue.push(effect)
    }
  }
  return step.map((column, v) => (waiting[v] > 0 ? 0 : column))
}

/** Columns of cells: the variables, and a place in each column that an edge passes. */
function cellsOf(
  columnOf: readonly number[],
  { directed, other }: { directed: readonly Arrow[]; other: readonly Arrow[] },
  heightOf: (v: number) => number,
): Cell[][] {
  const columns: Cell[][] = []
  const put = (column: number, variable: number, height: number): Cell => {
    const cells = (columns[column] ??= [])
    const cell: Cell = { variable, height, before: [], after: [], order: cells.length, y: 0 }
    cells.push(cell)
    return cell
  }
  const own = columnOf.map((column, v) => put(column, v, heightOf(v)))
  let bends = 0
  for (const [a, b] of [...directed, ...other]) {
    if (columnOf[a] === columnOf[b]) continue
    const [left, right] = columnOf[a] < columnOf[b] ? [a, b] : [b, a]
    let cell = own[left]
    for (let column = columnOf[left] + 1; column < columnOf[right] && bends < MOST_BENDS; column++) {
      const next = put(column, -1, 0)
      bends++
      cell.after.push(next)
      next.before.push(cell)
      cell = next
    }
    cell.after.push(own[right])
    own[right].before.push(cell)
  }
  return columns
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const inOrder = (column: Cell[]) => {
  column.sort((a, b) => a.order - b.order)
  column.forEach((cell, row) => (cell.order = row))
}

/** Rows by the mean row of the neighbours, swept right and left; the order with the fewest crossings is kept. */
function orderRows(columns: Cell[][]): void {
  let best = columns.map((column) => [...column])
  let fewest = crossings(columns)
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
    const side = sweep % 2 === 0 ? 'before' : 'after'
    for (const column of side === 'before' ? columns : columns.toReversed()) {
      const wish = column.map((cell) =>
        cell[side].length === 0 ? cell.order : mean(cell[side].map((other) => other.order)),
      )
      column.forEach((cell, row) => (cell.order = wish[row]))
      inOrder(column)
    }
    const count = crossings(columns)
    if (count >= fewest) continue
    fewest = count
    best = columns.map((column) => [...column])
  }
  best.forEach((column, c) => {
    columns[c] = column
    column.forEach((cell, row) => (cell.order = row))
  })
}

/** Pairs of lines between neighbouring columns that cross: inversions, counted while inserting into order. */
function crossings(columns: readonly (readonly Cell[])[]): number {
  let count = 0
  for (const column of columns) {
    const ends: number[] = []
    for (const cell of column) {
      const rows = cell.after.map((other) => other.order).toSorted((a, b) => a - b)
      for (const row of rows) for (const end of ends) if (end > row) count++
      ends.push(...rows)
    }
  }
  return count
}

/** Heights: each column as near to the mean of its neighbours as the rows' distances allow. */
function placeRows(columns: readonly Cell[][]): void {
  for (const column of columns)
    settle(
      column,
      Array.from(column, () => 0),
    )
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      settle(
        column,
        column.map((cell) => {
          const around = [...cell.before, ...cell.after]
          return around.length === 0 ? cell.y : mean(around.map((other) => other.y))
        }),
      )
    }
  }
}

/** Least squares under least distances: isotonic regression by pooling neighbours that would overlap. */
function settle(column: readonly Cell[], wishes: readonly number[]): void {
  const blocks: { sum: number; size: number; first: number }[] = []
  const offsets: number[] = []
  column.forEach((cell, row) => {
    const above = column[row - 1]
    const gap = above ? (above.height + cell.height) / 2 + ROW_GAP : 0
    offsets.push((offsets[row - 1] ?? 0) + gap)
    let block = { sum: wishes[row] - offsets[row], size: 1, first: row }
    for (
      let last = blocks.at(-1);
      last && last.sum / last.size > block.sum / block.size;
      last = blocks.at(-1)
    ) {
      blocks.pop()
      block = { sum: last.sum + block.sum, size: last.size + block.size, first: last.first }
    }
    blocks.push(block)
  })
  for (const { sum, size, first } of blocks)
    for (let row = first; row < first + size; row++) column[row].y = sum / size + offsets[row]
}

/** The middles of the columns and the lines between the lanes. */
function placeColumns(columnsIn: readonly number[], widths: readonly number[]) {
  const middles: number[] = []
  const dividers: number[] = []
  let x = 0
  columnsIn.forEach((count, lane) => {
    const own = widths.slice(middles.length, middles.length + count)
    const used = own.reduce((sum, width) => sum + width, 0) + Math.max(0, count - 1) * COLUMN_GAP
    const full = count === 0 && lane === 0 ? 0 : Math.max(NARROWEST_LANE, used + 2 * LANE_PAD)
    let at = x + (full - used) / 2
    for (const width of own) {
      middles.push(at + width / 2)
      at += width + COLUMN_GAP
    }
    x += full
    if (lane < columnsIn.length - 1) dividers.push(Math.round(x))
  })
  return { middles, dividers }
}
