import type { MissingPatterns } from '../../engine/data/missing/patterns'

/** Columns that the pattern matrix has room for. */
export const MOST_PATTERN_COLUMNS = 24

/** Pixels that the pattern matrix needs so that its counts stay in sight. */
export const patternWidth = (gaps: number): number =>
  Math.max(320, 130 + 22 * Math.min(gaps, MOST_PATTERN_COLUMNS))

export interface GapColumn {
  readonly name: string
  readonly missing: number
  /** Position in the columns of the patterns. */
  readonly at: number
}

/** Columns with gaps, the emptiest first. */
export const columnsWithGaps = ({ byColumn }: MissingPatterns): GapColumn[] =>
  byColumn
    .map(({ name, missing }, at) => ({ name, missing, at }))
    .filter(({ missing }) => missing > 0)
    .toSorted((a, b) => b.missing - a.missing)

export interface TogetherPair {
  readonly a: string
  readonly b: string
  /** Rows in which both are missing. */
  readonly both: number
  /** Rows in which at least one is. */
  readonly either: number
}

/** Pairs of columns that are missing in the same rows, the largest overlap (both of either) first. */
export function missingTogether(patterns: MissingPatterns): TogetherPair[] {
  const { pairs, rows } = patterns
  if (!pairs) return []
  const gaps = columnsWithGaps(patterns)
  const found: TogetherPair[] = []
  gaps.forEach((a, i) =>
    gaps.slice(i + 1).forEach((b) => {
      // pairs counts rows in which both are known.
      const either = rows - pairs[a.at][b.at]
      const both = a.missing + b.missing - either
      if (both > 0) found.push({ a: a.name, b: b.name, both, either })
    }),
  )
  return found.toSorted(
    (left, right) => right.both / right.either - left.both / left.either || right.both - left.both,
  )
}
