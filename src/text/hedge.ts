const list = (names: readonly string[]): string =>
  names.length <= 1
    ? names.join('')
    : names.length > 4
      ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
      : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`

/** Words under the drawing of a hedge. */
export const hedgeText = {
  outer: (names: readonly string[]) =>
    names.length === 2 ? 'hedge: both variables' : `hedge: ${list(names)}`,
  inner: (names: readonly string[]) => `inside it: ${list(names)} alone. The data cannot tell the two apart.`,
} as const
