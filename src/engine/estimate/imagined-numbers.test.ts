import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { valueOf } from '../../base/result'
import type { EngineContext } from '../context'
import { datasetFromColumns } from '../data/from-columns'
import { variableId as id } from '../graph/graph'
import { draw } from '../graph/graph-text.testing'
import type { ImaginedKind } from '../identify/counterfactual/imagined-kinds'
import { totalEffectOf } from '../identify/question'
import { imaginedNumbers } from './imagined-numbers'

const context: EngineContext = {
  random: createRandom(3),
  signal: { aborted: false },
  progress: () => undefined,
  runModel: () => Promise.reject(new Error('no model is needed')),
}
const question = totalEffectOf([{ variable: id('X'), from: 0, to: 1 }], [id('Y')])
const imagined = (kind: ImaginedKind) => ({ kind, mediators: null, event: 1, otherwise: 0 })

/** Every unit's outcome under both settings is kept, so that the imagined quantities can be counted. */
function population(rows: number) {
  const random = createRandom(11)
  const columns: Record<string, number[]> = { C: [], X: [], M: [], Y: [] }
  const truth = {
    treated: [] as number[],
    direct: [] as number[],
    indirect: [] as number[],
    necessity: [] as number[],
  }
  for (let row = 0; row < rows; row++) {
    const c = random.uniform() < 0.4 ? 1 : 0
    const x = random.uniform() < 0.25 + 0.5 * c ? 1 : 0
    const [forM, forY] = [random.uniform(), random.uniform()]
    const mediator = (level: number) => (forM < 0.2 + 0.5 * level ? 1 : 0)
    const outcome = (level: number, m: number) => (forY < 0.1 + 0.3 * level + 0.2 * m + 0.25 * c ? 1 : 0)
    const y = outcome(x, mediator(x))
    for (const [name, value] of Object.entries({ C: c, X: x, M: mediator(x), Y: y }))
      columns[name].push(value)
    const [with1, without] = [outcome(1, mediator(1)), outcome(0, mediator(0))]
    if (x === 1) truth.treated.push(with1 - without)
    truth.direct.push(outcome(1, mediator(0)) - without)
    truth.indirect.push(outcome(0, mediator(1)) - without)
    if (x === 1 && y === 1) truth.necessity.push(1 - without)
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const dataset = valueOf(datasetFromColumns(columns, { id: 'units', name: 'units' }))
  return {
    dataset,
    treated: mean(truth.treated),
    direct: mean(truth.direct),
    indirect: mean(truth.indirect),
    necessity: mean(truth.necessity),
  }
}

const graph = draw('C -> X, C -> Y, X -> M -> Y, X -> Y')
const units = population(20_000)
const numbersOf = async (kind: ImaginedKind) =>
  valueOf(await imaginedNumbers(units.dataset, graph, question, imagined(kind), context))

test.each([
  ['treated', units.treated],
  ['natural-direct', units.direct],
  ['natural-indirect', units.indirect],
] as const)('%s is what counting both worlds gives', async (kind, truth) => {
  const { form, scale, numbers, rows } = await numbersOf(kind)
  expect({ form, scale, rows, count: numbers.length }).toEqual({
    form: 'point',
    scale: 'probability',
    rows: 20_000,
    count: 1,
  })
  expect(Math.abs(numbers[0].low - truth)).toBeLessThan(0.02)
  expect(numbers[0].interval[0]).toBeLessThan(numbers[0].low)
  expect(numbers[0].interval[1]).toBeGreaterThan(numbers[0].low)
})

test('limits hold the share that is counted, and monotone noise makes it a point', async () => {
  const { form, numbers, monotone } = await numbersOf('necessity')
  expect(form).toBe('limits')
  expect(numbers[0].low).toBeLessThanOrEqual(units.necessity + 0.02)
  expect(numbers[0].high).toBeGreaterThanOrEqual(units.necessity - 0.02)
  // In this population the cause prevents nobody's outcome.
  expect(Math.abs(monotone! - units.necessity)).toBeLessThan(0.02)
})

test('a controlled effect is told at every value of the mediators', async () => {
  const { numbers } = await numbersOf('controlled-direct')
  expect(numbers.map(({ label }) => label)).toEqual(['M = 0', 'M = 1'])
  for (const { low } of numbers) expect(Math.abs(low - 0.3)).toBeLessThan(0.03)
})

test('bad data are named', async () => {
  const outcome = await imaginedNumbers(
    units.dataset,
    draw('X -> Other -> Y, X -> Y'),
    question,
    imagined('natural-direct'),
    context,
  )
  expect(outcome).toMatchObject({ problems: [{ code: 'no-column', where: { name: 'Other' } }] })
})
