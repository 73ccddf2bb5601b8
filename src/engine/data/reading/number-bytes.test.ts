import {
  array,
  assert as assertLaw,
  constantFrom,
  double,
  integer,
  property,
  string,
  tuple,
} from 'fast-check'
import { expect, test } from 'vitest'
import { readNumber } from '../cells'
import { NumberReader } from './number-bytes'

const code = (character: string) => character.charCodeAt(0)

/** What the reader makes of a cell that stands alone on a line, and where it stopped. */
function read(text: string, decimal = '.', separator = ',') {
  const reader = new NumberReader(code(decimal), code(separator))
  const value = reader.read(new TextEncoder().encode(`${text}\n`), 0)
  return { value, end: reader.end, padded: reader.padded }
}

test.each([
  '0',
  '-0',
  '1.',
  '.5',
  '-.5',
  '+3',
  '1e5',
  '1E-5',
  '2.5e+10',
  '9007199254740993',
  '1e-400',
  '  12.50 ',
])('“%s” is a number', (text) => {
  const { value, end } = read(text)
  expect(Object.is(value, Number(text))).toBe(true)
  expect(end).toBe(text.length)
})

test.each([
  '',
  ' ',
  '.',
  '-',
  'e5',
  '1e',
  '1e+',
  '3a',
  '1 2',
  '1.2.3',
  '--1',
  'Infinity',
  '1e999',
  '0x10',
  '1_000',
])('“%s” is none', (text) => expect(read(text).value).toBeNaN())

test('codes with a zero in front are left to those who know the column', () => {
  expect(read('007')).toMatchObject({ value: NaN, padded: true })
  expect(read('0.7')).toMatchObject({ value: 0.7, padded: false })
})

test('a comma may be the decimal mark', () => {
  expect(read('1,5', ',', ';').value).toBe(1.5)
  expect(read('0,8414709848078965', ',', ';').value).toBe(0.8414709848078965)
  expect(read('1,5').end).toBe(1)
})

/** Digits of every length, with a point at every place and exponents near and far. */
const written = tuple(
  constantFrom('', '-', '+'),
  array(integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 24 }),
  integer({ min: 0, max: 24 }),
  constantFrom('', '', '', 'e-5', 'e7', 'E-30', 'e300', 'e-320'),
).map(([sign, digits, point, exponent]) => {
  const text = digits.join('')
  return `${sign}${text.slice(0, point)}.${text.slice(point)}${exponent}`.replace(/^([+-]?)0+(?=\d)/, '$1')
})

test('every number is what Number makes of it', () => {
  const agrees = (text: string) => {
    const wanted = readNumber(text, 'point')
    const { value } = read(text)
    if (!Object.is(value, wanted ?? NaN)) throw new Error(`${text} was read as ${value}`)
  }
  assertLaw(property(written, agrees), { numRuns: 50_000, seed: 1 })
  // As programs write doubles: the shortest text that gives them back, and a few digits more.
  const some = double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
  assertLaw(
    property(some, (value) => agrees(String(value))),
    { numRuns: 50_000, seed: 2 },
  )
  const unit = double({ noNaN: true, min: 0, max: 1 })
  const precise = tuple(unit, integer({ min: 16, max: 20 })).map(([value, digits]) => value.toFixed(digits))
  assertLaw(property(precise, agrees), { numRuns: 50_000, seed: 3 })
})

test('halves between two doubles round to even, as Number does', () => {
  for (let exponent = 0; exponent < 12; exponent++) {
    const odd = 2 ** 52 + 2 * exponent + 1
    // odd + 0.5 lies between two doubles once divided by a power of two.
    const text = (BigInt(odd) * 10n + 5n).toString()
    const halved = `${text.slice(0, -1)}.${text.slice(-1)}`
    expect(read(halved).value).toBe(Number(halved))
    expect(read(`0.${text}`).value).toBe(Number(`0.${text}`))
  }
})

test('cells of any characters are read as the slow way reads them', () => {
  const unit = constantFrom('0', '1', '9', '.', '-', '+', 'e', ' ', 'a', '\t')
  const cell = string({ maxLength: 8, unit }).filter(
    (text) => !/^\s*[+-]?0\d/.test(text) && !text.includes('\t'),
  )
  assertLaw(
    property(cell, (text) => {
      expect(read(text).value).toEqual(readNumber(text, 'point') ?? NaN)
    }),
    { numRuns: 20_000, seed: 4 },
  )
})
