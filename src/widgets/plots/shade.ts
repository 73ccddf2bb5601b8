/** How dark a cell of `count` rows is, from 0 (none) to 1 (the most): by the square root, so that thin cells show. */
export const shadeOf = (count: number, most: number): number =>
  count <= 0 || most <= 0 ? 0 : 0.07 + 0.83 * Math.sqrt(Math.min(1, count / most))

/** A few counts with their shades for the legend: 1, then round steps, then the most. */
export function shadeSteps(most: number): number[] {
  if (most <= 4) return Array.from({ length: most }, (_, i) => i + 1)
  const steps = [1]
  for (const share of [0.04, 0.25, 0.5]) {
    const size = 10 ** Math.floor(Math.log10(most * share || 1))
    const round = Math.max(1, Math.round((most * share) / size) * size)
    if (round > steps.at(-1)! && round < most) steps.push(round)
  }
  return [...steps, most]
}
