import { kernelRuntime, type KernelRuntime } from './runtime'

type Columns = readonly ArrayLike<number>[]

/** Columns that the compiled kernel multiplies at a time. */
const TILE = 4

/** Sums of products of each pair of complete columns of equal length; row-major, columns.length squared, symmetric. */
export function crossProducts(columns: Columns): Float64Array {
  const runtime = kernelRuntime()
  return runtime && columns.length > 0 ? compiled(runtime, columns, columns) : reference(columns)
}

/**
 * Sums of products of each column of the left with each of the right, all complete and of equal length; row-major,
 * left.length x right.length.
 */
export function productsBetween(left: Columns, right: Columns): Float64Array {
  const runtime = kernelRuntime()
  return runtime && left.length > 0 && right.length > 0
    ? compiled(runtime, left, right)
    : referenceBetween(left, right)
}

const padded = (size: number) => Math.ceil(size / TILE) * TILE

/** The columns one after the other in the kernels' memory, followed by columns of zeros. */
function place(runtime: KernelRuntime, columns: Columns): number {
  const rows = columns[0].length
  const address = runtime.take(padded(columns.length) * rows * 8)
  const cells = runtime.doubles(address, padded(columns.length) * rows)
  columns.forEach((column, index) => cells.set(column, index * rows))
  cells.fill(0, columns.length * rows)
  return address
}

function compiled(runtime: KernelRuntime, left: Columns, right: Columns): Float64Array {
  const rows = left[0].length
  const [height, width] = [padded(left.length), padded(right.length)]
  return runtime.within(() => {
    const first = place(runtime, left)
    const second = left === right ? first : place(runtime, right)
    const output = runtime.take(height * width * 8)
    if (left === right) runtime.call('cross_products', first, height, rows, output)
    else runtime.call('products_between', first, height, second, width, rows, output)
    const products = runtime.doubles(output, height * width)
    if (width === right.length) return products.slice(0, left.length * width)
    const result = new Float64Array(left.length * right.length)
    left.forEach((_, i) =>
      result.set(products.subarray(i * width, i * width + right.length), i * right.length),
    )
    return result
  })
}

/** What the compiled kernel computes, with the same order of additions. */
export function reference(columns: Columns): Float64Array {
  const size = columns.length
  const result = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) result[i * size + j] = result[j * size + i] = product(columns[i], columns[j])
  }
  return result
}

export function referenceBetween(left: Columns, right: Columns): Float64Array {
  const result = new Float64Array(left.length * right.length)
  left.forEach((one, i) =>
    right.forEach((other, j) => {
      result[i * right.length + j] = product(one, other)
    }),
  )
  return result
}

/** As in cross-products.c. */
const BLOCK = 256

function product(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const rows = left.length
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
  return total
}
