import { beforeEach, expect, it, vi } from 'vitest'
import { addEdge } from '../document/commands/graph-commands'
import { createProject, type Project } from '../document/project'
import type { Dataset } from '../engine/data/dataset'
import { directed, graphFromNames, variableId } from '../engine/graph/graph'

interface Call {
  readonly kind: string
  readonly input: { readonly options: { readonly correction: string } }
  readonly signal: AbortSignal
  readonly finish: (value: unknown) => void
}

const { Cancelled, calls } = vi.hoisted(() => ({
  Cancelled: class extends Error {},
  calls: [] as Call[],
}))
vi.mock('../worker/client', () => ({
  Cancelled,
  release: () => undefined,
  runTask: (_role: string, kind: string, input: Call['input'], { signal }: { signal: AbortSignal }) =>
    new Promise((finish, crash) => {
      signal.addEventListener('abort', () => crash(new Cancelled()))
      calls.push({ kind, input, signal, finish: (value) => finish({ ok: true, value }) })
    }),
}))

const { contradictedPairs, correctBy, endTests, testAgain, useImplicationTests, watchTests } =
  await import('./implication-tests')
const { useProject } = await import('./project')

const [a, b, c] = ['A', 'B', 'C'].map(variableId)
const dataset = (rows: number): Dataset => ({
  id: 'd',
  name: 'd',
  revision: rows,
  rows,
  columns: [],
  log: [],
})
function project(rows: number): Project {
  const empty = createProject('p')
  const graph = graphFromNames(['A', 'B', 'C'], [directed(a, b)])
  return {
    ...empty,
    graphs: [{ ...empty.graphs[0], graph }],
    datasets: [{ source: dataset(rows), steps: [] }],
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve))
const shown = () => useImplicationTests.getState()
const newest = () => calls.at(-1)!
const draw = () => useProject.getState().run(addEdge, { graphId: 'mine', edge: directed(b, c) })

let leave = () => {}
let revision = 10
/** Other data for each test: what is known of the last stays known. */
beforeEach(() => {
  leave()
  calls.length = 0
  useProject.getState().open(project(++revision))
  leave = watchTests('always')
})

it('an edit ends the run under way, and its report is never shown', async () => {
  const [first] = calls
  draw()
  expect(first.signal.aborted).toBe(true)
  first.finish('of the graph before')
  newest().finish('of the graph as it is')
  await settle()
  expect(calls).toHaveLength(2)
  expect(shown()).toMatchObject({ report: 'of the graph as it is', progress: null })
})

it('a report stays while the next is computed, under the key it answers', async () => {
  newest().finish('first')
  await settle()
  const { key } = shown()
  draw()
  expect(shown()).toMatchObject({ report: 'first', key, progress: { fraction: 0 } })
  newest().finish('second')
  await settle()
  expect(shown().key).not.toBe(key)
})

it('other settings are other tests; the same again cost nothing', async () => {
  newest().finish('holm')
  await settle()
  correctBy('benjamini-hochberg')
  expect(newest().input.options.correction).toBe('benjamini-hochberg')
  newest().finish('bh')
  await settle()
  const { length } = calls
  correctBy('benjamini-hochberg')
  expect(calls).toHaveLength(length)
  correctBy('holm')
})

it('what the user ended is not begun again until asked for', async () => {
  const ended = newest()
  endTests()
  expect(ended.signal.aborted).toBe(true)
  expect(shown().progress).toBeNull()
  correctBy('holm')
  expect(calls).toHaveLength(1)
  testAgain()
  expect(calls).toHaveLength(2)
  newest().finish('after all')
  await settle()
  expect(shown().report).toBe('after all')
})

it('beside the answer only quick tests run; whoever looks at them gets the long ones', () => {
  leave()
  calls.length = 0
  useProject.getState().open(project(3_000_000))
  leave = watchTests('quick')
  expect(calls).toHaveLength(0)
  const stop = watchTests('always')
  expect(calls).toHaveLength(1)
  stop()
})

it('without data there is nothing to show', async () => {
  newest().finish('found')
  await settle()
  useProject.getState().open({ ...project(1), datasets: [] })
  expect(shown()).toMatchObject({ key: null, report: null })
})

it('pairs that the data join are found from either end', () => {
  const implication = { kind: 'independence', a, b: c, given: [b] } as const
  const test = { implication, violated: true }
  const found = contradictedPairs({ tests: [test, { ...test, violated: false }] as never })
  expect([...found].map(([id, others]) => [id, [...others]])).toEqual([
    [a, [c]],
    [c, [a]],
  ])
})
