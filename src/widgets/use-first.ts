import { useState } from 'react'

/** The first items of a long list, more of them on request: nobody scrolls through thousands, and drawing them stalls. */
export function useFirst<T>(items: readonly T[], step: number) {
  const [limit, setLimit] = useState(step)
  return {
    first: items.length <= limit ? items : items.slice(0, limit),
    left: Math.max(0, items.length - limit),
    more: () => setLimit(limit + step),
  }
}
