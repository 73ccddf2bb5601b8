import type { Random } from '../../base/random'

/** A gamma draw with the given shape > 0 and scale 1. Marsaglia & Tsang 2000, ACM TOMS 26. */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * random.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v <= 0) continue
    const u = random.uniform()
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** A chi-square draw with `df` > 0 degrees of freedom. */
export const drawChiSquare = (df: number, random: Random): number => 2 * drawGamma(df / 2, random)
