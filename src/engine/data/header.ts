import type { Place, Problem } from '../../base/result'

/** Column names longer than this are cut, so that they fit a graph's variables. */
const LONGEST_NAME = 200
/** Notices of one kind beyond this are counted, not listed. */
const MOST_OF_A_KIND = 20

/** Collects notices; many of one kind end in "and 312 more". */
export function createNotices() {
  const notices: Problem[] = []
  const counts = new Map<string, number>()
  return {
    add(code: string, message: string, where?: Place) {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= MOST_OF_A_KIND) notices.push(where ? { code, message, where } : { code, message })
    },
    all(): Problem[] {
      const rest = [...counts]
        .filter(([, count]) => count > MOST_OF_A_KIND)
        .map(([code, count]) => ({
          code,
          message: `And ${count - MOST_OF_A_KIND} more of this kind (${code}).`,
        }))
      return [...notices, ...rest]
    },
  }
}

/** Names made usable: trimmed, never empty, unique, of bounded length; every change is noted. */
export function readNames(cells: readonly string[], notices: ReturnType<typeof createNotices>): string[] {
  const taken = new Set<string>()
  const written = new Set(cells.map((cell) => cell.trim()))
  return cells.map((cell, j) => {
    // oxlint-disable-next-line no-control-regex
    let name = cell.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
    if (name === '') {
      name = `column ${j + 1}`
      notices.add('empty-name', `Column ${j + 1} has no name; it is called “${name}”.`, {
        column: j + 1,
        name,
      })
    }
    if (name.length > LONGEST_NAME) {
      const length = name.length
      name = `${name.slice(0, LONGEST_NAME - 1)}…`
      notices.add(
        'long-name',
        `The name of column ${j + 1} has ${length} characters; it was cut to ${LONGEST_NAME}.`,
        {
          column: j + 1,
          name,
        },
      )
    }
    if (taken.has(name)) {
      const original = name
      for (let copy = 2; taken.has(name) || written.has(name); copy++) name = `${original} (${copy})`
      notices.add('duplicate-name', `Two columns are called “${original}”; the second is now “${name}”.`, {
        column: j + 1,
        name,
      })
    }
    taken.add(name)
    return name
  })
}
