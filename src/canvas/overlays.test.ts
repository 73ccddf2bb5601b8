import { expect, it } from 'vitest'
import { insetsAround } from './overlays'

const canvas = { left: 0, top: 50, right: 800, bottom: 850 }

it('leaves room for cards over the canvas', () => {
  const headline = { left: 60, top: 110, right: 700, bottom: 230 }
  const card = { left: 60, top: 590, right: 700, bottom: 830 }
  expect(insetsAround(canvas, [headline, card], 'left')).toEqual({
    top: 200,
    bottom: 280,
    left: 72,
    right: 28,
  })
})

it('gives up when nothing would be left', () => {
  const tall = { left: 0, top: 60, right: 800, bottom: 440 }
  const card = { left: 60, top: 460, right: 700, bottom: 830 }
  expect(insetsAround(canvas, [tall, card], 'left')).toEqual(insetsAround(canvas, [], 'left'))
})

it('keeps the graph of a small screen large: no room at left for tools that stand above', () => {
  const headline = { left: 14, top: 104, right: 700, bottom: 150 }
  const insets = insetsAround(canvas, [headline], 'above')
  expect(insets.top).toBe(110)
  expect(insets.left).toBeLessThan(insetsAround(canvas, [headline], 'left').left)
})
