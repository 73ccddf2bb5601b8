import { succeed, type Result } from '../../base/result'
import type { EngineContext } from '../context'
import type { Dataset } from '../data/dataset'
import { impute, type Imputations, type ImputationSettings } from '../data/missing/impute'
import type { OptionValues } from '../options'

/** The imputations made last for a dataset: the estimators of a panel ask for the same ones one after the other. */
const newest = new WeakMap<Dataset, { readonly key: string; readonly imputations: Imputations }>()

/** Imputations by the options of the method `imputed`; made once for the same columns, options and random stream. */
export async function imputationsOf(
  dataset: Dataset,
  names: readonly string[],
  options: OptionValues,
  context: EngineContext,
): Promise<Result<Imputations>> {
  const settings: ImputationSettings = {
    imputations: Number(options.imputations),
    iterations: Number(options.iterations),
    numeric: options.numeric === 'normal' ? 'normal' : 'matching',
  }
  // A stream's first number tells it from streams of other seeds.
  const stream = context.random.fork('imputation').uniform()
  const key = JSON.stringify([names.toSorted(), settings, stream])
  const known = newest.get(dataset)
  if (known?.key === key) return succeed(known.imputations)
  const made = await impute(dataset, names, settings, context)
  if (made.ok) newest.set(dataset, { key, imputations: made.value })
  return made
}
