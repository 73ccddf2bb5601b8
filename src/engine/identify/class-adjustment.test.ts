import { describe, expect, it } from 'vitest'
import { createRandom, type Random } from '../../base/random'
import { valueOf } from '../../base/result'
import { cpdagFromDag } from '../discover/classes/cpdag'
import { subsets } from '../graph/brute-force.testing'
import {
  bidirected,
  directed,
  graphFromNames,
  isUndirected,
  variableId as id,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../graph/graph'
import { draw } from '../graph/graph-text.testing'
import { magOf } from '../graph/mag'
import { marksOf, NONE } from '../graph/mark-matrix'
import { pagOf } from '../graph/pag'
import { graphFromPattern, patternFromGraph } from '../graph/pattern'
import { separated } from '../graph/separation'
import { isAcyclic } from '../graph/topological'
import { adjustment } from './adjustment'
import { adjustmentSetting, type AdjustmentQuery } from './adjustment-query'
import { adjustmentReasons } from './adjustment-reasons'
import { isAdjustmentSet, minimalAdjustmentSets } from './adjustment-sets'
import { answerQuestion } from './answer-question'
import { totalEffectOf } from './question'

const names = (count: number) => Array.from({ length: count }, (_, v) => `V${v}`)
const ids = (text: string) => text.split(' ').map(id)

const ask = (x: readonly VariableId[], y: readonly VariableId[]): AdjustmentQuery => ({
  exposures: x,
  outcomes: y,
  effect: 'total',
  must: [],
  forbidden: [],
})

/** Every graph over this many variables whose pairs, less some last ones, are joined in one of the given ways. */
function* allGraphs(count: number, ways: readonly ((a: VariableId, b: VariableId) => Edge[])[], apart = 0) {
  const list = names(count).map(id)
  const pairs = list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const))
  pairs.length -= apart
  for (let choice = 0; choice < ways.length ** pairs.length; choice++) {
    let left = choice
    const edges = pairs.flatMap(([a, b]) => {
      const way = ways[left % ways.length]
      left = Math.floor(left / ways.length)
      return way(a, b)
    })
    const graph = graphFromNames(names(count), edges)
    if (isAcyclic(graph)) yield graph
  }
}

const dagWays = [
  () => [],
  (a: VariableId, b: VariableId) => [directed(a, b)],
  (a: VariableId, b: VariableId) => [directed(b, a)],
]
const admgWays = [
  ...dagWays,
  ...dagWays.map((way) => (a: VariableId, b: VariableId) => [...way(a, b), bidirected(a, b)]),
]

const cpdagOf = (dag: CausalGraph): CausalGraph =>
  graphFromPattern(
    cpdagFromDag(patternFromGraph(dag)),
    dag.variables.map((variable) => variable.name),
  )

function grouped<Item>(items: Iterable<Item>, key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const name = key(item)
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return groups
}

const keyOf = (graph: CausalGraph) => `${graph.variables.length} ${marksOf(graph).at.join('')}`

const questionsOver = (count: number) =>
  count === 3
    ? [ask(ids('V0'), ids('V1'))]
    : [ask(ids('V0'), ids('V1')), ask(ids('V0 V1'), ids('V2')), ask(ids('V0'), ids('V1 V2'))]

interface Tally {
  classes: number
  valid: number
  invalid: number
  open: number
}

/** A set is valid in the class exactly when it is in every member, and the minimal ones are listed. */
function compare(graph: CausalGraph, members: readonly CausalGraph[], query: AdjustmentQuery, tally: Tally) {
  const free = graph.variables
    .map((v) => v.id)
    .filter((v) => ![...query.exposures, ...query.outcomes].includes(v))
  tally.classes++
  if (valueOf(adjustmentSetting(graph, query)).undecided) tally.open++
  const valid = subsets(free).filter((z) => {
    const expected = members.every((member) => valueOf(isAdjustmentSet(member, query, z)))
    const found = valueOf(isAdjustmentSet(graph, query, z))
    if (found !== expected)
      throw new Error(`${JSON.stringify(graph.edges)} ${query.exposures} ${query.outcomes} {${z}}: ${found}`)
    tally[expected ? 'valid' : 'invalid']++
    return expected
  })
  const minimal = valid.filter(
    (z) => !valid.some((other) => other.length < z.length && other.every((member) => z.includes(member))),
  )
  const text = (sets: Iterable<readonly string[]>) => [...sets].map((set) => set.toSorted().join()).toSorted()
  expect(text(valueOf(minimalAdjustmentSets(graph, query)))).toEqual(text(minimal))
  const setting = valueOf(adjustmentSetting(graph, query))
  const reasons = adjustmentReasons(setting)
  for (const v of free) {
    if (valid.length === 0) continue
    const inAll = valid.every((z) => z.includes(v))
    const inNone = valid.every((z) => !z.includes(v))
    expect(reasons[v].status === 'required').toBe(inAll)
    expect(reasons[v].status === 'forbidden').toBe(inNone)
  }
}

describe('a CPDAG', () => {
  it('has the sets that are valid in every member: all classes of up to four variables', () => {
    const tally: Tally = { classes: 0, valid: 0, invalid: 0, open: 0 }
    const wishes: Tally = { classes: 0, valid: 0, invalid: 0, open: 0 }
    for (const count of [3, 4]) {
      const classes = grouped(allGraphs(count, dagWays), (dag) => keyOf(cpdagOf(dag)))
      for (const members of classes.values())
        for (const query of questionsOver(count)) compare(cpdagOf(members[0]), members, query, tally)
      if (count === 4)
        for (const members of classes.values())
          for (const wish of [{ must: ids('V2') }, { forbidden: ids('V3'), must: ids('V2') }])
            compare(cpdagOf(members[0]), members, { ...ask(ids('V0'), ids('V1')), ...wish }, wishes)
    }
    console.log(JSON.stringify({ tally, wishes }))
    expect(wishes.valid).toBeGreaterThan(50)
    expect(tally.classes).toBe(11 + 3 * 185)
    expect(Math.min(tally.valid, tally.invalid, tally.open)).toBeGreaterThan(50)
  })
  it('has them too where some directions are known', () => {
    const random = createRandom(3)
    const tally: Tally = { classes: 0, valid: 0, invalid: 0, open: 0 }
    for (let n = 0; n < 150; n++) {
      const dag = randomDag(5, 0.6, random)
      const cpdag = cpdagOf(dag)
      const told = cpdag.edges.map((edge) => {
        const known = isUndirected(edge) && random.uniform() < 0.35
        return known
          ? dag.edges.find((arrow) => [edge.from, edge.to].every((v) => [arrow.from, arrow.to].includes(v)))!
          : edge
      })
      const members = membersOf(cpdag).filter((member) =>
        told.every((edge) => isUndirected(edge) || hasArrow(member, edge)),
      )
      for (const query of [
        ask(ids('V1'), ids('V3')),
        ask(ids('V0 V2'), ids('V4')),
        ask(ids('V4'), ids('V2')),
      ])
        compare({ ...cpdag, edges: told }, members, query, tally)
    }
    console.log(JSON.stringify(tally))
    expect(Math.min(tally.valid, tally.invalid, tally.open)).toBeGreaterThan(50)
  })
})

describe('a MAG and a PAG', () => {
  it('have the sets that are valid in every graph with hidden causes they stand for: three variables, and four of which two stay apart', () => {
    const mags: Tally = { classes: 0, valid: 0, invalid: 0, open: 0 }
    const pags: Tally = { classes: 0, valid: 0, invalid: 0, open: 0 }
    for (const [count, apart] of [
      [3, 0],
      [4, 1],
    ]) {
      // A pair that no set of the class joins is joined in none of its graphs, so that these classes are whole.
      const lastJoined = (graph: CausalGraph) => apart > 0 && marksOf(graph).at.at(-2) !== NONE
      const byMag = grouped(allGraphs(count, admgWays, apart), (graph) => keyOf(valueOf(magOf(graph))))
      for (const [key, [graph]] of byMag) if (lastJoined(valueOf(magOf(graph)))) byMag.delete(key)
      const byPag = grouped(byMag.values(), ([graph]) => keyOf(valueOf(pagOf(graph))))
      const magClasses = [...byMag.values()].map((members) => [valueOf(magOf(members[0])), members] as const)
      const pagClasses = [...byPag.values()].map(
        (parts) => [valueOf(pagOf(parts[0][0])), parts.flat()] as const,
      )
      for (const [classes, tally] of [
        [magClasses, mags],
        [pagClasses, pags],
      ] as const)
        for (const [graph, members] of classes)
          for (const query of questionsOver(count)) compare(graph, members, query, tally)
    }
    console.log(JSON.stringify({ mags, pags }))
    expect(Math.min(mags.valid, mags.open, pags.valid, pags.open)).toBeGreaterThan(10)
  })
})

function randomDag(count: number, density: number, random: Random): CausalGraph {
  const order = names(count).toSorted(() => random.uniform() - 0.5)
  const edges = order.flatMap((a, i) =>
    order.slice(i + 1).flatMap((b) => (random.uniform() < density ? [directed(id(a), id(b))] : [])),
  )
  return graphFromNames(names(count), edges)
}

const hasArrow = (graph: CausalGraph, { from, to }: Edge) =>
  graph.edges.some((edge) => edge.from === from && edge.to === to)

/** By trying every way to direct the undirected edges. */
function membersOf(cpdag: CausalGraph): CausalGraph[] {
  const open = cpdag.edges.filter(isUndirected)
  return Array.from({ length: 2 ** open.length }, (_, choice) =>
    graphFromNames(
      cpdag.variables.map((variable) => variable.name),
      cpdag.edges.map((edge) => {
        const at = open.indexOf(edge)
        if (at < 0) return edge
        return (choice >> at) & 1 ? directed(edge.from, edge.to) : directed(edge.to, edge.from)
      }),
    ),
  ).filter((graph) => isAcyclic(graph) && keyOf(cpdagOf(graph)) === keyOf(cpdag))
}

describe('what a class says', () => {
  const explained = (graph: CausalGraph) => {
    const found = valueOf(
      adjustment.identify(graph, totalEffectOf([{ variable: id('X'), from: 0, to: 1 }], ids('Y')), {
        milliseconds: 100,
        count: 1,
      }),
    )
    return found.identifiable ? found.adjustment : found.explanation
  }
  it('names the edge that must be known', () => {
    expect(explained(draw('X -- Y'))).toBe(
      'Whether X affects Y is not known, and the path X — Y starts there: no set is valid in every graph that remains possible.',
    )
    const mag: CausalGraph = { ...draw('X -> M -> Y'), kind: 'mag' }
    expect(explained(mag)).toBe(
      'X and M may share a hidden cause besides, and the path X → M → Y starts there: no set is valid in every graph that remains possible.',
    )
  })
  it('gives sets and formula where all members agree', () => {
    expect(explained(draw('A -> X, B -> X, A -- B, X -> Y'))).toEqual([])
    expect(explained(draw('A -> X -> Y, B -> X, B -> Y, A -- C, Y <- D'))).toEqual(['B'])
    expect(explained(pag('I @-> X, J @-> X, X -> Y'))).toEqual([])
    expect(explained(pag('I @-> X, J @-> X, X -> Y, C @-> X, C -> Y'))).toEqual(['C'])
  })
  it('reads separation off a PAG', () => {
    const graph = pag('I @-> X, J @-> X, X -> Y')
    expect(separated(graph, ids('I'), ids('J'), [])).toEqual({ ok: true, value: true })
    expect(separated(graph, ids('I'), ids('J'), ids('Y'))).toEqual({ ok: true, value: false })
  })
  it('refuses marks that fit no class, selection and direct effects, and says which', () => {
    const problem = (graph: CausalGraph, rest: Partial<AdjustmentQuery> = {}) => {
      const found = adjustmentSetting(graph, { ...ask(ids('X'), ids('Y')), ...rest })
      return found.ok ? 'none' : found.problems.map(({ message }) => message).join(' ')
    }
    expect(problem(pag('X @-> Y'))).toBe(
      'The graph is not a PAG: what observation shows of X @-> Y would be X @-@ Y.',
    )
    expect(problem(draw('X -- Y, Y -- A, A -- B, B -- X'))).toContain('cannot be oriented')
    expect(problem({ ...draw('X -> Y'), kind: 'mag' }, { effect: 'direct' })).toContain('Direct effects')
    expect(problem({ ...draw('X -- A, X -> Y'), kind: 'mag' })).toContain('selected sample')
    const mag = (text: string) => problem({ ...draw(text), kind: 'mag' })
    expect(mag('X <-> A <-> Y, A -> X, X -> B')).toContain('which a MAG rules out')
    expect(mag('X <-> A <-> B <-> Y, A -> Y, B -> X')).toBe(
      'No edge joins X and Y, but no set separates them: in a MAG they have an edge.',
    )
    expect(problem(draw('X -- Y, Y -- S', { selected: ['S'] }))).toContain('selected sample')
  })
  it('colours and answers a CPDAG and a PAG', () => {
    const question = totalEffectOf([{ variable: id('X'), from: 0, to: 1 }], ids('Y'))
    const inPag = valueOf(answerQuestion(pag('I @-> X, J @-> X, X -> Y, C @-> X, C -> Y'), question, 'first'))
    expect(inPag).toMatchObject({ adjustment: ['C'], adjustmentIsValid: true, openPath: 'X ←○ C → Y' })
    const undecided = valueOf(answerQuestion(draw('X -- M, M -- Y'), question, 'first'))
    expect(undecided).toMatchObject({ identification: { identifiable: false }, sets: [] })
    expect(Object.values(undecided.edgeRoles)).toEqual(['biasing', 'biasing'])
  })
})

/** "A @-> B, B @-@ C": a PAG in DAGitty's spelling of the marks. */
function pag(text: string): CausalGraph {
  const marks = { '@': 'circle', '<': 'arrow', '>': 'arrow', '-': 'tail' } as const
  const edges = text.split(',').map((part): Edge => {
    const [from, symbol, to] = part.trim().split(' ')
    const end = (glyph: string) => marks[glyph as keyof typeof marks]
    return { from: id(from), to: id(to), markFrom: end(symbol[0]), markTo: end(symbol.at(-1)!) }
  })
  return graphFromNames([...new Set(edges.flatMap((edge) => [edge.from, edge.to]))], edges, { kind: 'pag' })
}
