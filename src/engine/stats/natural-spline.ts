import { quantileSorted } from './moments'

/** The shares of values beyond the first and the last knot. */
const OUTERMOST = 0.01

/**
 * The columns of a natural cubic spline without its constant, for least squares (Hastie, Tibshirani & Friedman 2009,
 * "The Elements of Statistical Learning", eq. 5.4 and 5.5): linear beyond the outermost knots. Knots stand at quantiles
 * from 1 to 99 in 100; where values repeat so much that quantiles coincide there are fewer.
 *
 * @param knots how many are wanted, at least 2
 * @returns as many columns as there are knots, less one
 */
export function naturalSpline(values: Float64Array, knots: number): Float64Array[] {
  const ascending = values.toSorted()
  const places = Array.from({ length: knots }, (_, k) =>
    quantileSorted(ascending, OUTERMOST + ((1 - 2 * OUTERMOST) * k) / (knots - 1)),
  )
  const distinct = [...new Set(places)]
  const last = distinct.at(-1)!
  const beforeLast = distinct.at(-2)
  if (beforeLast === undefined) return [values.slice()]
  const span = last - distinct[0]
  const cubed = (value: number, knot: number) => Math.max(0, (value - knot) / span) ** 3
  const bend = (value: number, knot: number) =>
    (cubed(value, knot) - cubed(value, last)) / ((last - knot) / span)
  return [
    values.slice(),
    ...distinct
      .slice(0, -2)
      .map((knot) => values.map((value) => bend(value, knot) - bend(value, beforeLast))),
  ]
}
