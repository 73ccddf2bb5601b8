/** Below this length the sampling step of the selection costs more than it saves. */
const SAMPLED_FROM = 600

/**
 * Rearranges `values[left..right]` so that the value of rank `k` stands at `k`, none before it is larger and none
 * after it is smaller. Floyd & Rivest 1975, CACM 18(3), "SELECT": expected time linear in the length. No NaN.
 */
export function select(values: Float64Array, k: number, left = 0, right = values.length - 1): void {
  while (right > left) {
    if (right - left > SAMPLED_FROM) {
      const n = right - left + 1
      const i = k - left + 1
      const z = Math.log(n)
      const s = 0.5 * Math.exp((2 * z) / 3)
      const sd = 0.5 * Math.sqrt((z * s * (n - s)) / n) * Math.sign(i - n / 2)
      const from = Math.max(left, Math.floor(k - (i * s) / n + sd))
      const to = Math.min(right, Math.floor(k + ((n - i) * s) / n + sd))
      select(values, k, from, to)
    }
    const pivot = values[k]
    let i = left
    let j = right
    swap(values, left, k)
    if (values[right] > pivot) swap(values, left, right)
    while (i < j) {
      swap(values, i, j)
      i++
      j--
      while (values[i] < pivot) i++
      while (values[j] > pivot) j--
    }
    if (values[left] === pivot) swap(values, left, j)
    else {
      j++
      swap(values, j, right)
    }
    if (j <= k) left = j + 1
    if (k <= j) right = j - 1
  }
}

function swap(values: Float64Array, a: number, b: number) {
  const held = values[a]
  values[a] = values[b]
  values[b] = held
}

/** The known values in a fresh array. */
export function knownValues(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length)
  let used = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row]
    if (!Number.isNaN(value)) known[used++] = value
  }
  return known.subarray(0, used)
}

/**
 * Exact quantiles of values without NaN, linear between order statistics (type 7 of Hyndman & Fan 1996). Rearranges
 * the values. `probabilities` ascend; NaN each without values.
 */
export function quantilesInPlace(values: Float64Array, probabilities: readonly number[]): number[] {
  if (values.length === 0) return probabilities.map(() => NaN)
  const last = values.length - 1
  let settled = 0
  const at = (rank: number) => {
    if (rank >= settled) {
      select(values, rank, settled)
      settled = rank
    }
    return values[rank]
  }
  return probabilities.map((p) => {
    const position = last * p
    const below = Math.floor(position)
    const share = position - below
    const low = at(below)
    if (share === 0) return low
    // The next order statistic is the smallest of those to the right.
    let high = values[below + 1]
    for (let i = below + 2; i <= last; i++) if (values[i] < high) high = values[i]
    // In this form the interpolation cannot overflow.
    return low * (1 - share) + high * share
  })
}
