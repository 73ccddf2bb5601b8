import { describe, expect, it } from 'vitest'
import { answerLine } from './batch'

const data = {
  columns: {
    age: [30, 40, 50, 60, null],
    arm: ['a', 'b', 'a', 'b', 'b'],
    score: [1, 2, 3, 4, 5],
  },
}
const ask = (query: object) =>
  answerLine(JSON.stringify({ id: 1, data, query: { kind: 'describe', ...query } }), 1)

describe('describe on the command line', () => {
  it('gives the summary of every column, or of those named', async () => {
    expect(await ask({ what: 'columns' })).toMatchObject({
      result: {
        n: 5,
        columns: [
          { name: 'age', known: 4, missing: 1, numbers: { mean: 45, median: 45, q1: 37.5 } },
          {
            name: 'arm',
            categories: {
              parts: [
                { label: 'a', count: 2 },
                { label: 'b', count: 3 },
              ],
            },
          },
          { name: 'score', known: 5 },
        ],
      },
    })
    const some = (await ask({ what: 'columns', columns: ['arm'] })) as unknown as {
      result: { columns: object[] }
    }
    expect(some.result.columns).toHaveLength(1)
  })
  it('gives a pair from the rows with both', async () => {
    expect(await ask({ what: 'pair', x: 'age', y: 'score' })).toMatchObject({
      result: { form: 'numbers', rows: { total: 5, both: 4 }, pearson: expect.closeTo(1, 12) },
    })
    expect(await ask({ what: 'pair', x: 'arm', y: 'score' })).toMatchObject({
      result: {
        form: 'groups',
        groups: [
          { label: 'a', mean: 2 },
          { label: 'b', rows: 3 },
        ],
      },
    })
  })
  it('gives correlations line by line with the rows behind each', async () => {
    expect(await ask({ what: 'correlations' })).toMatchObject({
      result: {
        names: ['age', 'arm', 'score'],
        r: [expect.any(Array), expect.any(Array), [expect.closeTo(1, 12), expect.any(Number), 1]],
        pairRows: [
          [4, 4, 4],
          [4, 5, 5],
          [4, 5, 5],
        ],
      },
    })
  })
  it('gives patterns of missing values, and what goes with the gaps of one column', async () => {
    expect(await ask({ what: 'missing', gapsOf: 'age' })).toMatchObject({
      result: { completeRows: 4, gaps: { missing: 1, known: 4 } },
    })
  })
  it('says what is wrong with a request', async () => {
    expect(await ask({ what: 'everything' })).toMatchObject({ error: { code: 'bad-field' } })
    expect(await ask({ what: 'pair', x: 'age' })).toMatchObject({
      error: { code: 'bad-field', where: { name: 'y' } },
    })
    expect(await ask({ what: 'pair', x: 'age', y: 'weight' })).toMatchObject({
      error: { code: 'unknown-column' },
    })
    expect(await ask({ what: 'missing', columns: ['weight'] })).toMatchObject({
      error: { code: 'unknown-column' },
    })
    expect(await ask({ what: 'missing', gapsOf: 'score' })).toMatchObject({
      error: { code: 'nothing-to-compare' },
    })
  })
})
