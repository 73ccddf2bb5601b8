// Missing values: bias and coverage of each treatment of gaps where the truth is known, and seconds on long tables.
import { createRandom } from '../src/base/random'
import { valueOf } from '../src/base/result'
import type { EngineContext } from '../src/engine/context'
import { estimateEffect } from '../src/engine/estimate/estimate-effect'
import { studyWithGaps, TRUE_EFFECT, type GapMechanism } from '../src/engine/estimate/gaps.testing'
import { missingMethods, type MissingMethodId } from '../src/engine/data/missing/methods'
import type { Table } from './table'

const ROWS = 500
const STUDIES = Number(process.env.STUDIES ?? 200)
const LONG = [100_000]
const mechanisms: readonly GapMechanism[] = ['outcome', 'confounder']
const asked = { treatment: 'x', outcome: 'y', adjustment: ['z', 'w'] }

const contextWith = (seed: number): EngineContext => ({
  random: createRandom(seed),
  signal: { aborted: false },
  progress: () => undefined,
  runModel: () => Promise.reject(new Error('no model here')),
})

async function repeat(mechanism: GapMechanism, method: MissingMethodId, estimator: string) {
  const points: number[] = []
  const errors: number[] = []
  let covered = 0
  for (let study = 0; study < STUDIES; study++) {
    const data = studyWithGaps(ROWS, 50_000 + study, mechanism)
    const request = { ...asked, estimator, missing: { method } }
    const { point, standardError, interval } = valueOf(
      await estimateEffect(data, request, contextWith(study)),
    )
    points.push(point)
    errors.push(standardError!)
    if (interval![0] <= TRUE_EFFECT && TRUE_EFFECT <= interval![1]) covered++
  }
  const mean = points.reduce((total, point) => total + point, 0) / STUDIES
  const deviation = Math.sqrt(points.reduce((total, point) => total + (point - mean) ** 2, 0) / (STUDIES - 1))
  const error = errors.reduce((total, value) => total + value, 0) / STUDIES
  return [mean - TRUE_EFFECT, deviation, error, covered / STUDIES]
}

export default async function missing(): Promise<Table> {
  const rows: (string | number)[][] = []
  for (const mechanism of mechanisms) {
    for (const { id } of missingMethods.entries) {
      for (const estimator of ['regression', 'ipw', 'aipw']) {
        const found = await repeat(mechanism, id, estimator)
        rows.push([`${mechanism} missing`, id, estimator, ...found])
        console.error(rows.at(-1)!.join('  '))
      }
    }
  }
  for (const size of LONG) {
    for (const { id } of missingMethods.entries) {
      const data = studyWithGaps(size, 3, 'outcome')
      const started = performance.now()
      const request = { ...asked, estimator: 'aipw', missing: { method: id } }
      const { point, standardError } = valueOf(await estimateEffect(data, request, contextWith(1)))
      const seconds = (performance.now() - started) / 1000
      rows.push([
        `${size} rows: ${seconds.toFixed(1)} s`,
        id,
        'aipw',
        point - TRUE_EFFECT,
        NaN,
        standardError!,
        NaN,
      ])
      console.error(rows.at(-1)!.join('  '))
    }
  }
  return {
    title: `Gaps missing at random, true effect 1: ${STUDIES} studies of ${ROWS} rows, 20 imputations of 10 rounds`,
    columns: [
      'gaps',
      'treated by',
      'estimator',
      'bias',
      'sd of points',
      'mean std. error',
      'coverage of 95 %',
    ],
    rows,
    note: `Complete rows are a biased sample here; in ${STUDIES} studies a true coverage of .95 scatters by ${Math.sqrt((0.95 * 0.05) / STUDIES).toFixed(3)}.`,
  }
}
