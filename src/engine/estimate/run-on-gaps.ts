import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { OptionValues } from '../options'
import { completenessDiagnostics } from './completeness-diagnostics'
import type { EffectProblem, Estimator, Finding } from './estimator'
import type { FilledProblems } from './fill-gaps'
import { waysOfIdentification } from './identified-by'
import { poolFindings } from './pool-findings'

/** Bootstrap samples within one imputation: their variances are averaged over imputations, so few are enough. */
const FEWEST_DRAWS = 50

/** The estimator on a question whose gaps have been treated; estimates of imputations are pooled by Rubin's rules. */
export async function runOnGaps(
  estimator: Estimator,
  filled: FilledProblems,
  options: OptionValues,
  context: EngineContext,
): Promise<Result<Finding>> {
  const { imputations, completeness, rows, gaps } = filled
  const treated = { rows, ...(gaps ? { gaps } : {}) }
  if (!imputations) {
    const [problem] = [...filled.problems()]
    if (!problem.ok) return problem
    const found = await runEstimator(estimator, problem.value, options, context)
    if (!found.ok) return found
    const said = completeness ? completenessDiagnostics(problem.value, completeness) : []
    return succeed({ ...found.value, ...treated, diagnostics: [...said, ...found.value.diagnostics] })
  }
  const fewer = withFewerDraws(options, imputations.count)
  const findings: Finding[] = []
  for (const problem of filled.problems()) {
    if (!problem.ok) return problem
    const k = findings.length
    const note = `${estimator.label}, imputation ${k + 1} of ${imputations.count}`
    const progress = (fraction: number) => context.progress((k + fraction) / imputations.count, note)
    progress(0)
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    if (context.signal.aborted)
      return fail('cancelled', `Cancelled at imputation ${k + 1} of ${imputations.count}.`)
    const random = context.random.fork(`estimate ${k}`)
    const found = await runEstimator(estimator, problem.value, fewer, { ...context, random, progress })
    if (!found.ok) return found
    findings.push(found.value)
  }
  return succeed({ ...poolFindings(findings, imputations), ...treated })
}

/** Runs the estimator if it can answer the problem, else says why it cannot. */
async function runEstimator(
  estimator: Estimator,
  problem: EffectProblem,
  options: OptionValues,
  context: EngineContext,
): Promise<Result<Finding>> {
  if (problem.weights && estimator.weights === 'refused')
    return fail('rows-weighted', `“${estimator.label}” cannot weight rows, and here rows have weights.`)
  const method = problem.identifiedBy?.method ?? 'adjustment'
  if (!estimator.identifiedBy.includes(method))
    return fail(
      'identified-otherwise',
      `“${estimator.label}” does not answer an effect that is identified by ${waysOfIdentification[method]}.`,
    )
  const applies = estimator.applies(problem, options)
  return applies.ok ? estimator.run(problem, options, context) : applies
}

function withFewerDraws(options: OptionValues, imputations: number): OptionValues {
  if (!('draws' in options)) return options
  return { ...options, draws: Math.max(FEWEST_DRAWS, Math.ceil((2 * Number(options.draws)) / imputations)) }
}
