import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { readKnownAnswers, type CaseGraph } from '../engine/graph/graph-text.testing'
import { answerLine } from './batch'

const root = fileURLToPath(new URL('../..', import.meta.url))

function cli(given: readonly string[], input = '') {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs')
  const { stdout, stderr, status } = spawnSync(process.execPath, [tsx, 'src/cli/main.ts', ...given], {
    cwd: root,
    input,
    encoding: 'utf8',
  })
  return { stdout, stderr, status }
}

const answer = (request: unknown) => answerLine(JSON.stringify(request), 1)

/** Sets of sets compare as such; a number or verdict is itself. */
function meaning(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const isListOfNames = value.every((item) => typeof item === 'string')
  return isListOfNames
    ? value.toSorted()
    : value.map(meaning).toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
}

interface NamedCase {
  readonly name: string
  readonly graph: CaseGraph
  readonly query: { readonly kind: string }
  readonly expected: unknown
}

const ANSWERED = ['dsep', 'minimal_adjustment_sets', 'is_adjustment_set', 'c_components', 'is_acyclic']

describe('batch through the real command line', () => {
  const text = readKnownAnswers('identification.json')
  it.skipIf(text === null)('answers the known cases in order and survives bad lines', () => {
    const cases = (JSON.parse(text!) as NamedCase[]).filter(({ query }) => ANSWERED.includes(query.kind))
    const lines = cases.map(({ name, graph, query }) => JSON.stringify({ id: name, graph, query }))
    const { stdout, status } = cli(['batch'], ['not json', '', ...lines, '{"id": "last"}'].join('\n'))
    expect(status).toBe(0)
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string | null; result?: unknown; error?: { code: string } })
    expect(answers).toHaveLength(cases.length + 2)
    expect(answers[0]).toMatchObject({ id: null, error: { code: 'bad-json', where: { line: 1 } } })
    expect(answers.at(-1)).toMatchObject({ id: 'last', error: { code: 'bad-request' } })
    const counts: Record<string, number> = {}
    cases.forEach(({ name, query, expected }, at) => {
      expect(answers[at + 1].id).toBe(name)
      expect(meaning(answers[at + 1].result), name).toEqual(meaning(expected))
      counts[query.kind] = (counts[query.kind] ?? 0) + 1
    })
    console.log(`compared: ${JSON.stringify(counts)}`)
    expect(counts).toEqual({ dsep: 10, minimal_adjustment_sets: 11, is_adjustment_set: 7, c_components: 2 })
  })
})

describe('answers', () => {
  it('take the graph as model code or as lists', async () => {
    const query = { kind: 'dsep', x: ['A'], y: ['C'], z: ['B'] }
    expect(await answer({ id: 1, graph: 'dag{ A -> B -> C }', query })).toEqual({ id: 1, result: true })
    const graph = { nodes: ['A', 'B', 'C'], directed: [['A', 'B']], undirected: [['B', 'C']] }
    expect(await answer({ id: 2, graph, query })).toEqual({ id: 2, result: true })
  })
  it('call a cyclic graph cyclic, and refuse it everywhere else', async () => {
    const graph = {
      nodes: ['A', 'B'],
      directed: [
        ['A', 'B'],
        ['B', 'A'],
      ],
    }
    expect(await answer({ graph, query: { kind: 'is_acyclic' } })).toEqual({ id: null, result: false })
    expect(await answer({ graph, query: { kind: 'dsep', x: 'A', y: 'B' } })).toMatchObject({
      error: { code: 'cycle', where: { variables: ['A', 'B'] } },
    })
  })
  it('say what exists when a kind does not', async () => {
    expect(await answer({ id: 3, query: { kind: 'astrology' } })).toMatchObject({
      id: 3,
      error: { code: 'unknown-query-kind', message: expect.stringContaining('minimal_adjustment_sets') },
    })
  })
  it('name every bad field of a query', async () => {
    const answered = await answer({
      graph: 'dag{A->B}',
      query: { kind: 'minimal_adjustment_sets', exposure: 5 },
    })
    expect(answered).toMatchObject({
      error: { code: 'bad-field', where: { name: 'exposure' }, more: [{ where: { name: 'outcome' } }] },
    })
  })
  it('stop a listing at its limit', async () => {
    const chains = Array.from({ length: 20 }, (_, i) => `X <- A${i} <- B${i} -> Y`).join(' ')
    const query = { kind: 'minimal_adjustment_sets', exposure: 'X', outcome: 'Y', limit: 7 }
    const answered = await answer({ graph: `dag{ X -> Y ${chains} }`, query })
    expect('result' in answered && answered.result).toHaveLength(7)
  })
  it('project latent variables out before taking districts', async () => {
    const graph = 'dag{ U [latent] U -> X U -> Y Z -> X }'
    const answered = await answer({ graph, query: { kind: 'c_components' } })
    expect('result' in answered && meaning(answered.result)).toEqual([['X', 'Y'], ['Z']])
  })
  it('take null for what is left out', async () => {
    const query = { kind: 'minimal_adjustment_sets', exposure: 'X', outcome: 'Y', must: null, limit: null }
    expect(await answer({ graph: 'dag{X<-Z->Y X->Y}', query })).toEqual({ id: null, result: [['Z']] })
  })
  it('pass over the byte order mark of a file', async () => {
    const line = '\uFEFF{"id": 1, "graph": "dag{A->B}", "query": {"kind": "is_acyclic"}}'
    expect(JSON.parse(cli(['batch'], line).stdout)).toEqual({ id: 1, result: true })
  })
  it('list registries, an empty one too', async () => {
    expect(await answer({ query: { kind: 'list', what: 'refuters' } })).toMatchObject({ result: [] })
    const answered = await answer({ query: { kind: 'list', what: 'algorithms' } })
    expect('result' in answered && answered.result).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'boss' }),
        expect.objectContaining({ id: 'pc' }),
      ]),
    )
  })
})

describe('answers from data', () => {
  // X is confounded by C; Y = X + 2 C exactly but for a wiggle that is even in both.
  const rows = Array.from({ length: 120 }, (_, i) => {
    const c = i % 3
    const x = (i % 2) + (c === 2 && i % 4 === 0 ? 1 : 0) > 0 ? 1 : 0
    return { c, x, y: x + 2 * c + (((i * 7919) % 11) - 5) / 10 }
  })
  const columns = { C: rows.map((row) => row.c), X: rows.map((row) => row.x), Y: rows.map((row) => row.y) }

  it('estimate with the adjustment set of the graph', async () => {
    const query = { kind: 'estimate', treatment: 'X', outcome: 'Y', estimator: 'regression' }
    const answered = await answer({ data: { columns }, graph: 'dag{C->X C->Y X->Y}', query })
    expect(answered).toMatchObject({ result: { adjustment: ['C'], adjustmentIsValid: true, n: 120 } })
    const result = 'result' in answered ? (answered.result as { estimate: number }) : { estimate: Number.NaN }
    expect(Math.abs(result.estimate - 1)).toBeLessThan(0.2)
  })
  it('do not adjust for what the data lack', async () => {
    const query = { kind: 'estimate', treatment: 'X', outcome: 'Y', estimator: 'regression' }
    expect(await answer({ data: { columns }, graph: 'dag{H->X H->Y X->Y}', query })).toMatchObject({
      error: { code: 'no-adjustment-set', message: expect.stringContaining('X ← H → Y') },
    })
  })
  it('give the association without an adjustment set, and say that it is none', async () => {
    const query = { kind: 'estimate', treatment: 'X', outcome: 'Y', estimator: 'difference' }
    for (const graph of ['dag{C->X C->Y X->Y}', 'dag{H [latent] H->X H->Y X->Y}']) {
      expect(await answer({ data: { columns }, graph, query })).toMatchObject({
        result: { adjustment: [], adjustmentIsValid: false, n: 120 },
      })
    }
  })
  it('read the seed among the options, whole numbers only', async () => {
    const query = { kind: 'estimate', treatment: 'X', outcome: 'Y', estimator: 'aipw', adjustment: ['C'] }
    const seeded = (seed: unknown) =>
      answer({ data: { columns }, query: { ...query, options: { folds: 3, seed } } })
    expect(await seeded(5)).toMatchObject({ result: { provenance: { seed: 5 } } })
    expect(await seeded(5)).toEqual(await seeded(5))
    for (const bad of [-1, 'five', 1e300]) {
      expect(await seeded(bad)).toMatchObject({ error: { code: 'bad-field', where: { name: 'options' } } })
    }
  })
  it('refuse knowledge under a name that nobody reads', async () => {
    const query = { kind: 'discover', algorithm: 'pc', knowledge: { tier: [['C']] } }
    expect(await answer({ data: { columns }, query })).toMatchObject({
      error: { code: 'bad-field', where: { name: 'knowledge' } },
    })
  })
  it('refuse fields that would be passed over, and data that are none', async () => {
    const query = { kind: 'estimate', treatment: 'X', outcome: 'Y', estimator: 'regression', cluster: 'w' }
    expect(await answer({ data: { columns }, query })).toMatchObject({
      error: { where: { name: 'cluster' } },
    })
    expect(await answer({ query: { kind: 'discover', algorithm: 'pc' } })).toMatchObject({
      error: { code: 'no-data' },
    })
    const missing = { data: 'nowhere.csv', query: { kind: 'discover', algorithm: 'pc' } }
    expect(await answer(missing)).toMatchObject({ error: { code: 'no-file' } })
  })
  it('treat gaps as the query says, and name the field that is wrong', async () => {
    const gappy = { ...columns, Y: columns.Y.map((value, row) => (row % 10 === 3 ? null : value)) }
    const query = {
      kind: 'estimate',
      treatment: 'X',
      outcome: 'Y',
      estimator: 'regression',
      adjustment: ['C'],
    }
    const asked = (more: object) => answer({ data: { columns: gappy }, query: { ...query, ...more } })
    expect(await asked({})).toMatchObject({ result: { n: 108 } })
    expect(await asked({ missing: { method: 'imputed', imputations: 5 } })).toMatchObject({
      result: {
        n: 120,
        gaps: { method: 'imputed', cells: 12, imputations: 5 },
        provenance: { missing: { method: 'imputed', options: { imputations: 5, iterations: 10 } } },
      },
    })
    expect(await asked({ missing: 'weighted' })).toMatchObject({
      result: { n: 108, gaps: { method: 'weighted' } },
    })
    expect(await asked({ missing: 'guess' })).toMatchObject({ error: { where: { name: 'missing' } } })
    expect(await asked({ missing: { method: 'imputed', imputations: 1 } })).toMatchObject({
      error: { code: 'unsuitable-option', where: { token: 'imputations' } },
    })
    expect(await asked({ weights: 'W' })).toMatchObject({
      error: { code: 'unknown-column', where: { name: 'W' } },
    })
  })
  it('discover the same graph for the same seed', async () => {
    const request = { data: { columns }, query: { kind: 'discover', algorithm: 'boss', seed: 4 } }
    const [first, second] = [await answer(request), await answer(request)]
    const graphIn = (answered: typeof first) =>
      'result' in answered ? { ...(answered.result as object), seconds: 0 } : answered
    expect(graphIn(first)).toEqual(graphIn(second))
    expect(first).toMatchObject({ result: { kind: expect.stringMatching(/^(cpdag|dag)$/) } })
  })
})

describe('known effects', () => {
  const file = resolve(process.env.CAUSAL_STUDIO_DATA ?? '../shared/data', 'nsw_mixtape.csv')
  const present = existsSync(file)
  if (!present && process.env.CI === 'true') throw new Error(`${file} is missing`)
  if (!present) console.warn(`skipped: ${file} is not there`)
  const covariates = ['age', 'educ', 'black', 'hisp', 'marr', 'nodegree', 're74', 're75']
  const estimate = (rest: object) =>
    answer({ data: file, query: { kind: 'estimate', treatment: 'treat', outcome: 're78', ...rest } })

  it.skipIf(!present)('NSW: difference in means and AIPW without cross-fitting', async () => {
    const naive = await estimate({ estimator: 'difference' })
    expect(naive).toMatchObject({ result: { estimate: expect.closeTo(1794.342, 2), n: 445 } })
    const adjusted = await estimate({ estimator: 'aipw', adjustment: covariates, options: { folds: 1 } })
    expect(adjusted).toMatchObject({
      result: { estimate: expect.closeTo(1619.05, 1), standardError: expect.closeTo(671.56, 1) },
    })
  })
  it.skipIf(!present)('NSW: the neural model runs without a browser, and repeats', async () => {
    const runs = await Promise.all(
      [1, 2].map(() => estimate({ estimator: 'neural-effect', adjustment: covariates })),
    )
    const [first, second] = runs.map((run) =>
      'result' in run ? (run.result as { estimate: number }).estimate : run.error,
    )
    expect(first).toEqual(second)
    expect(runs[0]).toMatchObject({ result: { interval: [expect.any(Number), expect.any(Number)], n: 445 } })
  })
})

describe('commands', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'causal-studio-'))
  })
  it('say which rows of a file an answer used, and which cells could not be read', async () => {
    const path = join(folder, 'offending.csv')
    const lines = Array.from({ length: 40 }, (_, i) => `${i % 2},${i === 7 ? '3a' : i % 5},${i % 7}`)
    writeFileSync(path, ['X,C,Y', ...lines].join('\n'))
    const query = {
      kind: 'estimate',
      treatment: 'X',
      outcome: 'Y',
      estimator: 'regression',
      adjustment: ['C'],
    }
    expect(await answer({ data: path, query })).toMatchObject({
      result: {
        n: 39,
        rows: { total: 40, used: 39, missing: { C: 1 } },
        dataSteps: expect.arrayContaining([expect.stringMatching(/^C: .*“3a”.*row 8/)]),
      },
    })
  })
  it('convert between formats', () => {
    const [from, to] = [join(folder, 'in.txt'), join(folder, 'out.dot')]
    writeFileSync(from, 'dag { "Stone size" -> Treatment }')
    expect(cli(['convert', from, to])).toMatchObject({ status: 0, stderr: '' })
    expect(readFileSync(to, 'utf8')).toContain('"Stone size" -> "Treatment"')
  })
  it('say where a file is wrong, and what a command takes', () => {
    const from = join(folder, 'bad.txt')
    writeFileSync(from, 'dag {\n  A -> \n}')
    const failed = cli(['convert', from, join(folder, 'out.json')])
    expect(failed.status).toBe(1)
    expect(failed.stderr).toContain('line 3')
    const seeded = cli(['discover', 'none.csv', '--seed', 'x'])
    expect(seeded).toMatchObject({ status: 1, stderr: 'The seed is a whole number, not "x".\n' })
    expect(cli(['convert', '--sideways', 'x'])).toMatchObject({ status: 2, stdout: '' })
  })
})
