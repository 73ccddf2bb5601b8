import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blend, contrast, readColour } from './colour'
import { frameScale, MARGIN } from './frame-scale'
import {
  cellAt,
  cellColour,
  drawMatrix,
  inkOn,
  isFine,
  matrixColours,
  matrixLayout,
  matrixPixels,
} from './matrix-drawing'
import { shadeOf, shadeSteps } from './shade'

describe('colours', () => {
  it('are read from hexadecimal, long and short', () => {
    expect(readColour(' #0072B2 ')).toEqual([0, 114, 178])
    expect(readColour('#07b')).toEqual([0, 119, 187])
    expect(readColour('transparent')).toBeNull()
  })
  it('have the contrast of WCAG', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6)
    expect(contrast([0, 114, 178], [255, 255, 255])).toBeCloseTo(5.19, 1)
    expect(blend([0, 0, 0], [200, 100, 50], 0.5)).toEqual([100, 50, 25])
  })
})

/** The tokens of both themes that the matrix reads. */
const themes = {
  light: { ground: '#ffffff', positive: '#0072b2', negative: '#b84700' },
  dark: { ground: '#141c2b', positive: '#56b4e9', negative: '#f0a35e' },
}
const coloursOf = (theme: (typeof themes)['light']) =>
  matrixColours(
    (name) =>
      ({
        '--bg-panel': theme.ground,
        '--role-exposure': theme.positive,
        '--role-outcome': theme.negative,
      })[name] ?? '#888888',
  )

describe('the matrix', () => {
  it.each(['light', 'dark'] as const)('has readable numbers on every cell, %s', (theme) => {
    const colours = coloursOf(themes[theme])
    for (let r = -1; r <= 1; r += 0.01) {
      const ground = cellColour(r, colours)
      expect(contrast(ground, inkOn(ground))).toBeGreaterThan(4.5)
    }
  })
  it('names its columns while the cells are large enough, and finds the cell under a point', () => {
    const small = matrixLayout(5, 500, 8)
    expect(small.names).toBeGreaterThan(0)
    expect(cellAt(small, 5, small.names + 1.5 * small.cell, small.names + 0.5 * small.cell)).toEqual({
      line: 0,
      column: 1,
    })
    expect(cellAt(small, 5, 1, 1)).toBeNull()
    const large = matrixLayout(1000, 600, 8)
    expect(large).toMatchObject({ names: 0, side: 600 })
    expect(cellAt(large, 1000, 599.9, 0)).toEqual({ line: 0, column: 999 })
  })
  it('fits its room at any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1500 }),
        fc.integer({ min: 200, max: 900 }),
        fc.nat(40),
        (size, room, name) => {
          expect(matrixLayout(size, room, name).side).toBeLessThanOrEqual(room + 1e-9)
        },
      ),
    )
  })
  it('is painted pixel by pixel when its cells are fine', () => {
    expect(isFine(matrixLayout(1000, 600, 8))).toBe(true)
    expect(isFine(matrixLayout(20, 600, 8))).toBe(false)
    const colours = coloursOf(themes.light)
    const pixels = matrixPixels(2, (i, j) => (i === j ? 1 : -0.5), colours)
    expect([...pixels]).toEqual([
      ...colours.ground,
      255,
      ...cellColour(-0.5, colours),
      255,
      ...cellColour(-0.5, colours),
      255,
      ...colours.ground,
      255,
    ])
  })
  it('writes numbers into large cells, and a dash into small negative ones', () => {
    const draw = (room: number) => {
      const texts: string[] = []
      let strokes = 0
      const nothing = () => undefined
      const pen = new Proxy({} as CanvasRenderingContext2D, {
        get: (_, name) =>
          name === 'fillText'
            ? (text: string) => texts.push(text)
            : name === 'stroke'
              ? () => strokes++
              : nothing,
        set: () => true,
      })
      drawMatrix(pen, {
        names: ['a', 'b', 'c'],
        value: (i, j) => (i === j ? 1 : i + j === 1 ? -0.5 : i + j === 2 ? NaN : 0.25),
        layout: matrixLayout(3, room, 1),
        colours: coloursOf(themes.light),
        font: 'sans-serif',
      })
      return { texts: texts.filter((text) => !/[abc]/.test(text)), strokes }
    }
    expect(draw(200).texts).toEqual(['−.50', '–', '−.50', '.25', '–', '.25'])
    // Two negative cells carry a dash, two undefined ones a slash.
    expect(draw(66)).toEqual({ texts: [], strokes: 4 })
  })
})

describe('shades of a heat map', () => {
  it('grow with the count, and thin cells show', () => {
    expect(shadeOf(0, 10)).toBe(0)
    expect(shadeOf(1, 1_000_000)).toBeGreaterThan(0.05)
    expect(shadeOf(10, 10)).toBeCloseTo(0.9, 9)
  })
  it('are explained by a few rising counts that end at the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (most) => {
        const steps = shadeSteps(most)
        expect(steps[0]).toBe(1)
        expect(steps.at(-1)).toBe(most)
        steps.slice(1).forEach((step, i) => expect(step).toBeGreaterThan(steps[i]))
      }),
    )
  })
})

describe('the scale of a frame', () => {
  it('puts the ends at the margins, and a single value in the middle', () => {
    const scale = frameScale({ width: 300, height: 200 }, [0, 10], [5, 5])
    expect(scale.x(0)).toBe(MARGIN.left)
    expect(scale.x(10)).toBe(300 - MARGIN.right)
    expect(scale.y(5)).toBeCloseTo(MARGIN.top + scale.height / 2, 9)
  })
})
