import { expect, test } from 'vitest'
import { gutterParts, offsetOf } from './text-place'

const text = 'dag {\nA -> B\n}'

test('lines and columns count from 1', () => {
  expect(text[offsetOf(text, 1, 1)]).toBe('d')
  expect(text.slice(offsetOf(text, 2, 3), offsetOf(text, 2, 5))).toBe('->')
})

test('places past the end of a line or of the text are its end', () => {
  expect(offsetOf(text, 2, 99)).toBe(offsetOf(text, 2, 7))
  expect(offsetOf(text, 9)).toBe(text.length)
})

test('line numbers come in few parts, marked lines on their own', () => {
  expect(gutterParts('a\nb\nc\nd', new Set([3]))).toEqual([
    { from: 1, text: '1\n2', kind: 'plain' },
    { from: 3, text: '3', kind: 'marked' },
    { from: 4, text: '4', kind: 'plain' },
  ])
  expect(gutterParts('', new Set())).toEqual([{ from: 1, text: '1', kind: 'plain' }])
})
