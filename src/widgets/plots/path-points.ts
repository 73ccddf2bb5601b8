import { scaleLinear } from 'd3'

export interface PathPoint {
  readonly x: number
  readonly y: number
}

/**
 * Points of a track in pixels: one in the middle of each column, from 0 at the bottom to `most` or the largest value at
 * the top. A value that is not there has no point.
 */
export function pathPoints(
  values: readonly number[],
  { width, top, bottom, most = 0 }: { width: number; top: number; bottom: number; most?: number },
): { readonly points: readonly (PathPoint | null)[]; readonly heightOf: (value: number) => number } {
  const high = Math.max(most, ...values.filter(Number.isFinite))
  const height = scaleLinear([0, high || 1], [bottom, top])
  const points = values.map((value, at) =>
    Number.isFinite(value) ? { x: ((at + 0.5) / values.length) * width, y: height(value) } : null,
  )
  return { points, heightOf: (value) => height(value) }
}

/** SVG path through the points, broken where one is missing. */
export const pathThrough = (points: readonly (PathPoint | null)[]): string =>
  points
    .map((point, at) => {
      if (!point) return ''
      const command = at === 0 || points[at - 1] === null ? 'M' : 'L'
      return `${command}${point.x.toFixed(1)} ${point.y.toFixed(1)}`
    })
    .join('')
