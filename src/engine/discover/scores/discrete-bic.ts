import { succeed } from '../../../base/result'
import { discreteScore } from './discrete-score'
import type { ScoreMethod } from './local-score'

/** log L - discount/2 * (categories - 1) * configurations * log N, for multinomial tables. */
export const discreteBic: ScoreMethod = {
  id: 'discrete-bic',
  label: 'BIC of tables',
  reference:
    'Schwarz (1978), Estimating the dimension of a model, Annals of Statistics 6; Koller & Friedman (2009), Probabilistic Graphical Models, section 18.3.5.',
  assumptions: ['categories whose tables have enough rows in their cells'],
  reads: { numbers: false, categories: true, gaps: false, interventions: false },
  usualPenalty: 1,
  options: [],
  applies: () => succeed(true),
  prepare(problem, discount) {
    const weight = (discount / 2) * Math.log(problem.rows.used)
    return discreteScore(problem, {
      fit(counts, occurring, categories) {
        let fit = 0
        for (let stratum = 0; stratum < occurring; stratum++) {
          let total = 0
          for (let cell = stratum * categories; cell < (stratum + 1) * categories; cell++) {
            const count = counts[cell]
            if (count === 0) continue
            total += count
            fit += count * Math.log(count)
          }
          if (total > 0) fit -= total * Math.log(total)
        }
        return fit
      },
      penalty: (categories, configurations) => weight * (categories - 1) * configurations,
    })
  },
}
