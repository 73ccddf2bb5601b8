export interface Pooled {
  readonly point: number
  /** Mean of the variances within the imputations, and variance of the points between them. */
  readonly within: number
  readonly between: number
  /** within + (1 + 1/m) between. */
  readonly total: number
  readonly degreesOfFreedom: number
  /** Share of the information that the gaps cost, in [0, 1]. */
  readonly missingInformation: number
  /** Standard deviation of `point` over other seeds: the error of stopping at m imputations. */
  readonly monteCarloError: number
}

/**
 * Rubin's rules (Rubin 1987, Multiple Imputation for Nonresponse in Surveys, section 3.3) with the degrees of freedom
 * of Barnard & Rubin 1999, Biometrika 86. `variances` are squared standard errors, one an imputation, at least two;
 * `completeDegrees` is what the analysis would have had without gaps (Infinity: normal).
 */
export function poolByRubin(
  points: readonly number[],
  variances: readonly number[],
  completeDegrees: number,
): Pooled {
  const m = points.length
  const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / m
  const point = mean(points)
  const within = mean(variances)
  const between = points.reduce((total, value) => total + (value - point) ** 2, 0) / (m - 1)
  const inflated = (1 + 1 / m) * between
  const total = within + inflated
  const share = total > 0 ? inflated / total : 0
  const degreesOfFreedom = degreesOf(m, share, completeDegrees)
  const increase = within > 0 ? inflated / within : Infinity
  const missingInformation =
    share === 0
      ? 0
      : increase === Infinity
        ? 1
        : Math.min(1, (increase + 2 / (degreesOfFreedom + 3)) / (increase + 1))
  return {
    point,
    within,
    between,
    total,
    degreesOfFreedom,
    missingInformation,
    monteCarloError: Math.sqrt(between / m),
  }
}

/** Barnard & Rubin 1999, eq. 3: `share` is the part of the total variance that comes from the gaps. */
function degreesOf(m: number, share: number, complete: number): number {
  const classic = share > 0 ? (m - 1) / share ** 2 : Infinity
  if (complete === Infinity) return classic
  const observed = ((complete + 1) / (complete + 3)) * complete * (1 - share)
  return classic === Infinity ? observed : (classic * observed) / (classic + observed)
}
