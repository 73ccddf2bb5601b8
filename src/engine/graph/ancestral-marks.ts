import { ARROW_MARK, markAt, TAIL_MARK, type MarkMatrix } from './mark-matrix'

/**
 * Whether a mark at b on the edge a *-* b contradicts marks that are decided. A tail says that the variable causes the
 * other or the selection, an arrowhead that it causes neither (Richardson & Spirtes 2002, section 3.1): so no arrowhead
 * may stand at a variable from which tails lead to the other end, or to an edge with two tails.
 */
export function contradictsAncestry(
  pag: MarkMatrix,
  joined: readonly (readonly number[])[],
  a: number,
  b: number,
  mark: number,
): boolean {
  if (mark === ARROW_MARK) {
    const reached = along(pag, joined, b, 'causes to effects')
    return reached[a] === 1 || meetsSelection(pag, joined, reached)
  }
  const above = along(pag, joined, b, 'effects to causes')
  const below = along(pag, joined, a, 'causes to effects')
  const selects = markAt(pag, b, a) === TAIL_MARK || meetsSelection(pag, joined, below)
  if (markAt(pag, b, a) === TAIL_MARK)
    along(pag, joined, a, 'effects to causes').forEach((is, v) => (above[v] |= is))
  return above.some(
    (isAbove, v) =>
      isAbove === 1 && joined[v].some((w) => markAt(pag, w, v) === ARROW_MARK && (selects || below[w] === 1)),
  )
}

/** The variables that edges with a tail at the near end lead to from v, or that lead to v; v included. */
function along(
  pag: MarkMatrix,
  joined: readonly (readonly number[])[],
  v: number,
  way: 'causes to effects' | 'effects to causes',
): Uint8Array {
  const reached = new Uint8Array(pag.size)
  reached[v] = 1
  const queue = [v]
  for (const at of queue)
    for (const next of joined[at]) {
      const mark = way === 'causes to effects' ? markAt(pag, next, at) : markAt(pag, at, next)
      if (mark !== TAIL_MARK || reached[next] === 1) continue
      reached[next] = 1
      queue.push(next)
    }
  return reached
}

/** Whether one of the variables has an edge with two tails: it causes the selection. */
const meetsSelection = (
  pag: MarkMatrix,
  joined: readonly (readonly number[])[],
  among: Uint8Array,
): boolean =>
  among.some(
    (is, v) =>
      is === 1 && joined[v].some((w) => markAt(pag, w, v) === TAIL_MARK && markAt(pag, v, w) === TAIL_MARK),
  )
