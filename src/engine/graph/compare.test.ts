import { expect, test } from 'vitest'
import { compareGraphs, type PairClass } from './compare'
import {
  bidirected,
  directed,
  graphFromNames,
  undirected,
  variableId,
  type CausalGraph,
  type Edge,
} from './graph'

const id = variableId

/** "A->B, B--C, A<->C, C@->D" over the names given. */
function graph(names: string, text: string): CausalGraph {
  const left = { '<': 'arrow', '@': 'circle', '-': 'tail' } as const
  const right = { '>': 'arrow', '@': 'circle', '-': 'tail' } as const
  const edges = text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part): Edge => {
      const [, from, head, , tail, to] = /^\s*(\w)([<@-]?)(-)([>@-]?)(\w)\s*$/.exec(part)!
      return {
        from: id(from),
        to: id(to),
        markFrom: left[(head || '-') as keyof typeof left],
        markTo: right[(tail || '-') as keyof typeof right],
      }
    })
  return { ...graphFromNames([...names], []), edges }
}

const classOf = (a: string, b: string): PairClass =>
  compareGraphs(graph('AB', a), graph('AB', b)).pairs[0].class

test.each<[string, string, PairClass]>([
  ['A->B', 'A->B', 'same'],
  ['A->B', 'B->A', 'reversed'],
  ['A--B', 'B->A', 'left-open'],
  ['A->B', 'A--B', 'right-open'],
  ['A@->B', 'A->B', 'left-open'],
  ['A@->B', 'A<->B', 'left-open'],
  ['A->B', 'A@-@B', 'right-open'],
  ['A@->B', 'A@-@B', 'right-open'],
  ['A@->B', 'B->A', 'different'],
  ['A--B', 'A<->B', 'different'],
  ['A--B', 'A@-@B', 'different'],
  ['A->B', 'A<->B', 'different'],
  ['A->B', 'A->B,A<->B', 'different'],
  ['A->B,A<->B', 'A<->B,A->B', 'same'],
  ['A->B', '', 'only-left'],
  ['', 'A--B', 'only-right'],
])('%s against %s is %s', (a, b, expected) => {
  expect(classOf(a, b)).toBe(expected)
})

test('an edge is the same whichever way it is written', () => {
  expect(classOf('A->B', 'B<-A')).toBe('same')
})

test('an edge to a variable that the other graph lacks counts neither as a difference nor as found', () => {
  const compared = compareGraphs(graph('ABU', 'A->B,U->A'), graph('ABC', 'A->B,B->C'))
  expect(compared.counts).toMatchObject({ same: 1, 'outside-left': 1, 'outside-right': 1 })
  expect(compared).toMatchObject({ shd: 0, shared: 2, skeletonPrecision: 1, skeletonRecall: 1 })
})

test('skeleton precision and recall of a found graph against a true one', () => {
  const compared = compareGraphs(graph('ABCD', 'A->B,A--C,B->D'), graph('ABCD', 'B->A,C->A,C->D,B->C'))
  expect(compared.skeletonPrecision).toBeCloseTo(2 / 3)
  expect(compared.skeletonRecall).toBeCloseTo(2 / 4)
  expect(compared.shd).toBe(5)
  expect(compareGraphs(graph('AB', ''), graph('AB', '')).skeletonPrecision).toBeNull()
})

/** All graphs over three variables with none, either arrow, a line, a hidden cause, or an arrow with one. */
function everyGraph(): CausalGraph[] {
  const names = ['A', 'B', 'C'].map(id)
  const pairs = [[0, 1], [0, 2], [1, 2]].map(([a, b]) => [names[a], names[b]] as const) // prettier-ignore
  const ways = ([a, b]: (typeof pairs)[number]): Edge[][] => [
    [],
    [directed(a, b)],
    [directed(b, a)],
    [undirected(a, b)],
    [bidirected(a, b)],
    [directed(a, b), bidirected(b, a)],
  ]
  const bare = graphFromNames(['A', 'B', 'C'], [])
  return pairs
    .reduce<Edge[][]>(
      (lists, pair) => lists.flatMap((list) => ways(pair).map((way) => [...list, ...way])),
      [[]],
    )
    .map((edges) => ({ ...bare, edges }))
}

const mirror: Readonly<Record<PairClass, PairClass>> = {
  same: 'same',
  reversed: 'reversed',
  different: 'different',
  'left-open': 'right-open',
  'right-open': 'left-open',
  'only-left': 'only-right',
  'only-right': 'only-left',
  'outside-left': 'outside-right',
  'outside-right': 'outside-left',
}

test('over every pair of graphs with three variables the distance is a metric and the classes are a partition', () => {
  const graphs = everyGraph()
  expect(graphs).toHaveLength(216)
  const distance = graphs.map((a) => graphs.map((b) => compareGraphs(a, b).shd))
  for (let a = 0; a < graphs.length; a++) {
    for (let b = 0; b < graphs.length; b++) {
      const there = compareGraphs(graphs[a], graphs[b])
      const back = compareGraphs(graphs[b], graphs[a])
      if (distance[a][b] !== distance[b][a]) throw new Error(`not symmetric: ${a} ${b}`)
      if ((distance[a][b] === 0) !== (a === b)) throw new Error(`zero and same disagree: ${a} ${b}`)
      const joined = new Set([...graphs[a].edges, ...graphs[b].edges].map((e) => [e.from, e.to].toSorted().join())) // prettier-ignore
      const keys = new Set(there.pairs.map(({ pair }) => pair.join()))
      if (keys.size !== there.pairs.length || keys.size !== joined.size)
        throw new Error(`no partition: ${a} ${b}`)
      for (const { pair, class: found } of there.pairs) {
        const again = back.pairs.find((other) => other.pair.join() === pair.join())
        if (again?.class !== mirror[found]) throw new Error(`no mirror image: ${a} ${b} ${pair.join()}`)
      }
      if (there.skeletonPrecision !== back.skeletonRecall)
        throw new Error(`precision is not recall: ${a} ${b}`)
    }
  }
  let longest = 0
  for (const row of distance)
    for (let b = 0; b < graphs.length; b++)
      for (let c = 0; c < graphs.length; c++) longest = Math.max(longest, row[c] - row[b] - distance[b][c])
  expect(longest).toBe(0)
})
