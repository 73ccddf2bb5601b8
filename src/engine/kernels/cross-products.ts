import { kernelRuntime, type KernelRuntime } from './runtime'

/** Columns that the compiled kernel multiplies at a time. */
const TILE = 4

/** Sums of products of each pair of complete columns of equal length; row-major, columns.length squared, symmetric. */
export function crossProducts(columns: readonly ArrayLike<number>[]): Float64Array {
  const runtime = kernelRuntime()
  return runtime && columns.length > 0 ? compiled(runtime, columns) : reference(columns)
}

function compiled(runtime: KernelRuntime, columns: readonly ArrayLike<number>[]): Float64Array {
  const rows = columns[0].length
  const padded = Math.ceil(columns.length / TILE) * TILE
  return runtime.within(() => {
    const input = runtime.take(padded * rows * 8)
    const output = runtime.take(padded * padded * 8)
    const cells = runtime.doubles(input, padded * rows)
    columns.forEach((column, index) => cells.set(column, index * rows))
    cells.fill(0, columns.length * rows)
    runtime.call('cross_products', input, padded, rows, output)
    const products = runtime.doubles(output, padded * padded)
    if (padded === columns.length) return products.slice()
    const result = new Float64Array(columns.length ** 2)
    columns.forEach((_, i) =>
      result.set(products.subarray(i * padded, i * padded + columns.length), i * columns.length),
    )
    return result
  })
}

/** What the compiled kernel computes, with the same order of additions. */
export function reference(columns: readonly ArrayLike<number>[]): Float64Array {
  const size = columns.length
  const rows = size > 0 ? columns[0].length : 0
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    const left = columns[i]
    for (let j = 0; j <= i; j++) {
      const right = columns[j]
      let total = 0
      for (let start = 0; start < rows; start += BLOCK) {
        const end = Math.min(rows, start + BLOCK)
        let even = 0
        let odd = 0
        let r = start
        for (; r + 2 <= end; r += 2) {
          even += left[r] * right[r]
          odd += left[r + 1] * right[r + 1]
        }
        let sum = even + odd
        if (r < end) sum += left[r] * right[r]
        total += sum
      }
      result[i * size + j] = total
      result[j * size + i] = total
    }
  }
  return result
}

/** As in cross-products.c. */
const BLOCK = 256
