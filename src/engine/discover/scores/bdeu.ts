import { succeed } from '../../../base/result'
import { logGamma } from '../../stats/special'
import { discreteScore } from './discrete-score'
import type { ScoreMethod } from './local-score'

/**
 * The log marginal likelihood of the tables under a Dirichlet prior that is worth `equivalentSampleSize` rows, spread
 * evenly over all cells (Buntine 1991; Heckerman, Geiger & Chickering 1995, eq. 28 and section 7.1). A penalty other
 * than 1 adds a prior over graphs: (penalty - 1)/2 * log N for each free number of the tables.
 */
export const bdeu: ScoreMethod = {
  id: 'bdeu',
  label: 'BDeu',
  reference:
    'Heckerman, Geiger & Chickering (1995), Learning Bayesian networks: the combination of knowledge and statistical data, Machine Learning 20.',
  assumptions: ['categories; every table of chances is as likely as any other beforehand'],
  reads: { numbers: false, categories: true, gaps: false, interventions: false },
  usualPenalty: 1,
  options: [
    {
      id: 'equivalentSampleSize',
      label: 'Equivalent sample size (BDeu)',
      help: 'How many rows the prior is worth. The more, the more edges.',
      type: 'number',
      default: 1,
      min: 0.01,
      max: 10_000,
    },
  ],
  applies: () => succeed(true),
  prepare(problem, penalty, options) {
    const prior = Number(options.equivalentSampleSize ?? 1)
    const weight = ((penalty - 1) / 2) * Math.log(problem.rows.used)
    return discreteScore(problem, {
      fit(counts, occurring, categories, configurations) {
        const perRow = prior / configurations
        const perCell = perRow / categories
        const emptyRow = logGamma(perRow)
        const emptyCell = logGamma(perCell)
        let fit = 0
        for (let stratum = 0; stratum < occurring; stratum++) {
          let total = 0
          for (let cell = stratum * categories; cell < (stratum + 1) * categories; cell++) {
            const count = counts[cell]
            if (count === 0) continue
            total += count
            fit += logGamma(perCell + count) - emptyCell
          }
          if (total > 0) fit += emptyRow - logGamma(perRow + total)
        }
        return fit
      },
      penalty: (categories, configurations) => weight * (categories - 1) * configurations,
    })
  },
}
