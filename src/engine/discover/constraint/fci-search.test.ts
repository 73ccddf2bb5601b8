import { describe, expect, test } from 'vitest'
import { createRandom, shuffle, type Random } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { bidirected, directed, graphFromNames, isDirected, type CausalGraph } from '../../graph/graph'
import { draw } from '../../graph/graph-text.testing'
import { indexGraph } from '../../graph/index-graph'
import { magOf } from '../../graph/mag'
import {
  ARROW_MARK,
  CIRCLE_MARK,
  graphOfMarks,
  marksOf,
  NONE,
  pointsAt,
  TAIL_MARK,
  type MarkMatrix,
} from '../../graph/mark-matrix'
import { inseparablePair } from '../../graph/maximal'
import { memberOf } from '../../graph/member'
import { magsOf, pagOf } from '../../graph/pag'
import { isAdjacent } from '../../graph/pattern'
import { separated } from '../../graph/separation'
import { isAcyclic } from '../../graph/topological'
import { validateGraph } from '../../graph/validate'
import { numberedNames, randomDag } from '../../simulate/random-dag'
import { noKnowledge, type Knowledge } from '../algorithm'
import { indexKnowledge } from '../knowledge/knowledge'
import { createPacer } from '../pacer'
import { quietContext } from '../patterns.testing'
import { searchFci, type FciLimits } from './fci-search'
import { measuredNames, separationOracle } from './oracle.testing'

const unlimited: FciLimits = {
  depth: 99,
  possibleDSep: { depth: 99, pathLength: 99 },
  rule: 'conservative',
  selection: 'none',
}
const rules = ['first', 'max-p', 'conservative'] as const
const pacer = createPacer(quietContext())

const fciOn = (graph: CausalGraph, limits: FciLimits, knowledge: Knowledge = noKnowledge) =>
  searchFci(separationOracle(graph), valueOf(indexKnowledge(measuredNames(graph), knowledge)), limits, pacer)

/** A DAG in which some variables are hidden, and some selected. */
function withHidden(dag: CausalGraph, random: Random, selectedShare: number): CausalGraph {
  const variables = dag.variables.map((variable) => {
    const draw = random.uniform()
    if (draw < 0.25) return { ...variable, latent: true }
    return draw < 0.25 + selectedShare ? { ...variable, selected: true } : variable
  })
  return { ...dag, variables }
}

/** A DAG with some hidden common causes of two variables each, and some selected variables. */
function withConfounding(dag: CausalGraph, random: Random, selectedShare: number): CausalGraph {
  const ids = dag.variables.map((variable) => variable.id)
  const confounded = ids.flatMap((a, i) =>
    ids.slice(i + 1).flatMap((b) => (random.uniform() < 1.5 / ids.length ? [bidirected(a, b)] : [])),
  )
  const variables = dag.variables.map((variable) =>
    random.uniform() < selectedShare ? { ...variable, selected: true } : variable,
  )
  return { kind: 'admg', variables, edges: [...dag.edges, ...confounded] }
}

const textOf = (pag: MarkMatrix) => pag.at.join()

describe('FCI with an oracle', () => {
  test('returns the PAG of 300 random graphs with hidden and selected variables', async () => {
    const random = createRandom(1)
    let withSelection = 0
    let members = 0
    for (let k = 0; k < 300; k++) {
      const dag = randomDag(numberedNames(4 + random.integer(9)), 1 + 2 * random.uniform(), random)
      const hide = k % 3 === 0 ? withHidden : withConfounding
      const graph = hide(dag, random, k % 2 === 0 ? 0 : 0.12)
      const selection = graph.variables.some((variable) => variable.selected) ? 'possible' : 'none'
      const found = await fciOn(graph, { ...unlimited, selection, rule: rules[k % 3] })
      const pag = valueOf(pagOf(graph))
      expect(textOf(found.pag)).toBe(textOf(marksOf(pag)))
      expect([found.leftOut, found.stopped]).toEqual([0, false])
      if (selection === 'possible') withSelection++
      else if (k % 4 === 0) {
        members++
        const member = valueOf(memberOf(graphOfMarks(found.pag, pag.variables, 'pag')))
        expect(inseparablePair(indexGraph(member))).toBeNull()
        const ids = member.variables.map((variable) => variable.id)
        for (let draw = 0; draw < 40 && ids.length >= 2; draw++) {
          const [a, b, ...rest] = shuffle([...ids], random)
          const given = rest.filter(() => random.uniform() < 0.4)
          expect(valueOf(separated(member, [a], [b], given))).toBe(valueOf(separated(graph, [a], [b], given)))
        }
      }
    }
    expect(withSelection).toBeGreaterThan(50)
    expect(members).toBeGreaterThan(50)
  })

  test('of up to five variables its marks are those that all equivalent MAGs share, by trying all', async () => {
    const random = createRandom(3)
    let equivalent = 0
    for (let k = 0; k < 40; k++) {
      const dag = randomDag(numberedNames(4 + random.integer(2)), 1 + 1.6 * random.uniform(), random)
      const graph = withConfounding(dag, random, 0)
      const mag = valueOf(magOf(graph))
      if (mag.edges.length > 6) continue
      const members = equivalentMags(mag)
      equivalent += members.length
      expect(textOf((await fciOn(graph, unlimited)).pag)).toBe(sharedMarks(members))
    }
    expect(equivalent).toBeGreaterThan(200)
  })

  test('an edge that only a set beyond the neighbours explains goes in the second phase', async () => {
    const graph = draw('A -> B, A <-> C, B -> D, B <-> E, C <-> D, C -> E')
    const near = await fciOn(graph, { ...unlimited, possibleDSep: null })
    const full = await fciOn(graph, unlimited)
    const [d, e] = ['D', 'E'].map((name) => graph.variables.findIndex((variable) => variable.name === name))
    expect(isAdjacent(near.skeleton.pattern, d, e)).toBe(true)
    expect(isAdjacent(full.skeleton.pattern, d, e)).toBe(false)
    expect(full.possibleDSepTests).toBeGreaterThan(0)
    expect(textOf(full.pag)).toBe(textOf(marksOf(valueOf(pagOf(graph)))))
  })
})

describe('FCI with knowledge and an oracle', () => {
  test('tiers leave exactly the marks that all equivalent MAGs along the tiers share', async () => {
    const random = createRandom(7)
    let more = 0
    for (let k = 0; k < 70; k++) {
      const graph = withConfounding(randomDag(numberedNames(4 + random.integer(3)), 2, random), random, 0)
      const names = measuredNames(graph)
      const depths = depthsOf(graph)
      const tiers = [0, 1, 2].map((tier) => names.filter((_, v) => Math.min(2, depths[v]) === tier))
      const without = (await fciOn(graph, unlimited)).pag
      if (circlesOf(without) > 9) continue
      const { pag, leftOut } = await fciOn(graph, unlimited, { ...noKnowledge, tiers })
      const level = names.map((name) => tiers.findIndex((tier) => tier.includes(name)))
      const members = [...magsOf(without)].filter((mag) =>
        ancestryOf(mag).every((row, a) => row.every((causes, b) => !causes || level[a] <= level[b])),
      )
      expect(textOf(pag)).toBe(sharedMarks(members))
      expect(leftOut).toBe(0)
      if (textOf(pag) !== textOf(without)) more++
    }
    expect(more).toBeGreaterThan(15)
  })

  test('required, forbidden and exogenous knowledge add only marks that hold in all MAGs that agree with it', async () => {
    const random = createRandom(8)
    let added = 0
    for (let k = 0; k < 80; k++) {
      const graph = withConfounding(randomDag(numberedNames(4 + random.integer(2)), 2, random), random, 0)
      const names = measuredNames(graph)
      const truth = ancestryOf(marksOf(valueOf(magOf(graph))))
      const pairs = names.flatMap((a, i) => names.map((b, j) => ({ a, b, i, j })).filter(({ j }) => i !== j))
      const knowledge: Knowledge = {
        tiers: [],
        required: graph.edges
          .filter((edge) => isDirected(edge) && random.uniform() < 0.2)
          .map(({ from, to }) => [from, to]),
        forbidden: pairs
          .filter(({ i, j }) => !truth[i][j] && random.uniform() < 0.2)
          .map(({ a, b }) => [a, b]),
        exogenous: names.filter((_, j) => truth.every((row) => !row[j]) && random.uniform() < 0.5),
      }
      const index = valueOf(indexKnowledge(names, knowledge))
      const without = (await fciOn(graph, unlimited)).pag
      if (circlesOf(without) > 9) continue
      const { pag, leftOut } = await fciOn(graph, unlimited, knowledge)
      const members = [...magsOf(without)].filter((mag) => {
        const causes = ancestryOf(mag)
        return pairs.every(
          ({ i, j }) =>
            !(index.forbidden[i * names.length + j] && causes[i][j]) &&
            !(index.required[i * names.length + j] && !causes[i][j]),
        )
      })
      expect(members.length).toBeGreaterThan(0)
      expect(leftOut).toBe(0)
      pag.at.forEach((mark, slot) => {
        expect(mark === NONE).toBe(without.at[slot] === NONE)
        if (mark !== ARROW_MARK && mark !== TAIL_MARK) return
        for (const member of members) expect(member.at[slot]).toBe(mark)
        if (without.at[slot] === CIRCLE_MARK) added++
      })
    }
    expect(added).toBeGreaterThan(80)
  })
})

/** For each variable how many causes stand one behind the other above it. */
function depthsOf({ variables, edges }: CausalGraph): number[] {
  const depths = variables.map(() => 0)
  const at = new Map(variables.map((variable, index) => [variable.id, index]))
  for (let round = 0; round < variables.length; round++)
    for (const edge of edges.filter(isDirected)) {
      const [cause, effect] = [at.get(edge.from)!, at.get(edge.to)!]
      depths[effect] = Math.max(depths[effect], depths[cause] + 1)
    }
  return depths
}

const circlesOf = (pag: MarkMatrix) => pag.at.filter((mark) => mark === CIRCLE_MARK).length

/** causes[a][b]: directed edges lead from a to b. */
function ancestryOf(mag: MarkMatrix): boolean[][] {
  const all = Array.from({ length: mag.size }, (_, v) => v)
  const causes = all.map((a) => all.map((b) => pointsAt(mag, a, b)))
  for (const k of all)
    for (const a of all) if (causes[a][k]) for (const b of all) causes[a][b] ||= causes[k][b]
  return causes
}

/** The marks that all agree on, circles elsewhere. */
const sharedMarks = (mags: readonly MarkMatrix[]) =>
  mags[0].at.map((mark, slot) => (mags.every((mag) => mag.at[slot] === mark) ? mark : CIRCLE_MARK)).join()

/** All MAGs with directed and bidirected edges that imply the same independencies, by trying every way to mark the edges. */
function equivalentMags(mag: CausalGraph): MarkMatrix[] {
  const ids = mag.variables.map((variable) => variable.id)
  const questions = ids.flatMap((_, a) =>
    ids.slice(0, a).flatMap((_other, b) => {
      const others = Int32Array.from(ids.keys()).filter((v) => v !== a && v !== b)
      return Array.from({ length: 2 ** others.length }, (_set, set) => ({
        a,
        b,
        given: others.filter((_member, at) => (set >> at) & 1),
      }))
    }),
  )
  const answerOf = (graph: CausalGraph) => {
    const oracle = separationOracle(graph)
    return ({ a, b, given }: (typeof questions)[number]) => oracle.evidence(a, b, given, given.length)
  }
  const answers = questions.map(answerOf(mag))
  const found: MarkMatrix[] = []
  for (let choice = 0; choice < 3 ** mag.edges.length; choice++) {
    const edges = mag.edges.map(({ from, to }, k) => {
      const way = Math.floor(choice / 3 ** k) % 3
      return way === 0 ? directed(from, to) : way === 1 ? directed(to, from) : bidirected(from, to)
    })
    const graph = graphFromNames(ids, edges, { kind: 'mag' })
    if (!isAcyclic(graph) || validateGraph(graph).length > 0 || inseparablePair(indexGraph(graph))) continue
    const answer = answerOf(graph)
    if (questions.every((question, k) => answer(question) === answers[k])) found.push(marksOf(graph))
  }
  return found
}
