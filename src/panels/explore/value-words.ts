import { dateText } from '../../engine/data/cells'
import type { ColumnKind } from '../../engine/data/dataset'
import type { Bins } from '../../engine/data/summary/bins'
import { brief } from '../../widgets/numbers'
import { axisOver } from '../../widgets/plots/axis'
import type { Tick } from '../../widgets/plots/Histogram'

const LARGE = 1e7
const SMALL = 1e-4
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

const raised = (exponent: number) =>
  `${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('')}`

/** A number as it stands in a sentence or a table: "71.2", ".083", "12,400", "1.24 × 10⁹". */
export function numberText(value: number, figures = 3): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value) || size === 0 || (size < LARGE && size >= SMALL)) return brief(value, figures)
  const [mantissa, exponent] = value.toExponential(figures - 1).split('e')
  return `${brief(Number(mantissa), figures)} × 10${raised(Number(exponent))}`
}

const daysText = (days: number) => (Math.abs(days) < 1e8 ? dateText(Math.round(days)) : numberText(days))

/** A value of a column in its own unit. */
export const valueText = (kind: ColumnKind, value: number, figures = 3): string =>
  kind === 'date' && Number.isFinite(value) ? daysText(value) : numberText(value, figures)

/** A value of a column with the digits that matter beside its standard deviation: a mean of .00001 beside 1 is 0. */
export function valueBeside(kind: ColumnKind, value: number, sd: number, figures = 3): string {
  const digits = sd > 0 && Number.isFinite(sd) ? figures - 1 - Math.floor(Math.log10(sd)) : 0
  const matters = digits > 0 && digits <= 12 ? Number(value.toFixed(digits)) : value
  return valueText(kind, Object.is(matters, -0) ? 0 : matters, figures)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function calendarText(day: number, unit: Bins['unit']): string {
  const text = daysText(day)
  const year = text.slice(0, -6)
  const month = Number(text.slice(-5, -3))
  if (unit === 'year' || unit === 'decade' || unit === 'century') return String(Number(year))
  if (unit === 'month') return `${months[month - 1]} ${year}`
  if (unit === 'quarter') return `Q${Math.ceil(month / 3)} ${year}`
  return text
}

const isCalendar = (unit: Bins['unit']) => unit !== 'number' && unit !== 'value' && unit !== 'whole'

/** Significant figures that tell the edges of the bins apart. */
function figuresFor({ edges }: Pick<Bins, 'edges'>): number {
  const width = (edges.at(-1)! - edges[0]) / Math.max(1, edges.length - 1)
  const largest = Math.max(Math.abs(edges[0]), Math.abs(edges.at(-1)!))
  if (!(width > 0) || !(largest > 0) || !Number.isFinite(largest / width)) return 3
  return Math.min(12, Math.max(3, Math.floor(Math.log10(largest)) - Math.floor(Math.log10(width)) + 1))
}

/** What a bin holds: "60 to 65", "5 to 9" for whole numbers, "3", "Mar 1982". */
export function binText(bins: Bins, i: number): string {
  const { edges, unit } = bins
  const [from, to] = [edges[i], edges[i + 1]]
  if (unit === 'value') return numberText(from + 0.5, 12)
  if (unit === 'decade' || unit === 'century')
    return `${calendarText(from, unit)} to ${calendarText(to - 1, unit)}`
  if (unit === 'week') return `week of ${calendarText(from, unit)}`
  if (isCalendar(unit)) return calendarText(from, unit)
  const figures = figuresFor(bins)
  const [first, last] = unit === 'whole' ? [from + 0.5, to - 0.5] : [from, to]
  if (first === last) return numberText(first, 12)
  return `${numberText(first, figures)} to ${numberText(last, figures)}`
}

/** About `most` ticks for the axis of the bins, at round numbers or at the starts of calendar units. */
export function binTicks(bins: Bins, most: number): Tick[] {
  const { edges, unit } = bins
  const [low, high] = [edges[0], edges.at(-1)!]
  if (low === high) return [{ at: low, label: numberText(low, 6) }]
  if (isCalendar(unit)) {
    const step = Math.max(1, Math.ceil(edges.length / most))
    return edges.filter((_, i) => i % step === 0).map((at) => ({ at, label: calendarText(at, unit) }))
  }
  const figures = figuresFor(bins)
  const axis = axisOver(low, high, most)
  const whole = unit !== 'number'
  return axis.ticks
    .filter((at) => !whole || Number.isInteger(at))
    .map((at) => ({ at, label: numberText(at, Math.max(3, figures)) }))
}
