import type { DiscoveryProblem } from '../algorithm'
import type { LocalScore } from './local-score'

/** How well one variable fits its parents. */
export interface FamilyFit {
  /**
   * @param counts rows of each configuration of the parents that occurs by category, row-major
   * @param occurring configurations that occur
   * @param categories of the variable
   * @param configurations of the parents, whether they occur or not
   */
  fit(counts: Float64Array, occurring: number, categories: number, configurations: number): number
  /** What is taken off for complexity. */
  penalty(categories: number, configurations: number): number
}

/** A score of columns of codes that reads the cross table of a variable with its parents. */
export function discreteScore({ columns, levels }: DiscoveryProblem, family: FamilyFit): LocalScore {
  const size = columns.length
  const rows = columns[0].length
  const codes = columns.map((column) => Int32Array.from(column))
  const strata = new Int32Array(rows)
  const gained = new Float64Array(size)
  let counts = new Float64Array(64)

  /** Numbers the configuration of the parents in each row as it first occurs; returns how many occur. */
  const numberStrata = (parents: ArrayLike<number>): number => {
    strata.fill(0)
    let occurring = 1
    for (let k = 0; k < parents.length; k++) {
      const code = codes[parents[k]]
      const width = levels[parents[k]]
      const numbers = new Int32Array(occurring * width).fill(-1)
      occurring = 0
      for (let row = 0; row < rows; row++) {
        const cell = strata[row] * width + code[row]
        if (numbers[cell] < 0) numbers[cell] = occurring++
        strata[row] = numbers[cell]
      }
    }
    return occurring
  }
  /** The fit within the strata, divided further by a column where one is given. */
  const fitWithin = (variable: number, occurring: number, configurations: number, added?: number) => {
    const own = codes[variable]
    const categories = levels[variable]
    const further = added === undefined ? null : codes[added]
    const width = added === undefined ? 1 : levels[added]
    const cells = occurring * width * categories
    if (counts.length < cells) counts = new Float64Array(2 * cells)
    const table = counts.subarray(0, cells).fill(0)
    if (further) {
      for (let row = 0; row < rows; row++)
        table[(strata[row] * width + further[row]) * categories + own[row]]++
    } else for (let row = 0; row < rows; row++) table[strata[row] * categories + own[row]]++
    return family.fit(table, occurring * width, categories, configurations * width)
  }
  const configurationsOf = (parents: ArrayLike<number>) => {
    let product = 1
    for (let k = 0; k < parents.length; k++) product *= levels[parents[k]]
    return product
  }

  return {
    size,
    // Every parent at least doubles the configurations, and none should be empty on average.
    mostParents: () => Math.max(1, Math.floor(Math.log2(rows))),
    score(variable, parents) {
      const configurations = configurationsOf(parents)
      return (
        fitWithin(variable, numberStrata(parents), configurations) -
        family.penalty(levels[variable], configurations)
      )
    },
    gains(variable, parents) {
      const configurations = configurationsOf(parents)
      const occurring = numberStrata(parents)
      const before = fitWithin(variable, occurring, configurations)
      for (let z = 0; z < size; z++)
        gained[z] = z === variable ? 0 : fitWithin(variable, occurring, configurations, z) - before
      for (let k = 0; k < parents.length; k++) gained[parents[k]] = 0
      return gained
    },
    cost(variable, parents, added) {
      const configurations = configurationsOf(parents)
      return (
        family.penalty(levels[variable], configurations * levels[added]) -
        family.penalty(levels[variable], configurations)
      )
    },
  }
}
