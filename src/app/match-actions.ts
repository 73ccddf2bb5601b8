/** Actions whose label holds every typed word, those that start with the text first. */
export function matchActions<T extends { label: string }>(actions: readonly T[], text: string): T[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = (label: string) => (label.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return actions
    .filter((action) => words.every((word) => action.label.toLowerCase().includes(word)))
    .toSorted((a, b) => rank(a.label) - rank(b.label))
}
