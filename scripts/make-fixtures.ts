// npx tsx scripts/make-fixtures.ts: writes the simulated data set that the end-to-end tests discover, and its graph.
import { mkdirSync, writeFileSync } from 'node:fs'
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
