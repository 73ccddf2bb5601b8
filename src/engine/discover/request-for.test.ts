import { expect, test } from 'vitest'
import { discoveryAlgorithms } from './registry'
import { requestFor } from './request-for'

test('what a request leaves open is filled in to suit the algorithm, what it says stands', () => {
  for (const { id, handles } of discoveryAlgorithms.entries) {
    expect(requestFor(id, {}).gaps).toBe(handles.gaps ? 'test-wise' : 'complete-rows')
    expect(requestFor(id, {}).contexts).toEqual(handles.contexts ? undefined : [])
    expect(requestFor(id, { gaps: 'complete-rows', contexts: ['site'] })).toEqual({
      gaps: 'complete-rows',
      contexts: ['site'],
    })
  }
  expect(discoveryAlgorithms.entries.some(({ handles }) => handles.gaps)).toBe(true)
  expect(requestFor('magic', { columns: ['a'] })).toEqual({ columns: ['a'] })
})
