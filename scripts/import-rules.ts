import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

interface Rule {
  /** Folders (below src/) whose files it may import; its own folder is always allowed. */
  readonly may: readonly string[]
  /** npm packages, by name. */
  readonly packages: readonly string[]
}

const engineShared = ['base', 'engine/context', 'engine/options', 'engine/run-model', 'engine/version']
const engine = (left: readonly string[], packages: readonly string[] = []): Rule => ({
  may: [...engineShared, ...left.map((folder) => `engine/${folder}`)],
  packages,
})

const upToExpression = ['kernels', 'stats', 'data', 'graph', 'expression']
const middle = [...upToExpression, 'identify', 'simulate', 'neural', 'formats']

/** Default deny: what is not listed is forbidden. The longest matching folder decides. */
export const rules: Readonly<Record<string, Rule>> = {
  base: { may: [], packages: [] },
  text: { may: [], packages: [] },
  // The shared contracts at the top of engine/.
  engine: { may: ['base'], packages: [] },
  'engine/kernels': engine([]),
  'engine/stats': engine(['kernels']),
  'engine/data': engine(
    ['kernels', 'stats'],
    ['papaparse', 'hyparquet', 'hyparquet-compressors', 'read-excel-file', 'fflate'],
  ),
  'engine/graph': engine(['kernels', 'stats', 'data']),
  'engine/expression': engine(['kernels', 'stats', 'data', 'graph']),
  'engine/identify': engine(upToExpression),
  'engine/simulate': engine(upToExpression),
  'engine/neural': engine(upToExpression),
  'engine/formats': engine(upToExpression),
  'engine/estimate': engine(middle),
  'engine/discover': engine(middle),
  'engine/examples': engine([...middle, 'estimate', 'discover']),
  document: { may: ['base', 'engine', 'text'], packages: ['valibot'] },
  lessons: { may: ['document', 'engine', 'text'], packages: [] },
  worker: { may: ['base', 'engine'], packages: ['comlink', 'onnxruntime-web', '@dagrejs/dagre'] },
  stores: {
    may: ['base', 'engine', 'document', 'lessons', 'text', 'worker/client', 'worker/task'],
    packages: ['zustand', 'idb-keyval'],
  },
  widgets: { may: ['base', 'text'], packages: ['react', 'd3', 'lucide-react', 'react-aria-components'] },
  canvas: {
    may: ['base', 'stores', 'document', 'engine', 'widgets', 'text'],
    packages: ['react', '@xyflow/react', 'lucide-react', 'd3'],
  },
  panels: {
    may: ['base', 'stores', 'document', 'engine', 'lessons', 'widgets', 'text'],
    packages: ['react', 'temml', 'lucide-react', 'd3'],
  },
  cli: { may: ['base', 'engine', 'document'], packages: ['onnxruntime-web'] },
  app: {
    may: ['base', 'engine', 'document', 'lessons', 'stores', 'widgets', 'canvas', 'panels', 'worker', 'text'],
    packages: [
      'react',
      'lucide-react',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
      '@fontsource/stix-two-math',
    ],
  },
  main: { may: ['app'], packages: ['react', 'react-dom'] },
}

/** One file may do what its folder may not; each has its reason. */
export const exceptions: readonly { file: string; may: string; reason: string }[] = [
  {
    file: 'worker/inference.worker',
    may: '../models/exported',
    reason: 'each model has one address, beside its id',
  },
  {
    file: 'engine/neural/registry',
    may: '../models/exported',
    reason: 'a model carries its limits in its own manifest',
  },
]

const withoutExtension = (path: string) =>
  path.replace(/(\.(test|testing|worker))?\.(d\.)?(tsx?|mjs|json)$/, '$1')

/** `import x from 'y'`, `export * from 'y'`, `import('y')`, `new URL('y', import.meta.url)`. */
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(?:type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"]/g

interface Import {
  readonly from: string
  readonly line: number
}

function importsOf(source: string): Import[] {
  const found: Import[] = []
  for (const match of source.matchAll(importPattern)) {
    const from = match[1] ?? match[2] ?? match[3]
    const line = source.slice(0, match.index + match[0].length).split('\n').length
    found.push({ from, line })
  }
  return found
}

const ruleFor = (path: string): string | undefined =>
  Object.keys(rules)
    .filter((folder) => path === folder || path.startsWith(`${folder}/`))
    .toSorted((a, b) => b.length - a.length)[0]

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

function packageName(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}

/** Test files may use Node, the test runner and anything below src. */
const isTest = (file: string) => /\.(test|testing)\.tsx?$/.test(file)

/** Every violation as "file:line: sentence", and how many imports were looked at. */
export function checkImports(src: string): { violations: string[]; files: number; imports: number } {
  const violations: string[] = []
  let files = 0
  let imports = 0
  const entries = readdirSync(src, { recursive: true, encoding: 'utf8' })
  for (const entry of entries.toSorted()) {
    if (!/\.tsx?$/.test(entry) || isTest(entry) || entry.endsWith('.d.ts')) continue
    files++
    const here = withoutExtension(entry)
    const folder = ruleFor(here)
    if (!folder) {
      violations.push(`${entry}:1: this folder has no import rule`)
      continue
    }
    const rule = rules[folder]
    for (const { from, line } of importsOf(readFileSync(join(src, entry), 'utf8'))) {
      imports++
      const complain = (what: string) => violations.push(`${entry}:${line}: ${folder} may not import ${what}`)
      if (from.startsWith('node:')) {
        if (folder !== 'cli') complain(from)
        continue
      }
      if (!from.startsWith('.')) {
        if (!rule.packages.includes(packageName(from))) complain(`the package ${packageName(from)}`)
        continue
      }
      const target = withoutExtension(
        relative(src, resolve(dirname(join(src, entry)), from.split('?')[0])).replaceAll('\\', '/'),
      )
      if (from.endsWith('.css')) {
        if (!within(target.replace(/\.css$/, ''), folder.split('/')[0])) complain(target)
        continue
      }
      if (exceptions.some((exception) => exception.file === here && within(target, exception.may))) continue
      if (within(target, folder) && ruleFor(target) === folder) continue
      if (rule.may.some((allowed) => within(target, allowed))) continue
      complain(target)
    }
  }
  return { violations, files, imports }
}
