// node scripts/build-kernels.mjs
// Builds src/engine/kernels/source/*.c: with clang wasm SIMD for the page (committed, with the record of its build),
// and a native library for training (not committed). source/flags.json holds the flags of both; those for arithmetic
// are the same, so that both compute the same numbers.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { root } from './install.mjs'

const kernels = join(root, 'src/engine/kernels')
const folder = join(kernels, 'source')
const native = join(root, 'models/native/libkernels.so')
export const committedWasm = join(kernels, 'kernels.wasm')
/** { clang, sourceHash }: which compiler made the committed wasm, and from what. */
export const buildRecord = join(kernels, 'build.json')

const files = () => readdirSync(folder).toSorted()
const sources = () => files().filter((name) => name.endsWith('.c'))
const flags = () => JSON.parse(readFileSync(join(folder, 'flags.json'), 'utf8'))

/** SHA-256 over the names and contents of all sources, headers and flags. */
export function sourceHash() {
  const hash = createHash('sha256')
  for (const name of files()) hash.update(`${name}\n`).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

/** "14.0.6", or null where clang or its linker for wasm is missing. */
export function clangVersion() {
  if (spawnSync('wasm-ld', ['--version']).status !== 0) return null
  const { status, stdout } = spawnSync('clang', ['--version'], { encoding: 'utf8' })
  return status === 0 ? (/version (\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? null) : null
}

export function buildWasm(file) {
  const { common, wasm } = flags()
  execFileSync('clang', [...common, ...wasm, '-o', file, ...sources()], { cwd: folder, stdio: 'inherit' })
}

function buildNative() {
  const { common, native: own } = flags()
  mkdirSync(dirname(native), { recursive: true })
  execFileSync('clang', [...common, ...own, '-o', native, ...sources()], { cwd: folder, stdio: 'inherit' })
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const clang = clangVersion()
  if (!clang) {
    console.error('clang and wasm-ld (package lld) are needed to build the kernels.')
    process.exit(1)
  }
  buildWasm(committedWasm)
  writeFileSync(buildRecord, `${JSON.stringify({ clang, sourceHash: sourceHash() }, null, 2)}\n`)
  buildNative()
  console.log(`built ${sources().join(', ')} with clang ${clang}`)
}
