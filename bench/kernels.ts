// The compiled kernels against what TypeScript does without them.
import { readFileSync } from 'node:fs'
import { createRandom } from '../src/base/random'
import { crossProducts } from '../src/engine/kernels/cross-products'
import { pairFeatureExample } from '../src/engine/kernels/pair-features.testing'
import { startPairFeatures, type PairFeatureInput } from '../src/engine/kernels/pair-features'
import { pairwiseMoments } from '../src/engine/kernels/pairwise-moments'
import { installKernels, removeKernels } from '../src/engine/kernels/runtime'
import { correlationMatrix } from '../src/engine/stats/moments'
import type { Table } from './table'

const ROWS = 1000
const TRIALS = 5
/** TypeScript is not waited for beyond this many columns. */
const LARGEST_FEATURES_IN_TYPESCRIPT = 100

function columnsOf(size: number, rows: number, missing: number): Float64Array[] {
  const random = createRandom(size + rows)
  return Array.from({ length: size }, () =>
    Float64Array.from({ length: rows }, () => (random.uniform() < missing ? NaN : random.normal())),
  )
}

/** Of the processor, not of the clock: other work on the machine then counts for less. */
function milliseconds(work: () => unknown): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

const shortest = (work: () => unknown) =>
  Math.min(...Array.from({ length: TRIALS }, () => milliseconds(work)))

function longestSlice(input: PairFeatureInput): { total: number; longest: number } {
  const run = startPairFeatures(input)
  let total = 0
  let longest = 0
  const step = () => {
    let done = 0
    const slice = milliseconds(() => {
      done = run.step()
    })
    total += slice
    longest = Math.max(longest, slice)
    return done
  }
  while (step() < 1);
  return { total, longest }
}

async function withoutKernels(work: () => number): Promise<number> {
  removeKernels()
  const taken = work()
  await installKernels(readFileSync(new URL('../src/engine/kernels/kernels.wasm', import.meta.url)))
  return taken
}

async function row(what: string, size: number, rows: number, work: () => unknown) {
  const first = milliseconds(work)
  const best = shortest(work)
  const plain = await withoutKernels(() => milliseconds(work))
  return [what, size, rows, first, best, NaN, plain, plain / best]
}

async function featuresRow(size: number) {
  // As in the benchmark: every variable set equally often, and a share of 1 / (n + 1) of the rows left alone.
  const input = pairFeatureExample(size, size, ROWS, size / (size + 1))
  const first = longestSlice(input)
  const second = size <= LARGEST_FEATURES_IN_TYPESCRIPT ? longestSlice(input) : first
  const plain =
    size <= LARGEST_FEATURES_IN_TYPESCRIPT
      ? await withoutKernels(() => longestSlice(input).total)
      : Number.NaN
  const best = Math.min(first.total, second.total)
  const longest = Math.min(first.longest, second.longest)
  return ['pair features', size, ROWS, first.total, best, longest, plain, plain / best]
}

export default async function kernelsBenchmark(): Promise<Table> {
  const complete = columnsOf(1000, ROWS, 0)
  const some = complete.map((column) => column.subarray(0, 10))
  const gaps = columnsOf(300, ROWS, 0.3)
  const rows = [
    await row('correlations', 1000, ROWS, () => correlationMatrix(complete)),
    await row('products of rows to take out', 1000, 10, () => crossProducts(some)),
    await row('correlations with gaps', 300, ROWS, () => pairwiseMoments(gaps)),
  ]
  for (const size of [100, 500, 1000]) rows.push(await featuresRow(size))
  return {
    title: 'Compiled kernels: milliseconds of the processor',
    columns: ['what', 'columns', 'rows', 'first call', 'best', 'longest slice', 'TypeScript', 'times faster'],
    rows,
    note: `Best of ${TRIALS} (features: of 2, from 500 columns on of 1). The first call includes its compilation, beside it on other threads. A slice is what cannot be interrupted.`,
  }
}
