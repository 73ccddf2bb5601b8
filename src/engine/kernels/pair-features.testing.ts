import { createRandom } from '../../base/random'
import type { OrderSearchResult, PairFeatureInput } from './pair-features'

/** Columns with bent relations, some of them set in some rows, and results of searches that are partly wrong. */
export function pairFeatureExample(
  seed: number,
  size: number,
  rows: number,
  setShare = 0.6,
): PairFeatureInput {
  const random = createRandom(seed)
  const targets = Int32Array.from({ length: rows }, () =>
    random.uniform() < setShare ? random.integer(size) : -1,
  )
  const order = Array.from({ length: size }, (_, j) => j)
  const causes = order.map((j) => order.slice(0, j).filter(() => random.uniform() < 2 / (j + 1)))
  const columns = order.map(() => new Float64Array(rows))
  for (let r = 0; r < rows; r++) {
    for (const j of order) {
      let value = random.normal()
      causes[j].forEach((i, k) => {
        const cause = columns[i][r]
        value += k % 2 === 0 ? 0.8 * cause : 0.5 * cause * cause * Math.sign(j - 3)
      })
      columns[j][r] = targets[r] === j ? 2 * random.uniform() - 1 : value
    }
  }
  const search = (): OrderSearchResult => ({
    parents: causes
      .map((list, j) => [...list.filter((i) => (i + j) % 4 !== 0), ...(j > 2 ? [j - 1] : [])])
      .map((list) => [...new Set(list)]),
    strength: Float64Array.from({ length: size * size }, () => 10 * random.uniform()),
    before: Float64Array.from({ length: size * size }, (_, k) =>
      Math.floor(k / size) < k % size ? random.integer(5) / 4 : 0,
    ),
  })
  return { columns, targets, linear: search(), quadratic: search() }
}
