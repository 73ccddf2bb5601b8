const list = (names: readonly string[]): string =>
  names.length <= 1
    ? names.join('')
    : names.length > 3
      ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
      : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`

/** Words under the drawing of a hedge. */
export const hedgeText = {
  outer: (count: number) =>
    count === 2 ? 'hedge: both variables' : `hedge: ${count} variables tied together`,
  inner: (names: readonly string[]) => `inside it: ${list(names)} alone. The data cannot tell the two apart.`,
} as const
