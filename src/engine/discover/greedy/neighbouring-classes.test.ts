import { expect, test } from 'vitest'
import {
  copyPattern,
  emptyPattern,
  joinDirected,
  pointsTo,
  separate,
  type Pattern,
} from '../../graph/pattern'
import { cpdagFromDag } from '../classes/cpdag'
import { emptyKnowledgeIndex } from '../knowledge/knowledge'
import { parentsIn } from '../order/boss'
import type { LocalScore } from '../scores/local-score'
import { deletions } from './deletions'
import { essentialGraphOf, patternOfEssential } from './essential-graph'
import { insertions } from './insertions'
import type { MoveKind } from './moves'
import { turns } from './turns'

const SIZE = 4
const names = Array.from({ length: SIZE }, (_, v) => v)
const pairs = names.flatMap((a) => names.filter((b) => b > a).map((b) => [a, b] as const))
const keyOf = ({ arcs }: Pattern) => arcs.join('')

/** Every move raises it: the first of two scores asked for is always the larger. */
function everythingPays(): LocalScore {
  let last = 0
  return {
    size: SIZE,
    mostParents: () => SIZE,
    score: () => (last = 1 - last),
    gains: () => new Float64Array(SIZE).fill(1),
    cost: () => 0,
  }
}

function allDags(): Pattern[] {
  const isAcyclic = (dag: Pattern) => {
    const left = new Set(names)
    for (const v of names.flatMap(() => names)) {
      if (names.every((a) => !left.has(a) || !pointsTo(dag, a, v))) left.delete(v)
    }
    return left.size === 0
  }
  return Array.from({ length: 3 ** pairs.length }, (_, code) => {
    const dag = emptyPattern(SIZE)
    pairs.forEach(([a, b], k) => {
      const way = Math.floor(code / 3 ** k) % 3
      if (way === 1) joinDirected(dag, a, b)
      if (way === 2) joinDirected(dag, b, a)
    })
    return dag
  }).filter(isAcyclic)
}
const dags = allDags()
const known = new Set(dags.map(keyOf))

/** DAGs that differ from a DAG by one edge more, one less, or one the other way. */
function changed(dag: Pattern, kind: MoveKind): Pattern[] {
  return pairs
    .flatMap(([a, b]) => [
      [a, b],
      [b, a],
    ])
    .flatMap(([a, b]) => {
      const copy = copyPattern(dag)
      const joined = pointsTo(dag, a, b) || pointsTo(dag, b, a)
      if (kind === insertions && !joined) joinDirected(copy, a, b)
      else if (kind === deletions && joined) separate(copy, a, b)
      else if (kind === turns && pointsTo(dag, b, a)) joinDirected(copy, a, b)
      else return []
      return known.has(keyOf(copy)) ? [copy] : []
    })
}

test.each<[string, number[], MoveKind]>([
  ['insertions', [], insertions],
  ['deletions', [], deletions],
  ['turns', [], turns],
  ['insertions', [0], insertions],
  ['deletions', [1], deletions],
  ['turns', [2], turns],
  ['turns', [0, 3], turns],
  ['turns', [0, 1, 2, 3], turns],
])(
  '%s lead from each class of four variables to exactly those one edge away from a member; %j were set',
  (_, set, kind) => {
    const targets = Uint8Array.from(names, (v) => Number(set.includes(v)))
    const classOf = (dag: Pattern) => keyOf(cpdagFromDag(dag, undefined, set))
    const membersOf = new Map<string, Pattern[]>()
    for (const dag of dags) membersOf.set(classOf(dag), [...(membersOf.get(classOf(dag)) ?? []), dag])
    expect(dags).toHaveLength(543)
    if (set.length === 0) expect(membersOf.size).toBe(185)
    else expect(membersOf.size).toBeGreaterThan(185)
    const surroundings = {
      score: everythingPays(),
      knowledge: emptyKnowledgeIndex(SIZE),
      mostEdges: SIZE,
    }
    for (const [own, members] of membersOf) {
      const expected = new Set(members.flatMap((dag) => changed(dag, kind).map(classOf)))
      expected.delete(own)
      const graph = essentialGraphOf(
        names.map((v) => parentsIn(members[0], v)),
        targets,
      )
      const found = names.flatMap((y) =>
        kind.at(graph, y, surroundings).flatMap((move) => {
          const change = kind.make(graph, move, surroundings)
          return change ? [keyOf(patternOfEssential(change.graph))] : []
        }),
      )
      expect(new Set(found)).toEqual(expected)
    }
  },
)
