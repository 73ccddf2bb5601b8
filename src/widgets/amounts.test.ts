import { expect, test } from 'vitest'
import { duration, fileSize, secondsLeft, shortTime } from './amounts'

const spaced = (text: string) => text.replaceAll('\u202f', ' ')

test('a rest is only named when the rate is worth extrapolating', () => {
  expect(secondsLeft(2, 0.5)).toBeNull()
  expect(secondsLeft(10, 0)).toBeNull()
  expect(secondsLeft(10, 1)).toBeNull()
  expect(secondsLeft(10, 0.25)).toBe(30)
})

test('durations name at most two units and carry over', () => {
  expect([0.4, 59.4, 59.6, 60, 80, 3600, 7500].map((seconds) => spaced(duration(seconds)))).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '1 min',
    '1 min 20 s',
    '1 h',
    '2 h 5 min',
  ])
})

test('short times get the digits they deserve', () => {
  expect([0, 0.038, 0.9996, 2.41, 9.96, 75].map((seconds) => spaced(shortTime(seconds)))).toEqual([
    '1 ms',
    '38 ms',
    '1.0 s',
    '2.4 s',
    '10 s',
    '1 min 15 s',
  ])
})

test('file sizes count in thousands', () => {
  expect([999, 61_200, 999_600, 2_440_000, 150_000_000].map((bytes) => spaced(fileSize(bytes)))).toEqual([
    '999 B',
    '61 kB',
    '1.0 MB',
    '2.4 MB',
    '150 MB',
  ])
})
