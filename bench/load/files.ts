// Files of every format that the load benchmark reads, written once to the temporary folder of the system.
import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import writeWorkbook, { type SheetData } from 'write-excel-file/node'
import { createRandom, type Random } from '../../src/base/random'

export interface BenchFile {
  readonly label: string
  readonly path: string
  readonly rows: number
  readonly megabytes: number
}

const COLUMNS = 20
const SEED = 11
const folder = join(tmpdir(), 'causal-studio-bench')
const names = Array.from({ length: COLUMNS }, (_, j) => `x${j}`)

/** A whole number in every fifth column, else four decimals. */
const number = (random: Random, j: number): number =>
  j % 5 === 0 ? Math.round(random.normal() * 500) : Number((random.normal() * 100).toFixed(4))

const words = ['Leeds, UK', 'Bath', 'say "open"', 'Ulm', 'a longer answer with several words', 'no']
const cell = (random: Random, j: number): string =>
  j % 2 === 0 ? String(number(random, j)) : `"${words[random.integer(words.length)].replaceAll('"', '""')}"`

function writeLines(path: string, rows: number, cellOf: (random: Random, j: number) => string) {
  const random = createRandom(SEED)
  const file = openSync(path, 'w')
  let text = `${names.join(',')}\n`
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < COLUMNS; j++) text += `${j ? ',' : ''}${cellOf(random, j)}`
    text += '\n'
    if (text.length > 4e6) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
}

function writeParquet(path: string, rows: number) {
  const random = createRandom(SEED)
  const columnData = names.map((name, j) => ({
    name,
    type: 'DOUBLE' as const,
    data: Float64Array.from({ length: rows }, () => number(random, j)),
  }))
  writeFileSync(path, Buffer.from(parquetWriteBuffer({ columnData })))
}

async function writeExcel(path: string, rows: number) {
  const random = createRandom(SEED)
  const data = [
    names.map((value) => ({ value })),
    ...Array.from({ length: rows }, () => names.map((_, j) => ({ value: number(random, j) }))),
  ] as SheetData
  writeFileSync(path, await writeWorkbook([{ data, sheet: 'Numbers' }]).toBuffer())
}

const recipes: readonly {
  readonly label: string
  readonly name: string
  readonly rows: number
  write(path: string, rows: number): void | Promise<void>
}[] = [
  {
    label: 'CSV, numbers',
    name: 'numbers.csv',
    rows: 1_000_000,
    write: (path, rows) => writeLines(path, rows, (random, j) => String(number(random, j))),
  },
  {
    label: 'CSV, numbers and quoted text',
    name: 'mixed.csv',
    rows: 200_000,
    write: (path, rows) => writeLines(path, rows, cell),
  },
  { label: 'Parquet', name: 'numbers.parquet', rows: 1_000_000, write: writeParquet },
  { label: 'Excel', name: 'numbers.xlsx', rows: 20_000, write: writeExcel },
]

/** In the order of the table; the first is the one that is also imported through the page. */
export async function benchFiles(): Promise<BenchFile[]> {
  mkdirSync(folder, { recursive: true })
  const files: BenchFile[] = []
  for (const { label, name, rows, write } of recipes) {
    const path = join(folder, name)
    if (!existsSync(path)) await write(path, rows)
    files.push({ label, path, rows, megabytes: statSync(path).size / 1e6 })
  }
  return files
}
