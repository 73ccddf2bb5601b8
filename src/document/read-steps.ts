import * as v from 'valibot'
import { fail, succeed, type Problem, type Result } from '../base/result'
import type { DataStep } from '../engine/data/steps/step'
import { step } from './schema'

/** Steps as a script writes them, ids or none; every one that is not a step is named by its place, from 1. */
export function readSteps(given: unknown): Result<readonly DataStep[]> {
  if (!Array.isArray(given))
    return fail('bad-steps', '"steps" must be a list, as in [{"type": "filter", "formula": "age > 18"}].')
  const steps: DataStep[] = []
  const problems: Problem[] = []
  given.forEach((one: unknown, at) => {
    const named = typeof one === 'object' && one !== null ? { id: `step-${at + 1}`, ...one } : one
    const checked = v.safeParse(step, named)
    if (checked.success) steps.push(checked.output)
    else {
      const [issue] = checked.issues
      const path = v.getDotPath(issue)
      const where = path === null ? `Step ${at + 1}` : `"${path}" of step ${at + 1}`
      problems.push({
        code: 'bad-steps',
        message: `${where}: ${issue.message}.`,
        where: { token: `step-${at + 1}` },
      })
    }
  })
  return problems.length > 0 ? { ok: false, problems } : succeed(steps)
}
