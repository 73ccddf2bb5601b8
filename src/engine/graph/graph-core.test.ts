import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ancestors, descendants } from './ancestors'
import { consistentExtension } from './consistent-extension'
import { districts } from './districts'
import { directed, edgeId, variableId as id, type CausalGraph, type Edge } from './graph'
import { draw, smallAdmg } from './graph-text.testing'
import { withoutIncoming, withoutOutgoing } from './mutilate'
import { latentProjection } from './projection'
import { connectionMatrix } from './separation'
import { findCycle, topologicalOrder, wouldCreateCycle } from './topological'
import { validateGraph } from './validate'
import { valueOf } from '../../base/result'

const edgeIds = (graph: CausalGraph) => graph.edges.map(edgeId).toSorted()
const codes = (graph: CausalGraph) => validateGraph(graph).map((problem) => problem.code)

describe('relations', () => {
  const graph = draw('A -> B -> C, D -> C, D <-> E, E <-> F')
  it('finds ancestors and descendants, themselves included', () => {
    expect(ancestors(graph, [id('C')])).toEqual(['A', 'B', 'C', 'D'])
    expect(descendants(graph, [id('A'), id('F')])).toEqual(['A', 'B', 'C', 'F'])
  })
  it('orders causes first', () => {
    expect(topologicalOrder(draw('C <- B, B <- A'))).toEqual(['A', 'B', 'C'])
  })
  it('collects districts', () => {
    expect(districts(graph)).toEqual([['A'], ['B'], ['C'], ['D', 'E', 'F']])
  })
  it('cuts edges for interventions', () => {
    expect(edgeIds(withoutIncoming(graph, [id('D'), id('C')]))).toEqual(['A -> B', 'E <-> F'])
    expect(edgeIds(withoutOutgoing(graph, [id('D')]))).toEqual(['A -> B', 'B -> C', 'D <-> E', 'E <-> F'])
  })
})

describe('cycles', () => {
  it('returns the members in order', () => {
    expect(findCycle(draw('S -> A -> B -> C -> A'))).toEqual(['A', 'B', 'C'])
    expect(findCycle(draw('A -> B -> C, A -> C, A <-> C'))).toBeNull()
  })
  it('names the shortest cycle that a new edge would close', () => {
    const graph = draw('A -> B -> C -> D, A -> C')
    expect(wouldCreateCycle(graph, directed(id('D'), id('A')))).toEqual(['D', 'A', 'C'])
    expect(wouldCreateCycle(graph, directed(id('A'), id('D')))).toBeNull()
  })
  it('agrees with the topological order on random directed graphs', () => {
    const random = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })), {
      maxLength: 14,
    })
    fc.assert(
      fc.property(random, (pairs) => {
        const edges = pairs.filter(([a, b]) => a !== b).map(([a, b]) => directed(id(`v${a}`), id(`v${b}`)))
        const graph: CausalGraph = {
          kind: 'dag',
          variables: Array.from({ length: 7 }, (_, v) => ({ id: id(`v${v}`), name: `v${v}` })),
          edges,
        }
        const cycle = findCycle(graph)
        expect(cycle === null).toBe(topologicalOrder(graph) !== null)
        cycle?.forEach((member, at) => {
          const next = cycle[(at + 1) % cycle.length]
          expect(edges.some((edge) => edge.from === member && edge.to === next)).toBe(true)
        })
      }),
    )
  })
})

describe('validation', () => {
  it('accepts a bow and refuses what is no graph, all at once', () => {
    expect(codes(draw('X -> Y, X <-> Y'))).toEqual([])
    const broken: CausalGraph = {
      kind: 'dag',
      variables: ['A', 'B', ' ', 'n'.repeat(201)]
        .map((name) => ({ id: id(name), name }))
        .concat({ id: id('C'), name: 'A' }),
      edges: [
        directed(id('A'), id('A')),
        directed(id('A'), id('B')),
        {
          ...directed(id('B'), id('A')),
          from: id('B'),
          to: id('A'),
          markFrom: 'arrow',
          markTo: 'tail',
        } satisfies Edge,
        { ...directed(id('A'), id('B')), markFrom: 'arrow' },
      ],
    }
    expect(codes(broken)).toEqual([
      'empty-name',
      'long-name',
      'duplicate-name',
      'self-loop',
      'duplicate-edge',
      'mark-not-allowed',
      'cycle',
    ])
  })
  it('names the members of a cycle', () => {
    const [problem] = validateGraph(draw('A -> B -> C -> A'))
    expect(problem).toMatchObject({ code: 'cycle', where: { variables: ['A', 'B', 'C'] } })
    expect(problem.message).toContain('A → B → C → A')
  })
  it('reports an edge to nowhere instead of throwing', () => {
    const graph = draw('A -> B')
    expect(codes({ ...graph, edges: [directed(id('A'), id('Z'))] })).toEqual(['unknown-variable'])
  })
})

describe('consistent extension', () => {
  it('orients without new colliders', () => {
    expect(edgeIds(consistentExtension(draw('A -> B, C -> B, B -- D, D -- E'))!)).toEqual([
      'A -> B',
      'B -> D',
      'C -> B',
      'D -> E',
    ])
  })
  it('says when it cannot', () => {
    expect(consistentExtension(draw('A -- B, B -- C, C -- D, D -- A'))).toBeNull()
  })
})

describe('latent projection', () => {
  it('turns a hidden common cause into a bidirected edge and passes through a hidden mediator', () => {
    expect(edgeIds(latentProjection(draw('U -> X, U -> Y, X -> M -> Y', { latent: ['U', 'M'] })))).toEqual([
      'X -> Y',
      'X <-> Y',
    ])
  })
  it('keeps the separations among measured variables', () => {
    fc.assert(
      fc.property(smallAdmg(6, { latent: true }), (graph) => {
        const projected = latentProjection(graph)
        const measured = graph.variables.filter((variable) => !variable.latent).map((variable) => variable.id)
        for (const z of [[], measured.slice(0, 1), measured.slice(1, 3)]) {
          const before = valueOf(connectionMatrix(graph, z))
          const after = valueOf(connectionMatrix(projected, z))
          measured.forEach((_, i) => {
            measured.forEach((_, j) => {
              const v = graph.variables.findIndex((variable) => variable.id === measured[i])
              const w = graph.variables.findIndex((variable) => variable.id === measured[j])
              expect(after[i * measured.length + j]).toBe(before[v * graph.variables.length + w])
            })
          })
        }
      }),
    )
  })
})
