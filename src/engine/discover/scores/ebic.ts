import { succeed } from '../../../base/result'
import { createGaussianScore } from './gaussian-bic'
import type { ScoreMethod } from './local-score'
import { momentsByVariable } from './moments'

/**
 * The Gaussian BIC with gamma * log(variables) more for every parent: a prior that gives every number of edges the
 * same chance rather than every graph (Chen & Chen 2008, eq. 5; in this form, which stays equal over a class,
 * Foygel & Drton 2010, eq. 2).
 */
export const ebic: ScoreMethod = {
  id: 'ebic',
  label: 'Extended BIC (many variables)',
  reference:
    'Chen & Chen (2008), Extended Bayesian information criteria for model selection with large model spaces, Biometrika 95; Foygel & Drton (2010), Extended Bayesian information criteria for Gaussian graphical models, NeurIPS.',
  assumptions: ['linear relations with roughly Gaussian noise', 'few of many possible edges are there'],
  reads: { numbers: true, categories: false, gaps: false, interventions: true },
  usualPenalty: 2,
  options: [
    {
      id: 'ebicGamma',
      label: 'Gamma (extended BIC)',
      help: 'How strongly many candidates count against an edge: 0 is the BIC itself, 1 the strictest.',
      type: 'number',
      default: 0.5,
      min: 0,
      max: 1,
    },
  ],
  applies: () => succeed(true),
  prepare(problem, penalty, options) {
    const base = createGaussianScore(momentsByVariable(problem), penalty)
    const more = penalty * Number(options.ebicGamma ?? 0.5) * Math.log(problem.names.length)
    return {
      ...base,
      score: (variable, parents) => base.score(variable, parents) - more * parents.length,
      cost: (variable, parents, added) => base.cost(variable, parents, added) + more,
    }
  },
}
