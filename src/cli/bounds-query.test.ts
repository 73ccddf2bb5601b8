import { expect, it } from 'vitest'
import { answerLine } from './batch'

const cells = [
  [0, 0, 0, 158],
  [0, 0, 1, 14],
  [1, 0, 0, 52],
  [1, 1, 0, 23],
  [1, 0, 1, 12],
  [1, 1, 1, 78],
]
const column = (at: number) => cells.flatMap((cell) => Array.from({ length: cell[3] }, () => cell[at]))
const data = { columns: { lot: column(0), taken: column(1), fell: column(2) } }

it('bounds of an effect that nothing identifies', async () => {
  const request = {
    graph: 'dag { lot -> taken -> fell taken <-> fell }',
    data,
    query: { kind: 'bounds', treatment: 'taken', outcome: 'fell', draws: 20 },
  }
  expect(await answerLine(JSON.stringify(request), 1)).toMatchObject({
    result: {
      bounds: expect.arrayContaining([
        expect.objectContaining({
          id: 'no-assumptions',
          low: expect.closeTo(-0.145, 3),
          high: expect.closeTo(0.855, 3),
        }),
        expect.objectContaining({ id: 'instrument', instrument: 'lot', low: expect.closeTo(0.391, 3) }),
      ]),
    },
  })
  const bad = { ...request, query: { ...request.query, support: 'wide' } }
  expect(await answerLine(JSON.stringify(bad), 1)).toMatchObject({ error: { where: { name: 'support' } } })
})

it('the two values of a treatment are compared unless others are named', async () => {
  const coded = { columns: { ...data.columns, taken: data.columns.taken.map((value) => value + 1) } }
  const query = { kind: 'bounds', treatment: 'taken', outcome: 'fell', draws: 5 }
  const graph = 'dag { taken -> fell taken <-> fell }'
  expect(await answerLine(JSON.stringify({ graph, data: coded, query }), 1)).toMatchObject({
    result: { fromLabel: 1, toLabel: 2 },
  })
})
