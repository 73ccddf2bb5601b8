/** Steps of one character each (put in, left out, replaced, swapped) between two words; Damerau 1964. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(replaced, last[j] + 1, row[j - 1] + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    before = last
    last = row
  }
  return last[b.length]
}

const LONGEST_COMPARED = 80

/** The known name that was most likely meant, or null where none is close. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.slice(0, LONGEST_COMPARED).toLowerCase()
  const allowed = Math.max(1, Math.floor(wanted.length / 3))
  let nearest: string | null = null
  let least = allowed + 1
  for (const candidate of known) {
    const found = distance(wanted, candidate.slice(0, LONGEST_COMPARED).toLowerCase())
    if (found < least) {
      least = found
      nearest = candidate
    }
  }
  return nearest
}

/** " Did you mean “age”?", or nothing. */
export function didYouMean(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  return nearest === null ? '' : ` Did you mean “${nearest}”?`
}
