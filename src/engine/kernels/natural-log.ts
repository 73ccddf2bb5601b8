const number = new Float64Array(1)
/** The low and the high half of `number`, on the little-endian machines that browsers and Node run on. */
const halves = new Uint32Array(number.buffer)

/** ln 2 in two parts; the high one ends in zeros, so that a whole number times it is exact. */
const LN2_HIGH = 12193974156572 / 2 ** 44
const LN2_LOW = 5.497923018708371e-14

/**
 * log(x) for finite x > 0 with the digits of the compiled kernels (natural-log.c); Math.log may differ in the last one
 * between browsers. x = 2^k m with m in [sqrt(1/2), sqrt(2)), and log(m) = 2 atanh((m - 1) / (m + 1)) by its series.
 */
export function naturalLog(x: number): number {
  number[0] = x
  let exponent = (halves[1] >>> 20) - 1023
  if (exponent === -1023) {
    number[0] = x * 2 ** 54
    exponent = (halves[1] >>> 20) - 1023 - 54
  }
  halves[1] = (halves[1] & 0x000fffff) | 0x3ff00000
  if (number[0] > Math.SQRT2) {
    number[0] *= 0.5
    exponent++
  }
  const m = number[0]
  const s = (m - 1) / (m + 1)
  const z = s * s
  let series = 0
  for (let k = 23; k >= 3; k -= 2) series = (series + 1 / k) * z
  return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW))
}
