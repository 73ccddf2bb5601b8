const SPACE = 32
const PLUS = 43
const MINUS = 45
const ZERO = 48
const LOWER_E = 101
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Powers of ten that a double holds exactly. */
const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))
const LARGEST_POWER = 22
/** A whole number of so many digits fits an int32. */
const SHORT_DIGITS = 9
/** A whole number of so many digits is a double exactly. */
const EXACT_DIGITS = 15
/** Digits beyond the exact ones that are divided in two pieces. */
const MORE_DIGITS = 7

/**
 * Reads numbers as they stand in the bytes of a text table; the value is always `Number(text)`. Digits that make an
 * exact double are divided by an exact power of ten, which is one correctly rounded operation (W. D. Clinger, "How to
 * read floating point numbers accurately", PLDI 1990); longer ones are divided in two pieces (T. J. Dekker, "A
 * floating-point technique for extending the available precision", 1971) where that leaves no doubt about the
 * rounding; the rest is left to `Number`.
 */
export class NumberReader {
  /** After `read` of a number: the byte after it and the spaces behind it. */
  end = 0
  /** After `read`: digits with a zero in front, as codes have it ("007"). Such a cell is not taken for a number. */
  padded = false
  readonly #decimal: number
  readonly #separator: number

  /** Byte codes of the decimal mark and of the separator between cells. */
  constructor(decimal: number, separator: number) {
    this.#decimal = decimal
    this.#separator = separator
  }

  /**
   * The number in the cell that begins at `from`, or NaN when the cell is empty or anything but a plain number. The
   * cell ends at a separator or line end, which must follow within the bytes.
   */
  read(bytes: Uint8Array, from: number): number {
    this.padded = false
    let at = from
    let byte = bytes[at]
    while (byte === SPACE) byte = bytes[++at]
    const start = at
    const negative = byte === MINUS
    if (negative || byte === PLUS) byte = bytes[++at]
    const first = at
    // Wraps when there are more digits than an int32 holds; such numbers are read again below.
    let whole = 0
    while ((byte ^ ZERO) < 10) {
      whole = (Math.imul(whole, 10) + (byte ^ ZERO)) | 0
      byte = bytes[++at]
    }
    let digits = at - first
    if (digits > 1 && bytes[first] === ZERO) {
      this.padded = true
      return NaN
    }
    let decimals = 0
    if (byte === this.#decimal) {
      const point = at
      byte = bytes[++at]
      while ((byte ^ ZERO) < 10) {
        whole = (Math.imul(whole, 10) + (byte ^ ZERO)) | 0
        byte = bytes[++at]
      }
      decimals = at - point - 1
      digits += decimals
    }
    if (digits === 0) return NaN
    let exponent = 0
    if ((byte | 32) === LOWER_E) {
      byte = bytes[++at]
      const down = byte === MINUS
      if (down || byte === PLUS) byte = bytes[++at]
      const firstOfExponent = at
      while ((byte ^ ZERO) < 10) {
        if (exponent < 10_000) exponent = exponent * 10 + (byte ^ ZERO)
        byte = bytes[++at]
      }
      if (at === firstOfExponent) return NaN
      if (down) exponent = -exponent
    }
    const past = at
    while (byte === SPACE) byte = bytes[++at]
    if (byte !== this.#separator && byte !== LINE_FEED && byte !== CARRIAGE_RETURN) return NaN
    this.end = at
    if (digits <= SHORT_DIGITS && exponent === 0) {
      const size = whole / powers[decimals]
      return negative ? -size : size
    }
    const size = this.#long(bytes, first, digits, exponent - decimals)
    if (size === size) return negative ? -size : size
    return this.#byNumber(bytes, start, past)
  }

  /** The digits from `first` on times 10^`exponent`, or NaN where a double alone cannot tell. */
  #long(bytes: Uint8Array, first: number, digits: number, exponent: number): number {
    if (exponent < -LARGEST_POWER || exponent > LARGEST_POWER || digits > EXACT_DIGITS + MORE_DIGITS)
      return NaN
    let leading = 0
    let rest = 0
    let seen = 0
    for (let at = first; seen < digits; at++) {
      const digit = bytes[at] ^ ZERO
      if (digit > 9) continue
      if (seen < EXACT_DIGITS) leading = leading * 10 + digit
      else rest = rest * 10 + digit
      seen++
    }
    if (digits <= EXACT_DIGITS) return exponent < 0 ? leading / powers[-exponent] : leading * powers[exponent]
    return exponent < 0 ? quotient(leading, powers[digits - EXACT_DIGITS], rest, powers[-exponent]) : NaN
  }

  #byNumber(bytes: Uint8Array, from: number, to: number): number {
    let text = ''
    for (let at = from; at < to; at++)
      text += bytes[at] === this.#decimal ? '.' : String.fromCharCode(bytes[at])
    const value = Number(text)
    return Number.isFinite(value) ? value : NaN
  }
}

/** 2^27 + 1 */
const SPLITTER = 134_217_729
/** Far above the relative error of the second piece of the quotient, which is 2^-52. */
const DOUBT = 2 ** -49

/** What the rounded product lost: `a` times `b` minus `product`, exactly. */
function productError(a: number, b: number, product: number): number {
  const aScaled = SPLITTER * a
  const aHigh = aScaled - (aScaled - a)
  const aLow = a - aHigh
  const bScaled = SPLITTER * b
  const bHigh = bScaled - (bScaled - b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/** (`leading` · `scale` + `rest`) / `divisor`, correctly rounded, or NaN in doubt. All are whole and exact. */
function quotient(leading: number, scale: number, rest: number, divisor: number): number {
  const product = leading * scale
  const low = productError(leading, scale, product) + rest
  const high = product + low
  const lost = low - (high - product)
  const first = high / divisor
  const covered = first * divisor
  const remainder = high - covered - productError(first, divisor, covered) + lost
  const second = remainder / divisor
  const value = first + second
  const isSure = first + second * (1 + DOUBT) === value && first + second * (1 - DOUBT) === value
  return isSure ? value : NaN
}
