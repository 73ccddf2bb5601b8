import { succeed, type Problem, type Result } from '../../../base/result'
import type { DiscoveryProblem } from '../algorithm'
import { FEWEST_ROWS } from '../problem'
import { rowsByTarget } from '../scores/moments'

/** Refuses variables that were set in nearly all rows, and rows in which nobody noted what was set. */
export function learnableTargets(problem: DiscoveryProblem): Result<true> {
  const problems: Problem[] = []
  for (const [variable, rows] of rowsByTarget(problem)) {
    const left = problem.rows.used - rows.length
    if (left >= FEWEST_ROWS) continue
    const name = problem.names[variable]
    const message = `“${name}” was set in all but ${left} rows, so its causes cannot be learned. Leave it out.`
    problems.push({ code: 'always-set', message, where: { name } })
  }
  const unnoted = problem.interventions?.filter((target) => target === -2).length ?? 0
  if (unnoted > 0) {
    const message = `In ${unnoted} rows something was set that nobody noted. Leave those rows out, or choose CD-NOD or JCI.`
    problems.push({ code: 'unnoted-target', message })
  }
  return problems.length > 0 ? { ok: false, problems } : succeed(true)
}
