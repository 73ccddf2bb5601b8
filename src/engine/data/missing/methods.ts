import { createRegistry } from '../../../base/registry'
import type { OptionSpec, OptionValues } from '../../options'

/** What an analysis does with rows that have gaps. */
export interface MissingMethod {
  readonly id: 'complete-rows' | 'imputed' | 'weighted'
  readonly label: string
  readonly reference: string
  /** When the answer is right, in one sentence. */
  readonly assumption: string
  readonly options: readonly OptionSpec[]
}

export type MissingMethodId = MissingMethod['id']

export interface MissingChoice {
  readonly method: MissingMethodId
  readonly options?: OptionValues
}

const completeRows: MissingMethod = {
  id: 'complete-rows',
  label: 'Leave them out',
  reference: 'Hughes, Heron, Sterne & Tilling 2019, International Journal of Epidemiology 48',
  assumption:
    'Right when gaps have nothing to do with the values, or only with the cause and what is adjusted for.',
  options: [],
}

const imputed: MissingMethod = {
  id: 'imputed',
  label: 'Impute',
  reference:
    'Chained equations: van Buuren & Groothuis-Oudshoorn 2011, J. Statistical Software 45; pooling: Rubin 1987, Barnard & Rubin 1999',
  assumption:
    'Right when, given the values that are there in the columns of the models, gaps have nothing to do with the values that are not (missing at random), and the models fit.',
  options: [
    {
      id: 'imputations',
      label: 'Imputations',
      help: 'How often the gaps are filled. A rule of thumb: as many as per cent of rows with gaps.',
      type: 'number',
      default: 20,
      min: 2,
      max: 500,
      integer: true,
    },
    {
      id: 'iterations',
      label: 'Rounds',
      help: 'How often each column is drawn anew within one imputation.',
      type: 'number',
      default: 10,
      min: 1,
      max: 200,
      integer: true,
    },
    {
      id: 'numeric',
      label: 'Numbers',
      help: 'Matching fills in values of similar rows; the normal model draws around a regression line.',
      type: 'choice',
      default: 'matching',
      choices: [
        { id: 'matching', label: 'predictive mean matching' },
        { id: 'normal', label: 'normal model' },
      ],
    },
  ],
}

const weighted: MissingMethod = {
  id: 'weighted',
  label: 'Weight complete rows',
  reference:
    'Robins, Rotnitzky & Zhao 1994, JASA 89; Seaman & White 2013, Statistical Methods in Medical Research 22',
  assumption:
    'Right when, given the columns without gaps that the weights are made from, whether a row is complete has nothing to do with its values (missing at random).',
  options: [
    {
      id: 'truncation',
      label: 'Truncation',
      help: 'Weights above this quantile are cut down to it: a little bias for much less noise. 1 cuts none.',
      type: 'number',
      default: 0.99,
      min: 0.5,
      max: 1,
    },
  ],
}

/** In the order in which they are offered. */
export const missingMethods = createRegistry<MissingMethod>('treatment of missing values', [
  completeRows,
  imputed,
  weighted,
])
