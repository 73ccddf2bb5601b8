/** The standard normal distribution. */

const SQRT_TWO_PI = 2.5066282746310007

export const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / SQRT_TWO_PI

/** Coefficients of Cody 1969, Math. Comp. 23, in the arrangement of Cody 1993, ACM TOMS 19 (algorithm 715, ANORM). */
const centreTop = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
]
const centreBottom = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673]
const middleTop = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
]
const middleBottom = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
]
const farTop = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793,
]
const farBottom = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824,
  0.00007297515550839662,
]

/** Horner, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0
  for (const coefficient of coefficients) value = value * x + coefficient
  return value
}

/** P(Z > z); full relative accuracy in the tail. */
export function normalUpperTail(z: number): number {
  if (Number.isNaN(z)) return NaN
  const size = Math.abs(z)
  if (size <= 0.67448975) {
    const square = z * z
    return 0.5 - (z * polynomial(centreTop, square)) / polynomial(centreBottom, square)
  }
  let tail: number
  if (size > 38.6) tail = 0
  else {
    // exp(-z^2/2) in two factors, so that the square loses no digits.
    const coarse = Math.trunc(size * 16) / 16
    const bell = Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * (size - coarse) * (size + coarse))
    if (size <= 5.656854249492381)
      tail = (bell * polynomial(middleTop, size)) / polynomial(middleBottom, size)
    else {
      const inverse = 1 / (size * size)
      const series = (inverse * polynomial(farTop, inverse)) / polynomial(farBottom, inverse)
      tail = (bell * (1 / SQRT_TWO_PI - series)) / size
    }
  }
  return z > 0 ? tail : 1 - tail
}

/** P(Z <= z). */
export const normalCdf = (z: number): number => normalUpperTail(-z)

/** Coefficients of Wichura 1988, Applied Statistics 37 (algorithm AS 241, PPND16), highest power first. */
const nearTop = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
]
const nearBottom = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
]
const tailTop = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
]
const tailBottom = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
]
const extremeTop = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
]
const extremeBottom = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
]

/** z with P(Z <= z) = p; -Infinity at 0, Infinity at 1, NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN
  if (p === 0) return -Infinity
  if (p === 1) return Infinity
  const offset = p - 0.5
  if (Math.abs(offset) <= 0.425) {
    const r = 0.180625 - offset * offset
    return (offset * polynomial(nearTop, r)) / polynomial(nearBottom, r)
  }
  const r = Math.sqrt(-Math.log(offset < 0 ? p : 1 - p))
  const size =
    r <= 5
      ? polynomial(tailTop, r - 1.6) / polynomial(tailBottom, r - 1.6)
      : polynomial(extremeTop, r - 5) / polynomial(extremeBottom, r - 5)
  return offset < 0 ? -size : size
}
