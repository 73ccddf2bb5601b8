/** Opacity of what lies outside of a narrowed view. */
export const FADED_ALPHA = 0.16

/** Zoom at which lines are as thin as in the live drawing; below it they shrink less than the graph does. */
const HANDOVER = 0.72

/** How much thinner than at 100 % lines are drawn. */
export const lineScale = (zoom: number): number => (zoom >= HANDOVER ? zoom : 0.42 + zoom * 0.42)
