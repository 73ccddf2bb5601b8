import { describe, expect, it } from 'vitest'
import { binText, binTicks, numberText, valueBeside, valueText } from './value-words'

describe('numbers in words', () => {
  it('are as short as they can be', () => {
    expect([71.234, 0.0834, 12_400.4, -0.5, 0].map((value) => numberText(value))).toEqual([
      '71.2',
      '.0834',
      '12,400',
      '−.5',
      '0',
    ])
    expect(numberText(1_240_000_000)).toBe('1.24 × 10⁹')
    expect(numberText(-0.0000123)).toBe('−1.23 × 10⁻⁵')
  })
  it('lose digits that do not matter beside the spread', () => {
    expect(valueBeside('continuous', 0.0000136, 1)).toBe('0')
    expect(valueBeside('continuous', -0.0000136, 1)).toBe('0')
    expect(valueBeside('continuous', 0.0000136, 0.00001)).toBe('1.36 × 10⁻⁵')
    expect(valueBeside('count', 44.5, 14.4)).toBe('44.5')
    expect(valueBeside('continuous', 3, NaN)).toBe('3')
  })
  it('are dates for columns of dates', () => {
    expect(valueText('date', Date.parse('1984-02-29') / 864e5)).toBe('1984-02-29')
    expect(valueText('date', NaN)).toBe('–')
  })
})

describe('bins in words', () => {
  const day = (text: string) => Date.parse(text) / 864e5
  it('say what they hold', () => {
    expect(binText({ edges: [60, 65, 70], unit: 'number' }, 0)).toBe('60 to 65')
    expect(binText({ edges: [0.5, 1.5, 2.5], unit: 'value' }, 1)).toBe('2')
    expect(binText({ edges: [-0.5, 4.5, 9.5], unit: 'whole' }, 0)).toBe('0 to 4')
    expect(binText({ edges: [-0.5, 4.5, 9.5], unit: 'whole' }, 1)).toBe('5 to 9')
    expect(binText({ edges: [1000, 1000.5, 1001], unit: 'number' }, 0)).toBe('1,000 to 1,000.5')
    expect(binText({ edges: [4, 4], unit: 'number' }, 0)).toBe('4')
    expect(binText({ edges: [day('1982-03-01'), day('1982-04-01')], unit: 'month' }, 0)).toBe('Mar 1982')
    expect(binText({ edges: [day('1982-04-01'), day('1982-07-01')], unit: 'quarter' }, 0)).toBe('Q2 1982')
    expect(binText({ edges: [day('1980-01-01'), day('1990-01-01')], unit: 'decade' }, 0)).toBe('1980 to 1989')
  })
  it('have round ticks', () => {
    expect(
      binTicks({ edges: [-0.5, 4.5, 9.5, 14.5, 20.5], unit: 'whole' }, 4).map(({ label }) => label),
    ).toEqual(['0', '5', '10', '15', '20'])
    const years = Array.from({ length: 9 }, (_, i) => day(`${1980 + i}-01-01`))
    expect(binTicks({ edges: years, unit: 'year' }, 3).map(({ label }) => label)).toEqual([
      '1980',
      '1983',
      '1986',
    ])
    expect(binTicks({ edges: [-0.5, 0.5, 1.5], unit: 'value' }, 4).map(({ label }) => label)).toEqual([
      '0',
      '1',
    ])
  })
})
