import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOf } from '../../base/result'
import { isCausalPath, isOpen, simplePaths, subsets } from './brute-force.testing'
import { edgeId, variableId as id, type VariableId } from './graph'
import { draw, fromCase, readKnownAnswers, smallAdmg, type CaseGraph } from './graph-text.testing'
import { exampleOpenPath, pathEdges } from './open-paths'
import { connectionMatrix, separated } from './separation'

const ids = (text: string) => (text === '' ? [] : text.split(' ').map(id))
const isSeparated = (graph: string, x: string, y: string, z = '') =>
  valueOf(separated(draw(graph), ids(x), ids(y), ids(z)))

describe('separation', () => {
  it('knows chain, fork and collider', () => {
    expect([isSeparated('A -> B -> C', 'A', 'C'), isSeparated('A -> B -> C', 'A', 'C', 'B')]).toEqual([
      false,
      true,
    ])
    expect([isSeparated('A <- B -> C', 'A', 'C'), isSeparated('A <- B -> C', 'A', 'C', 'B')]).toEqual([
      false,
      true,
    ])
    expect([isSeparated('A -> B <- C', 'A', 'C'), isSeparated('A -> B <- C', 'A', 'C', 'B')]).toEqual([
      true,
      false,
    ])
    expect(isSeparated('A -> B <- C, B -> D', 'A', 'C', 'D')).toBe(false)
  })
  it('treats selected variables as given', () => {
    const graph = draw('A -> S, B -> S', { selected: ['S'] })
    expect(valueOf(separated(graph, ids('A'), ids('B'), []))).toBe(false)
  })
  it('answers for a CPDAG as for its members', () => {
    // A -> B -- C <- D with A -> C and D -> B: a collider at B or C in every member.
    const shielded = 'A -> B, A -> C, D -> B, D -> C, B -- C'
    expect(isSeparated(shielded, 'A', 'D')).toBe(true)
    expect(isSeparated(shielded, 'A', 'D', 'B')).toBe(false)
  })
  it('names what makes a question senseless', () => {
    const graph = draw('A -> B')
    expect(separated(graph, ids('A'), ids('Q'), ids('R'))).toMatchObject({
      ok: false,
      problems: [{ where: { name: 'Q' } }, { where: { name: 'R' } }],
    })
    expect(separated(graph, ids('A'), ids('B'), ids('A'))).toMatchObject({
      problems: [{ code: 'overlapping-sets' }],
    })
    expect(separated(draw('A -> B -> A'), ids('A'), ids('B'), [])).toMatchObject({
      problems: [{ code: 'cycle' }],
    })
  })
  it('is the definition: no open path among all paths', () => {
    fc.assert(
      fc.property(smallAdmg(5), (graph) => {
        const names = graph.variables.map((variable) => variable.id)
        const [a, b] = [names[0], names[4]]
        for (const z of subsets(names.slice(1, 4))) {
          const open = simplePaths(graph, a, b).some((path) => isOpen(graph, path, z))
          expect(valueOf(separated(graph, [a], [b], z))).toBe(!open)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('edges of open paths', () => {
  const colours = (graph: string, z: string) => valueOf(pathEdges(draw(graph), ids('X'), ids('Y'), ids(z)))
  it('tells causal from biasing and closes the fork', () => {
    const fork = 'C -> X, C -> Y, X -> M -> Y'
    expect(colours(fork, '')).toEqual({
      causal: ['X -> M', 'M -> Y'],
      biasing: ['C -> X', 'C -> Y'],
      exact: true,
    })
    expect(colours(fork, 'C').biasing).toEqual([])
  })
  it('opens the M when its collider is given', () => {
    const bias = 'U -> X, U -> M, V -> M, V -> Y, X -> Y'
    expect(colours(bias, '').biasing).toEqual([])
    expect(colours(bias, 'M').biasing).toEqual(['U -> X', 'U -> M', 'V -> M', 'V -> Y'])
  })
  it('takes mediated paths as biasing for a direct effect', () => {
    const graph = draw('X -> M -> Y, X -> Y')
    expect(valueOf(pathEdges(graph, ids('X'), ids('Y'), [], 'direct'))).toEqual({
      causal: ['X -> Y'],
      biasing: ['X -> M', 'M -> Y'],
      exact: true,
    })
  })
  it('writes an example the way people do', () => {
    const graph = draw('Size -> Treatment, Size -> Success, Treatment -> Success')
    const path = valueOf(exampleOpenPath(graph, ids('Treatment'), ids('Success'), []))
    expect(path?.text).toBe('Treatment ← Size → Success')
  })
  it('are exactly the edges of the open simple paths that are not causal', () => {
    let compared = 0
    fc.assert(
      fc.property(smallAdmg(6, { selected: true }), fc.integer({ min: 0, max: 15 }), (graph, mask) => {
        const names = graph.variables.map((variable) => variable.id)
        const [x, y] = [names[1], names[4]]
        const rest = names.filter((name) => name !== x && name !== y)
        const z = rest.filter((_, at) => (mask >> at) & 1)
        const selected = graph.variables
          .filter((variable) => variable.selected)
          .map((variable) => variable.id)
        if (selected.includes(x) || selected.includes(y)) return
        const open = simplePaths(graph, x, y).filter((path) => isOpen(graph, path, [...z, ...selected]))
        const expected = new Set(
          open.filter((path) => !isCausalPath(path)).flatMap((path) => path.edges.map(edgeId)),
        )
        const causal = new Set(
          simplePaths(graph, x, y)
            .filter(isCausalPath)
            .flatMap((path) => path.edges.map(edgeId)),
        )
        const found = valueOf(pathEdges(graph, [x], [y], z))
        expect(found.exact).toBe(true)
        expect(new Set(found.biasing)).toEqual(expected)
        expect(new Set(found.causal)).toEqual(causal)
        const example = valueOf(exampleOpenPath(graph, [x], [y], z))
        const lengths = open.filter((path) => !isCausalPath(path)).map((path) => path.edges.length)
        expect(example === null).toBe(lengths.length === 0)
        if (example) expect(example.edges.every((edge) => expected.has(edge))).toBe(true)
        compared++
      }),
      { numRuns: 300 },
    )
    expect(compared).toBeGreaterThan(100)
  })
})

interface RandomCase {
  readonly name: string
  readonly graph: CaseGraph
  readonly answers: {
    readonly dConnectedMarginal: [string, string][]
    readonly dsepQueries: { x: string; y: string; z: string[]; dConnected: boolean }[]
  }
}

describe('known answers', () => {
  const text = readKnownAnswers('random-graphs.json')
  it.skipIf(text === null)('of 150 random graphs', () => {
    const cases = JSON.parse(text!) as RandomCase[]
    let queries = 0
    for (const { graph: given, answers, name } of cases) {
      const graph = fromCase(given)
      for (const { x, y, z, dConnected } of answers.dsepQueries) {
        expect(
          valueOf(separated(graph, [id(x)], [id(y)], z.map(id))),
          `${name} ${x} ${y} | ${z.join(' ')}`,
        ).toBe(!dConnected)
        queries++
      }
      const matrix = valueOf(connectionMatrix(graph, []))
      const connected: VariableId[][] = []
      given.nodes.forEach((a, i) =>
        given.nodes.forEach((b, j) => {
          if (i < j && matrix[i * given.nodes.length + j]) connected.push([id(a), id(b)].toSorted())
        }),
      )
      expect(connected.map(String).toSorted(), name).toEqual(
        answers.dConnectedMarginal.map((pair) => String(pair.toSorted())).toSorted(),
      )
    }
    console.log(`compared: ${queries} separation queries, ${cases.length} lists of marginal connections`)
    expect([queries, cases.length]).toEqual([1800, 150])
  })
})
