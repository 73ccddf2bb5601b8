/**
 * Puts the subsets of `size` members of `from` less `without` into `target`, one at each call of what is returned; false
 * when there are no more.
 */
export function subsetsOf(
  from: Int32Array,
  without: number,
  size: number,
  target: Int32Array,
): () => boolean {
  const count = from.length
  const at = new Int32Array(size + 1)
  let level = 0
  let emptyLeft = size === 0
  at[0] = -1
  return () => {
    if (size === 0) {
      const left = emptyLeft
      emptyLeft = false
      return left
    }
    while (level >= 0) {
      at[level]++
      if (at[level] < count && from[at[level]] === without) at[level]++
      if (at[level] >= count) {
        level--
        continue
      }
      target[level] = from[at[level]]
      if (level === size - 1) return true
      level++
      at[level] = at[level - 1]
    }
    return false
  }
}
