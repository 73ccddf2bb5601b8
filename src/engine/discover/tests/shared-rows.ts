/** Which rows have all of some columns; looked up again cheaply, because searches ask for the same sets many times. */
export interface SharedRows {
  /** Rows in which the first `count` members all have values, ascending; null for every row. Not to be changed. */
  of(members: ArrayLike<number>, count: number): Int32Array | null
}

/** Row numbers kept for sets of columns asked for before. */
const MOST_KEPT = 2e7

/** NaN is missing. Columns that miss the same rows are one group, and sets are remembered by their groups. */
export function createSharedRows(columns: readonly Float64Array[]): SharedRows {
  const rows = columns[0]?.length ?? 0
  const words = Math.ceil(rows / 32)
  const groups = new Map<string, number>()
  const masks: Uint32Array[] = []
  /** -1 for a column without gaps. */
  const groupOf = columns.map((column) => {
    const mask = new Uint32Array(words)
    let present = 0
    for (let row = 0; row < rows; row++) {
      if (Number.isNaN(column[row])) continue
      mask[row >>> 5] |= 1 << (row & 31)
      present++
    }
    if (present === rows) return -1
    const key = mask.join()
    const group = groups.get(key) ?? masks.push(mask) - 1
    groups.set(key, group)
    return group
  })
  const known = new Map<string, Int32Array>()
  let kept = 0
  const wanted: number[] = []
  const all = new Uint32Array(words)

  const rowsOf = (): Int32Array => {
    all.set(masks[wanted[0]])
    for (let k = 1; k < wanted.length; k++) {
      const mask = masks[wanted[k]]
      for (let word = 0; word < words; word++) all[word] &= mask[word]
    }
    const list = new Int32Array(rows)
    let count = 0
    for (let word = 0; word < words; word++) {
      for (let bits = all[word]; bits !== 0; bits &= bits - 1) {
        list[count++] = (word << 5) + 31 - Math.clz32(bits & -bits)
      }
    }
    return list.slice(0, count)
  }

  return {
    of(members, count) {
      wanted.length = 0
      for (let k = 0; k < count; k++) {
        const group = groupOf[members[k]]
        if (group >= 0 && !wanted.includes(group)) wanted.push(group)
      }
      if (wanted.length === 0) return null
      wanted.sort((a, b) => a - b)
      const key = wanted.join()
      const before = known.get(key)
      if (before) return before
      const list = rowsOf()
      if (kept + list.length > MOST_KEPT) {
        known.clear()
        kept = 0
      }
      known.set(key, list)
      kept += list.length
      return list
    },
  }
}
