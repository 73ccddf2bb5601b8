import { useEffect, useState } from 'react'
import { roughMeasure, type Density, type MeasureText } from './node-size'

const fonts: Record<Density, string> = {
  normal: '530 13.5px "Inter Variable", Inter, sans-serif',
  dense: '530 12.5px "Inter Variable", Inter, sans-serif',
}

/** Measures names in the nodes' font, each once. */
function createMeasure(): MeasureText {
  // A pen for each font: changing a pen's font costs as much as measuring with it.
  const measureWith = (font: string) => {
    const pen = document.createElement('canvas').getContext('2d')
    if (!pen) return null
    pen.font = font
    const known = new Map<string, number>()
    return (text: string) => {
      const cached = known.get(text)
      if (cached !== undefined) return cached
      const { width } = pen.measureText(text)
      known.set(text, width)
      return width
    }
  }
  const normal = measureWith(fonts.normal)
  const character = measureWith(fonts.dense)
  if (!normal || !character) return roughMeasure
  // Thousands of names are measured by their characters; kerning only makes them a little narrower than that.
  const dense = (text: string) => {
    let width = 0
    for (const one of text) width += character(one)
    return width
  }
  return (text, density) => (density === 'dense' ? dense(text) : normal(text))
}

/** Measures with the fonts that are there, and afresh once the page's own have loaded. */
export function useMeasure(): MeasureText {
  const [measure, setMeasure] = useState<MeasureText>(createMeasure)
  useEffect(() => {
    let left = false
    void Promise.all(Object.values(fonts).map((font) => document.fonts.load(font))).then(() => {
      if (!left) setMeasure(createMeasure)
    })
    return () => {
      left = true
    }
  }, [])
  return measure
}
