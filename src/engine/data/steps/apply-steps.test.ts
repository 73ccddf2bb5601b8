import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { columnNamed, type Dataset } from '../dataset'
import { datasetFromColumns } from '../from-columns'
import { applySteps, runSteps } from './apply-steps'
import type { DataStep, StepAction } from './step'

const source: Dataset = valueOf(
  datasetFromColumns(
    {
      age: [34, 51, null, 68, 20, 47, 51, 39],
      city: ['York', 'Leeds', 'Leeds', 'Hull', null, 'York', 'Leeds', 'Hull'],
      dose: ['1', '2', '3a', '2', '1', null, 'none', '1'],
      treated: [0, 1, 1, 0, 0, 1, 0, 1],
      seen: [
        '2020-03-01',
        '2021-12-31',
        null,
        '2019-01-05',
        '2020-02-29',
        '2020-07-07',
        '2020-03-01',
        '2020-03-01',
      ],
      target: ['', 'treated', 'treated', null, 'age', 'treated', '', ''],
    },
    { kinds: { dose: 'nominal', city: 'nominal' }, name: 'people.csv' },
  ),
)
const people: Dataset = {
  ...source,
  columns: source.columns.map((column) =>
    column.name === 'target' ? { ...column, role: 'intervention-target' as const } : column,
  ),
}

const numbered = (steps: readonly StepAction[]) =>
  steps.map((step, i) => ({ ...step, id: `s${i + 1}` }) as DataStep)
const after = (...steps: StepAction[]) => valueOf(applySteps(people, numbered(steps)))
const refusal = (...steps: StepAction[]) => {
  const result = applySteps(people, numbered(steps))
  return result.ok ? null : result.problems[0]
}

/** What people see in the cells. */
const cells = (dataset: Dataset, name: string) => {
  const column = columnNamed(dataset, name)!
  return Array.from(column.values, (value) =>
    Number.isNaN(value) ? null : (column.levels?.[value] ?? value),
  )
}

test('no steps: the very same dataset', () => {
  expect(after().dataset).toBe(people)
})

test('a filter keeps the true rows, counts the open ones apart and forgets labels without rows', () => {
  const { dataset, effects } = after({ type: 'filter', formula: 'age > 35' })
  expect(cells(dataset, 'age')).toEqual([51, 68, 47, 51, 39])
  expect(columnNamed(dataset, 'city')!.levels).toEqual(['Hull', 'Leeds', 'York'])
  expect(effects[0]).toEqual({
    id: 's1',
    sentence: 'Kept 5 of 8 rows where age > 35. In 1 of the others missing values leave it open.',
    rowsBefore: 8,
    rowsAfter: 5,
    madeMissing: 0,
  })
  expect(dataset.log.at(-1)).toBe(effects[0].sentence)
  const leeds = after({ type: 'filter', formula: 'city = "Leeds" or city = "Hull"' }).dataset
  expect(columnNamed(leeds, 'city')!.levels).toEqual(['Hull', 'Leeds'])
  expect(cells(leeds, 'city')).toEqual(['Leeds', 'Leeds', 'Hull', 'Leeds', 'Hull'])
  const none = refusal({ type: 'filter', formula: 'age > 350' })
  expect(none).toMatchObject({ code: 'no-rows-left', where: { token: 's1' } })
})

test('recoding merges, renames, makes missing, and says what does not occur', () => {
  const merged = after({
    type: 'recode',
    column: 'city',
    into: 'north',
    values: [
      { from: ['York', 'Leeds'], to: 'Yorkshire' },
      { from: ['Hull'], to: null },
      { from: ['Bath'], to: 'elsewhere' },
    ],
    others: 'keep',
    kind: 'nominal',
  })
  expect(cells(merged.dataset, 'north')).toEqual([
    'Yorkshire',
    'Yorkshire',
    'Yorkshire',
    null,
    null,
    'Yorkshire',
    'Yorkshire',
    null,
  ])
  expect(merged.effects[0].madeMissing).toBe(2)
  expect(merged.effects[0].sentence).toContain('1 label to be changed does not occur: “Bath”')
  expect(merged.dataset.columns.map(({ name }) => name).slice(1, 3)).toEqual(['city', 'north'])
})

test('numbers are recoded by their text, and come out as numbers where all are', () => {
  const step = {
    type: 'recode',
    column: 'treated',
    into: 'treated',
    values: [
      { from: ['0'], to: '2' },
      { from: ['1.0'], to: '5' },
    ],
    others: 'keep',
    kind: 'binary',
  } as const
  const { dataset } = after(step)
  expect(cells(dataset, 'treated')).toEqual([2, 5, 5, 2, 2, 5, 2, 5])
  expect(columnNamed(dataset, 'treated')!.levels).toBeUndefined()
  const words = after({
    ...step,
    values: [
      { from: ['1'], to: 'yes' },
      { from: ['0'], to: 'no' },
    ],
  }).dataset
  expect(columnNamed(words, 'treated')!.levels).toEqual(['no', 'yes'])
  expect(refusal({ ...step, column: 'age', into: 'age' })).toMatchObject({ code: 'too-many-values' })
  const city = { ...step, column: 'city', into: 'city', values: [{ from: ['York'], to: '1' }] }
  expect(refusal({ ...city, kind: 'count' })).toMatchObject({ code: 'not-a-number' })
})

test('classes by points, width and quantiles; a value on a cut belongs above', () => {
  const cut = (cuts: Extract<StepAction, { type: 'bin' }>['cuts']) =>
    after({ type: 'bin', column: 'age', into: 'age class', cuts })
  const points = cut({ by: 'points', points: [51, 35] })
  expect(cells(points.dataset, 'age class')).toEqual([
    'under 35',
    '51 and more',
    null,
    '51 and more',
    'under 35',
    '35 to under 51',
    '51 and more',
    '35 to under 51',
  ])
  expect(columnNamed(points.dataset, 'age class')!.kind).toBe('ordinal')
  const halves = cut({ by: 'quantiles', classes: 2 })
  expect(columnNamed(halves.dataset, 'age class')!.levels).toEqual(['under 47', '47 and more'])
  expect(cut({ by: 'equal-width', classes: 3 }).effects[0].sentence).toBe(
    'Cut age as age class into 3 classes of equal width: under 36, 36 to under 52, 52 and more.',
  )
  const tied = after({ type: 'bin', column: 'treated', into: 't', cuts: { by: 'quantiles', classes: 4 } })
  expect(tied.effects[0].sentence).toContain('That is 2 instead of 4')
  expect(
    refusal({ type: 'bin', column: 'city', into: 'c', cuts: { by: 'points', points: [1] } }),
  ).toMatchObject({
    code: 'not-a-number',
  })
})

test('a derived column has the kind its values have', () => {
  const kinds = (['age * 1.5', 'age > 40', 'if(age > 40, "a", "b")', 'seen', 'treated + 1'] as const).map(
    (formula) => after({ type: 'derive', into: 'new', formula }).dataset.columns.at(-1)!,
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(['continuous', 'binary', 'binary', 'date', 'binary'])
  expect(kinds[1].levels).toEqual(['no', 'yes'])
  expect(kinds[3].values).not.toBe(columnNamed(people, 'seen')!.values)
  const { dataset, effects } = after({ type: 'derive', into: 'age', formula: 'age / 10' })
  expect(dataset.columns[0].name).toBe('age')
  expect(effects[0].sentence).toBe('Replaced age = age / 10. It is missing in 1 row.')
})

test('kinds: what cannot be read becomes missing and is counted, what cannot be is refused', () => {
  const dose = after({ type: 'kind', column: 'dose', kind: 'continuous' })
  expect(cells(dose.dataset, 'dose')).toEqual([1, 2, null, 2, 1, null, null, 1])
  expect(dose.effects[0]).toMatchObject({
    madeMissing: 2,
    sentence: expect.stringContaining('2 values became missing'),
  })
  expect(refusal({ type: 'kind', column: 'city', kind: 'continuous' })).toMatchObject({
    code: 'not-a-number',
  })
  expect(refusal({ type: 'kind', column: 'city', kind: 'binary' })).toMatchObject({ code: 'too-many-values' })
  expect(refusal({ type: 'kind', column: 'age', kind: 'date' })).toMatchObject({ code: 'not-a-date' })
  const nominal = after({ type: 'kind', column: 'seen', kind: 'nominal' }).dataset
  expect(cells(nominal, 'seen').slice(0, 3)).toEqual(['2020-03-01', '2021-12-31', null])
  const back = after(
    { type: 'kind', column: 'seen', kind: 'nominal' },
    { type: 'kind', column: 'seen', kind: 'date' },
  )
  expect(cells(back.dataset, 'seen')).toEqual(cells(people, 'seen'))
})

test('a renamed variable keeps its name in the rows that say it was set', () => {
  const { dataset } = after({ type: 'rename', column: 'treated', to: 'drug' })
  expect(cells(dataset, 'target')).toEqual([null, 'drug', 'drug', null, 'age', 'drug', null, null])
  expect(columnNamed(dataset, 'drug')!.values).toBe(columnNamed(people, 'treated')!.values)
  expect(refusal({ type: 'rename', column: 'treated', to: 'age' })).toMatchObject({ code: 'duplicate-name' })
})

test('randomised rows are written into the target column, which is made where there is none', () => {
  const marked = after({ type: 'randomised', variable: 'treated', formula: 'age > 50' })
  expect(cells(marked.dataset, 'target')).toEqual([
    null,
    'treated',
    'treated',
    'treated',
    'age',
    'treated',
    'treated',
    null,
  ])
  expect(marked.effects[0].sentence).toBe(
    'treated was set by chance in 3 of 8 rows where age > 50; target says so. In 1 of the others missing values leave it open.',
  )
  const bare = after(
    { type: 'drop', columns: ['target'] },
    { type: 'randomised', variable: 'treated', formula: '' },
  )
  const made = bare.dataset.columns.at(-1)!
  expect([made.name, made.role, made.levels]).toEqual(['variable set', 'intervention-target', ['treated']])
})

test('the first step that cannot be done is named; those before it still count', () => {
  const outcome = runSteps(
    people,
    numbered([
      { type: 'drop', columns: ['dose'] },
      { type: 'filter', formula: 'doze = "1"' },
      { type: 'drop', columns: ['age'] },
    ]),
  )
  expect(outcome.effects.map(({ id }) => id)).toEqual(['s1'])
  expect(outcome.dataset.columns.map(({ name }) => name)).not.toContain('dose')
  expect(outcome.problems).toMatchObject([{ code: 'unknown-column', where: { token: 's2', column: 1 } }])
})

test('a column that only a later step makes is named with that step', () => {
  const outcome = runSteps(
    people,
    numbered([
      { type: 'filter', formula: 'decade > 3' },
      { type: 'derive', into: 'decade', formula: 'age / 10' },
    ]),
  )
  expect(outcome.problems[0].message).toBe('There is no column “decade”. Step 2 makes it: move it up.')
})

test('columns that a step leaves alone keep their very array, and a shared source gives shared columns', () => {
  const shared: Dataset = {
    ...people,
    columns: people.columns.map((column) => {
      const values = new Float64Array(new SharedArrayBuffer(8 * people.rows))
      values.set(column.values)
      return { ...column, values }
    }),
  }
  const steps = numbered([
    { type: 'derive', into: 'decade', formula: 'floor(age / 10)' },
    { type: 'rename', column: 'age', to: 'years' },
    { type: 'kind', column: 'dose', kind: 'continuous' },
    { type: 'bin', column: 'years', into: 'class', cuts: { by: 'points', points: [40] } },
    { type: 'role', column: 'seen', role: 'time' },
  ])
  const { dataset } = valueOf(applySteps(shared, steps))
  for (const name of ['years', 'city', 'treated', 'seen'])
    expect(columnNamed(dataset, name)!.values).toBe(
      columnNamed(shared, name === 'years' ? 'age' : name)!.values,
    )
  for (const { values } of dataset.columns) expect(values.buffer).toBeInstanceOf(SharedArrayBuffer)
  const kept = valueOf(applySteps(shared, numbered([{ type: 'filter', formula: 'age > 40' }]))).dataset
  for (const { values } of kept.columns) expect(values.buffer).toBeInstanceOf(SharedArrayBuffer)
})

const names = ['age', 'city', 'dose', 'treated', 'seen', 'target', 'new', 'nope'] as const
const name = fc.constantFrom(...names)
const formula = fc.constantFrom(
  'age > 40',
  'city = "York"',
  'treated = 1',
  'age is known',
  'log(age)',
  'new + 1',
  'z(age)',
  'age >',
  'year(seen)',
  'if(city = "Leeds", "north", dose)',
  'not treated',
  '',
  'dose',
  'nope = 1',
  'seen > "2020-01-01"',
)
const kind = fc.constantFrom(
  ...(['continuous', 'count', 'ordinal', 'nominal', 'binary', 'date', 'id'] as const),
)
const label = fc.constantFrom('York', 'Leeds', '1', '0', '3a', 'x', '')
const action: fc.Arbitrary<StepAction> = fc.oneof(
  fc.record({ type: fc.constant('filter' as const), formula }),
  fc.record({ type: fc.constant('derive' as const), into: name, formula }),
  fc.record({
    type: fc.constant('recode' as const),
    column: name,
    into: name,
    values: fc.array(fc.record({ from: fc.array(label, { maxLength: 2 }), to: fc.option(label) }), {
      maxLength: 3,
    }),
    others: fc.constantFrom('keep' as const, 'missing' as const),
    kind,
  }),
  fc.record({
    type: fc.constant('bin' as const),
    column: name,
    into: name,
    cuts: fc.oneof(
      fc.record({
        by: fc.constant('points' as const),
        points: fc.array(fc.double({ min: -5, max: 80 }), { maxLength: 4 }),
      }),
      fc.record({
        by: fc.constantFrom('equal-width' as const, 'quantiles' as const),
        classes: fc.integer({ min: -1, max: 60 }),
      }),
    ),
  }),
  fc.record({ type: fc.constant('drop' as const), columns: fc.array(name, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('rename' as const), column: name, to: name }),
  fc.record({ type: fc.constant('kind' as const), column: name, kind }),
  fc.record({
    type: fc.constant('role' as const),
    column: name,
    role: fc.constantFrom(
      'variable' as const,
      'left-out' as const,
      'regime' as const,
      'intervention-target' as const,
    ),
  }),
  fc.record({ type: fc.constant('randomised' as const), variable: name, formula }),
)

const printed = (dataset: Dataset) =>
  dataset.columns.map((column) => ({ ...column, values: cells(dataset, column.name) }))

test('random lists of steps: never a throw, never a changed source, columns always whole', () => {
  const untouched = JSON.stringify(printed(people))
  let done = 0
  fc.assert(
    fc.property(fc.array(action, { maxLength: 12 }), (given) => {
      let steps = given
      let outcome = runSteps(people, numbered(steps))
      // What cannot be done is taken out, so that the lists get long.
      while (outcome.problems.length > 0 && steps.length > 1) {
        const failed = outcome.effects.length
        steps = steps.filter((_, i) => i !== failed)
        outcome = runSteps(people, numbered(steps))
      }
      const list = numbered(steps)
      const { dataset, effects, problems } = outcome
      done += effects.length
      expect(JSON.stringify(printed(people))).toBe(untouched)
      expect(effects.length === steps.length).toBe(problems.length === 0)
      for (const problem of problems) expect(problem.where?.token).toBe(`s${effects.length + 1}`)
      expect(new Set(dataset.columns.map((column) => column.name)).size).toBe(dataset.columns.length)
      for (const { values, levels } of dataset.columns) {
        expect(values.length).toBe(dataset.rows)
        expect(values.some((value) => Math.abs(value) === Infinity)).toBe(false)
        if (levels)
          expect(values.every((code) => Number.isNaN(code) || levels[code] !== undefined)).toBe(true)
      }
      // The same steps give the same data, and a list that stops is the list without what comes after.
      const again = runSteps(people, list.slice(0, effects.length))
      expect(printed(again.dataset)).toEqual(printed(dataset))
    }),
    { numRuns: 1500, seed: 3 },
  )
  expect(done).toBeGreaterThan(2000)
})

test('what does not depend on order does not depend on order', () => {
  const same = (a: StepAction[], b: StepAction[]) =>
    expect(printed(after(...a).dataset)).toEqual(printed(after(...b).dataset))
  const old = { type: 'filter', formula: 'age > 35' } as const
  const leeds = { type: 'filter', formula: 'city != "York"' } as const
  const decade = { type: 'derive', into: 'decade', formula: 'floor(age / 10)' } as const
  const drop = { type: 'drop', columns: ['dose'] } as const
  const rename = { type: 'rename', column: 'city', to: 'town' } as const
  same([old, leeds], [leeds, old])
  same([old, decade], [decade, old])
  same([drop, rename], [rename, drop])
  same([rename, { type: 'drop', columns: ['town'] }], [{ type: 'drop', columns: ['city'] }])
  same([rename, { type: 'rename', column: 'town', to: 'city' }], [])
  same([rename, { type: 'filter', formula: 'town != "York"' }], [leeds, rename])
})
