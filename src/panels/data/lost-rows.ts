import type { PreviewedRows } from '../../engine/data/import-preview'

/** Rows that miss a value, and the columns to blame, worst first: "bmi, age or 2 more". */
export function lostRows(rows: PreviewedRows, most: number): { missing: number; names: string } {
  const missing = rows.total - rows.complete - rows.unsettled
  const blamed = Object.entries(rows.missing)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name]) => name)
  const shown = blamed.slice(0, most)
  const rest = blamed.length - shown.length
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown
  return {
    missing,
    names: parts.length > 1 ? `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}` : (parts[0] ?? ''),
  }
}
