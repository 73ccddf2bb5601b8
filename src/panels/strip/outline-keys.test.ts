import { expect, test } from 'vitest'
import { outlineKeys } from './outline-keys'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) =>
  outlineKeys({ key, ctrlKey: false, metaKey: false, altKey: false, ...held })

test('letters work in either case, and not while a modifier is held', () => {
  expect(press('C')).toBe('cause')
  expect(press('c')).toBe('cause')
  expect(press('c', { ctrlKey: true })).toBeNull()
})

test('keys without a meaning are left to the page', () => {
  expect(press('z')).toBeNull()
  expect(press('constructor')).toBeNull()
})
