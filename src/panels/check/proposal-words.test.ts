import { expect, test } from 'vitest'
import { claimsWords, signedBic, verdictOn } from './proposal-words'

const proposal = { change: 'add', cause: 'X', effect: 'Y' } as const
const weighed = (bicChange: number | null) => ({
  proposal,
  bicChange,
  nowFailing: [],
  noLongerFailing: [],
  obstacle: null,
})

test('a fall of the BIC is a better fit', () => {
  expect(verdictOn(weighed(-48.63))).toEqual({ tone: 'better', sentence: 'Fits better: BIC −48.6' })
  expect(verdictOn(weighed(3.141)).sentence).toBe('Not asked for by the data: BIC +3.14')
  expect(verdictOn(weighed(1e-9)).tone).toBe('open')
  expect(verdictOn(weighed(null)).sentence).toContain('not in the data')
  expect(
    verdictOn({ ...weighed(null), obstacle: { code: 'cycle', message: 'It would close a cycle.' } }).sentence,
  ).toBe('It would close a cycle.')
})

test('numbers keep their signs', () => {
  expect([-1234.5, 0.5, 0.0001].map(signedBic)).toEqual(['−1,235', '+0.5', '0'])
})

test('the worst claims are named, the others counted', () => {
  const claim = (b: string, pValue: number) => ({ a: 'X', b, given: [], pValue })
  expect(claimsWords([claim('A', 0.02), claim('B', 0.0001)])).toBe('X ⟂ B (p < .001); X ⟂ A (p = .020)')
  expect(claimsWords(['A', 'B', 'C', 'D', 'E'].map((b) => claim(b, 0.01)))).toMatch(/ and 2 more$/)
})
