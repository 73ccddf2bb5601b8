import { crossProducts } from '../../kernels/cross-products'
import type { Pacer } from '../pacer'
import { likelihoodRatio, standardisedEntropy } from './pairwise-likelihood-ratio'

/** Below this share of unexplained variance a column counts as determined by those taken out before. */
const SMALLEST_SHARE = 1e-12

/**
 * The causal order of a linear model with independent non-Gaussian noise (Shimizu et al. 2011, "DirectLiNGAM", JMLR 12,
 * algorithm 1, with the measure of Hyvarinen & Smith 2013, section 3.3): the variable that speaks least for being an
 * effect of another comes first, its part is taken out of the rest, and so on.
 *
 * @param columns standardised to mean 0 and variance 1; changed in place
 * @returns causes first; cut short when the pacer says to stop
 */
export async function findLingamOrder(
  columns: readonly Float64Array[],
  mustPrecede: (a: number, b: number) => boolean,
  pacer: Pacer,
): Promise<{ readonly order: readonly number[]; readonly comparisons: number }> {
  const size = columns.length
  const order: number[] = []
  let waiting = Array.from({ length: size }, (_, k) => k)
  let comparisons = 0

  while (waiting.length > 0) {
    const correlation = correlationsOf(waiting.map((k) => columns[k]))
    const entropies = waiting.map((k) => standardisedEntropy(columns[k]))
    const eligible = waiting.map((b) => !waiting.some((a) => mustPrecede(a, b)))
    const compare = (i: number, j: number) => {
      comparisons++
      const shared = correlation[i * waiting.length + j]
      return likelihoodRatio(columns[waiting[i]], columns[waiting[j]], shared, entropies[i], entropies[j])
    }
    const rest = () =>
      pacer.rest(
        // What is left shrinks with the square of the variables that wait.
        1 - (waiting.length / size) ** 2,
        () => `${order.length} of ${size} variables placed`,
      )
    const first = await leastAgainst(correlation, eligible, compare, rest)
    if (first === null) return { order, comparisons }
    order.push(waiting[first])
    waiting.forEach((k, at) => {
      if (at !== first) takeOut(columns[k], columns[waiting[first]], correlation[first * waiting.length + at])
    })
    waiting = waiting.filter((_, at) => at !== first)
  }
  return { order, comparisons }
}

/**
 * Of the eligible variables the one with the smallest sum of squared ratios that speak against it. Sums only grow, so
 * the variable that is ahead is compared next, and the first to be through while ahead has won (Shahbazinia, Salehkaleybar
 * & Hashemi 2023, "ParaLiNGAM", section 4.3): most comparisons are never made. Null when it was told to stop.
 */
async function leastAgainst(
  correlation: Float64Array,
  eligible: readonly boolean[],
  compare: (i: number, j: number) => number,
  rest: () => boolean | Promise<boolean>,
): Promise<number | null> {
  const width = eligible.length
  const against = new Float64Array(width)
  const compared = new Uint8Array(width * width)
  for (;;) {
    let ahead = -1
    for (let k = 0; k < width; k++) if (eligible[k] && (ahead < 0 || against[k] < against[ahead])) ahead = k
    // The most correlated first: they are the likeliest causes.
    let other = -1
    for (let j = 0; j < width; j++) {
      if (j === ahead || compared[ahead * width + j] === 1) continue
      const strength = Math.abs(correlation[ahead * width + j])
      if (other < 0 || strength > Math.abs(correlation[ahead * width + other])) other = j
    }
    if (other < 0 || eligible.indexOf(true) === eligible.lastIndexOf(true)) return ahead
    compared[ahead * width + other] = compared[other * width + ahead] = 1
    const ratio = compare(ahead, other)
    against[ratio < 0 ? ahead : other] += ratio * ratio
    const stop = rest()
    if (stop === true || (stop !== false && (await stop))) return null
  }
}

function correlationsOf(columns: readonly Float64Array[]): Float64Array {
  const products = crossProducts(columns)
  const rows = columns[0].length
  return products.map((value) => Math.max(-1 + SMALLEST_SHARE, Math.min(1 - SMALLEST_SHARE, value / rows)))
}

/** Replaces x by its standardised residual after y. */
function takeOut(x: Float64Array, y: Float64Array, correlation: number): void {
  const stretch = 1 / Math.sqrt(1 - correlation * correlation)
  for (let r = 0; r < x.length; r++) x[r] = (x[r] - correlation * y[r]) * stretch
}
