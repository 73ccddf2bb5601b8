/** Dates are days since 1970-01-01 (UTC). */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade' | 'century'

/** Mean length in days. */
const lengths: Readonly<Record<CalendarUnit, number>> = {
  day: 1,
  week: 7,
  month: 30.44,
  quarter: 91.3,
  year: 365.25,
  decade: 3652.5,
  century: 36525,
}

const MONTHS: Partial<Record<CalendarUnit, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  decade: 120,
  century: 1200,
}

const DAY = 86_400_000

/** First of the month, as a day; months count from January 1970. */
function monthStart(month: number): number {
  const date = new Date(0)
  // Unlike Date.UTC this takes the years 0 to 99 as they stand.
  date.setUTCFullYear(1970, month, 1)
  return date.getTime() / DAY
}

/** The shortest unit that cuts the span into at most `most` pieces, or the longest there is. */
export function calendarUnit(low: number, high: number, most: number): CalendarUnit {
  const units = Object.keys(lengths) as CalendarUnit[]
  return units.find((unit) => (high - low) / lengths[unit] + 1 <= most) ?? 'century'
}

/** Starts of the units that cover low to high, and the start of the one after. Weeks begin on Monday. */
export function calendarEdges(low: number, high: number, unit: CalendarUnit): number[] {
  const edges: number[] = []
  const months = MONTHS[unit]
  if (months === undefined) {
    const step = lengths[unit]
    // 1970-01-05 was a Monday.
    const phase = unit === 'week' ? 4 : 0
    const first = Math.floor((low - phase) / step) * step + phase
    for (let edge = first; edge <= high; edge += step) edges.push(edge)
    edges.push(edges.at(-1)! + step)
    return edges
  }
  const date = new Date(Math.floor(low) * DAY)
  const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
  // Decades and centuries begin in years that end on 0 and 00.
  const phase = months > 12 ? -1970 * 12 : 0
  let at = Math.floor((month - phase) / months) * months + phase
  for (; monthStart(at) <= high; at += months) edges.push(monthStart(at))
  edges.push(monthStart(at))
  return edges
}
