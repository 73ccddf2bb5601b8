import type { DiscoveryProblem, SearchContext } from './algorithm'

/** What the data show, without anyone being asked. */
export interface AdviceFacts {
  readonly columns: number
  readonly values: 'numbers' | 'categories' | 'mixed'
  /** Rows of the data, and those with a value in every column searched. */
  readonly rows: { readonly total: number; readonly complete: number }
  readonly gaps: DiscoveryProblem['gaps']
  /** Rows in which a variable was set, by whoever noted it or not. */
  readonly rowsSet: number
  readonly contexts: readonly Pick<SearchContext, 'name' | 'kind'>[]
  /** Most columns of numbers are clearly skewed or heavy-tailed. */
  readonly shape: 'roughly Gaussian' | 'not Gaussian'
}

/** Skewness and excess kurtosis beyond these, and beyond what chance would give, count as another shape. */
const SKEWED = 0.5
const HEAVY = 1
const STANDARD_ERRORS = 4

/** Skewness or excess kurtosis far from those of a normal distribution; their large-sample standard errors are sqrt(6/n) and sqrt(24/n). */
function isFarFromGaussian(column: Float64Array): boolean {
  let count = 0
  let mean = 0
  for (const value of column) {
    if (Number.isNaN(value)) continue
    count++
    mean += (value - mean) / count
  }
  let [second, third, fourth] = [0, 0, 0]
  for (const value of column) {
    if (Number.isNaN(value)) continue
    const square = (value - mean) ** 2
    second += square
    third += square * (value - mean)
    fourth += square * square
  }
  if (count === 0 || second === 0) return false
  const skewness = third / count / (second / count) ** 1.5
  const kurtosis = fourth / count / (second / count) ** 2 - 3
  return (
    Math.abs(skewness) > Math.max(SKEWED, STANDARD_ERRORS * Math.sqrt(6 / count)) ||
    Math.abs(kurtosis) > Math.max(HEAVY, STANDARD_ERRORS * Math.sqrt(24 / count))
  )
}

function completeRows({ columns, rows, gaps }: DiscoveryProblem): number {
  if (gaps === 'none') return rows.used
  let complete = 0
  for (let row = 0; row < rows.used; row++)
    if (columns.every((column) => !Number.isNaN(column[row]))) complete++
  return complete
}

export function adviceFacts(problem: DiscoveryProblem): AdviceFacts {
  const numbers = problem.columns.filter((_, j) => problem.levels[j] === 0)
  const shaped = numbers.filter(isFarFromGaussian).length
  return {
    columns: problem.names.length,
    values:
      numbers.length === problem.names.length ? 'numbers' : numbers.length === 0 ? 'categories' : 'mixed',
    rows: { total: problem.rows.total, complete: completeRows(problem) },
    gaps: problem.gaps,
    rowsSet: problem.interventions?.reduce((sum, target) => sum + Number(target !== -1), 0) ?? 0,
    contexts: problem.contexts.map(({ name, kind }) => ({ name, kind })),
    shape: shaped > numbers.length / 2 ? 'not Gaussian' : 'roughly Gaussian',
  }
}
