import { expect, test } from 'vitest'
import { valueOf } from '../../../base/result'
import { datasetFromColumns } from '../../../engine/data/from-columns'
import { combinedFacts } from './file-facts'

test('columns that only some files have are named with those that lack them', () => {
  const one = valueOf(datasetFromColumns({ a: [1, 2], b: [3, 4] }))
  const two = valueOf(datasetFromColumns({ b: [5], c: [6] }))
  expect(
    combinedFacts([
      { dataset: one, label: 'one' },
      { dataset: two, label: 'two' },
    ]),
  ).toEqual({
    rows: 3,
    columns: 3,
    inAll: 1,
    lacking: [
      { column: 'a', files: ['two'] },
      { column: 'c', files: ['one'] },
    ],
  })
})
