import { existsSync, readFileSync } from 'node:fs'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import type { EngineContext } from '../context'
import { sourceOfBytes } from '../data/byte-source'
import { datasetFromColumns, type DatasetOptions, type GivenColumn } from '../data/from-columns'
import type { Dataset } from '../data/dataset'
import { importTable } from '../data/import'

export const testContext = (seed = 1, more: Partial<EngineContext> = {}): EngineContext => ({
  random: createRandom(seed),
  signal: { aborted: false },
  progress: () => undefined,
  runModel: () => Promise.reject(new Error('no model here')),
  ...more,
})

export const columnsOf = (
  columns: Readonly<Record<string, GivenColumn>>,
  options?: DatasetOptions,
): Dataset => valueOf(datasetFromColumns(columns, options))

/** Successes and totals of Charig et al. 1986, one row a patient. */
export function kidneyStones(): Dataset {
  const counts = [
    ['open', 'small', 81, 87],
    ['open', 'large', 192, 263],
    ['keyhole', 'small', 234, 270],
    ['keyhole', 'large', 55, 80],
  ] as const
  const treatment: string[] = []
  const size: string[] = []
  const success: string[] = []
  for (const [arm, stone, healed, total] of counts) {
    for (let k = 0; k < total; k++) {
      treatment.push(arm)
      size.push(stone)
      success.push(k < healed ? 'yes' : 'no')
    }
  }
  return columnsOf({ treatment, size, success }, { name: 'kidney stones' })
}

const folder = process.env.CAUSAL_STUDIO_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname

/** Absent reference files are a reason to skip, except in continuous integration. */
export const hasReferenceData = (): boolean => {
  const present = existsSync(`${folder}/nsw_mixtape.csv`)
  if (!present && process.env.CI === 'true') throw new Error(`reference data are missing: ${folder}`)
  return present
}

export const referenceData = async (file: string): Promise<Dataset> =>
  valueOf(await importTable(sourceOfBytes(file, readFileSync(`${folder}/${file}`))))
