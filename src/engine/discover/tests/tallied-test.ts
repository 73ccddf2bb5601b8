import type { IndependenceTest } from './independence'

export interface TestTally {
  /** Tests that could not be judged. */
  readonly unjudged: number
  /** The fewest rows behind a judged test, and the median; absent where no value is missing. */
  readonly smallestRows?: number
  readonly medianRows?: number
}

/** The test, and a count of what it is asked. */
export function tallyTest(test: IndependenceTest): { test: IndependenceTest; tally: () => TestTally } {
  let unjudged = 0
  const counts = new Map<number, number>()
  const rowsOf = test.rowsUsed?.bind(test)
  const evidence: IndependenceTest['evidence'] = (x, y, given, size) => {
    const strength = test.evidence(x, y, given, size)
    if (strength === Infinity) unjudged++
    else if (rowsOf) {
      const rows = rowsOf(x, y, given, size)
      counts.set(rows, (counts.get(rows) ?? 0) + 1)
    }
    return strength
  }
  return {
    test: { ...test, evidence },
    tally() {
      const ascending = [...counts].toSorted(([a], [b]) => a - b)
      if (ascending.length === 0) return { unjudged }
      let left = ascending.reduce((total, [, count]) => total + count, 0) / 2
      const median = ascending.find(([, count]) => (left -= count) <= 0)!
      return { unjudged, smallestRows: ascending[0][0], medianRows: median[0] }
    },
  }
}
