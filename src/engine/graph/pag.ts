import { succeed, type Result } from '../../base/result'
import type { CausalGraph } from './graph'
import { magOf } from './mag'
import {
  ARROW_MARK,
  CIRCLE_MARK,
  graphOfMarks,
  markAt,
  marksOf,
  NONE,
  pointsAt,
  TAIL_MARK,
  type MarkMatrix,
} from './mark-matrix'
import { orientPag } from './orient-pag'

/** The PAG of the equivalence class of a MAG, as marks. */
export function pagOfMag(mag: MarkMatrix, selection: 'possible' | 'none'): MarkMatrix {
  const skeleton: MarkMatrix = {
    size: mag.size,
    at: mag.at.map((mark) => (mark === NONE ? NONE : CIRCLE_MARK)),
  }
  // b separates a and c exactly when it is no collider next to c: on an unshielded triple between the two, on a
  // discriminating path because all before b are colliders that cause c.
  return orientPag(
    skeleton,
    (a, c, b) => (markAt(mag, a, b) === NONE ? pointsAt(mag, b, c) : isNonCollider(mag, a, b, c)),
    selection,
  )
}

const isNonCollider = (mag: MarkMatrix, a: number, b: number, c: number): boolean =>
  markAt(mag, a, b) !== ARROW_MARK || markAt(mag, c, b) !== ARROW_MARK

/**
 * What observation alone can tell of a DAG or ADMG with hidden and selected variables: its PAG. A circle is a mark that
 * differs among the graphs that imply the same independencies. Problems as for `magOf`.
 */
export function pagOf(graph: CausalGraph): Result<CausalGraph> {
  const mag = magOf(graph)
  if (!mag.ok) return mag
  const selection = graph.variables.some((variable) => variable.selected) ? 'possible' : 'none'
  return succeed(graphOfMarks(pagOfMag(marksOf(mag.value), selection), mag.value.variables, 'pag'))
}

/**
 * All MAGs of a PAG's class without undirected edges, lazily: every way to decide its circles that is ancestral,
 * maximal and has this PAG. Exponential in the circles.
 */
export function* magsOf(pag: MarkMatrix): Generator<MarkMatrix> {
  const circles = [...pag.at.keys()].filter((slot) => pag.at[slot] === CIRCLE_MARK)
  const target = pag.at.join()
  const at = pag.at.slice()
  const mag: MarkMatrix = { size: pag.size, at }
  for (let choice = 0; choice < 2 ** circles.length; choice++) {
    circles.forEach((slot, i) => (at[slot] = (choice >> i) & 1 ? ARROW_MARK : TAIL_MARK))
    if (isAncestral(mag) && pagOfMag(mag, 'none').at.join() === target && isMaximal(mag))
      yield { size: mag.size, at: at.slice() }
  }
}

/** No undirected edge, no directed cycle, and no variable that causes one it shares a bidirected edge with. */
function isAncestral(mag: MarkMatrix): boolean {
  const { size } = mag
  const reaches = new Uint8Array(size * size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++) {
      if (markAt(mag, a, b) === TAIL_MARK && markAt(mag, b, a) === TAIL_MARK) return false
      if (pointsAt(mag, a, b)) reaches[a * size + b] = 1
    }
  for (let k = 0; k < size; k++)
    for (let a = 0; a < size; a++)
      if (reaches[a * size + k])
        for (let b = 0; b < size; b++) if (reaches[k * size + b]) reaches[a * size + b] = 1
  for (let a = 0; a < size; a++)
    for (let b = 0; b < size; b++)
      if (
        reaches[a * size + b] &&
        (a === b || (markAt(mag, b, a) === ARROW_MARK && markAt(mag, a, b) !== NONE))
      )
        return false
  return true
}

/** Every pair that no edge joins can be separated: the MAG of the graph is the graph. */
function isMaximal(mag: MarkMatrix): boolean {
  const variables = Array.from({ length: mag.size }, (_, i) => ({ id: `${i}` as never, name: `${i}` }))
  const graph = graphOfMarks(mag, variables, 'admg')
  const again = magOf(graph)
  return again.ok && marksOf(again.value).at.join() === mag.at.join()
}
