import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../../base/random'
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
import { graphOfMarks, marksOf, type MarkMatrix } from '../../graph/mark-matrix'
import { magsOf, pagOfMag } from '../../graph/pag'
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

const namesOf = (count: number) => Array.from({ length: count }, (_, i) => `V${i}`)

/** The PAG of the graph with these links, two bits a pair; null where the graph is no MAG. */
function pagOfLinks(count: number, links: number): MarkMatrix | null {
  const names = namesOf(count)
  const pairs = names.flatMap((a, i) =>
    names.slice(i + 1).map((b) => [variableId(a), variableId(b)] as const),
  )
  const edges = pairs.flatMap(([a, b], i): Edge[] => {
    const link = (links >> (2 * i)) & 3
    return [[], [directed(a, b)], [directed(b, a)], [bidirected(a, b)]][link]
  })
  const graph = graphFromNames(names, edges)
  if (!isAcyclic(graph)) return null
  const marks = marksOf(graph)
  const isMag = marksOf(valueOf(magOf(graph))).at.join() === marks.at.join()
  return isMag ? pagOfMag(marks, 'none') : null
}

/** All classes over three variables, and some over four. */
function* somePags(larger: number, random: Random): Generator<MarkMatrix> {
  const seen = new Set<string>()
  const fresh = (pag: MarkMatrix | null): pag is MarkMatrix => {
    if (!pag || seen.has(pag.at.join())) return false
    seen.add(pag.at.join())
    return true
  }
  for (let links = 0; links < 4 ** 3; links++) {
    const pag = pagOfLinks(3, links)
    if (fresh(pag)) yield pag
  }
  const found = seen.size + larger
  while (seen.size < found) {
    const pag = pagOfLinks(4, random.integer(4 ** 6))
    if (fresh(pag)) yield pag
  }
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

/** The class of four variables that are all joined has 219 members; these show as much. */
const MOST_MEMBERS = 20

test('classes of up to four variables: one formula for all members, or members that disagree', () => {
  const random = createRandom(12)
  const counts = { classes: 0, identified: 0, refused: 0, models: 0 }
  for (const marks of somePags(30, random)) {
    counts.classes++
    const variables = namesOf(marks.size).map((name) => ({ id: variableId(name), name }))
    const pag = graphOfMarks(marks, variables, 'pag')
    const all = variables.map(({ id }) => id)
    const members = [...magsOf(marks)]
      .toSorted(() => random.uniform() - 0.5)
      .slice(0, MOST_MEMBERS)
      .flatMap((mag) => diagramsOf(graphOfMarks(mag, variables, 'admg')))
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

test('a MAG alone, joint effects and conditions: formulas equal what setting does in its diagrams', () => {
  const random = createRandom(40)
  const counts = { formulas: 0, conditional: 0, refused: 0 }
  for (let n = 0; n < 300; n++) {
    const links = Array.from({ length: 6 }, () => (random.integer(3) === 0 ? 0 : random.integer(4)))
    const marks = pagOfLinks(
      4,
      links.reduce((code, link, i) => code + link * 4 ** i, 0),
    )
    if (!marks) continue
    const variables = namesOf(4).map((name) => ({ id: variableId(name), name }))
    const [one] = [...magsOf(marks)].toSorted(() => random.uniform() - 0.5)
    const isMag = random.integer(2) === 0
    const graph = isMag ? graphOfMarks(one, variables, 'mag') : graphOfMarks(marks, variables, 'pag')
    const [y, x, z] = variables.map(({ id }) => id).toSorted(() => random.uniform() - 0.5)
    const isConditional = random.integer(2) === 0
    const query = { outcomes: [y], treatments: isConditional ? [x] : [x, z], given: isConditional ? [z] : [] }
    const found = valueOf(identifyInClass(graph, query))
    if (found.verdict !== 'identifiable') {
      counts.refused++
      continue
    }
    counts[isConditional ? 'conditional' : 'formulas']++
    for (const diagram of diagramsOf(graphOfMarks(one, variables, 'admg'))) {
      const model = randomBinaryModel(diagram, random)
      const at = new Map([y, x, z].map((id) => [id, random.integer(2)]))
      const set = model.distribution(new Map(query.treatments.map((id) => [id, at.get(id)!])))
      const seen = new Map(query.given.map((id) => [id, at.get(id)!]))
      const truth = probabilityIn(set, new Map([...seen, [y, at.get(y)!]])) / probabilityIn(set, seen)
      const value = evaluateEstimand(found.estimand, model.distribution, at)
      expect(Math.abs(value - truth), JSON.stringify([graph.edges, query])).toBeLessThan(1e-9)
    }
  }
  console.log(JSON.stringify(counts))
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(15)
})
