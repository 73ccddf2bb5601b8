// node scripts/check-kernels.mjs
// Is the committed kernels.wasm what its sources give? Where the clang that made it is at hand, it is built again and
// compared byte by byte; elsewhere the hash of the sources is compared, so that nobody changes them without building.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildRecord, buildWasm, clangVersion, committedWasm, sourceHash } from './build-kernels.mjs'

const major = (version) => version.split('.')[0]

function compareBytes() {
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'))
  try {
    const file = join(folder, 'kernels.wasm')
    buildWasm(file)
    return readFileSync(file).equals(readFileSync(committedWasm))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

const record = JSON.parse(readFileSync(buildRecord, 'utf8'))
if (sourceHash() !== record.sourceHash)
  fail('The kernels’ sources changed after kernels.wasm was built: run node scripts/build-kernels.mjs.')
const clang = clangVersion()
if (!clang)
  console.log(
    'kernels: the sources are those of the build record; not built again, clang or wasm-ld is missing',
  )
else if (major(clang) !== major(record.clang))
  console.log(
    `kernels: the sources are those of the build record; not built again, clang is ${clang}, not ${record.clang}`,
  )
else if (compareBytes()) console.log(`kernels: built again with clang ${clang}, every byte the same`)
else
  fail(`kernels.wasm is not what its sources give with clang ${clang}: run node scripts/build-kernels.mjs.`)
