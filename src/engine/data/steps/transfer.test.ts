import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { datasetFromColumns } from '../from-columns'
import { runSteps } from './apply-steps'
import { columnFacts, previewStep } from './preview'
import { packOutcome, unpackOutcome } from './transfer'

const source = valueOf(datasetFromColumns({ a: [1, 2, 3, null], b: ['x', 'y', 'x', 'x'], c: [4.5, 1, 1, 2] }))

test('columns that nothing was done to do not travel, and are the very same on arrival', () => {
  const outcome = runSteps(source, [
    { id: '1', type: 'derive', into: 'd', formula: 'a + c' },
    { id: '2', type: 'rename', column: 'a', to: 'e' },
  ])
  const packed = packOutcome(outcome, source)
  expect(packed.columns.map((column) => 'values' in column)).toEqual([false, false, false, true])
  const back = unpackOutcome(structuredClone(packed), source)
  expect(back).toEqual(outcome)
  expect(back.dataset.columns[1]).toBe(source.columns[1])
  expect(back.dataset.columns[0].values).toBe(source.columns[0].values)
})

test('a filter leaves no column alone', () => {
  const packed = packOutcome(runSteps(source, [{ id: '1', type: 'filter', formula: 'c > 1' }]), source)
  expect(packed.columns.every((column) => 'values' in column)).toBe(true)
})

test('a preview says what the step would make, cell by cell', () => {
  const preview = valueOf(previewStep(source, { type: 'derive', into: 'd', formula: 'a / 3' }))
  expect(preview).toMatchObject({ rowsBefore: 4, rowsAfter: 4 })
  expect(preview.column).toMatchObject({
    kind: 'continuous',
    missing: 1,
    first: ['0.333333', '0.666667', '1', null],
  })
  const kept = valueOf(previewStep(source, { type: 'filter', formula: 'a > 1' }))
  expect([kept.rowsAfter, kept.column]).toEqual([2, null])
})

test('the facts of a column list its labels with their rows', () => {
  expect(columnFacts(source.columns[1]).labels).toEqual([
    { label: 'x', rows: 3 },
    { label: 'y', rows: 1 },
  ])
  expect(columnFacts(source.columns[2])).toMatchObject({
    span: ['1', '4.5'],
    labels: [{ label: '1', rows: 2 }, {}, {}],
  })
})
