import { expect, test } from 'vitest'
import { offsetOf } from './text-place'

const text = 'dag {\nA -> B\n}'

test('lines and columns count from 1', () => {
  expect(text[offsetOf(text, 1, 1)]).toBe('d')
  expect(text.slice(offsetOf(text, 2, 3), offsetOf(text, 2, 5))).toBe('->')
})

test('places past the end of a line or of the text are its end', () => {
  expect(offsetOf(text, 2, 99)).toBe(offsetOf(text, 2, 7))
  expect(offsetOf(text, 9)).toBe(text.length)
})
