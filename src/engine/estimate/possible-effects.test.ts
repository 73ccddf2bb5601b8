import { describe, expect, it } from 'vitest'
import { createRandom, type Random } from '../../base/random'
import { valueOf } from '../../base/result'
import type { Dataset } from '../data/dataset'
import { datasetFromColumns } from '../data/from-columns'
import { cpdagFromDag } from '../discover/classes/cpdag'
import { enumerateMembers } from '../graph/enumerate-members'
import { directed, graphFromNames, variableId as id, type CausalGraph, type VariableId } from '../graph/graph'
import { draw } from '../graph/graph-text.testing'
import { graphFromPattern, patternFromGraph } from '../graph/pattern'
import { parentsOf } from '../graph/parents'
import { topologicalOrder } from '../graph/topological'
import { adjustmentSetting } from '../identify/adjustment-query'
import { optimalAdjustment } from '../identify/optimal-adjustment'
import { solvePositiveDefinite } from '../stats/dense'
import { possibleEffects, type HeldInIda, type PossibleEffects } from './possible-effects'

const unlimited = { milliseconds: Infinity, count: 10_000 }

/** Linear Gaussian data of a DAG, and the total effect of one variable on another. */
function simulate(dag: CausalGraph, rows: number, random: Random) {
  const columns: Record<string, number[]> = {}
  const effects = new Map<string, number>()
  for (const to of topologicalOrder(dag)!) {
    const causes = parentsOf(dag, to).map((from) => ({ from, size: random.uniform() < 0.5 ? -0.8 : 0.9 }))
    columns[to] = Array.from({ length: rows }, (_, row) =>
      causes.reduce((sum, { from, size }) => sum + size * columns[from][row], random.normal()),
    )
    for (const { id: x } of dag.variables) {
      const through = causes.reduce(
        (sum, { from, size }) => sum + size * (from === x ? 1 : (effects.get(`${x} ${from}`) ?? 0)),
        0,
      )
      effects.set(`${x} ${to}`, through)
    }
  }
  return {
    dataset: valueOf(datasetFromColumns(columns)),
    effect: (x: string, y: string) => effects.get(`${x} ${y}`)!,
  }
}

/** Least squares on centred columns, by the normal equations. */
function slope(dataset: Dataset, x: readonly string[], y: string): number {
  const centred = (name: string) => {
    const { values } = dataset.columns.find((column) => column.name === name)!
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return values.map((value) => value - mean)
  }
  const columns = x.map(centred)
  const outcome = centred(y)
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, row) => sum + value * b[row], 0)
  const matrix = Float64Array.from(columns.flatMap((a) => columns.map((b) => dot(a, b))))
  return solvePositiveDefinite(
    matrix,
    x.length,
    columns.map((a) => dot(a, outcome)),
  )![0]
}

const names = ['A', 'B', 'C', 'D', 'E']
function randomDag(random: Random): CausalGraph {
  const order = names.toSorted(() => random.uniform() - 0.5)
  const edges = order.flatMap((a, i) =>
    order.slice(i + 1).flatMap((b) => (random.uniform() < 0.6 ? [directed(id(a), id(b))] : [])),
  )
  return graphFromNames(names, edges)
}

const cpdagOf = (dag: CausalGraph) => graphFromPattern(cpdagFromDag(patternFromGraph(dag)), names)
const multiset = (values: readonly number[]) => values.map((value) => (value + 0).toFixed(9)).toSorted()
const expanded = (found: PossibleEffects, at = 0) =>
  found.classes.flatMap(({ effects, graphs }) => Array.from({ length: Number(graphs) }, () => effects![at]))

describe('possible effects', () => {
  it('are those of every member, each as often as members give it', () => {
    const random = createRandom(4)
    const seen = { members: 0, apart: 0, covered: 0, asked: 0 }
    for (let n = 0; n < 60; n++) {
      const dag = randomDag(random)
      const cpdag = cpdagOf(dag)
      const { dataset, effect } = simulate(dag, 300, random)
      const members = [...valueOf(enumerateMembers(cpdag))]
      const [x, y] = [id('B'), id('D')]
      const byMember = (held: HeldInIda) =>
        members.map((member) => {
          const setting = valueOf(
            adjustmentSetting(member, {
              exposures: [x],
              outcomes: [y],
              effect: 'total',
              must: [],
              forbidden: [],
            }),
          )
          if (held === 'parents')
            return parentsOf(member, x).includes(y) ? 0 : slope(dataset, [x, ...parentsOf(member, x)], y)
          const best = optimalAdjustment(setting)
          if (!setting.onCausalPath.some(Boolean) || best.verdict === 'none') return 0
          return slope(dataset, [x, ...best.set], y)
        })
      for (const held of ['parents', 'optimal'] as const) {
        const found = valueOf(
          possibleEffects(dataset, cpdag, { treatments: [x], outcome: y, held }, unlimited),
        )
        const expected = byMember(held)
        expect(multiset(expanded(found))).toEqual(multiset(expected))
        expect(found.graphs).toBe(BigInt(members.length))
        expect(found.ranges[0]!.least).toBeCloseTo(Math.min(...expected), 9)
        expect(found.ranges[0]!.greatest).toBeCloseTo(Math.max(...expected), 9)
        seen.members += members.length
        if (new Set(multiset(expected)).size > 1) seen.apart++
        const truth = found.classes.find(({ parents }) => parents[0].join() === parentsOf(dag, x).join())!
        seen.asked++
        if (Math.abs(truth.effects![0] - effect('B', 'D')) <= 2 * truth.standardErrors![0]) seen.covered++
      }
    }
    console.log(JSON.stringify(seen))
    expect(seen.apart).toBeGreaterThan(20)
    expect(seen.covered / seen.asked).toBeGreaterThan(0.9)
  })
  it('are joint for several treatments, where adjustment allows', () => {
    const random = createRandom(6)
    const dag = draw('A -> B, A -> C, B -> D, C -> D, E')
    const { dataset } = simulate(dag, 4000, random)
    const ask = (graph: CausalGraph, treatments: VariableId[]) =>
      valueOf(possibleEffects(dataset, graph, { treatments, outcome: id('D'), held: 'optimal' }, unlimited))
    const joint = ask(cpdagOf(dag), [id('B'), id('C')])
    expect(joint.graphs).toBe(3n)
    for (const { effects } of joint.classes)
      for (const size of effects!) expect(Math.abs(Math.abs(size) - 0.85)).toBeLessThan(0.15)
    // Set jointly with A, B needs nothing held: A is what it has in common with D.
    expect(ask(dag, [id('A'), id('B')]).classes[0].set).toEqual([])
  })
  it('are told in a sentence', () => {
    const { dataset } = simulate(draw('A -> B -> C, D, E'), 500, createRandom(2))
    const found = valueOf(
      possibleEffects(
        dataset,
        draw('A -- B, B -- C'),
        { treatments: [id('A')], outcome: id('C'), held: 'parents' },
        unlimited,
      ),
    )
    expect(found.sentence).toMatch(
      /^The effect of A on C across 3 compatible graphs: −?0\.?\d* to −?0\.?\d*\.$/,
    )
    const stopped = valueOf(
      possibleEffects(
        dataset,
        draw('A -- B, B -- C'),
        { treatments: [id('A')], outcome: id('C'), held: 'parents' },
        { ...unlimited, count: 1 },
      ),
    )
    expect(stopped).toMatchObject({ complete: false, classes: [{}] })
    expect(stopped.sentence).toContain('more than')
  })
  it('name the columns that will not do', () => {
    const dataset = valueOf(datasetFromColumns({ A: [1, 2, 3, 4], B: ['x', 'y', 'z', 'x'], C: [2, 4, 6, 8] }))
    const problems = (graph: CausalGraph) => {
      const found = possibleEffects(
        dataset,
        graph,
        { treatments: [id('A')], outcome: id('C'), held: 'parents' },
        unlimited,
      )
      return found.ok ? [] : found.problems.map((problem) => problem.code)
    }
    expect(problems(draw('A -- B, A -- D, B -- C, C -- D, B -- D'))).toEqual([
      'unsuitable-column',
      'unsuitable-column',
    ])
    expect(problems(draw('A -- C, C -- B'))).toEqual([])
    expect(problems(draw('A <-> C'))).toEqual(['not-a-cpdag'])
    expect(problems(draw('A -- B, B -- Q'))).toEqual(['unknown-variable'])
  })
})
