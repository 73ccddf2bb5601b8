import { createRandom } from '../../base/random'
import type { DiscreteNetwork, DiscreteVariable } from '../data/discrete-network'
import { networkProbability, sampleNetwork } from '../simulate/discrete-sampling'
import type { Example } from './example'
import { arrowsOf, binaryColumn, drawnGraph, exampleDataset, totalEffect, yesNo } from './parts'

const ROWS = 5000
const SEED = 1988

/** Gives P(yes) for each configuration of the parents, "no" before "yes" and the last parent fastest. */
const yesNoVariable = (
  name: string,
  parents: readonly string[],
  probabilitiesOfYes: readonly number[],
): DiscreteVariable => ({
  name,
  states: yesNo,
  parents,
  table: probabilitiesOfYes.map((yes) => [1 - yes, yes]),
})

export const asiaNetwork: DiscreteNetwork = {
  variables: [
    yesNoVariable('Visit to Asia', [], [0.01]),
    yesNoVariable('Smoking', [], [0.5]),
    yesNoVariable('Tuberculosis', ['Visit to Asia'], [0.01, 0.05]),
    yesNoVariable('Lung cancer', ['Smoking'], [0.01, 0.1]),
    yesNoVariable('Bronchitis', ['Smoking'], [0.3, 0.6]),
    yesNoVariable('Either disease', ['Lung cancer', 'Tuberculosis'], [0, 1, 1, 1]),
    yesNoVariable('Positive X-ray', ['Either disease'], [0.05, 0.98]),
    yesNoVariable('Dyspnoea', ['Bronchitis', 'Either disease'], [0.1, 0.7, 0.8, 0.9]),
  ],
}

const dyspnoea = { name: 'Dyspnoea', state: 1 }

export const asia: Example = {
  id: 'asia',
  title: 'The Asia network',
  blurb: 'Eight yes/no variables of a fictitious chest clinic, with their published probability tables.',
  source:
    'Lauritzen & Spiegelhalter (1988), Local computations with probabilities on graphical structures and their application to expert systems, JRSS B 50, 157-224; 5000 rows drawn from the tables with seed 1988.',
  build() {
    const columns = sampleNetwork(asiaNetwork, ROWS, createRandom(SEED))
    return {
      ...drawnGraph(
        [
          { name: 'Visit to Asia', x: 0, y: 0 },
          { name: 'Tuberculosis', x: 240, y: 0 },
          { name: 'Either disease', x: 480, y: 90 },
          { name: 'Positive X-ray', x: 740, y: 0 },
          { name: 'Smoking', x: 0, y: 260 },
          { name: 'Lung cancer', x: 240, y: 170 },
          { name: 'Bronchitis', x: 240, y: 340 },
          { name: 'Dyspnoea', x: 740, y: 260 },
        ],
        arrowsOf(asiaNetwork.variables),
      ),
      dataset: exampleDataset(
        'asia',
        'The Asia network',
        asiaNetwork.variables.map(({ name }, k) => binaryColumn(name, columns[k])),
        [`${ROWS} rows were drawn from the published tables with seed ${SEED}.`],
      ),
      question: totalEffect('Smoking', 'no', 'yes', 'Dyspnoea'),
      known: {
        minimalAdjustmentSets: [[]],
        see: {
          from: networkProbability(asiaNetwork, dyspnoea, { Smoking: 0 }),
          to: networkProbability(asiaNetwork, dyspnoea, { Smoking: 1 }),
        },
        do: {
          from: networkProbability(asiaNetwork, dyspnoea, {}, { Smoking: 0 }),
          to: networkProbability(asiaNetwork, dyspnoea, {}, { Smoking: 1 }),
        },
        tolerance: 0.045,
      },
    }
  },
}
