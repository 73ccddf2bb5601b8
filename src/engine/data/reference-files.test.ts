import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { buildDataset, suggestedDecisions } from './import'
import { profileTable } from './profile'
import { sourceOfBytes } from './byte-source'
import { textFormat } from './reading.testing'
import { readTable } from './reading/read-table'

const folder = process.env.CAUSAL_STUDIO_DATA ?? new URL('../../../../shared/data', import.meta.url).pathname
const present = existsSync(`${folder}/nsw_mixtape.csv`)
if (!present && process.env.CI === 'true') throw new Error(`reference data are missing: ${folder}`)

/** file, separator, rows, columns, names of the columns left out */
const files: [string, string, number, number, string[]][] = [
  ['nsw_mixtape.csv', ',', 445, 11, ['data_id']],
  ['nhefs_complete.csv', ',', 1566, 67, ['seqn', 'id', 'censored']],
  ['california_prop99.csv', ';', 1209, 4, []],
  ['401k.csv', ',', 9915, 44, ['dum91']],
  ['card.csv', ',', 3010, 34, ['id']],
  ['darfur.csv', ',', 1276, 14, []],
  ['basque_data.csv', ',', 774, 18, ['Unnamed: 0']],
  ['lead_pairs.csv', ',', 33, 2, []],
  ['ihdp_npci_1.csv', ',', 747, 30, []],
]

describe.skipIf(!present)('public data sets', () => {
  test.each(files)('%s', async (file, separator, rows, columns, leftOut) => {
    const table = valueOf(await readTable(sourceOfBytes(file, readFileSync(`${folder}/${file}`))))
    expect([textFormat(table).separator, table.rows, table.columns.length]).toEqual([
      separator,
      rows,
      columns,
    ])
    const profile = profileTable(table)
    expect(profile.columns.filter(({ leaveOut }) => leaveOut).map(({ name }) => name)).toEqual(leftOut)
    expect(profile.columns.reduce((sum, { offendingRows }) => sum + offendingRows, 0)).toBe(0)
    const dataset = valueOf(buildDataset(table, suggestedDecisions(profile), file, file))
    expect(dataset.columns.every(({ values }) => values.length === rows)).toBe(true)
  })
  test('a file without header says so', async () => {
    const table = valueOf(await readTable(sourceOfBytes('ihdp', readFileSync(`${folder}/ihdp_npci_1.csv`))))
    expect(textFormat(table).header).toBe('none')
    expect(table.notices.map(({ code }) => code)).toEqual(['no-header'])
  })
})
