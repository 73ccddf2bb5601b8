import { createRandom } from '../src/base/random'
import { drawBenchmark, type BenchmarkSetting } from '../src/engine/examples/benchmark/draw'

/** The column that names what was set in each row. */
export const TARGET_COLUMN = 'was set'

export interface Experiment {
  readonly csv: string
  /** "X1 -> X2", ascending by name. */
  readonly arrows: readonly string[]
}

/** A draw of the benchmark as the file that a person would open. */
export function experiment(setting: BenchmarkSetting, seed: number): Experiment {
  const { names, columns, targets, parents } = drawBenchmark(setting, createRandom(seed))
  const lines = Array.from(targets, (target, row) =>
    [...columns.map((column) => column[row].toFixed(5)), target < 0 ? '' : names[target]].join(','),
  )
  return {
    csv: `${[...names, TARGET_COLUMN].join(',')}\n${lines.join('\n')}\n`,
    arrows: parents.flatMap((list, j) => list.map((i) => `${names[i]} -> ${names[j]}`)).toSorted(),
  }
}
