import { fail, succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Dataset } from '../data/dataset'
import { impute, type Imputations, type ImputationSettings } from '../data/missing/impute'
import { countMissing } from '../data/missing/patterns'
import type { OptionValues } from '../options'
import { estimateCompleteRows, type Analysis } from './complete-rows'
import type { Finding } from './estimator'
import { poolFindings } from './pool-findings'

/** Share of the progress bar that goes to filling the gaps. */
const FILLING = 0.5
/** Bootstrap samples within one imputation: their variances are averaged over imputations, so few are enough. */
const FEWEST_DRAWS = 50

/** The estimate on each of several copies of the data with their gaps filled, pooled by Rubin's rules. */
export async function estimateImputed(
  dataset: Dataset,
  analysis: Analysis,
  options: OptionValues,
  context: EngineContext,
): Promise<Result<Finding>> {
  const settings: ImputationSettings = {
    imputations: Number(options.imputations),
    iterations: Number(options.iterations),
    numeric: options.numeric === 'normal' ? 'normal' : 'matching',
  }
  const filled = await imputationsOf(dataset, analysis.names, settings, {
    ...context,
    progress: (fraction, note) => context.progress(FILLING * fraction, note),
  })
  if (!filled.ok) return filled
  const imputations = filled.value
  const fewer = withFewerDraws(analysis, imputations.count)
  const findings: Finding[] = []
  for (let k = 0; k < imputations.count; k++) {
    const note = `${analysis.estimator.label}, imputation ${k + 1} of ${imputations.count}`
    const at = (fraction: number) => FILLING + ((1 - FILLING) * (k + fraction)) / imputations.count
    context.progress(at(0), note)
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    if (context.signal.aborted) return fail('cancelled', `Cancelled at imputation ${k + 1}.`)
    const found = await estimateCompleteRows(imputations.complete(k), fewer, {
      ...context,
      random: context.random.fork(`estimate ${k}`),
      progress: (fraction) => context.progress(at(fraction), note),
    })
    if (!found.ok) return found
    findings.push(found.value)
  }
  const pooled = poolFindings(findings, imputations)
  return succeed({ ...pooled, rows: { ...pooled.rows, missing: missingIn(dataset, analysis.names) } })
}

function withFewerDraws(analysis: Analysis, imputations: number): Analysis {
  if (!('draws' in analysis.options)) return analysis
  const draws = Math.max(FEWEST_DRAWS, Math.ceil((2 * Number(analysis.options.draws)) / imputations))
  return { ...analysis, options: { ...analysis.options, draws } }
}

function missingIn(dataset: Dataset, names: readonly string[]): Record<string, number> {
  const counts = dataset.columns
    .filter(({ name }) => names.includes(name))
    .map((column) => [column.name, countMissing(column)] as const)
  return Object.fromEntries(counts.filter(([, missing]) => missing > 0))
}

/** The imputations made last for a dataset: the estimators of a panel ask for the same ones one after the other. */
const newest = new WeakMap<Dataset, { readonly key: string; readonly imputations: Imputations }>()

async function imputationsOf(
  dataset: Dataset,
  names: readonly string[],
  settings: ImputationSettings,
  context: EngineContext,
): Promise<Result<Imputations>> {
  // A stream's first number tells it from streams of other seeds.
  const stream = context.random.fork('imputation').uniform()
  const key = JSON.stringify([names.toSorted(), settings, stream])
  const known = newest.get(dataset)
  if (known?.key === key) return succeed(known.imputations)
  const made = await impute(dataset, names, settings, context)
  if (made.ok) newest.set(dataset, { key, imputations: made.value })
  return made
}
