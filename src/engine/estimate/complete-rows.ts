import { fail, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Dataset } from '../data/dataset'
import type { OptionValues } from '../options'
import type { EffectProblem, Estimator, Finding } from './estimator'
import { buildProblem, type ProblemRequest } from './problem'

/** An estimator with its options resolved, and what it is asked. */
export interface Analysis {
  readonly request: ProblemRequest
  /** Every column involved. */
  readonly names: readonly string[]
  readonly estimator: Estimator
  readonly options: OptionValues
}

/** The estimate on the rows that are complete in every column involved. */
export async function estimateCompleteRows(
  dataset: Dataset,
  analysis: Analysis,
  context: EngineContext,
): Promise<Result<Finding>> {
  const problem = buildProblem(dataset, analysis.request)
  return problem.ok ? runEstimator(problem.value, analysis, context) : problem
}

/** Runs the estimator if it can answer the problem, else says why it cannot. */
export async function runEstimator(
  problem: EffectProblem,
  { estimator, options }: Analysis,
  context: EngineContext,
): Promise<Result<Finding>> {
  if (problem.weights && estimator.weights === 'refused')
    return fail('rows-weighted', `${estimator.label}: it cannot weight rows, and here they have weights.`)
  const applies = estimator.applies(problem, options)
  return applies.ok ? estimator.run(problem, options, context) : applies
}
