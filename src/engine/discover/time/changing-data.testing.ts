import type { Random } from '../../../base/random'
import type { Dataset } from '../../data/dataset'
import type { CausalGraph } from '../../graph/graph'
import { dataFrom } from '../patterns.testing'

export type Change = 'mean' | 'slopes' | 'noise'

/**
 * Rows of a linear model whose mechanisms change: `levels(row)` in [-1, 1] moves the mean, the slopes or the noise of
 * the variables in `changes`, each its own way.
 */
export function changingData(
  graph: CausalGraph,
  rows: number,
  changes: Readonly<Record<string, Change>>,
  place: (row: number) => number,
  places: number,
  random: Random,
): Dataset {
  const names = graph.variables.map((variable) => variable.name)
  const columns = new Map<string, Float64Array>()
  const columnOf = (name: string): Float64Array => {
    const known = columns.get(name)
    if (known) return known
    const own = random.fork(name)
    const levels = Array.from({ length: places }, () => 2 * own.uniform() - 1)
    const causes = graph.edges
      .filter(({ to }) => to === name)
      .map(({ from }) => ({
        column: columnOf(from),
        weight: (own.uniform() < 0.5 ? -1 : 1) * (0.5 + 0.5 * own.uniform()),
      }))
    const column = new Float64Array(rows)
    for (let row = 0; row < rows; row++) {
      const level = levels[place(row)]
      const slope = changes[name] === 'slopes' ? 1 + level : 1
      const noise = changes[name] === 'noise' ? Math.exp(level) : 1
      column[row] = (changes[name] === 'mean' ? 2 * level : 0) + noise * own.normal()
      for (const cause of causes) column[row] += slope * cause.weight * cause.column[row]
    }
    columns.set(name, column)
    return column
  }
  return dataFrom(names.map(columnOf), names)
}
