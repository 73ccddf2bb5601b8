import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { valueOf, type Result } from '../../base/result'
import {
  edgeId,
  graphFromNames,
  isBidirected,
  isDirected,
  isUndirected,
  variableId as id,
} from '../graph/graph'
import type { CausalGraph, Edge, GraphKind, Mark } from '../graph/graph'
import { validateGraph } from '../graph/validate'
import { readBif } from './bif'
import { readModelText, writeModelText } from './dagitty'
import type { GraphPart } from './format'
import { detectFormat, graphFormats, readGraph } from './registry'

const edgesOf = (text: string) => valueOf(readGraph(text)).graph.edges.map(edgeId)
const namesOf = (part: GraphPart) => part.graph.variables.map((variable) => variable.name)
const problemsOf = (result: Result<unknown>) =>
  result.ok
    ? []
    : result.problems.map(
        ({ code, where }) => `${code} ${where?.line ?? '-'}:${where?.column ?? '-'} ${where?.token ?? ''}`,
      )

describe('DAGitty model code', () => {
  it('reads chains, groups, attributes, both quotes and comments', () => {
    const text = `dag "kidney" { bb="0,0,1,1"
      // the confounder
      "Stone size" [pos="-1.5,0.25", adjusted]
      Treatment [exposure] /* and */ 'Success rate' [outcome]
      U [latent]; S [selected]
      "Stone size" -> {Treatment, 'Success rate'}
      Treatment -> 'Success rate' [beta=-0.3]
      U -> Treatment -> S <-> U
    }`
    const part = valueOf(readModelText(text))
    expect(part.graph.kind).toBe('admg')
    expect(part.graph.edges.map(edgeId)).toEqual([
      'Stone size -> Treatment',
      'Stone size -> Success rate',
      'Treatment -> Success rate',
      'U -> Treatment',
      'Treatment -> S',
      'S <-> U',
    ])
    expect(part.roles).toEqual({
      exposures: ['Treatment'],
      outcomes: ['Success rate'],
      adjusted: ['Stone size'],
    })
    expect(part.layout).toEqual({ 'Stone size': { x: -150, y: 25 } })
    expect(part.graph.variables.filter((v) => v.latent || v.selected).map((v) => v.name)).toEqual(['U', 'S'])
  })
  it('reads circle marks and undirected edges', () => {
    expect(edgesOf('pag { A @-> B @-@ C @-- D <-@ A }')).toEqual(['A @-> B', 'B @-@ C', 'D -@ C', 'A @-> D'])
    expect(edgesOf('pdag { A -- B C -> B }')).toEqual(['A -- B', 'C -> B'])
  })
  it('reads bare text with lists, arrows as people paste them, and hyphens in names', () => {
    expect(edgesOf('Smoking -> Tar -> Cancer; U <-> X, Y')).toEqual([
      'Smoking -> Tar',
      'Tar -> Cancer',
      'U <-> X',
      'U <-> Y',
    ])
    expect(edgesOf('NF-kB → IL-6\nA B <- C')).toEqual(['NF-kB -> IL-6', 'C -> A', 'C -> B'])
    expect(namesOf(valueOf(readModelText('Smoking')))).toEqual(['Smoking'])
  })
  it('takes words that spell a known name as that name, in bare text', () => {
    const known = ['Stone size', 'Stone', 'Treatment']
    const read = (text: string) => valueOf(readModelText(text, known)).graph.edges.map(edgeId)
    expect(read('Stone size -> Treatment, Other')).toEqual(['Stone size -> Treatment', 'Stone size -> Other'])
    expect(read('Stone -> Stone size')).toEqual(['Stone -> Stone size'])
    expect(read('dag { Stone size -> Treatment }')).toEqual(['size -> Treatment'])
  })
  it('keeps pixel positions as they are', () => {
    expect(valueOf(readModelText('dag { A [pos="340,120"] }')).layout).toEqual({ A: { x: 340, y: 120 } })
  })
  it('reports every problem with line, column and token', () => {
    expect(problemsOf(readModelText('dag {\n A -> \n B - C\n D -> -> E\n F [pos= ]\n}'))).toEqual([
      'unknown-edge 3:4 -',
      'unexpected-token 4:7 ->',
      'unexpected-token 5:10 ]',
    ])
    expect(problemsOf(readModelText('dag { A -> B'))).toEqual(['unexpected-token 1:13 '])
    expect(problemsOf(readModelText('dag { "A -> B }'))).toContain('unclosed-quote 1:7 "A -> B }')
    expect(problemsOf(readModelText(''))).toEqual(['empty-text 1:1 '])
    expect(problemsOf(readModelText('A -> A'))).toEqual(['self-loop 1:3 ->'])
    expect(problemsOf(readModelText(`A -> ${'n'.repeat(1000)}`))[0]).toContain('long-name 1:6')
  })
  it('names the cycle of a cyclic text and where it stands', () => {
    expect(readModelText('dag {\nX -> A\nA -> B -> C\nC -> A\n}')).toMatchObject({
      problems: [
        {
          code: 'cycle',
          message: 'The graph has a cycle: A → B → C → A.',
          where: { line: 3, variables: ['A', 'B', 'C'] },
        },
      ],
    })
  })
  it('never hangs or throws on junk', () => {
    const junk = fc.array(
      fc.constantFrom(
        'dag',
        '{',
        '}',
        '[',
        ']',
        '->',
        '<->',
        '@',
        '-',
        '"',
        "'",
        'A',
        ',',
        ';',
        '=',
        '\n',
        ' ',
        '|',
        '//',
        '/*',
        ':',
        'variable',
        'probability',
        '(',
        'subgraph',
      ),
      { maxLength: 30 },
    )
    const openings = fc.constantFrom('', 'dag {', 'digraph {', '{"nodes": [', 'from,to\n', 'network n { } ')
    fc.assert(
      fc.property(openings, junk, (opening, pieces) => {
        const result = readGraph(opening + pieces.join(''))
        if (!result.ok) expect(result.problems.length).toBeGreaterThan(0)
        else expect(validateGraph(result.value.graph)).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})

const marksOf: Record<string, readonly [Mark, Mark]> = {
  '->': ['tail', 'arrow'],
  '<->': ['arrow', 'arrow'],
  '--': ['tail', 'tail'],
  '@->': ['circle', 'arrow'],
  '@-@': ['circle', 'circle'],
  '@--': ['circle', 'tail'],
}
const kinds: readonly [GraphKind, readonly string[]][] = [
  ['dag', ['->']],
  ['cpdag', ['->', '--']],
  ['pag', ['->', '<->', '@->', '@-@', '@--']],
]
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '' && text === text.trim()),
  fc.constantFrom(
    '<b>&"quoted"</b>',
    'back\\slash',
    'a -> b',
    'dag',
    'from',
    'Größe 2',
    "it's",
    'x=1',
    'constructor',
    '__proto__',
  ),
)

/** Some graph of one kind over names of all sorts. */
const anyGraph = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 6 }),
    kind: fc.constantFrom(...kinds),
    picks: fc.array(fc.nat(), { minLength: 15, maxLength: 15 }),
  })
  .map(({ names, kind: [kind, arrows], picks }): CausalGraph => {
    const pairs = names.flatMap((_, j) => names.slice(0, j).map((__, i) => [i, j]))
    const edges = pairs.flatMap(([i, j], at): Edge[] => {
      const arrow = arrows[picks[at] % (arrows.length + 2)]
      if (!arrow) return []
      const [markFrom, markTo] = marksOf[arrow]
      return [{ from: id(names[i]), to: id(names[j]), markFrom, markTo }]
    })
    return graphFromNames(names, edges, { kind, latent: names.slice(0, 1), selected: names.slice(1, 2) })
  })

const said = (graph: CausalGraph) => ({
  variables: graph.variables.map((v) => `${v.name} ${v.latent ?? false} ${v.selected ?? false}`).toSorted(),
  edges: graph.edges.map(edgeId).toSorted(),
})

describe('round trips', () => {
  it.each(['dagitty', 'dot', 'json'])('%s says what was written', (formatId) => {
    const format = valueOf(graphFormats.find(formatId))
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = { [graph.variables[0].id]: { x: -120, y: 45.5 } }
        const roles = { exposures: [graph.variables[0].id], outcomes: [], adjusted: [] }
        const text = format.write!({ graph, layout, roles })
        expect(detectFormat(text)?.id).toBe(formatId)
        const part = valueOf(format.read(text))
        expect(said(part.graph)).toEqual(said(graph))
        if (formatId !== 'json') expect(Object.values(part.layout)).toEqual([{ x: -120, y: 45.5 }])
        if (formatId === 'dagitty') expect(part.roles).toEqual(roles)
        const plain = graph.edges.every(
          (edge) => isDirected(edge) || isBidirected(edge) || isUndirected(edge),
        )
        if (formatId === 'dagitty' || plain) expect(validateGraph(part.graph)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
  it('an edge list keeps edges and names', () => {
    const format = valueOf(graphFormats.find('edges'))
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const named = graph.variables.every((variable) => !/[\r\n]/.test(variable.name))
        if (!named) return
        const part = valueOf(
          format.read(
            format.write!({ graph, layout: {}, roles: { exposures: [], outcomes: [], adjusted: [] } }),
          ),
        )
        expect(part.graph.edges.map(edgeId).toSorted()).toEqual(graph.edges.map(edgeId).toSorted())
        expect(namesOf(part).toSorted()).toEqual(graph.variables.map((variable) => variable.name).toSorted())
      }),
    )
  })
  it('large drawings keep their positions', () => {
    const graph = graphFromNames(['A', 'B'], [])
    const layout = { [id('A')]: { x: 12_000, y: 3 }, [id('B')]: { x: 0, y: 0 } }
    const roles = { exposures: [], outcomes: [], adjusted: [] }
    expect(valueOf(readModelText(writeModelText({ graph, layout, roles }))).layout).toEqual(layout)
  })
})

describe('other formats', () => {
  it('DOT: what other tools write', () => {
    const text = `digraph G { rankdir=LR; node [shape=box];
      A -> B -> C; U [observed="no"]; U -> {A C}
      A -> C [dir=both]; # a comment
      subgraph cluster_1 { label="x"; D -> C } }`
    const part = valueOf(readGraph(text))
    expect(part.graph.edges.map(edgeId)).toEqual([
      'A -> B',
      'B -> C',
      'U -> A',
      'U -> C',
      'A <-> C',
      'D -> C',
    ])
    expect(
      part.graph.variables.filter((variable) => variable.latent).map((variable) => variable.name),
    ).toEqual(['U'])
    expect(problemsOf(readGraph('digraph { A -> }'))).toEqual(['unexpected-token 1:16 }'])
  })
  it('DOT: groups nested beyond reason are a problem, not a crash', () => {
    expect(readGraph(`digraph ${'{'.repeat(50_000)}`).ok).toBe(false)
  })
  it('JSON: problems name the entry', () => {
    const text = '{"nodes": ["A", "B"], "directed": [["A", "C"], ["A"]], "latent": ["Q"]}'
    expect(readGraph(text)).toMatchObject({
      problems: [{ code: 'unknown-variable' }, { code: 'bad-entry' }, { code: 'unknown-variable' }],
    })
    expect(problemsOf(readGraph('{"nodes": ["A",]\n}'))[0]).toMatch(/^bad-json 1:16/)
    expect(problemsOf(readGraph('{"nodes": ["A\\q"],\n "latent": [1 2]}'))[0]).toMatch(/^bad-json 1:12/)
    expect(problemsOf(readGraph('{"nodes": ["A"],\n "latent": [1 2]}'))[0]).toMatch(/^bad-json 2:15/)
  })
  it('an edge list names the row', () => {
    expect(problemsOf(readGraph('from,edge,to\nA,->,B\nA,~,C\nA,B'))).toEqual([
      'unknown-edge 3:- ~',
      'ragged-row 4:- A,B',
    ])
  })
  it('refuses what is no graph', () => {
    expect(problemsOf(readGraph('hello world'))).toEqual(['unknown-format 1:- hello world'])
  })
})

const dataFolder = resolve(process.env.CAUSAL_STUDIO_DATA ?? '../shared/data')
const networks: readonly [string, number, number][] = [
  ['asia', 8, 8],
  ['alarm', 37, 46],
  ['sachs', 11, 17],
  ['child', 20, 25],
  ['insurance', 27, 52],
]

describe('BIF', () => {
  it('refuses probabilities that do not sum to 1, too little or too much', () => {
    const network = (table: string) =>
      `network n { } variable A { type discrete [ 2 ] { no, yes }; } probability ( A ) { table ${table}; }`
    expect(readBif(network('0.25, 0.75')).ok).toBe(true)
    for (const table of ['0.2, 0.7', '0.5, 0.6', '-0.5, 1.5']) {
      expect(readBif(network(table))).toMatchObject({
        ok: false,
        problems: [{ message: expect.stringContaining('sum to 1') }],
      })
    }
  })
  it('reads tables in the order of configurations, whatever the order of the rows', () => {
    const text = `network n { property author "x"; }
      variable A { type discrete [2] { yes, no }; }
      variable B { type discrete [3] { <5, 5-9, >9 }; }
      probability ( A ) { table 0.2, 0.8; }
      probability ( B | A ) { (no) 0.5, 0.25, 0.25; (yes) 0.1, 0.2, 0.7; }`
    expect(valueOf(readBif(text)).variables).toEqual([
      { name: 'A', states: ['yes', 'no'], parents: [], table: [[0.2, 0.8]] },
      {
        name: 'B',
        states: ['<5', '5-9', '>9'],
        parents: ['A'],
        table: [
          [0.1, 0.2, 0.7],
          [0.5, 0.25, 0.25],
        ],
      },
    ])
  })
  it('reports what is wrong with which table', () => {
    const variables =
      'network n { } variable A { type discrete [2] { a, b }; } variable B { type discrete [2] { a, b }; }'
    const read = (tables: string) => problemsOf(readBif(`${variables}\n${tables}`))
    expect(read('probability ( A ) { table 0.2, 0.9; }')).toEqual(['bad-table 2:15 A', 'no-table 1:67 B'])
    expect(read('probability ( A ) { table 0.2, 0.8; } probability ( B | Q ) { (a) 1, 0; }')).toEqual([
      'unknown-variable 2:57 Q',
    ])
    expect(
      read('probability ( A | B ) { (a) 1, 0; (b) 1, 0; } probability ( B | A ) { (a) 1, 0; (b) 1, 0; }')[0],
    ).toMatch(/^cycle/)
  })
  const present = existsSync(dataFolder)
  if (!present && process.env.CI === 'true') throw new Error(`${dataFolder} is missing`)
  if (!present) console.warn(`skipped: ${dataFolder} is not there`)
  it.skipIf(!present).each(networks)('%s: %i variables, %i edges', (file, variables, edges) => {
    const text = readFileSync(join(dataFolder, `${file}.bif`), 'utf8')
    const { graph } = valueOf(readGraph(text))
    expect([graph.variables.length, graph.edges.length]).toEqual([variables, edges])
    for (const { states, table } of valueOf(readBif(text)).variables) {
      for (const row of table) {
        expect(row).toHaveLength(states.length)
        expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
      }
    }
  })
})
