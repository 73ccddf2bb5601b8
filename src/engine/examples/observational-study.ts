import { createRandom } from '../../base/random'
import { sampleModel, type Intervention, type StructuralModel } from '../simulate/structural-model'
import { mean } from '../stats/moments'
import type { Example } from './example'
import { arrowsOf, binaryColumn, continuousColumn, drawnGraph, exampleDataset, totalEffect } from './parts'

const ROWS = 2000
const SEED = 2026

/**
 * Who joins an exercise programme, and what it does to blood pressure. Fitness carries part of the effect, clinic
 * visits are a consequence of programme and pressure: adjusting for either spoils the answer.
 */
export const exerciseModel: StructuralModel = {
  variables: [
    { name: 'Age', parents: [], mechanism: { kind: 'linear', intercept: 50, weights: [], noise: 10 } },
    { name: 'Smoking', parents: ['Age'], mechanism: { kind: 'logistic', intercept: 0.7, weights: [-0.03] } },
    {
      name: 'Body mass index',
      parents: ['Age'],
      mechanism: { kind: 'linear', intercept: 21, weights: [0.1], noise: 3 },
    },
    {
      name: 'Programme',
      parents: ['Age', 'Smoking', 'Body mass index'],
      mechanism: { kind: 'logistic', intercept: 6, weights: [-0.06, -0.7, -0.1] },
    },
    {
      name: 'Fitness',
      parents: ['Programme'],
      mechanism: { kind: 'linear', intercept: 30, weights: [4], noise: 3 },
    },
    {
      name: 'Blood pressure',
      parents: ['Age', 'Smoking', 'Body mass index', 'Programme', 'Fitness'],
      mechanism: { kind: 'linear', intercept: 95, weights: [0.5, 4, 0.8, -2, -0.75], noise: 8 },
    },
    {
      name: 'Clinic visits',
      parents: ['Programme', 'Blood pressure'],
      mechanism: { kind: 'linear', intercept: -6, weights: [3, 0.08], noise: 1 },
    },
  ],
}

const binary = new Set(['Smoking', 'Programme'])
export const observationalStudy: Example = {
  id: 'observational-study',
  title: 'An observational study',
  blurb: 'Simulated, so the true effect is known: confounders, a mediator and a collider to fall for.',
  source:
    'Simulated: 2000 rows from a structural model with linear and logistic mechanisms, seed 2026; the true effect on blood pressure is -5 mmHg (-2 directly, -3 through fitness).',
  build() {
    const columns = sampleModel(exerciseModel, ROWS, createRandom(SEED))
    const names = exerciseModel.variables.map((variable) => variable.name)
    const programme = columns[names.indexOf('Programme')]
    const pressures = (intervention: Intervention) =>
      sampleModel(exerciseModel, ROWS, createRandom(SEED), intervention)[names.indexOf('Blood pressure')]
    const pressureOf = (value: number) => pressures({}).filter((_, row) => programme[row] === value)
    return {
      ...drawnGraph(
        [
          { name: 'Age', x: 0, y: 100 },
          { name: 'Smoking', x: 240, y: 0 },
          { name: 'Body mass index', x: 240, y: 150 },
          { name: 'Programme', x: 240, y: 320 },
          { name: 'Fitness', x: 480, y: 420 },
          { name: 'Blood pressure', x: 720, y: 200 },
          { name: 'Clinic visits', x: 960, y: 320 },
        ],
        arrowsOf(exerciseModel.variables),
      ),
      dataset: exampleDataset(
        'observational-study',
        'Simulated observational study',
        names.map((name, k) =>
          binary.has(name)
            ? binaryColumn(name, columns[k])
            : continuousColumn(name, columns[k].map(roundToTenth)),
        ),
        [`${ROWS} rows were simulated with seed ${SEED} and rounded to one decimal.`],
      ),
      question: totalEffect('Programme', 'no', 'yes', 'Blood pressure'),
      known: {
        minimalAdjustmentSets: [['Age', 'Smoking', 'Body mass index']],
        see: { from: mean(pressureOf(0)), to: mean(pressureOf(1)) },
        // The same 2000 people, each with and without the programme.
        do: { from: mean(pressures({ Programme: 0 })), to: mean(pressures({ Programme: 1 })) },
        tolerance: 1.4,
      },
    }
  },
}

const roundToTenth = (value: number) => Math.round(value * 10) / 10
