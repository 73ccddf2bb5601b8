// What a first visit downloads: the shell (all that index.html needs to show the canvas) and what comes later.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Table } from './table'

const root = fileURLToPath(new URL('..', import.meta.url))
const SHELL_LIMIT_KB = 250

export default async function firstLoad(): Promise<Table> {
  execFileSync('npx', ['vite', 'build', '--logLevel', 'error'], { cwd: root, stdio: 'inherit' })
  const assets = join(root, 'dist/assets')
  const html = readFileSync(join(root, 'dist/index.html'), 'utf8')
  const shell = new Set([...html.matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)].map((match) => match[1]))
  // Static imports of the entry are part of the shell, dynamic ones are not.
  const queue = [...shell].filter((file) => file.endsWith('.js'))
  for (const file of queue) {
    const source = readFileSync(join(assets, file), 'utf8')
    for (const match of source.matchAll(
      /(?:^|[;}\s])(?:import|export)[^;'"]*?from\s*['"]\.\/([^'"]+)['"]|import['"]\.\/([^'"]+)['"]/g,
    )) {
      const imported = match[1] ?? match[2]
      if (!shell.has(imported)) {
        shell.add(imported)
        queue.push(imported)
      }
    }
  }
  const size = (file: string) => {
    const bytes = readFileSync(join(assets, file))
    return { raw: bytes.length / 1000, gzip: gzipSync(bytes, { level: 9 }).length / 1000 }
  }
  const groups: Record<string, { raw: number; gzip: number; files: number }> = {}
  for (const file of readdirSync(assets)) {
    const kind = shell.has(file)
      ? 'shell'
      : file.endsWith('.wasm')
        ? 'onnxruntime wasm, with the first neural model'
        : file.endsWith('.onnx')
          ? 'neural models, each when first used'
          : /worker/.test(file)
            ? 'workers (engine, inference glue)'
            : /\.woff2?$/.test(file)
              ? 'fonts, by need'
              : 'panels and examples, when first opened'
    const group = (groups[kind] ??= { raw: 0, gzip: 0, files: 0 })
    const { raw, gzip } = size(file)
    group.raw += raw
    group.gzip += gzip
    group.files++
  }
  const rows = Object.entries(groups)
    .toSorted(([a], [b]) => (a === 'shell' ? -1 : b === 'shell' ? 1 : a.localeCompare(b)))
    .map(([kind, { raw, gzip, files }]) => [kind, files, Math.round(raw), Math.round(gzip)])
  const shellSize = groups.shell?.gzip ?? 0
  return {
    title: 'First load',
    columns: ['what', 'files', 'kB', 'kB gzip'],
    rows,
    note: `The shell may have ${SHELL_LIMIT_KB} kB gzip; it has ${Math.round(shellSize)}.`,
  }
}
