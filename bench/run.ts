// npm run bench [name …]: runs the benchmarks of this folder, prints their tables and keeps them as JSON.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installKernels } from '../src/engine/kernels/runtime'
import { printTable, type Table } from './table'

const folder = fileURLToPath(new URL('.', import.meta.url))
const results = join(folder, 'results')
const wanted = process.argv.slice(2)
const notBenchmarks = new Set(['run.ts', 'table.ts'])
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !notBenchmarks.has(file))
  .map((file) => basename(file, '.ts'))
  .filter((name) => wanted.length === 0 || wanted.includes(name))

if (names.length === 0) {
  console.error(`No benchmark is called ${wanted.join(' or ')}.`)
  process.exit(1)
}

await installKernels(readFileSync(new URL('../src/engine/kernels/kernels.wasm', import.meta.url)))
mkdirSync(results, { recursive: true })
const machine = `${cpus().length} cores, ${arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`
console.log(`${machine}. Shared machines drift: compare rows of one run, not runs.\n`)
for (const name of names) {
  const { default: benchmark } = (await import(`./${name}.ts`)) as { default: () => Promise<Table> }
  const table = await benchmark()
  printTable(table)
  writeFileSync(
    join(results, `${name}.json`),
    `${JSON.stringify({ machine, date: new Date().toISOString().slice(0, 10), ...table }, null, 2)}\n`,
  )
}
