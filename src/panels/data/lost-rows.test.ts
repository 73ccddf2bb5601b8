import { expect, test } from 'vitest'
import { lostRows } from './lost-rows'

const rows = { total: 700, complete: 655, unsettled: 2 }

test('the columns that cost most rows are named first', () => {
  expect(lostRows({ ...rows, missing: { years: 12, bmi: 31 } }, 3)).toEqual({
    missing: 43,
    names: 'bmi or years',
  })
  expect(lostRows({ ...rows, missing: { a: 1, b: 3, c: 2, d: 1 } }, 2).names).toBe('b, c or 2 more')
  expect(lostRows({ ...rows, missing: { bmi: 31 } }, 2).names).toBe('bmi')
})
