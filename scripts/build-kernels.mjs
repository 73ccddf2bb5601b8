// node scripts/build-kernels.mjs [wasm file] [native library]
// Builds src/engine/kernels/source/*.c with clang: wasm SIMD for the page (committed) and a native library for training
// (not committed). Both with the same flags for arithmetic, so that they compute the same numbers.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'src/engine/kernels/source')
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.c'))
  .toSorted()
const wasm = resolve(process.argv[2] ?? join(root, 'src/engine/kernels/kernels.wasm'))
const native = resolve(process.argv[3] ?? join(root, 'models/native/libkernels.so'))
const common = ['-std=c11', '-O3', '-Wall', '-Wextra', '-Werror', '-ffp-contract=off', '-fvisibility=hidden']

const clang = (args) => execFileSync('clang', args, { cwd: folder, stdio: 'inherit' })

clang([
  ...common,
  '--target=wasm32',
  '-msimd128',
  '-mbulk-memory',
  '-nostdlib',
  '-Wl,--no-entry',
  '-Wl,--strip-all',
  '-Wl,-z,stack-size=262144',
  '-Wl,--max-memory=4294901760',
  '-o',
  wasm,
  ...sources,
])
mkdirSync(dirname(native), { recursive: true })
// -fno-builtin keeps loops from becoming calls whose results may differ between machines.
clang([...common, '-shared', '-fPIC', '-fno-builtin', '-o', native, ...sources])
console.log(`built ${sources.join(', ')}`)
