import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bidirected,
  directed,
  graphFromNames,
  variableId,
  type CausalGraph,
  type Edge,
} from '../engine/graph/graph'
import { layoutGraph } from './layout'

const size = { width: 120, height: 40 }
const place = (graph: CausalGraph) =>
  layoutGraph({ graph, sizes: Object.fromEntries(graph.variables.map((variable) => [variable.id, size])) })

const drawn = (text: string): CausalGraph => {
  const edges: Edge[] = []
  const names = new Set<string>()
  for (const line of text.trim().split('\n')) {
    const [from, arrow, to] = line.trim().split(/\s+/)
    names.add(from)
    if (!to) continue
    names.add(to)
    edges.push(
      arrow === '<->'
        ? bidirected(variableId(from), variableId(to))
        : directed(variableId(from), variableId(to)),
    )
  }
  return graphFromNames([...names], edges)
}

function overlaps(graph: CausalGraph) {
  const places = Object.values(place(graph))
  return places.some((a, i) =>
    places.slice(i + 1).some((b) => Math.abs(a.x - b.x) < size.width && Math.abs(a.y - b.y) < size.height),
  )
}

describe('layoutGraph', () => {
  it('puts causes left of their effects', () => {
    const graph = drawn(`
      Stone -> Treatment
      Stone -> Success
      Treatment -> Success`)
    const places = place(graph)
    for (const edge of graph.edges) expect(places[edge.from].x).toBeLessThan(places[edge.to].x)
  })

  it('does not let a hidden common cause decide a column', () => {
    const places = place(
      drawn(`
      Genotype <-> Smoking
      Smoking -> Tar
      Tar -> Cancer
      Smoking <-> Cancer`),
    )
    expect(places[variableId('Smoking')].x).toBe(places[variableId('Genotype')].x)
  })

  it('places every variable once, none on another, at whole pixels', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
    const pair = fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 14 }), (pairs) => {
        const edges = pairs
          .filter(([from, to]) => from < to)
          .map(([from, to, arrow]) =>
            (arrow ? directed : bidirected)(variableId(names[from]), variableId(names[to])),
          )
        const graph = graphFromNames(names, edges)
        const places = place(graph)
        expect(Object.keys(places).toSorted()).toEqual(names)
        expect(Object.values(places).every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(
          true,
        )
        expect(overlaps(graph)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it('sets variables without edges in rows', () => {
    const graph = graphFromNames(
      Array.from({ length: 12 }, (_, i) => `V${i}`),
      [],
    )
    expect(overlaps(graph)).toBe(false)
    expect(new Set(Object.values(place(graph)).map(({ y }) => y)).size).toBeGreaterThan(1)
  })

  it('stays layered beyond 300 variables', () => {
    const names = Array.from({ length: 400 }, (_, i) => `V${i}`)
    const edges = names.flatMap((name, i) =>
      i < 20 ? [] : [directed(variableId(names[i - 20 + (i % 7)]), variableId(name))],
    )
    const graph = graphFromNames(names, edges)
    const places = place(graph)
    for (const edge of graph.edges) expect(places[edge.from].x).toBeLessThan(places[edge.to].x)
    expect(overlaps(graph)).toBe(false)
  })
})
