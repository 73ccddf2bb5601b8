/** How well scores for ordered pairs find the arrows of a DAG. */
export interface RankingQuality {
  /** Mean precision over the arrows found, best scores first (Everingham et al. 2010's non-interpolated form). */
  readonly averagePrecision: number
  /** Chance that an arrow scores higher than a pair without one; ties count half. */
  readonly auc: number
  /** Share of arrows whose own direction scores higher than the reverse; ties count half. */
  readonly orientation: number
}

/**
 * @param scores scores[a * size + b]: support for a -> b, any monotone scale; the diagonal is not read
 * @param parents parents of each variable in the true DAG, which has at least one arrow
 */
export function rankingQuality(
  scores: ArrayLike<number>,
  parents: readonly (readonly number[])[],
): RankingQuality {
  const size = parents.length
  const isArrow = new Uint8Array(size * size)
  parents.forEach((list, effect) => list.forEach((cause) => (isArrow[cause * size + effect] = 1)))
  const pairs: number[] = []
  for (let at = 0; at < size * size; at++) if (at % size !== Math.floor(at / size)) pairs.push(at)
  pairs.sort((x, y) => scores[y] - scores[x])
  const arrows = isArrow.reduce((total, one) => total + one, 0)
  let found = 0
  let seen = 0
  let precision = 0
  let above = 0
  for (let start = 0; start < pairs.length;) {
    let end = start
    let here = 0
    while (end < pairs.length && scores[pairs[end]] === scores[pairs[start]]) here += isArrow[pairs[end++]]
    // Pairs of one score are taken together, so that their order cannot matter.
    const others = end - start - here
    above += here * (pairs.length - arrows - (seen - found) - others / 2)
    found += here
    seen = end
    precision += (here * found) / seen
    start = end
  }
  let right = 0
  parents.forEach((list, effect) =>
    list.forEach((cause) => {
      const difference = scores[cause * size + effect] - scores[effect * size + cause]
      right += difference > 0 ? 1 : difference === 0 ? 0.5 : 0
    }),
  )
  return {
    averagePrecision: precision / arrows,
    auc: above / (arrows * (pairs.length - arrows)),
    orientation: right / arrows,
  }
}
