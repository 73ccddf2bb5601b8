import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import { logistic } from '../stats/distributions'
import type { Dataset } from '../data/dataset'
import { datasetFromColumns } from '../data/from-columns'

/**
 * Studies with a known effect of 1 whose gaps are missing at random.
 * 'outcome': the outcome is missing by the treatment and a surrogate of the outcome that is never missing.
 * 'confounder': a confounder is missing by the treatment and the outcome, which are never missing.
 * Either way the complete rows are a biased sample.
 */
export type GapMechanism = 'outcome' | 'confounder'

export const TRUE_EFFECT = 1

export function studyWithGaps(rows: number, seed: number, mechanism: GapMechanism): Dataset {
  const random = createRandom(seed)
  const columns: Record<string, (number | null)[]> = { z: [], w: [], x: [], s: [], y: [] }
  for (let row = 0; row < rows; row++) {
    const w = random.uniform() < 0.4 ? 1 : 0
    const z = 0.5 * w + random.normal()
    const x = random.uniform() < logistic(0.8 * z - 0.4 * w) ? 1 : 0
    const y = TRUE_EFFECT * x + z + 0.5 * w + random.normal()
    const s = y + 0.7 * random.normal()
    const chance =
      mechanism === 'outcome'
        ? logistic(-1.5 + 0.7 * (s - 0.5) * (x === 1 ? 1 : -0.5))
        : logistic(-1.5 + 0.7 * (y - 0.5) * (x === 1 ? 1 : -0.5))
    const gap = random.uniform() < chance
    columns.w.push(w)
    columns.x.push(x)
    columns.s.push(s)
    columns.z.push(mechanism === 'confounder' && gap ? null : z)
    columns.y.push(mechanism === 'outcome' && gap ? null : y)
  }
  return valueOf(datasetFromColumns(columns, { kinds: { w: 'binary', x: 'binary' } }))
}
