import { shuffle, type Random } from '../../../base/random'
import { closeUnderMeekRules } from '../../graph/meek'
import { isAdjacent, isUndecided, joinDirected, pointsTo, reaches, type Pattern } from '../../graph/pattern'
import { solveLeastSquares } from '../../stats/orthogonal'
import type { Pacer } from '../pacer'
import type { Strata } from './context-strata'

/** Shuffles behind a p-value. */
const SHUFFLES = 999
/** With fewer strata no shuffle can be rare. */
const FEWEST_STRATA = 5

/**
 * Directs edges between two variables whose mechanisms both change, in place: in the causal direction the changes of the
 * cause's mechanism and of the effect's have nothing to do with each other (Huang et al. 2020, section 4.2, here for
 * linear mechanisms whose coefficients and noise differ between strata). A direction is ruled out when the parameters
 * of the two move together with a p-value, by shuffling strata, below `level`; an edge is directed when one direction is
 * ruled out and the other is not. Edges that share an undecided neighbour are left.
 *
 * @param pattern the last variable is the context
 * @returns how many edges were directed, those that follow not counted
 */
export async function orientByIndependentChanges(
  pattern: Pattern,
  columns: readonly Float64Array[],
  strata: Strata,
  level: number,
  random: (cause: number, effect: number) => Random,
  pacer: Pacer,
): Promise<number> {
  const size = columns.length
  if (strata.count < FEWEST_STRATA) return 0
  const rowsOf = Array.from({ length: strata.count }, (): number[] => [])
  strata.of.forEach((code, row) => rowsOf[code].push(row))
  const parentsOf = (variable: number) =>
    Array.from({ length: size }, (_, a) => a).filter((a) => pointsTo(pattern, a, variable))
  const isIndependent = (cause: number, effect: number) => {
    const own = mechanismParameters(columns, cause, parentsOf(cause), rowsOf)
    const next = mechanismParameters(columns, effect, [cause, ...parentsOf(effect)], rowsOf)
    return coincidence(own, next, random(cause, effect)) >= level
  }
  const isReady = (a: number, b: number) =>
    isUndecided(pattern, a, b) &&
    isAdjacent(pattern, a, size) &&
    isAdjacent(pattern, b, size) &&
    !columns.some((_, c) => isUndecided(pattern, a, c) && isUndecided(pattern, b, c))

  let directed = 0
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      if (!isReady(a, b)) continue
      const rest = pacer.rest(a / size, () => `comparing changes, ${directed} edges directed`)
      if (rest === true || (rest !== false && (await rest))) return directed
      const [forwards, backwards] = [isIndependent(a, b), isIndependent(b, a)]
      if (forwards === backwards) continue
      const [from, to] = forwards ? [a, b] : [b, a]
      if (reaches(pattern, to, from)) continue
      joinDirected(pattern, from, to)
      closeUnderMeekRules(pattern)
      directed++
    }
  }
  return directed
}

/** For each parameter of the regression (constant, slopes, log of the residual variance) its value in each stratum. */
function mechanismParameters(
  columns: readonly Float64Array[],
  variable: number,
  parents: readonly number[],
  rowsOf: readonly (readonly number[])[],
): Float64Array[] {
  const width = parents.length + 1
  const parameters = Array.from({ length: width + 1 }, () => new Float64Array(rowsOf.length))
  rowsOf.forEach((rows, code) => {
    const design = Float64Array.from({ length: rows.length * width }, (_, at) =>
      at % width === 0 ? 1 : columns[parents[(at % width) - 1]][rows[Math.floor(at / width)]],
    )
    const response = Float64Array.from(rows, (row) => columns[variable][row])
    const { coefficients } = solveLeastSquares(design, rows.length, width, response)
    let squares = 0
    response.forEach((value, r) => {
      let residual = value
      for (let j = 0; j < width; j++) residual -= coefficients[j] * design[r * width + j]
      squares += residual * residual
    })
    coefficients.forEach((value, j) => (parameters[j][code] = value))
    parameters[width][code] = Math.log(squares / rows.length)
  })
  return parameters.map(standardised)
}

/** The share of shuffles of the strata in which the two groups of parameters are correlated at least as much. */
function coincidence(left: readonly Float64Array[], right: readonly Float64Array[], random: Random): number {
  const strata = Int32Array.from({ length: left[0].length }, (_, code) => code)
  const shared = () => {
    let total = 0
    for (const a of left) {
      for (const b of right) {
        let sum = 0
        for (let code = 0; code < strata.length; code++) sum += a[code] * b[strata[code]]
        total += sum * sum
      }
    }
    return total
  }
  const observed = shared()
  let asMuch = 1
  for (let k = 0; k < SHUFFLES; k++) {
    shuffle(strata, random)
    if (shared() >= observed) asMuch++
  }
  return asMuch / (SHUFFLES + 1)
}

/** Of mean 0 and length 1; zeros where nothing changes. */
function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const length = Math.hypot(...values.map((value) => value - mean))
  return values.map((value) => (length > 0 ? (value - mean) / length : 0))
}
