import type { Value } from '../../engine/identify/question'

/** A level as it was given, with a true minus: no rounding of what the user typed. */
export const valueText = (value: Value): string =>
  typeof value === 'number'
    ? String(value)
        .replace(/^-/, '−')
        .replace(/^(−?)0\./, '$1.')
    : value
