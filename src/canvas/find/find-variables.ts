import type { Variable } from '../../engine/graph/graph'

/** Letters without case and accents, so that "etat" finds "État". */
const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** How well a name answers: the whole name, its beginning, the beginning of a word, anywhere; Infinity for not. */
function distanceTo(name: string, sought: string): number {
  const at = name.indexOf(sought)
  if (at < 0) return Infinity
  if (at === 0) return name.length === sought.length ? 0 : 1
  return name.includes(` ${sought}`) || name.includes(`_${sought}`) ? 2 : 3
}

/** Variables whose names hold the text, best first; none for an empty text. */
export function findVariables(variables: readonly Variable[], text: string): Variable[] {
  const sought = folded(text.trim())
  if (sought === '') return []
  return variables
    .map((variable) => ({ variable, distance: distanceTo(folded(variable.name), sought) }))
    .filter(({ distance }) => distance < Infinity)
    .toSorted((a, b) => a.distance - b.distance || a.variable.name.length - b.variable.name.length)
    .map(({ variable }) => variable)
}
