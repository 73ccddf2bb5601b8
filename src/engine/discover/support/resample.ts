import { shuffle, type Random } from '../../../base/random'
import { correlationMatrix } from '../../stats/moments'
import type { DiscoveryProblem } from '../algorithm'
import { linearDependencies } from '../linear-dependency'
import { FEWEST_ROWS } from '../problem'

/**
 * 'halves': half of the rows without replacement (Meinshausen & Bühlmann 2010, Stability selection, JRSS B 72).
 * 'bootstrap': as many rows as there are, with replacement (Friedman, Goldszmidt & Wyner 1999, Data analysis with
 * Bayesian networks: a bootstrap approach, UAI).
 */
export type Resampling = 'halves' | 'bootstrap'

/** 'stretches': half of the rows, one after the other in time, where their order matters (Künsch 1989, Annals of Statistics 17). */
export type Drawing = Resampling | 'stretches'

/**
 * Rows of one resample, ascending; a bootstrap names some of them several times. Drawn within the rows that share a
 * target and a regime, so that experiments with few rows are in every resample.
 */
export function resampledRows(problem: DiscoveryProblem, resampling: Drawing, random: Random): Int32Array {
  if (resampling === 'stretches') return stretchOfRows(problem, random)
  const drawn: number[] = []
  for (const [label, { rows, targeted }] of strata(problem)) {
    const own = random.fork(label)
    if (resampling === 'bootstrap') for (const _ of rows) drawn.push(rows[own.integer(rows.length)])
    else drawn.push(...shuffle(rows, own).slice(0, halfOf(rows.length, targeted, own)))
  }
  return Int32Array.from(drawn).toSorted()
}

/** Half of the rows that follow each other in time, where a column tells it, else in the file. */
function stretchOfRows({ contexts, rows }: DiscoveryProblem, random: Random): Int32Array {
  const order = Int32Array.from({ length: rows.used }, (_, row) => row)
  const time = contexts.find(({ kind }) => kind === 'time')?.values
  if (time) order.sort((a, b) => time[a] - time[b])
  const length = Math.ceil(rows.used / 2)
  const start = random.integer(rows.used - length + 1)
  return order.slice(start, start + length).toSorted()
}

/** Odd numbers are rounded up where something was set, else by chance, so that many small strata make a half. */
const halfOf = (rows: number, targeted: boolean, random: Random) =>
  targeted ? Math.ceil(rows / 2) : Math.floor(rows / 2 + random.uniform() / 2 + 0.25)

interface Stratum {
  readonly rows: number[]
  /** The experimenter set something in these rows. */
  readonly targeted: boolean
}

/** Rows by what was set in them and by the regimes they come from, named by content: columns may stand in any order. */
function strata({ rows, interventions, names, contexts }: DiscoveryProblem): Map<string, Stratum> {
  const regimes = contexts
    .filter(({ kind }) => kind === 'regime')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const found = new Map<string, Stratum>()
  for (let row = 0; row < rows.used; row++) {
    const target = interventions?.[row] ?? -1
    const label = [target < 0 ? target : names[target], ...regimes.map(({ values }) => values[row])].join(
      '\n',
    )
    const stratum = found.get(label)
    if (stratum) stratum.rows.push(row)
    else found.set(label, { rows: [row], targeted: target !== -1 })
  }
  return found
}

/** The problem on some of its rows, in the order given. */
export function problemAtRows(problem: DiscoveryProblem, kept: Int32Array): DiscoveryProblem {
  const at = (values: Float64Array) => Float64Array.from(kept, (row) => values[row])
  const { interventions } = problem
  return {
    ...problem,
    columns: problem.columns.map(at),
    rows: { ...problem.rows, used: kept.length },
    contexts: problem.contexts.map((context) => ({ ...context, values: at(context.values) })),
    ...(interventions ? { interventions: Int32Array.from(kept, (row) => interventions[row]) } : {}),
  }
}

/**
 * Too few different rows, or rows in which a column is constant or determined by others though it is not among all
 * rows: nothing can be searched there.
 */
export function isDegenerate(problem: DiscoveryProblem, differentRows: number): boolean {
  if (differentRows < FEWEST_ROWS || problem.columns.some(isConstant)) return true
  const numbers = problem.columns.filter((_, j) => problem.levels[j] === 0)
  if (problem.gaps === 'some' || differentRows <= numbers.length + 1) return false
  return linearDependencies(correlationMatrix(numbers), numbers.length).length > 0
}

function isConstant(column: Float64Array): boolean {
  const first = column.find((value) => !Number.isNaN(value))
  return column.every((value) => value === first || Number.isNaN(value))
}
