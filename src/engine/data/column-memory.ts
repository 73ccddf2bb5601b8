/**
 * Memory for a column of `rows` numbers, all 0. Where the page is cross-origin isolated it is shared memory, so that
 * the page and its workers hold the same bytes; elsewhere each holds a copy.
 */
export const newColumn = (rows: number): Float64Array =>
  globalThis.crossOriginIsolated === true
    ? new Float64Array(new SharedArrayBuffer(rows * Float64Array.BYTES_PER_ELEMENT))
    : new Float64Array(rows)

/** The first `rows` numbers; shared memory is viewed, other memory copied, because a clone would carry all of it. */
export function trimmed(values: Float64Array, rows: number): Float64Array {
  if (values.length === rows) return values
  return values.buffer instanceof ArrayBuffer ? values.slice(0, rows) : values.subarray(0, rows)
}
