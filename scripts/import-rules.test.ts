import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkImports } from './import-rules'

let src: string

beforeEach(() => {
  src = mkdtempSync(join(tmpdir(), 'import-rules-'))
})
afterEach(() => rmSync(src, { recursive: true, force: true }))

function plant(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(src, path)), { recursive: true })
    writeFileSync(join(src, path), text)
  }
  return checkImports(src).violations
}

test('allowed imports pass', () => {
  expect(
    plant({
      'base/result.ts': 'export const a = 1',
      'engine/graph/graph.ts': "import { a } from '../../base/result'\nexport const b = a",
      'engine/identify/method.ts': "import type { b } from '../graph/graph'\nexport type B = typeof b",
      'panels/answer/Panel.tsx':
        "import { useState } from 'react'\nimport styles from './Panel.module.css'\nexport const p = [useState, styles]",
    }),
  ).toEqual([])
})

test('each kind of planted violation is found at its line', () => {
  const violations = plant({
    'base/result.ts': "\nimport { b } from '../engine/graph/graph'\nexport const a = b",
    'engine/graph/graph.ts': "import { useState } from 'react'\nexport const b = useState",
    'engine/stats/dense.ts': "export * from '../estimate/estimator'",
    'engine/identify/method.ts': "const lazily = () => import('../simulate/model')\nexport { lazily }",
    'canvas/Canvas.tsx':
      "import {\n  AnswerPanel,\n} from '../panels/answer/AnswerPanel'\nexport const c = AnswerPanel",
    'stores/jobs.ts': "import { tasks } from '../worker/tasks'\nexport const j = tasks",
    'widgets/Button.tsx': "import { readFileSync } from 'node:fs'\nexport const w = readFileSync",
    'helpers/misc.ts': 'export const m = 1',
  })
  expect(violations).toEqual([
    'base/result.ts:2: base may not import engine/graph/graph',
    'canvas/Canvas.tsx:3: canvas may not import panels/answer/AnswerPanel',
    'engine/graph/graph.ts:1: engine/graph may not import the package react',
    'engine/identify/method.ts:1: engine/identify may not import engine/simulate/model',
    'engine/stats/dense.ts:1: engine/stats may not import engine/estimate/estimator',
    'helpers/misc.ts:1: this folder has no import rule',
    'stores/jobs.ts:1: stores may not import worker/tasks',
    'widgets/Button.tsx:1: widgets may not import node:fs',
  ])
})

test('a worker opened by URL counts as an import', () => {
  const violations = plant({
    'panels/data/open.ts':
      "export const w = new Worker(new URL('../../worker/engine.worker.ts', import.meta.url))",
  })
  expect(violations).toEqual(['panels/data/open.ts:1: panels may not import worker/engine.worker'])
})
