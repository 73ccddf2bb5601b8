/** One pass over a column of numbers. */
export interface NumberSummary {
  /** Numbers that are not NaN. */
  readonly present: number
  /** Of those; Infinity and -Infinity without any. */
  readonly min: number
  readonly max: number
  readonly sum: number
  /** Are all whole? */
  readonly whole: boolean
  /** 0, 1, 2, … or 1, 2, 3, … in row order, none missing. */
  readonly counter: boolean
  /** Different numbers; counting ends at `DISTINCT_COUNTED`. */
  readonly distinct: number
  /** The different numbers, in order of appearance, as far as they were counted. */
  readonly values: Float64Array
  /** Counts them to the end. */
  everyOneDiffers(): boolean
}

/** Telling a hundred thousand different numbers from a million would cost more than reading them. */
export const DISTINCT_COUNTED = 50_000

const known = new WeakMap<Float64Array, NumberSummary>()

export function summariseNumbers(values: Float64Array): NumberSummary {
  const summary = known.get(values) ?? summarise(values)
  known.set(values, summary)
  return summary
}

function summarise(values: Float64Array): NumberSummary {
  const rows = values.length
  let present = 0
  let min = Infinity
  let max = -Infinity
  let sum = 0
  let whole = true
  const start = values[0]
  let counter = start === 0 || start === 1
  for (let row = 0; row < rows; row++) {
    const value = values[row]
    if (value !== value) {
      counter = false
      continue
    }
    present++
    sum += value
    if (value < min) min = value
    if (value > max) max = value
    if (whole && Math.floor(value) !== value) whole = false
    if (counter && value !== start + row) counter = false
  }
  const different = differentNumbers(values, DISTINCT_COUNTED)
  return {
    present,
    min,
    max,
    sum,
    whole,
    counter,
    distinct: different.length,
    values: different,
    everyOneDiffers: () =>
      present <= DISTINCT_COUNTED
        ? different.length === present
        : different.length === DISTINCT_COUNTED && differentNumbers(values, Infinity).length === present,
  }
}

const FIRST_SLOTS = 256

/** The different numbers in order of appearance, at most `most`; NaN is none of them, 0 and -0 are one. */
export function differentNumbers(values: Float64Array, most: number): Float64Array {
  const bits = new Int32Array(values.buffer, values.byteOffset, 2 * values.length)
  // Open addressing; NaN marks a free slot.
  let slots = new Float64Array(FIRST_SLOTS).fill(NaN)
  let mask = FIRST_SLOTS - 1
  const found: number[] = []
  const slotOf = (value: number, low: number, high: number): number => {
    let hash = value === 0 ? 0 : Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0xc2b2ae35)
    hash ^= hash >>> 15
    let slot = hash & mask
    while (slots[slot] === slots[slot] && slots[slot] !== value) slot = (slot + 1) & mask
    return slot
  }
  const spread = () => {
    const all = Float64Array.from(found)
    const allBits = new Int32Array(all.buffer)
    slots = new Float64Array(4 * slots.length).fill(NaN)
    mask = slots.length - 1
    for (let i = 0; i < all.length; i++) slots[slotOf(all[i], allBits[2 * i], allBits[2 * i + 1])] = all[i]
  }
  for (let row = 0; row < values.length && found.length < most; row++) {
    const value = values[row]
    if (value !== value) continue
    const slot = slotOf(value, bits[2 * row], bits[2 * row + 1])
    if (slots[slot] === value) continue
    slots[slot] = value
    found.push(value)
    if (2 * found.length > slots.length) spread()
  }
  return Float64Array.from(found)
}
