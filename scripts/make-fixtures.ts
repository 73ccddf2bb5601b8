// npx tsx scripts/make-fixtures.ts: writes the simulated data set that the end-to-end tests discover, its graph, and
// one small table as Parquet and as an Excel workbook.
import { mkdirSync, writeFileSync } from 'node:fs'
import { parquetWriteBuffer } from 'hyparquet-writer'
import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import { createRandom } from '../src/base/random'
import { writeModelText } from '../src/engine/formats/dagitty'
import { numberedNames, randomDag } from '../src/engine/simulate/random-dag'
import { randomLinearModel, sampleModel } from '../src/engine/simulate/structural-model'

const SEED = 7
const ROWS = 1000

const folder = new URL('../e2e/fixtures/', import.meta.url)
const names = numberedNames(10)
const random = createRandom(SEED)
const graph = randomDag(names, 2.4, random.fork('graph'))
const columns = sampleModel(randomLinearModel(graph, random.fork('model')), ROWS, random.fork('rows'))
const lines = Array.from({ length: ROWS }, (_, row) =>
  columns.map((column) => column[row].toFixed(4)).join(','),
)

const part = { graph, layout: {}, roles: { exposures: [], outcomes: [], adjusted: [] } }

mkdirSync(folder, { recursive: true })
writeFileSync(new URL('simulated-10.csv', folder), `${[names.join(','), ...lines].join('\n')}\n`)
writeFileSync(new URL('simulated-10.txt', folder), `${writeModelText(part).trim()}\n`)
console.log(`simulated-10: ${ROWS} rows, ${graph.edges.length} edges, seed ${SEED}`)

const PATIENTS = 60
const patients = createRandom(SEED).fork('patients')
const stones = Array.from({ length: PATIENTS }, (_, k) => ({
  // Codes that look like numbers.
  ward: String(100 + (k % 4)),
  stone: Number((5 + 20 * patients.uniform()).toFixed(1)),
  treatment: k % 2 === 0 ? 'keyhole' : 'open',
  success: patients.uniform() < 0.8,
  admitted: new Date(Date.UTC(1984, 0, 1 + k)),
}))

const parquet = parquetWriteBuffer({
  columnData: [
    { name: 'ward', type: 'STRING', data: stones.map(({ ward }) => ward) },
    {
      name: 'stone',
      type: 'DOUBLE',
      nullable: true,
      data: stones.map(({ stone }, k) => (k % 20 === 3 ? null : stone)),
    },
    { name: 'treatment', type: 'STRING', data: stones.map(({ treatment }) => treatment) },
    { name: 'success', type: 'BOOLEAN', data: stones.map(({ success }) => success) },
    { name: 'admitted', type: 'TIMESTAMP', data: stones.map(({ admitted }) => admitted) },
  ],
})
writeFileSync(new URL('stones.parquet', folder), Buffer.from(parquet))

const sheet = (rows: readonly (readonly (string | number | boolean | Date)[])[]) =>
  rows.map((row) =>
    row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value })),
  ) as SheetData
const table = stones.map(({ stone, treatment, success, admitted }, k) => [
  k === 17 ? '3a' : stone,
  treatment,
  success,
  admitted,
])
const followUp = stones.slice(0, 12).map(({ stone }, k) => [stone, k % 3])
const workbook = writeWorkbook([
  { sheet: 'Patients', data: sheet([['stone', 'treatment', 'success', 'admitted'], ...table]) },
  { sheet: 'Follow-up', data: sheet([['stone', 'pain'], ...followUp]) },
])
writeFileSync(new URL('stones.xlsx', folder), await workbook.toBuffer())
console.log(
  `stones: ${PATIENTS} rows as Parquet, with ${followUp.length} more on a second sheet of the workbook`,
)
