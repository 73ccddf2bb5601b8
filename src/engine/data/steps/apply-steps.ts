import { succeed, type Problem, type Result } from '../../../base/result'
import type { Dataset } from '../dataset'
import { binColumn } from './bin-step'
import { changeRole, dropColumns, renameColumn } from './column-steps'
import { deriveColumn } from './derive-step'
import { filterRows } from './filter-step'
import { changeKind } from './kind-step'
import type { PerformStep, Performed } from './performed'
import { markRandomised } from './randomised-step'
import { recodeColumn } from './recode-step'
import type { DataStep, StepAction, StepEffect, StepsOutcome, StepsResult } from './step'

type Performers = {
  readonly [Type in DataStep['type']]: PerformStep<Extract<StepAction, { type: Type }>>
}

const performers: Performers = {
  filter: filterRows,
  recode: recodeColumn,
  bin: binColumn,
  derive: deriveColumn,
  drop: dropColumns,
  rename: renameColumn,
  kind: changeKind,
  role: changeRole,
  randomised: markRandomised,
}

/** One step done to the data as they stand. The source and every column that the step leaves alone stay as they are. */
export function performStep(dataset: Dataset, step: StepAction): Result<Performed> {
  const perform = performers[step.type] as PerformStep<StepAction>
  return perform(dataset, step)
}

/** The source with the steps applied in order, up to the first that cannot be done. */
export function runSteps(source: Dataset, steps: readonly DataStep[]): StepsOutcome {
  let dataset = source
  const effects: StepEffect[] = []
  for (const step of steps) {
    const done = performStep(dataset, step)
    if (!done.ok)
      return { dataset, effects, problems: done.problems.map((problem) => atStep(problem, step, steps)) }
    const { sentence, madeMissing } = done.value
    effects.push({
      id: step.id,
      sentence,
      rowsBefore: dataset.rows,
      rowsAfter: done.value.dataset.rows,
      madeMissing,
    })
    dataset = { ...done.value.dataset, log: [...dataset.log, sentence] }
  }
  return { dataset, effects, problems: [] }
}

function atStep(problem: Problem, step: DataStep, steps: readonly DataStep[]): Problem {
  const missing =
    problem.code === 'unknown-column' ? (problem.where?.token ?? problem.where?.name) : undefined
  const maker = steps.findIndex(
    (other, at) => at > steps.indexOf(step) && missing !== undefined && makes(other, missing),
  )
  const hint = maker < 0 ? '' : ` Step ${maker + 1} makes it: move it up.`
  return { ...problem, message: problem.message + hint, where: { ...problem.where, token: step.id } }
}

const makes = (step: DataStep, name: string): boolean =>
  ('into' in step && step.into.trim() === name) || (step.type === 'rename' && step.to.trim() === name)

/** The source with the steps applied in order, or what is wrong with the first that cannot be done. */
export function applySteps(source: Dataset, steps: readonly DataStep[]): StepsResult {
  const { dataset, effects, problems } = runSteps(source, steps)
  return problems.length > 0 ? { ok: false, problems } : succeed({ dataset, effects })
}
