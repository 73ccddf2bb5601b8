import { expect, test } from 'vitest'
import { placedProblems } from './placed-problems'

test('a problem stands beside the column it names, knowledge beside knowledge, the rest above Run', () => {
  const placed = placedProblems(
    [
      { code: 'constant-column', message: 'Site never changes.', where: { name: 'Site' } },
      { code: 'duplicate-column', message: 'Site is a copy.', where: { name: 'Site' } },
      { code: 'contradictory-knowledge', message: 'Age twice.', where: { name: 'Age' } },
      { code: 'unknown-target', message: 'Row 3.', where: { name: 'Elsewhere', row: 3 } },
      { code: 'too-few-rows', message: 'Five rows are needed.' },
    ],
    ['Site', 'Age'],
  )
  expect([...placed.byColumn]).toEqual([['Site', ['Site never changes.', 'Site is a copy.']]])
  expect(placed.knowledge).toEqual(['Age twice.'])
  expect(placed.rest).toEqual(['Row 3.', 'Five rows are needed.'])
})
