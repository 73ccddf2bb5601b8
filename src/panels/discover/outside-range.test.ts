import { expect, test } from 'vitest'
import { outsideRange } from './outside-range'

const cost = { seconds: 1, note: '' }
const trained = { trained: 'broadly' } as const

test('only a trained network has a range, and problems that any method has are none of it', () => {
  const problem = { code: 'neural-too-few-rows', message: '' }
  expect(outsideRange({}, [problem], { ...cost, warnings: ['far'] })).toBeNull()
  expect(outsideRange(trained, [{ code: 'constant-column', message: '' }], null)).toBeNull()
  expect(outsideRange(trained, [], cost)).toBeNull()
})

test('a refusal comes before a warning', () => {
  const refused = outsideRange(trained, [{ code: 'neural-too-few-rows', message: '' }], null)
  expect(refused).toEqual({ kind: 'refused', sentences: [] })
  const outside = outsideRange(trained, [], { ...cost, warnings: ['far'] })
  expect(outside).toEqual({ kind: 'outside', sentences: ['far'] })
})
