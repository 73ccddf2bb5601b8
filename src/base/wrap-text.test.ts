import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrapText } from './wrap-text'

const measure = (text: string) => [...text].length
const wrap = (text: string, width = 12, lines = 3) => wrapText(text, { width, lines }, measure)

test('short text stays on one line; longer text breaks between words into lines of about equal width', () => {
  expect(wrap('Smoking').lines).toEqual(['Smoking'])
  expect(wrap('Years of schooling').lines).toEqual(['Years of', 'schooling'])
  expect(wrap('a bb ccc dddd eeeee', 12).lines).toEqual(['a bb ccc', 'dddd eeeee'])
})

test('long names without spaces break after underscores and hyphens, else between characters', () => {
  expect(wrap('mean_daily_dose_mg').lines).toEqual(['mean_daily_', 'dose_mg'])
  expect(wrap('pneumonoultramicroscopic').lines).toEqual(['pneumonoultr', 'amicroscopic'])
})

test('what needs a fourth line ends in an ellipsis', () => {
  const wrapped = wrap('Systolic blood pressure at the second visit after discharge')
  expect(wrapped.clipped).toBe(true)
  expect(wrapped.lines).toHaveLength(3)
  expect(wrapped.lines[2]).toMatch(/…$/)
})

test('no line is wider than the room, and nothing is lost unless it says so', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 4, max: 20 }), (text, width) => {
      const { lines, width: widest, clipped } = wrap(text, width)
      expect(lines.length).toBeLessThanOrEqual(3)
      expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(width)
      expect(widest).toBe(Math.max(...lines.map(measure)))
      const bare = (of: string) => of.replaceAll(/\s/g, '')
      if (!clipped) expect(bare(lines.join(''))).toBe(bare(text))
    }),
    { numRuns: 500, seed: 3 },
  )
})
