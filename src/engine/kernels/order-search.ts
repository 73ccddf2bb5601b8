import { kernelRuntime, type KernelRuntime } from './runtime'

/** Correlations of all basis columns, and rows to take out of them (discover/scores/moments.ts). */
interface GaussianMoments {
  readonly correlation: Float64Array
  readonly rows: number
  readonly removed?: { readonly rows: readonly Float64Array[]; readonly scale: Float64Array }
}

/** What the compiled order search reads; matrices of knowledge are row-major, 1 = yes. */
export interface GaussianOrderProblem {
  /** One for each variable. */
  readonly moments: readonly GaussianMoments[]
  /** Basis columns with which a parent enters. */
  readonly width: number
  /** What a parent of each variable costs. */
  readonly penalties: readonly number[]
  /** Absent where nothing is known. */
  readonly knowledge?: {
    readonly forbidden: Uint8Array
    readonly required: Uint8Array
    /** a has to stay before b. */
    readonly precedes: Uint8Array
  }
}

/** A causal order and its score, changed in place by best moves. */
export interface CompiledOrderSearch {
  readonly order: readonly number[]
  score(): number
  /** Moves the variable, or puts it, to the place in the order where the total score is highest; true when it moved. */
  improve(variable: number): boolean
  /** Best parents of every variable among those before it; of one not yet in the order those that it must have. */
  parents(): Int32Array[]
}

/** The trees of all variables; what they learn serves every search that starts from them, one at a time. */
export interface CompiledOrderTrees {
  /** @param start variables once each, required causes before their effects; the others join by `improve` */
  search(start: readonly number[]): CompiledOrderSearch
  /**
   * What the log-likelihood of a variable gains when each variable joins its parents, 0 for itself and for them, and
   * what it loses when each of the parents alone leaves. The arrays are views until the next call.
   */
  worthOf(
    variable: number,
    parents: ArrayLike<number>,
  ): { readonly gains: Float64Array; readonly losses: Float64Array }
  /** How often their memory was full, so that they grew anew. */
  regrown(): number
}

/** Bytes that the trees may fill before they grow anew. */
const TREE_BYTES = 6e8

/**
 * BOSS for Gaussian scores in compiled code, with memory of its own that goes with the last reference. It does what
 * createOrderSearch, createGrowShrinkTree and createGaussianScore of discover/ do, digit for digit. Null without
 * compiled kernels. Throws RangeError when memory is out.
 *
 * @param treeBytes about how much memory the trees may take; they grow anew when it is full
 */
export function compiledOrderTrees(
  problem: GaussianOrderProblem,
  treeBytes = TREE_BYTES,
): CompiledOrderTrees | null {
  const runtime = kernelRuntime()?.separate()
  if (!runtime) return null
  const size = problem.moments.length
  const trees = runtime.call('order_search_start', size, problem.width, treeBytes) >>> 0
  const ready = trees !== 0 && placeProblem(runtime, trees, problem)
  if (!ready) throw new RangeError(`no memory for an order search over ${size} variables`)
  const found = runtime.take(size * 4)
  const gains = runtime.take(size * 8)
  const losses = runtime.take(size * 8)

  const parentsOf = (variable: number) => {
    const count = runtime.call('order_search_parents', trees, variable, found)
    return runtime.integers(found, count).slice()
  }
  const currentOrder = () =>
    Array.from(runtime.integers(runtime.call('order_search_order', trees) >>> 0, size))
  return {
    worthOf(variable, parents) {
      runtime.integers(found, parents.length).set(parents)
      runtime.call('order_search_worth', trees, variable, found, parents.length, gains, losses)
      return { gains: runtime.doubles(gains, size), losses: runtime.doubles(losses, parents.length) }
    },
    regrown: () => runtime.call('order_search_regrown', trees),
    search(start) {
      runtime.call('order_search_clear', trees)
      for (const variable of start) runtime.call('order_search_append', trees, variable)
      return {
        get order() {
          return currentOrder().slice(0, runtime.call('order_search_placed', trees))
        },
        score: () => runtime.call('order_search_score', trees),
        improve: (variable) => runtime.call('order_search_improve', trees, variable) === 1,
        parents: () => Array.from({ length: size }, (_, variable) => parentsOf(variable)),
      }
    },
  }
}

/** Copies what the search reads into the memory of the kernels, each matrix once. False when memory is out. */
function placeProblem(
  runtime: KernelRuntime,
  trees: number,
  { moments, penalties, knowledge }: GaussianOrderProblem,
): boolean {
  const placed = new Map<Float64Array, number>()
  const place = (values: Float64Array) => {
    const known = placed.get(values)
    if (known !== undefined) return known
    const address = runtime.take(values.byteLength)
    runtime.doubles(address, values.length).set(values)
    placed.set(values, address)
    return address
  }
  const placeBytes = (values: Uint8Array) => {
    const address = runtime.take(values.length)
    runtime.bytes(address, values.length).set(values)
    return address
  }
  const columns = Math.sqrt(moments[0].correlation.length)
  // One piece for all: memory that grows often is slow.
  let next = runtime.take(
    moments.reduce((total, { removed }) => total + (removed ? removed.rows.length + 1 : 0), 0) * columns * 8,
  )
  const placeRow = (row: Float64Array) => {
    runtime.doubles(next, columns).set(row)
    next += columns * 8
    return next - columns * 8
  }
  moments.forEach(({ correlation, rows, removed }, variable) => {
    const matrix = place(correlation)
    const scale = removed ? placeRow(removed.scale) : 0
    const first = next
    removed?.rows.forEach(placeRow)
    const count = removed?.rows.length ?? 0
    runtime.call(
      'order_search_moments',
      trees,
      variable,
      rows,
      penalties[variable],
      matrix,
      count,
      first,
      scale,
    )
  })
  const known = knowledge
    ? [knowledge.forbidden, knowledge.required, knowledge.precedes].map(placeBytes)
    : [0, 0, 0]
  return runtime.call('order_search_ready', trees, ...known) === 1
}
