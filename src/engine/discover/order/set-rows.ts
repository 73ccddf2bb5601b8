import { succeed, type Result } from '../../../base/result'
import type { OptionSpec, OptionValues } from '../../options'
import type { DiscoveryProblem } from '../algorithm'
import { FEWEST_ROWS } from '../problem'
import { rowsByTarget } from '../scores/moments'

/** What becomes of rows in which a variable was set. */
export const targetsOption: OptionSpec = {
  id: 'targets',
  label: 'Rows in which a variable was set',
  help: 'A variable is not judged by rows in which it was set. Where nobody noted which one was, a row can be left out or read as if nothing had been set.',
  type: 'choice',
  default: 'known',
  choices: [
    { id: 'known', label: 'use what was noted, leave out rows without a note' },
    { id: 'partly-known', label: 'use what was noted, read the others as observed' },
    { id: 'hidden', label: 'read all rows as observed' },
  ],
}

/** A problem with the rows that the option leaves, and what has to be said about it. */
export interface RowsRead {
  readonly problem: DiscoveryProblem
  readonly assumptions: readonly string[]
  readonly statistics: Readonly<Record<string, number>>
}

export function readSetRows(problem: DiscoveryProblem, options: OptionValues): RowsRead {
  const { interventions } = problem
  if (!interventions?.some((target) => target !== -1)) return { problem, assumptions: [], statistics: {} }
  if (options.targets === 'hidden') {
    return {
      problem: { ...problem, interventions: undefined },
      assumptions: ['rows in which a variable was set differ little from the others'],
      statistics: { 'set rows read as observed': countOf(interventions, (target) => target !== -1) },
    }
  }
  const assumptions = ['where a variable was set, its value there owes nothing to its causes']
  const unnoted = countOf(interventions, (target) => target === -2)
  if (unnoted === 0) return { problem, assumptions, statistics: {} }
  if (options.targets === 'partly-known') {
    return {
      problem: { ...problem, interventions: interventions.map((target) => Math.max(target, -1)) },
      assumptions: [
        ...assumptions,
        'rows in which nobody noted the set variable are few, or differ little from the others',
      ],
      statistics: { 'rows without a note read as observed': unnoted },
    }
  }
  const kept = Int32Array.from(interventions.keys()).filter((row) => interventions[row] !== -2)
  return {
    problem: {
      ...problem,
      columns: problem.columns.map((column) => Float64Array.from(kept, (row) => column[row])),
      rows: { ...problem.rows, used: kept.length },
      interventions: Int32Array.from(kept, (row) => interventions[row]),
    },
    assumptions,
    statistics: { 'rows without a note left out': unnoted },
  }
}

const countOf = (targets: Int32Array, counts: (target: number) => boolean) =>
  targets.reduce((total, target) => total + (counts(target) ? 1 : 0), 0)

/** Numbers that the rows to take out of the pooled moments may be (a quarter of a gigabyte). */
const MOST_NUMBERS = 3.2e7

/** Refuses, by name, what cannot be learned from the rows that are left. */
export function enoughRows(original: DiscoveryProblem, read: DiscoveryProblem): Result<true> {
  const { names, columns, rows } = read
  const left = rows.used
  if (left < original.rows.used) {
    const constant = names.filter((_, k) => columns[k].every((value) => value === columns[k][0]))
    const few = {
      code: 'too-few-rows',
      message: `In all but ${left} rows a variable was set that nobody noted. Read them as observed, or note which it was.`,
    }
    const problems =
      left < FEWEST_ROWS
        ? [few]
        : constant.map((name) => ({
            code: 'constant-column',
            message: `“${name}” has the same value in all ${left} rows that are left without those where nobody noted what was set. Read them as observed, or leave it out.`,
            where: { name },
          }))
    if (problems.length > 0) return { ok: false, problems }
  }
  const setRows = rowsByTarget(read)
  const always = [...setRows].filter(([, set]) => left - set.length < FEWEST_ROWS)
  if (always.length > 0) {
    const problems = always.map(([variable, set]) => ({
      code: 'always-set',
      message: `“${names[variable]}” was set in all but ${left - set.length} rows, so its causes cannot be learned. Leave it out.`,
      where: { name: names[variable] },
    }))
    return { ok: false, problems }
  }
  const numbers = [...setRows.values()].reduce((total, set) => total + set.length + 2, 0) * names.length
  if (numbers <= MOST_NUMBERS) return succeed(true)
  const message = `${setRows.size} variables that were set in ${left} rows, among ${names.length}, need more memory than there is. Search over fewer variables or rows.`
  return { ok: false, problems: [{ code: 'too-large', message }] }
}
