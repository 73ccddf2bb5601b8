import type { ColumnDescription, Histogram } from '../../engine/data/summary/describe-columns'
import { exploreText } from '../../text/explore'
import { count, percent } from '../../widgets/numbers'
import type { HistogramBar } from '../../widgets/plots/Histogram'
import type { ShareBar } from '../../widgets/plots/ShareBars'
import { binText, valueText } from './value-words'

const text = exploreText.columns

/** "8 %", "0.3 %" for what is rare but there. */
export const shareText = (share: number): string => percent(share, share > 0 && share < 0.0095 ? 1 : 0)

/** The share of `part` in `whole`; 0 of nothing is 0. */
export const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

/** Bars of a histogram with what each says when it is read. */
export const histogramBars = (histogram: Histogram, known: number): HistogramBar[] =>
  histogram.counts.map((rows, i) => ({
    from: histogram.edges[i],
    to: histogram.edges[i + 1],
    count: rows,
    reading: text.bar(binText(histogram, i), rows, shareText(shareOf(rows, known))),
  }))

/** What the axis leaves out: "3 rows above 400 not drawn"; empty when it holds everything. */
export function beyondText({ below, above, edges }: Histogram, kind: ColumnDescription['kind']): string {
  if (below + above === 0) return ''
  return text.beyond(below, above, valueText(kind, edges[0]), valueText(kind, edges.at(-1)!))
}

/** Bars of categories, the others as one. */
export function categoryBars({ categories, known }: ColumnDescription): ShareBar[] {
  if (!categories) return []
  const { parts, others } = categories
  const most = Math.max(...parts.map((part) => part.count), others.count, 1)
  const bar = (label: string, rows: number, tone: ShareBar['tone']): ShareBar => ({
    label,
    count: count(rows),
    share: shareText(shareOf(rows, known)),
    filled: rows / most,
    tone,
  })
  const bars = parts.map((part) => bar(part.label, part.count, 'plain'))
  if (others.categories > 0) bars.push(bar(exploreText.others(others.categories), others.count, 'quiet'))
  return bars
}

export interface BinRow {
  readonly label: string
  readonly rows: number
  readonly share: string
}

/** The picture of a column as lines of a table. */
export function binRows(column: ColumnDescription): BinRow[] {
  const { histogram, categories, known, kind } = column
  const line = (label: string, rows: number): BinRow => ({
    label,
    rows,
    share: shareText(shareOf(rows, known)),
  })
  if (categories) {
    const rows = categories.parts.map((part) => line(part.label, part.count))
    const { others } = categories
    return others.categories > 0 ? [...rows, line(exploreText.others(others.categories), others.count)] : rows
  }
  if (!histogram) return []
  const inside = histogram.counts.map((rows, i) => line(binText(histogram, i), rows))
  const { below, above, edges } = histogram
  return [
    ...(below > 0 ? [line(text.under(valueText(kind, edges[0])), below)] : []),
    ...inside,
    ...(above > 0 ? [line(text.over(valueText(kind, edges.at(-1)!)), above)] : []),
  ]
}
