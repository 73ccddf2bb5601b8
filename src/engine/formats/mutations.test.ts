import { expect, it } from 'vitest'
import { mutate } from '../../base/mutations.testing'
import { createRandom } from '../../base/random'
import type { Result } from '../../base/result'
import { validateGraph } from '../graph/validate'
import type { GraphPart } from './format'
import { graphFormats, readGraph } from './registry'

/** A sound file of each format, with everything that the format can say. */
const samples: Readonly<Record<string, string>> = {
  dagitty: `dag "kidney" { bb="0,0,1,1"
  // the confounder
  "Stone size" [pos="-1.5,0.25", adjusted]
  Treatment [exposure] /* and */ 'Success rate' [outcome]
  U [latent]; S [selected]
  "Stone size" -> {Treatment, 'Success rate'}
  Treatment -> 'Success rate' [beta=-0.3]
  U -> Treatment -> S <-> U
}`,
  dot: `digraph "g" { graph [rankdir=LR]; node [shape=circle]
  a [label="Alpha", pos="10,20!"]; b [observed="no"]
  a -> { b c } [color=red]; b -> c [dir=both]
  subgraph cluster_1 { c -> d -> e }
  /* end */ }`,
  json: JSON.stringify({
    kind: 'admg',
    nodes: ['A', 'B', 'C', 'U'],
    directed: [
      ['A', 'B'],
      ['B', 'C'],
    ],
    bidirected: [['A', 'C']],
    latent: ['U'],
    selection: ['C'],
    edges: [['U', '->', 'A']],
  }),
  bif: `network unknown { property version 1; }
variable rain { type discrete [ 2 ] { yes, no }; }
variable wet { type discrete [ 3 ] { dry, damp, wet }; }
probability ( rain ) { table 0.2, 0.8; }
probability ( wet | rain ) {
  (yes) 0.1, 0.2, 0.7;
  (no) 0.7, 0.2, 0.1;
}`,
  edges: 'from,to\nA,B\nB,C\n"D, the last",C\nA,C\n',
}

const MUTATIONS = 500
/** Milliseconds that one mutated file may take: a hang is a failure. */
const PATIENCE = 5000

it('every format has a sound sample', () => {
  for (const format of graphFormats.entries) {
    const sample = samples[format.id]
    expect(sample, format.id).toBeDefined()
    expect(format.read(sample).ok, format.id).toBe(true)
  }
})

function expectSound(result: Result<GraphPart>, what: string) {
  if (!result.ok) {
    expect(result.problems.length, what).toBeGreaterThan(0)
    for (const { message } of result.problems) expect(message, what).toMatch(/\w.*[.!?…"]$/su)
    return
  }
  const { graph, layout } = result.value
  expect(validateGraph(graph), what).toEqual([])
  const ids = new Set<string>(graph.variables.map(({ id }) => id))
  for (const [id, { x, y }] of Object.entries(layout)) {
    expect(ids.has(id), what).toBe(true)
    expect(Number.isFinite(x) && Number.isFinite(y), what).toBe(true)
  }
}

for (const format of graphFormats.entries)
  it(`${MUTATIONS} mutated ${format.id} files are read or refused with sentences`, () => {
    let refused = 0
    for (let seed = 1; seed <= MUTATIONS; seed++) {
      const { text, done } = mutate(samples[format.id], createRandom(seed).fork(format.id))
      const what = `${format.id}, seed ${seed}: ${done}`
      const started = performance.now()
      // What the studio does with a file of unknown kind, now and then.
      for (const read of seed % 5 === 0 ? [format.read, readGraph] : [format.read]) {
        const result = read(text)
        expectSound(result, what)
        if (!result.ok) refused++
      }
      expect(performance.now() - started, what).toBeLessThan(PATIENCE)
    }
    expect(refused).toBeGreaterThan(MUTATIONS / 5)
  })
