/** Red, green and blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number]

/** "#0072b2" or "#07b"; null for anything else. */
export function readColour(text: string): Colour | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]
  if (!digits) return null
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as unknown as Colour
}

/** `share` of `over` laid on `under`. */
export const blend = (under: Colour, over: Colour, share: number): Colour =>
  under.map((part, i) => Math.round(part * (1 - share) + over[i] * share)) as unknown as Colour

export const spell = (colour: Colour): string => `rgb(${colour.join(' ')})`

/** WCAG 2.1, relative luminance. */
function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const value = part / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.1, contrast ratio, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** The ink that reads best on a ground. */
export const readableOn = (ground: Colour, inks: readonly Colour[]): Colour =>
  inks.reduce((best, ink) => (contrast(ground, ink) > contrast(ground, best) ? ink : best))
