import { describe, expect, test } from 'vitest'
import { valueOf } from '../../base/result'
import { columnNamed, type Dataset } from '../data/dataset'
import { nameOf } from '../graph/graph'
import { isAcyclic } from '../graph/topological'
import { minimalAdjustmentSets } from '../identify/adjustment-sets'
import { networkProbability } from '../simulate/discrete-sampling'
import { linearEffect } from '../simulate/structural-model'
import { buildDesign, type Predictor } from '../stats/design'
import { fitLinear } from '../stats/linear-regression'
import { mean } from '../stats/moments'
import { asia, asiaNetwork } from './asia'
import type { ExampleContent } from './example'
import { kidneyStones } from './kidney-stones'
import { exerciseModel, observationalStudy } from './observational-study'
import { examples } from './registry'
import { smokingTarCancer } from './smoking-tar-cancer'

const codeOf = (dataset: Dataset, name: string, value: number | string) =>
  typeof value === 'number' ? value : columnNamed(dataset, name)!.levels!.indexOf(value)

/** Mean outcome among the rows that `where` names, by column and code. */
function meanWhere({ dataset, question }: ExampleContent, where: Record<string, number>): number {
  const outcome = columnNamed(dataset, question.outcomes[0])!
  const conditions = Object.entries(where).map(
    ([name, code]) => [columnNamed(dataset, name)!.values, code] as const,
  )
  return mean(outcome.values.filter((_, row) => conditions.every(([values, code]) => values[row] === code)))
}

/** The treatment's coefficient in a regression of the outcome on it and the named columns. */
function coefficient({ dataset, question }: ExampleContent, covariates: readonly string[]): number {
  const predictors = [question.treatments[0].variable, ...covariates].map((name): Predictor => {
    const { values } = columnNamed(dataset, name)!
    return { name, values }
  })
  const design = buildDesign(
    predictors.map((predictor) => [{ predictor, power: 1 }]),
    dataset.rows,
  )
  return fitLinear(design, columnNamed(dataset, question.outcomes[0])!.values).coefficients[1]
}

describe.each(examples.entries)('$id', (example) => {
  const content = example.build()
  const { graph, layout, dataset, question, known } = content
  const [{ variable: treatment, from, to }] = question.treatments

  test('fits together: graph, places, data and question', () => {
    expect(isAcyclic(graph)).toBe(true)
    expect(Object.keys(layout).toSorted()).toEqual(graph.variables.map((variable) => variable.id).toSorted())
    const measured = graph.variables.filter((variable) => !variable.latent).map((variable) => variable.name)
    expect(dataset.columns.map((column) => column.name).toSorted()).toEqual(measured.toSorted())
    for (const { values, levels, name } of dataset.columns) {
      expect(values).toHaveLength(dataset.rows)
      if (levels) expect([...new Set(values)].toSorted(), name).toEqual(levels.map((_, code) => code))
    }
    expect([treatment, ...question.outcomes].every((id) => columnNamed(dataset, id))).toBe(true)
    expect(example.build()).toEqual(content)
  })

  test('causes lie left of their effects, or above them', () => {
    for (const edge of graph.edges) {
      const cause = layout[edge.from]
      const effect = layout[edge.to]
      expect(cause.x < effect.x || cause.y < effect.y, `${edge.from} -> ${edge.to}`).toBe(true)
    }
    const places = Object.values(layout)
    places.forEach((place, k) =>
      places.slice(k + 1).forEach((other) => {
        expect(Math.abs(place.x - other.x) >= 200 || Math.abs(place.y - other.y) >= 80).toBe(true)
      }),
    )
  })

  test('has the minimal adjustment sets it says it has', () => {
    const query = {
      exposures: [treatment],
      outcomes: question.outcomes,
      effect: question.effect,
      must: [],
      forbidden: [],
    }
    const sets = [...valueOf(minimalAdjustmentSets(graph, query))]
    const names = sets.map((set) =>
      set
        .map((id) => nameOf(graph, id))
        .toSorted()
        .join(', '),
    )
    expect(names.toSorted()).toEqual(
      known.minimalAdjustmentSets.map((set) => set.toSorted().join(', ')).toSorted(),
    )
  })

  test('shows in its data what it says is seen', () => {
    const seen = (value: number | string) =>
      meanWhere(content, { [treatment]: codeOf(dataset, treatment, value) })
    // A sampled network is compared with its tables.
    const digits = example.id === 'asia' ? 1.5 : example.id === 'observational-study' ? 1 : 9
    expect(seen(from)).toBeCloseTo(known.see.from, digits)
    expect(seen(to)).toBeCloseTo(known.see.to, digits)
  })
})

test('kidney stones: averaging within stone size turns the order round', () => {
  const content = kidneyStones.build()
  const { known } = content
  const adjusted = (treatment: number) => {
    const small = columnNamed(content.dataset, 'Stone size')!.values.filter((code) => code === 0).length / 700
    const within = (size: number) => meanWhere(content, { Treatment: treatment, 'Stone size': size })
    return small * within(0) + (1 - small) * within(1)
  }
  expect(adjusted(0)).toBeCloseTo(known.do.from, 12)
  expect(adjusted(1)).toBeCloseTo(known.do.to, 12)
  expect(known.do.from).toBeCloseTo(0.8325, 4)
  expect(known.do.to).toBeCloseTo(0.7789, 4)
  expect(known.see.to).toBeGreaterThan(known.see.from)
})

test('smoking, tar, cancer: the front door gives the published answer', () => {
  const content = smokingTarCancer.build()
  const { values: smoking } = columnNamed(content.dataset, 'Smoking')!
  const { values: tar } = columnNamed(content.dataset, 'Tar')!
  const shareOfTar = (smoker: number, code: number) =>
    tar.filter((value, row) => value === code && smoking[row] === smoker).length /
    smoking.filter((value) => value === smoker).length
  // P(y | do(x)) = sum_t P(t | x) sum_x' P(y | x', t) P(x')
  const frontDoor = (smoker: number) =>
    [0, 1].reduce(
      (total, t) =>
        total +
        shareOfTar(smoker, t) *
          (0.5 * meanWhere(content, { Smoking: 0, Tar: t }) +
            0.5 * meanWhere(content, { Smoking: 1, Tar: t })),
      0,
    )
  expect(frontDoor(0)).toBeCloseTo(content.known.do.from, 12)
  expect(frontDoor(1)).toBeCloseTo(content.known.do.to, 12)
})

test('Asia: marginals of the published tables', () => {
  const published = {
    Tuberculosis: 0.0104,
    'Lung cancer': 0.055,
    Bronchitis: 0.45,
    'Positive X-ray': 0.11029,
    Dyspnoea: 0.43597,
  }
  for (const [name, probability] of Object.entries(published)) {
    expect(networkProbability(asiaNetwork, { name, state: 1 })).toBeCloseTo(probability, 5)
  }
  const { known } = asia.build()
  expect(known.do.from).toBeCloseTo(known.see.from, 12)
  expect(Math.abs(coefficient(asia.build(), []) - (known.do.to - known.do.from))).toBeLessThan(
    known.tolerance,
  )
})

test('observational study: only the right adjustment is near the truth', () => {
  const content = observationalStudy.build()
  const { known } = content
  const truth = linearEffect(exerciseModel, { treatment: 'Programme', from: 0, to: 1 }, 'Blood pressure')!
  expect(truth).toBe(-5)
  expect(known.do.to - known.do.from).toBeCloseTo(truth, 9)
  const right = known.minimalAdjustmentSets[0]
  expect(Math.abs(coefficient(content, right) - truth)).toBeLessThan(known.tolerance)
  for (const wrong of [[], [...right, 'Fitness'], [...right, 'Clinic visits']]) {
    expect(Math.abs(coefficient(content, wrong) - truth), wrong.join(', ')).toBeGreaterThan(known.tolerance)
  }
  const treated = columnNamed(content.dataset, 'Programme')!.values
  expect(mean(treated)).toBeGreaterThan(0.25)
  expect(mean(treated)).toBeLessThan(0.75)
})
