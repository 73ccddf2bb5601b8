import { describe, expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { classicalViewer } from './classical-view'

/** A chain x -> y -> z: x and z are related only through y. */
function chain(rows: number): Float64Array[] {
  const random = createRandom(5)
  const x = Float64Array.from({ length: rows }, () => random.normal())
  const y = x.map((value) => 0.8 * value + 0.6 * random.normal())
  const z = y.map((value) => 0.8 * value + 0.6 * random.normal())
  return [x, y, z]
}

describe('what correlations say of a pair', () => {
  test('the ends of a chain are correlated, and not given its middle', () => {
    const { correlation, partial } = classicalViewer({ columns: chain(2000) })(0, 2)
    expect(correlation!.value).toBeCloseTo(0.64, 1)
    expect(correlation!.pValue).toBeLessThan(1e-50)
    expect(Math.abs(partial!.value)).toBeLessThan(0.06)
    expect(partial!.pValue).toBeGreaterThan(0.01)
  })

  test('four rows by hand: r = .8, z = atanh(.8)', () => {
    const columns = [Float64Array.of(1, 2, 3, 4), Float64Array.of(1, 3, 2, 4)]
    const { correlation, partial } = classicalViewer({ columns })(0, 1)
    expect(correlation!.value).toBeCloseTo(0.8, 12)
    // 2 (1 - Phi(1.0986)), from a table of the normal distribution.
    expect(correlation!.pValue).toBeCloseTo(0.27193, 4)
    expect(partial).toBeUndefined()
  })

  test('gaps cost a pair only its own rows', () => {
    const columns = chain(400)
    columns[1].fill(NaN, 0, 390)
    const view = classicalViewer({ columns })
    const whole = classicalViewer({ columns: chain(400) })
    expect(view(0, 2).correlation).toEqual(whole(0, 2).correlation)
    // Ten complete rows are too few beside three variables.
    expect(view(0, 2).partial).toBeUndefined()
  })

  test('a column that is constant where the other has values has no correlation', () => {
    const columns = [Float64Array.of(1, 1, 1, 1, 2), Float64Array.of(1, 2, 3, 4, NaN)]
    expect(classicalViewer({ columns })(0, 1)).toEqual({})
  })

  test('a copy has no partial correlation, and a correlation of one', () => {
    const [x, y] = chain(100)
    const view = classicalViewer({ columns: [x, y, x.slice()] })(0, 2)
    expect(view.correlation).toEqual({ value: 1, pValue: 0 })
    expect(view.partial).toBeUndefined()
  })
})
