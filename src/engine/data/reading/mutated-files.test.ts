import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../../base/random'
import { sourceOfBytes } from '../byte-source'
import { buildDataset, suggestedDecisions } from '../import'
import { profileTable } from '../profile'
import { bytesOf } from '../reading.testing'
import { mutated } from './mutations.testing'
import { readTable } from './read-table'
import { parquetOf, sampleColumns, workbookOf } from './samples.testing'

const FILES = 500
/** Far above what a file takes, far below what a runaway loop or gigabytes of memory take. */
const MOST_MILLISECONDS = 3_000
const MOST_MEMORY = 400e6

type Mutation = (random: Random) => Uint8Array

/** Reads files mutated by each in turn; each must end in a table that can be imported or in a sentence. */
async function survivors(mutations: readonly Mutation[], seed: number) {
  const random = createRandom(seed)
  const ends = { read: 0, refused: 0 }
  for (let k = 0; k < FILES; k++) {
    const bytes = mutations[k % mutations.length](random)
    const started = performance.now()
    const memory = process.memoryUsage()
    const table = await readTable(sourceOfBytes(`file ${k}`, bytes))
    if (table.ok) {
      ends.read++
      const dataset = buildDataset(table.value, suggestedDecisions(profileTable(table.value)), 'm', 'm')
      if (dataset.ok)
        for (const { values } of dataset.value.columns) expect(values).toHaveLength(table.value.rows)
      else expect(dataset.problems[0].code).toBe('no-columns')
    } else {
      ends.refused++
      expect(table.problems[0].message.length).toBeGreaterThan(20)
    }
    expect(performance.now() - started, `file ${k}`).toBeLessThan(MOST_MILLISECONDS)
    const { rss } = process.memoryUsage()
    expect(rss - memory.rss, `file ${k}`).toBeLessThan(MOST_MEMORY)
  }
  expect(ends.read + ends.refused).toBe(FILES)
  return ends
}

const mutatedCopy =
  (bytes: Uint8Array): Mutation =>
  (random) =>
    mutated(bytes, random)

/** A workbook whose packing is in order, but not what one of its files says. */
function mutatedInside(workbook: Uint8Array): Mutation {
  const files = unzipSync(workbook)
  const paths = Object.keys(files).filter((path) => /sheet|workbook|styles|sharedStrings/.test(path))
  return (random) => {
    const path = paths[random.integer(paths.length)]
    return zipSync(
      { ...files, [path]: mutated(files[path], random) as Uint8Array<ArrayBuffer> },
      { level: 1 },
    )
  }
}

const plain = ['id,x,group', ...Array.from({ length: 60 }, (_, k) => `${k},${k / 7},${'abc'[k % 3]}`)].join(
  '\n',
)
const quoted = [
  'id;größe;"a ""b""";when',
  ...Array.from({ length: 40 }, (_, k) => `${k};${k},5;"x;\r\ny ""${k}""";2020-01-${10 + (k % 20)}`),
].join('\r\n')

test('500 mutated CSV files', async () => {
  const ends = await survivors([bytesOf(plain), bytesOf(quoted)].map(mutatedCopy), 1)
  expect(ends.read).toBeGreaterThan(100)
  expect(ends.refused).toBeGreaterThan(20)
})

test('500 mutated Parquet files', async () => {
  const files = [
    parquetOf(sampleColumns(120)),
    parquetOf(sampleColumns(120), { codec: 'UNCOMPRESSED' }),
    parquetOf(sampleColumns(90), { rowGroupSize: 40, pageSize: 128 }),
  ]
  const ends = await survivors(files.map(mutatedCopy), 2)
  expect(ends.read).toBeGreaterThan(20)
  expect(ends.refused).toBeGreaterThan(100)
})

test('500 mutated workbooks', async () => {
  const rows = [
    ['name', 'x', 'when', 'ok'],
    ...Array.from({ length: 25 }, (_, k) => [
      `p${k}`,
      k / 3,
      new Date(Date.UTC(2020, 0, 1 + k)),
      k % 2 === 0,
    ]),
  ]
  const workbook = await workbookOf({ First: rows, Second: rows.slice(0, 5) })
  const ends = await survivors([mutatedCopy(workbook), mutatedInside(workbook)], 3)
  expect(ends.read).toBeGreaterThan(20)
  expect(ends.refused).toBeGreaterThan(100)
})
