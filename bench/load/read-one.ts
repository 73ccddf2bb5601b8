// tsx bench/load/read-one.ts <file>: reads and profiles it three times in this process; prints the fastest as JSON.
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { sourceOfReads } from '../../src/engine/data/byte-source'
import { profileTable } from '../../src/engine/data/profile'
import { readTable } from '../../src/engine/data/reading/read-table'
import { valueOf } from '../../src/base/result'

const TIMES = 3
const path = process.argv[2]
const handle = await open(path)
const source = sourceOfReads(basename(path), (await handle.stat()).size, async (from, to) => {
  const bytes = new Uint8Array(to - from)
  await handle.read(bytes, 0, bytes.length, from)
  return bytes
})
const empty = process.resourceUsage().maxRSS
let best = { read: Infinity, profile: Infinity }
let memory = 0
for (let time = 0; time < TIMES; time++) {
  const started = performance.now()
  const table = valueOf(await readTable(source))
  const read = performance.now()
  profileTable(table)
  const profiled = performance.now()
  if (profiled - started < best.read + best.profile) best = { read: read - started, profile: profiled - read }
  if (time === 0) memory = (process.resourceUsage().maxRSS - empty) / 1e3
}
await handle.close()
console.log(JSON.stringify({ ...best, memory }))
