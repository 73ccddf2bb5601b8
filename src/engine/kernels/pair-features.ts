import { pairFeatures } from './pair-feature-table'
import { pairFeaturesReference } from './pair-features-reference'
import { kernelRuntime, type KernelRuntime } from './runtime'

/** What searches over orders found, over one or several runs. Matrices are row-major, entry i * n + j for i -> j. */
export interface OrderSearchResult {
  /** parents[j] of the best run. */
  readonly parents: readonly (readonly number[])[]
  /** sqrt(2 * log-likelihood gain) of i as a parent of j beside its other parents, mean of the runs. */
  readonly strength: Float64Array
  /** Share of the runs in which i came before j. */
  readonly before: Float64Array
}

export interface PairFeatureInput {
  /** Complete columns of equal length, of any scale. */
  readonly columns: readonly Float64Array[]
  /** For each row the variable that was set, negative for none; absent when none ever was. */
  readonly targets?: Int32Array
  /** The search with each parent's value alone, and that with its square as well. */
  readonly linear: OrderSearchResult
  readonly quadratic: OrderSearchResult
}

/** Work in slices, so that the caller can report progress and stop. */
export interface PairFeatureRun {
  /** Works for some milliseconds; the share that is done, 1 at the end. Throws RangeError when memory is out. */
  step(): number
  /** Once `step` has returned 1: n x n x 38 for n columns, entry (i * n + j) * 38 + f for feature f of i -> j. */
  features(): Float32Array
}

/**
 * Starts the features of all ordered pairs, which `pair-feature-table.ts` defines. Throws RangeError for columns that
 * are not complete or not of one length, and for targets and parents that are no column.
 */
export function startPairFeatures(input: PairFeatureInput): PairFeatureRun {
  requireComplete(input)
  const runtime = kernelRuntime()
  return runtime && input.columns.length > 0 ? compiled(runtime.separate(), input) : inTypeScript(input)
}

function requireComplete({ columns, targets, linear, quadratic }: PairFeatureInput): void {
  const size = columns.length
  const require = (holds: boolean, problem: () => string) => {
    if (!holds) throw new RangeError(`pair features: ${problem()}`)
  }
  const rows = size > 0 ? columns[0].length : 0
  columns.forEach((column, j) => {
    require(column.length === rows, () => `column ${j} has ${column.length} rows, not ${rows}`)
    require(column.every(Number.isFinite), () => `column ${j} has gaps`)
  })
  if (targets) {
    require(targets.length === rows, () => `${targets.length} targets for ${rows} rows`)
    require(targets.every((target) => target < size), () => `a target is not below ${size}`)
  }
  for (const { parents, strength, before } of [linear, quadratic]) {
    const fits = parents.length === size && strength.length === size ** 2 && before.length === size ** 2
    require(fits, () => `a search’s result is not one of ${size} columns`)
    const known = parents.flat().every((parent) => Number.isInteger(parent) && parent >= 0 && parent < size)
    require(known, () => `a parent is not one of ${size} columns`)
  }
}

function compiled(runtime: KernelRuntime, { columns, targets, linear, quadratic }: PairFeatureInput) {
  const size = columns.length
  const rows = columns[0].length
  const count = size * size * pairFeatures.length
  const values = runtime.take(size * rows * 8)
  columns.forEach((column, j) => runtime.doubles(values + j * rows * 8, rows).set(column))
  const target = placeIntegers(runtime, targets ?? new Int32Array(rows).fill(-1))
  const searches = [linear, quadratic].flatMap((result) => placeResult(runtime, result))
  const output = runtime.take(count * 4)
  const state = runtime.call('pair_features_start', size, rows, values, target, ...searches, output)
  const enough = (answer: number, failed: number) => {
    if (answer === failed) throw new RangeError(`memory is out: ${size} columns of ${rows} rows are too many`)
    return answer
  }
  enough(state, 0)
  return {
    step: () => enough(runtime.call('pair_features_step', state), -1),
    features: () => new Float32Array(runtime.bytes(output, count * 4).slice().buffer),
  }
}

function placeIntegers(runtime: KernelRuntime, values: ArrayLike<number>): number {
  const address = runtime.take(values.length * 4)
  runtime.integers(address, values.length).set(values)
  return address
}

function placeDoubles(runtime: KernelRuntime, values: Float64Array): number {
  const address = runtime.take(values.length * 8)
  runtime.doubles(address, values.length).set(values)
  return address
}

function placeResult(runtime: KernelRuntime, { parents, strength, before }: OrderSearchResult): number[] {
  const first = new Int32Array(parents.length + 1)
  parents.forEach((list, j) => (first[j + 1] = first[j] + list.length))
  return [
    placeIntegers(runtime, first),
    placeIntegers(runtime, parents.flat()),
    placeDoubles(runtime, strength),
    placeDoubles(runtime, before),
  ]
}

function inTypeScript(input: PairFeatureInput): PairFeatureRun {
  const work = pairFeaturesReference(input)
  let result: Float32Array | null = null
  return {
    step() {
      const { done, value } = work.next()
      if (!done) return value
      result = value
      return 1
    },
    features: () => result!,
  }
}
