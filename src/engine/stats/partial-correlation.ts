/** Below this share of unexplained variance a variable counts as determined by the conditioning set. */
const DETERMINED = 1e-9

/**
 * Partial correlation of x and y given the first `count` members of `given`; NaN where the set determines x or y.
 * Closed forms for up to two members, Cholesky for more; nothing is allocated per call up to 16 members.
 */
export function partialCorrelation(correlation: Float64Array, size: number) {
  let room = 18
  let factor = new Float64Array(room * room)
  const members = new Int32Array(size + 2)

  const one = (x: number, y: number, s: number) => {
    const row = s * size
    const xs = correlation[row + x]
    const ys = correlation[row + y]
    const left = (1 - xs * xs) * (1 - ys * ys)
    return left > DETERMINED * DETERMINED ? (correlation[x * size + y] - xs * ys) / Math.sqrt(left) : NaN
  }
  const many = (x: number, y: number, given: Int32Array, count: number) => {
    const order = count + 2
    if (order > room) {
      room = order * 2
      factor = new Float64Array(room * room)
    }
    for (let k = 0; k < count; k++) members[k] = given[k]
    members[count] = x
    members[count + 1] = y
    for (let i = 0; i < order; i++) {
      const rowI = i * room
      for (let j = 0; j <= i; j++) {
        const rowJ = j * room
        let entry = correlation[members[i] * size + members[j]]
        for (let k = 0; k < j; k++) entry -= factor[rowI + k] * factor[rowJ + k]
        if (i !== j) {
          factor[rowI + j] = entry / factor[rowJ + j]
          continue
        }
        if (entry <= DETERMINED && i < count + 1) return NaN
        factor[rowI + i] = Math.sqrt(Math.max(0, entry))
      }
    }
    const shared = factor[(order - 1) * room + order - 2]
    const own = factor[(order - 1) * room + order - 1]
    const unexplained = shared * shared + own * own
    return unexplained > DETERMINED ? shared / Math.sqrt(unexplained) : NaN
  }
  return (x: number, y: number, given: Int32Array, count: number): number => {
    if (count === 0) return correlation[x * size + y]
    if (count === 1) return one(x, y, given[0])
    if (count > 2) return many(x, y, given, count)
    // One more variable by the recursion r_xy.st = (r_xy.s - r_xt.s r_yt.s) / sqrt((1 - r_xt.s^2)(1 - r_yt.s^2)).
    const xt = one(x, given[1], given[0])
    const yt = one(y, given[1], given[0])
    const left = (1 - xt * xt) * (1 - yt * yt)
    return left > DETERMINED * DETERMINED ? (one(x, y, given[0]) - xt * yt) / Math.sqrt(left) : NaN
  }
}
