/** Pixels around the part of a plot that holds the data. */
export const MARGIN = { left: 58, right: 10, top: 10, bottom: 42 }

export interface FrameScale {
  readonly width: number
  readonly height: number
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}

/** Pixel positions of data units; y grows upwards. A range of no width stands in the middle. */
export function frameScale(
  size: { readonly width: number; readonly height: number },
  across: readonly [low: number, high: number],
  up: readonly [low: number, high: number],
): FrameScale {
  const inner = {
    width: Math.max(1, size.width - MARGIN.left - MARGIN.right),
    height: Math.max(1, size.height - MARGIN.top - MARGIN.bottom),
  }
  const share = ([low, high]: readonly [number, number], value: number) =>
    high > low ? (value - low) / (high - low) : 0.5
  return {
    ...inner,
    x: (value) => MARGIN.left + inner.width * share(across, value),
    y: (value) => MARGIN.top + inner.height * (1 - share(up, value)),
  }
}
