import { useEffect, useState } from 'react'
import { roughMeasure, type Density, type MeasureText } from './node-size'

const fonts: Record<Density, string> = {
  normal: '530 13.5px "Inter Variable", Inter, sans-serif',
  dense: '530 12.5px "Inter Variable", Inter, sans-serif',
}

/** Measures names in the nodes' font, each once. */
function createMeasure(): MeasureText {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return roughMeasure
  const known = new Map<string, number>()
  return (text, density) => {
    const key = `${density} ${text}`
    const cached = known.get(key)
    if (cached !== undefined) return cached
    pen.font = fonts[density]
    const width = pen.measureText(text).width
    known.set(key, width)
    return width
  }
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
