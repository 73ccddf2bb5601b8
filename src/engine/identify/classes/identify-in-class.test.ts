import { expect, test } from 'vitest'
import { createRandom } from '../../../base/random'
import { valueOf } from '../../../base/result'
import { evaluateEstimand } from '../../expression/evaluate'
import { expressionWithNames } from '../../expression/print'
import { readGraph } from '../../formats/registry'
import {
  bidirected,
  directed,
  graphFromNames,
  isDirected,
  variableId,
  withEdges,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../../graph/graph'
import { indexGraph } from '../../graph/index-graph'
import { magOf } from '../../graph/mag'
import { graphOfMarks, marksOf } from '../../graph/mark-matrix'
import { pagOfMag } from '../../graph/pag'
import { isAcyclic } from '../../graph/topological'
import { isVisible } from '../../graph/visible-edges'
import { probabilityIn, randomBinaryModel } from '../discrete-model.testing'
import { identifyEffect } from '../id/identify-effect'
import { identifyInClass } from './identify-in-class'

const ids = (text: string) => (text === '' ? [] : (text.split(' ') as VariableId[]))

function verdict(pag: string, outcomes: string, treatments: string, given = ''): string {
  const { graph } = valueOf(readGraph(pag))
  const query = { outcomes: ids(outcomes), treatments: ids(treatments), given: ids(given) }
  const found = identifyInClass(graph, query)
  if (!found.ok) return found.problems[0].code
  const { value } = found
  return value.verdict === 'identifiable' ? expressionWithNames(value.estimand, (id) => id) : value.verdict
}

test('small classes', () => {
  // Z and W point at X together: X -> Y is visible.
  expect(verdict('pag { Z @-> X -> Y; W @-> X }', 'Y', 'X')).toBe('P(Y | X)')
  expect(verdict('pag { X @-@ Y }', 'Y', 'X')).toBe('not-identifiable')
  expect(verdict('pag { X @-> Y; Z @-> Y }', 'Z', 'X')).toBe('P(Z)')
  expect(verdict('pag { X @-> Y; Z @-> Y }', 'Y', 'X')).toBe('not-identifiable')
  expect(verdict('pag { Z @-> X -> Y; W @-> X }', 'Y', 'X', 'Z')).toBe('P(Y | X)')
  expect(verdict('pag { X @-@ Y; Z }', 'Y', 'X', 'Z')).toBe('undecided')
  expect(verdict('pag { Z @-> X -> Y; W @-> X }', 'Y', 'Y')).toBe('overlapping-sets')
  expect(verdict('pag { X @-> Y; Y @-@ Z; Z @-> X }', 'Y', 'X')).toBe('not-a-class')
  expect(verdict('pag { X -- Y }', 'Y', 'X')).toBe('selected-variable')
})

/** Every MAG over this many variables without undirected edges, by its PAG. */
function classes(count: number): Map<string, { pag: CausalGraph; mags: CausalGraph[] }> {
  const names = Array.from({ length: count }, (_, i) => `V${i}`)
  const pairs = names.flatMap((a, i) =>
    names.slice(i + 1).map((b) => [variableId(a), variableId(b)] as const),
  )
  const found = new Map<string, { pag: CausalGraph; mags: CausalGraph[] }>()
  for (let choice = 0; choice < 4 ** pairs.length; choice++) {
    const edges = pairs.flatMap(([a, b], i): Edge[] => {
      const kind = Math.floor(choice / 4 ** i) % 4
      return kind === 0
        ? []
        : kind === 1
          ? [directed(a, b)]
          : kind === 2
            ? [directed(b, a)]
            : [bidirected(a, b)]
    })
    const graph = graphFromNames(names, edges)
    if (!isAcyclic(graph)) continue
    const marks = marksOf(graph)
    if (marksOf(valueOf(magOf(graph))).at.join() !== marks.at.join()) continue
    const pag = pagOfMag(marks, 'none')
    const key = pag.at.join()
    const one = found.get(key) ?? { pag: graphOfMarks(pag, graph.variables, 'pag'), mags: [] }
    one.mags.push(graph)
    found.set(key, one)
  }
  return found
}

/** Diagrams with this MAG: itself, and with hidden causes along its invisible arrows. */
function diagramsOf(mag: CausalGraph): CausalGraph[] {
  const index = indexGraph(mag)
  const at = (id: VariableId) => index.indexOf.get(id)!
  const invisible = mag.edges.filter(
    (edge) => isDirected(edge) && !isVisible(index, at(edge.from), at(edge.to)),
  )
  const withHidden = (edges: readonly Edge[]) =>
    withEdges(mag, [...mag.edges, ...edges.map(({ from, to }) => bidirected(from, to))])
  const tried = [mag, withHidden(invisible), ...invisible.map((edge) => withHidden([edge]))]
  return tried.filter((graph) => marksOf(valueOf(magOf(graph))).at.join() === marksOf(mag).at.join())
}

/** Of the larger classes one in so many is taken, to keep the test short. */
const SHARE = 12

test('classes of up to four variables: one formula for all members, or members that disagree', () => {
  const random = createRandom(12)
  const counts = { classes: 0, identified: 0, refused: 0, models: 0 }
  const larger = [...classes(4).values()].filter(() => random.integer(SHARE) === 0)
  for (const { pag, mags } of [...classes(3).values(), ...larger]) {
    counts.classes++
    const all = pag.variables.map(({ id }) => id)
    const members = mags.flatMap(diagramsOf)
    const models = members.map((member) => randomBinaryModel(member, random))
    for (const x of all)
      for (const y of all) {
        if (x === y) continue
        const found = valueOf(identifyInClass(pag, { outcomes: [y], treatments: [x], given: [] }))
        if (found.verdict !== 'identifiable') {
          expect(found.verdict).toBe('not-identifiable')
          counts.refused++
          const at = new Map([
            [x, 1],
            [y, 1],
          ])
          const seen = models[0].distribution()
          const answers = members.map((member) => {
            const own = valueOf(identifyEffect(member, { outcomes: [y], treatments: [x], given: [] }))
            return own.identifiable ? evaluateEstimand(own.estimand, () => seen, at) : Number.NaN
          })
          const isOne = answers.every((answer) => Math.abs(answer - answers[0]) < 1e-9)
          expect(isOne, JSON.stringify([pag.edges, x, y])).toBe(false)
          continue
        }
        counts.identified++
        // Every member is met by some question, not each by all: there are many.
        for (const [i, model] of models.entries()) {
          if (random.integer(3) > 0 && i > 0) continue
          counts.models++
          const at = new Map([
            [x, random.integer(2)],
            [y, random.integer(2)],
          ])
          const set = model.distribution(new Map([[x, at.get(x)!]]))
          const truth = probabilityIn(set, new Map([[y, at.get(y)!]]))
          const value = evaluateEstimand(found.estimand, model.distribution, at)
          expect(Math.abs(value - truth), JSON.stringify([pag.edges, x, y])).toBeLessThan(1e-9)
        }
      }
  }
  console.log(JSON.stringify(counts))
  expect(counts.identified).toBeGreaterThan(100)
  expect(counts.refused).toBeGreaterThan(100)
})
