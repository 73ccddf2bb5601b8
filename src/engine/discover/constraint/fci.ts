import type { DiscoveryAlgorithm } from '../algorithm'
import { fciAssumptions, fciOptions } from './fci-options'
import { forecastFci } from './fci-forecast'
import { fciApplies, runFci } from './run-fci'

export const fci: DiscoveryAlgorithm = {
  id: 'fci',
  label: 'FCI',
  reference:
    'Spirtes, Glymour & Scheines (2000), Causation, Prediction, and Search; Zhang (2008), On the completeness of orientation rules for causal discovery in the presence of latent confounders and selection bias, Artificial Intelligence 172; Colombo, Maathuis, Kalisch & Richardson (2012), Learning high-dimensional directed acyclic graphs with latent and selection variables, Annals of Statistics 40.',
  output: 'pag',
  assumptions: fciAssumptions,
  handles: { categories: true, gaps: true, interventions: false, contexts: false },
  options: fciOptions,
  applies: (problem, options) => fciApplies(problem, options, 'FCI'),
  forecast: (problem, options) => forecastFci(problem, options),
  run: (problem, options, context) => runFci(fci, problem, options, context),
}
