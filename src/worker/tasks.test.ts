import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { valueOf } from '../base/result'
import { noKnowledge } from '../engine/discover/algorithm'
import { examples } from '../engine/examples/registry'
import { graphRevision } from '../engine/graph/revision'
import { bidirected, directed, graphFromNames, nameOf, variableId } from '../engine/graph/graph'
import { totalEffectOf } from '../engine/identify/question'
import { datasetFromColumns } from '../engine/data/from-columns'
import type { Dataset } from '../engine/data/dataset'
import type { TaskKind, TaskMap } from './task'
import { performTask } from './tasks'

const kidney = valueOf(examples.find('kidney-stones')).build()
const { graph, question } = kidney

/** Runs a task as the worker does; what comes back must survive the way between workers. */
async function perform<Kind extends TaskKind>(
  kind: Kind,
  input: TaskMap[Kind]['input'],
  dataset?: Dataset,
): Promise<TaskMap[Kind]['output']> {
  const output = await performTask(
    { kind, id: 'test', input },
    {
      dataset,
      onProgress: () => undefined,
      onPartial: (partial) => expect(structuredClone(partial)).toEqual(partial),
      runModel: () => Promise.reject(new Error('no runtime here')),
    },
  )
  expect(structuredClone(output)).toEqual(output)
  return output
}

const simulated = () => ({
  file: new File([new Uint8Array(readFileSync('e2e/fixtures/simulated-10.csv'))], 'simulated-10.csv'),
  id: crypto.randomUUID(),
  options: {},
})

const effect = {
  treatment: 'Treatment',
  outcome: 'Success',
  from: 'open',
  to: 'keyhole',
  adjustment: ['Stone size'],
  graphRevision: graphRevision(graph),
}

test('the answer, the sets and the layout follow from the graph alone', async () => {
  const answer = valueOf(await perform('answer', { graph, question, adjustment: 'first' }))
  expect(answer.adjustment?.map((id) => nameOf(graph, id))).toEqual(['Stone size'])
  const { sets, more } = valueOf(await perform('list-sets', { graph, question, limit: 5 }))
  expect([sets.length, more]).toEqual([1, false])
  const places = await perform('layout', { graph, sizes: {} })
  expect(places[question.treatments[0].variable].x).toBeLessThan(places[question.outcomes[0]].x)
})

test('estimates and the comparison of See and Do come from the data held', async () => {
  const { dataset } = kidney
  const seeDo = valueOf(await perform('see-do', effect, dataset))
  expect(seeDo.arms.map((arm) => arm.see)).toEqual([273 / 350, 289 / 350])
  const request = { ...effect, estimand: 'ate' as const, options: {}, seed: 1 }
  const naive = valueOf(await perform('estimate', { ...request, estimator: 'difference' }, dataset))
  expect(naive.point).toBeCloseTo(289 / 350 - 273 / 350, 10)
  // Without a model runtime the neural estimator fails in words; nothing is thrown.
  const neural = await perform('estimate', { ...request, estimator: 'neural-effect' }, dataset)
  expect(neural.ok).toBe(false)
})

test('a table is read, imported and searched', async () => {
  const file = simulated()
  const reading = valueOf(await perform('read-table', file))
  expect([reading.profile.rows, reading.profile.columns.length]).toEqual([1000, 10])
  const dataset = valueOf(await perform('import-table', { ...file, decisions: [], datasetId: 'd' }))
  const columns = dataset.columns.map((column) => column.name)
  const search = { algorithm: 'pc', options: { resamples: 2 }, columns, knowledge: noKnowledge, seed: 1 }
  const one = valueOf(await perform('forecast', { ...search, options: {} }, dataset))
  const three = valueOf(await perform('forecast', search, dataset))
  expect(one.seconds).toBeGreaterThan(0)
  expect(three.note).toContain('3 runs')
  const found = valueOf(await perform('discover', search, dataset))
  expect(found.graph.edges.length).toBe(12)
  expect(found.graph.edges.every((edge) => edge.support !== undefined)).toBe(true)
})

test('a search over one half leaves the other, and its strictness is varied on that half', async () => {
  const dataset = valueOf(await perform('import-table', { ...simulated(), decisions: [], datasetId: 'd' }))
  const columns = dataset.columns.map((column) => column.name)
  const half = {
    algorithm: 'pc',
    options: {},
    columns,
    knowledge: noKnowledge,
    seed: 3,
    split: 'half' as const,
  }
  const found = valueOf(await perform('discover', half, dataset))
  expect(found.rows).toMatchObject({ total: 500, used: 500 })
  const along = { resamples: 2, settings: [0.01, 0.001] }
  const path = valueOf(await perform('stability', { search: half, along }, dataset))
  expect([path.vary, path.settings, path.resamples]).toEqual(['alpha', [0.001, 0.01], 2])
  expect(path.edges[1]).toBe(found.graph.edges.length)
})

test('partial graphs come no faster than the progress', async () => {
  const dataset = valueOf(await perform('import-table', { ...simulated(), decisions: [], datasetId: 'd' }))
  const columns = dataset.columns.map((column) => column.name)
  const seen: ('progress' | 'partial')[] = []
  await performTask(
    {
      kind: 'discover',
      id: 'test',
      input: { algorithm: 'boss', options: { resamples: 0 }, columns, knowledge: noKnowledge, seed: 1 },
    },
    {
      dataset,
      onProgress: () => seen.push('progress'),
      onPartial: () => seen.push('partial'),
      runModel: () => Promise.reject(new Error('no runtime here')),
    },
  )
  const count = (kind: 'progress' | 'partial') => seen.filter((one) => one === kind).length
  expect(count('partial')).toBeLessThanOrEqual(count('progress'))
})

test('what a graph implies is tested, and what nothing identifies is bounded', async () => {
  const x = Array.from({ length: 80 }, (_, row) => row % 2)
  const y = x.map((value, row) => (row % 5 === 0 ? 1 - value : value))
  const dataset = valueOf(datasetFromColumns({ x, y }))
  const [a, b] = [variableId('x'), variableId('y')]
  const apart = valueOf(
    await perform('test-implications', { graph: graphFromNames(['x', 'y'], []), options: {} }, dataset),
  )
  expect(apart.tests).toMatchObject([{ test: 'g-squared', violated: true }])
  const graph = graphFromNames(['x', 'y'], [directed(a, b), bidirected(a, b)])
  const question = totalEffectOf([{ variable: a, from: 0, to: 1 }], [b])
  const { bounds } = valueOf(
    await perform('bounds', { graph, question, options: { draws: 10 }, seed: 1 }, dataset),
  )
  expect(bounds.map(({ id }) => id)).toContain('no-assumptions')
})

test('work on data without data is a sentence', async () => {
  const result = await perform('see-do', effect)
  expect(result.ok ? '' : result.problems[0].code).toBe('no-data')
})
