/** A true minus; none before what was rounded to nothing. */
const minus = (text: string) => text.replace('-', /[1-9]/.test(text) ? '−' : '')
const thin = '\u202f'

/** ".826": a probability or small number without its leading zero. */
export function probability(value: number, digits = 3): string {
  return minus(value.toFixed(digits).replace(/^(-?)0\./, '$1.'))
}

/** "83 %" with a narrow no-break space. */
export const percent = (share: number, digits = 0): string =>
  `${minus((share * 100).toFixed(digits))}${thin}%`

/** A probability in percent that never claims certainty: "> 99 %", "< 1 %", "83 %". */
export const chance = (share: number): string =>
  share >= 0.995 ? `>${thin}99${thin}%` : share < 0.005 ? `<${thin}1${thin}%` : percent(share)

/** Digits after the point that show about three significant figures of numbers this size, 0 to 3. */
export const digitsFor = (size: number): number => {
  if (!(size > 0)) return 3
  return Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(size))))
}

/** A plain number: "1,794", "3.46", ".083". */
export function plain(value: number, digits = digitsFor(Math.abs(value))): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) < 1) return probability(value, digits)
  return minus(
    value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  )
}

/** A difference carries its sign: "+.046", "−.054", "+1,794". */
export function signed(value: number, digits = digitsFor(Math.abs(value))): string {
  const text = plain(value, digits)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** "−.119 to +.012" for prose. */
export const range = (
  low: number,
  high: number,
  digits = digitsFor(Math.max(Math.abs(low), Math.abs(high))),
): string => `${signed(low, digits)} to ${signed(high, digits)}`

/** "4,000" */
export const count = (value: number): string => value.toLocaleString('en-US')

/** As short as it can be: "8", "38.2", ".2", "12,400"; so many significant figures, digits before the point whole. */
export function brief(value: number, figures = 3): string {
  if (!Number.isFinite(value)) return '–'
  const rounded =
    Math.abs(value) >= 10 ** (figures - 1) ? Math.round(value) : Number(value.toPrecision(figures))
  return minus(rounded.toLocaleString('en-US', { maximumFractionDigits: 12 }).replace(/^(-?)0\./, '$1.'))
}

/** "< .001", "= .031": what follows the letter p. */
export const pValueWords = (p: number): string => (p < 0.001 ? '< .001' : `= ${probability(p)}`)
