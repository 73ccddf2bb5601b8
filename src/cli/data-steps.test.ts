import { expect, test } from 'vitest'
import { answerLine } from './batch'

const answer = (request: unknown) => answerLine(JSON.stringify(request), 1)

const data = {
  columns: {
    age: [34, 51, null, 68, 20, 47, 51, 39],
    city: ['York', 'Leeds', 'Leeds', 'Hull', 'Bath', 'York', 'Leeds', 'Hull'],
    treated: [0, 1, 1, 0, 0, 1, 0, 1],
    score: [1.5, 4, 3.5, 2, 1, 5, 2.5, 4.5],
  },
}

test('a data query says what the steps made of the columns', async () => {
  const steps = [
    { type: 'filter', formula: 'age > 30' },
    { type: 'derive', into: 'old', formula: 'if(age >= 50, "yes", "no")' },
    { type: 'drop', columns: ['score'] },
  ]
  const { result } = (await answer({ data, steps, query: { kind: 'data', rows: 1 } })) as { result: object }
  expect(result).toMatchObject({
    n: 6,
    columns: [
      { name: 'age', missing: 0 },
      { name: 'city', levels: ['Hull', 'Leeds', 'York'] },
      { name: 'treated', kind: 'binary' },
      { name: 'old', kind: 'binary', levels: ['no', 'yes'] },
    ],
    rows: [{ age: 34, city: 'York', treated: 0, old: 'no' }],
  })
  expect((result as { log: string[] }).log).toHaveLength(3)
})

test('an estimate uses the data after the steps and lists them', async () => {
  const query = { kind: 'estimate', treatment: 'treated', outcome: 'points', estimator: 'difference' }
  const steps = [
    { type: 'derive', into: 'points', formula: 'score * 10' },
    { type: 'filter', formula: 'city != "Bath"' },
  ]
  const { result } = (await answer({ data, steps, query })) as {
    result: { estimate: number; dataSteps: string[] }
  }
  expect(result.estimate).toBeCloseTo((40 + 35 + 50 + 45) / 4 - (15 + 20 + 25) / 3, 10)
  expect(result.dataSteps.at(-1)).toBe('Kept 7 of 8 rows where city != "Bath".')
})

test('experiments stand under one another; the randomised rows answer for themselves', async () => {
  const experiments = [
    { data, label: 'seen' },
    { data: { columns: { treated: [0, 1, 0, 1], score: [1, 2, 3, 4] } }, label: 'trial', set: 'treated' },
  ]
  const query = {
    kind: 'estimate',
    treatment: 'treated',
    outcome: 'score',
    estimator: 'difference',
    among: 'randomised',
  }
  const { result } = (await answer({ data: { experiments }, query })) as {
    result: { estimate: number; n: number }
  }
  expect(result).toMatchObject({ n: 4, estimate: expect.closeTo(1, 10) })
})

test.each<[name: string, steps: unknown, code: string, message: RegExp]>([
  ['no list', { type: 'filter' }, 'bad-steps', /must be a list/],
  ['unknown type', [{ type: 'sort' }], 'bad-steps', /step 1/i],
  [
    'missing field',
    [{ type: 'drop', columns: ['age'] }, { type: 'filter' }],
    'bad-steps',
    /"formula" of step 2/,
  ],
  [
    'a formula that does not fit',
    [{ type: 'filter', formula: 'agee > 3' }],
    'unknown-column',
    /Did you mean “age”/,
  ],
])('%s is answered with what is wrong', async (_name, steps, code, message) => {
  const { error } = (await answer({ data, steps, query: { kind: 'data' } })) as {
    error: { code: string; message: string }
  }
  expect(error.code).toBe(code)
  expect(error.message).toMatch(message)
})
