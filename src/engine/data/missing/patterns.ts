import type { Column, Dataset } from '../dataset'

/** Rows that have gaps in the same columns. */
export interface MissingPattern {
  /** One entry a column of `MissingPatterns.columns`: is the value missing? */
  readonly missing: readonly boolean[]
  readonly rows: number
}

export interface MissingPatterns {
  readonly rows: number
  /** Names, in the order of the dataset (or as asked). */
  readonly columns: readonly string[]
  /** Most frequent first, at most 50 of them. The pattern without gaps is one of them. */
  readonly patterns: readonly MissingPattern[]
  /** What the list leaves out. */
  readonly others: { readonly patterns: number; readonly rows: number }
  /** Rows in which each column is missing, in the order of `columns`. */
  readonly byColumn: readonly { readonly name: string; readonly missing: number }[]
  /** Rows with a value in every one of the columns. */
  readonly completeRows: number
  /** `pairs[i][j]`: rows with a value in both columns. Absent with more than 60 columns. */
  readonly pairs?: readonly (readonly number[])[]
}

const MOST_PATTERNS = 50
const MOST_PAIRED_COLUMNS = 60

/**
 * Which columns are missing together, and in how many rows. `names` (default: every column that is not left out)
 * chooses the columns; unknown names are passed over. Exact; time grows with rows x columns that have gaps.
 *
 * `missingPatterns({a: [1, ?, 3], b: [?, ?, 6]})` has the patterns {a}: 0 rows gone, {b}: 1, {a, b}: 1, none: 1.
 */
export function missingPatterns(dataset: Dataset, names?: readonly string[]): MissingPatterns {
  const columns = names
    ? names.flatMap((name) => dataset.columns.find((column) => column.name === name) ?? [])
    : dataset.columns.filter((column) => column.role !== 'left-out')
  const missing = columns.map(countMissing)
  const groups = groupRows(columns, missing, dataset.rows)
  const listed = groups.toSorted((a, b) => b.rows - a.rows).slice(0, MOST_PATTERNS)
  return {
    rows: dataset.rows,
    columns: columns.map(({ name }) => name),
    patterns: listed,
    others: {
      patterns: groups.length - listed.length,
      rows: dataset.rows - listed.reduce((total, { rows }) => total + rows, 0),
    },
    byColumn: columns.map(({ name }, k) => ({ name, missing: missing[k] })),
    completeRows: groups.find((group) => !group.missing.includes(true))?.rows ?? 0,
    ...(columns.length <= MOST_PAIRED_COLUMNS ? { pairs: presentPairs(columns, dataset.rows) } : {}),
  }
}

export function countMissing({ values }: Pick<Column, 'values'>): number {
  let missing = 0
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row])) missing++
  return missing
}

/** Splits the rows by one column after the other, as a binary tree would; each leaf is a pattern. */
function groupRows(columns: readonly Column[], missing: readonly number[], rows: number): MissingPattern[] {
  const groupOf = new Int32Array(rows)
  let patterns: boolean[][] = rows > 0 ? [[]] : []
  columns.forEach(({ values }, k) => {
    if (missing[k] === 0) {
      for (const pattern of patterns) pattern.push(false)
      return
    }
    const children = new Int32Array(2 * patterns.length).fill(-1)
    const next: boolean[][] = []
    for (let row = 0; row < rows; row++) {
      const gap = Number.isNaN(values[row])
      const place = 2 * groupOf[row] + (gap ? 1 : 0)
      if (children[place] < 0) {
        children[place] = next.length
        next.push([...patterns[groupOf[row]], gap])
      }
      groupOf[row] = children[place]
    }
    patterns = next
  })
  const counts = new Int32Array(patterns.length)
  for (let row = 0; row < rows; row++) counts[groupOf[row]]++
  return patterns.map((pattern, k) => ({ missing: pattern, rows: counts[k] }))
}

/** Rows with values in both columns, by counting bits of 32 rows at a time. */
function presentPairs(columns: readonly Column[], rows: number): number[][] {
  const words = Math.ceil(rows / 32)
  const present = columns.map(({ values }) => {
    const bits = new Int32Array(words)
    for (let row = 0; row < rows; row++) if (!Number.isNaN(values[row])) bits[row >> 5] |= 1 << (row & 31)
    return bits
  })
  const pairs = columns.map(() => columns.map(() => 0))
  for (let i = 0; i < columns.length; i++) {
    for (let j = 0; j <= i; j++) {
      let both = 0
      for (let word = 0; word < words; word++) both += ones(present[i][word] & present[j][word])
      pairs[i][j] = both
      pairs[j][i] = both
    }
  }
  return pairs
}

/** How many of the 32 bits are set. Warren 2012, Hacker's Delight, section 5-1. */
function ones(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
