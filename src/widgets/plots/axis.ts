import { ticks } from 'd3'
import { signed } from '../numbers'

/** A linear axis from `low` to `high` in data units with its ticks in between. */
export interface Axis {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
  /** Digits after the point that tell neighbouring ticks apart. */
  readonly digits: number
}

/** The least that an axis needs to know of a row: where its dot and its interval lie. */
export interface Span {
  readonly point: number
  readonly interval: readonly [number, number] | null
}

/** Position on the axis as a share of its length, 0 at the left; may fall outside [0, 1]. */
export const along = (axis: Axis, value: number): number => (value - axis.low) / (axis.high - axis.low)

/** `along` as an SVG length, held inside the axis. */
export const percentAlong = (axis: Axis, value: number): string =>
  `${(100 * Math.min(1, Math.max(0, along(axis, value)))).toFixed(3)}%`

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** How many median half-widths an interval may reach past the outermost dot before it is cut off. */
const REACH = 3

/** An axis over [low, high] with about `tickCount` round ticks. */
export function axisOver(low: number, high: number, tickCount: number): Axis {
  const marks = ticks(low, high, tickCount)
  const step = marks.length > 1 ? marks[1] - marks[0] : Math.max(Math.abs(low), Math.abs(high), 1)
  return { low, high, ticks: marks, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) }
}

/**
 * One axis for all rows of a forest plot. It holds zero, every dot and every interval, except that one
 * very wide interval does not squeeze the rest: what reaches further than three median half-widths past the
 * outermost dot is cut off at the edge.
 */
export function forestAxis(rows: readonly Span[], tickCount = 3): Axis {
  const drawn = rows.filter((row) => Number.isFinite(row.point))
  if (drawn.length === 0) return axisOver(-1, 1, tickCount)
  const points = [0, ...drawn.map((row) => row.point)]
  const intervals = drawn.flatMap((row) => (row.interval ? [row.interval] : []))
  const halfWidth = intervals.length > 0 ? median(intervals.map(([low, high]) => (high - low) / 2)) : 0
  const least = Math.min(...points)
  const most = Math.max(...points)
  const low = Math.max(Math.min(least, ...intervals.map(([end]) => end)), least - REACH * halfWidth)
  const high = Math.min(Math.max(most, ...intervals.map(([, end]) => end)), most + REACH * halfWidth)
  const width = high - low || 1
  return axisOver(low - 0.08 * width, high + 0.08 * width, tickCount)
}

/** Which ends of an interval lie beyond the axis and are drawn as an arrow instead. */
export const cutOff = (axis: Axis, interval: readonly [number, number]) => ({
  low: interval[0] < axis.low,
  high: interval[1] > axis.high,
})

/** "−.1", "0", "+.1": ticks of a difference. */
export const differenceTick = (axis: Axis, value: number): string =>
  Math.abs(value) < 1e-12 ? '0' : signed(value, axis.digits)
