import { createRegistry } from '../../../base/registry'
import { bdeu } from './bdeu'
import { degenerateGaussianBic } from './degenerate-gaussian-bic'
import { discreteBic } from './discrete-bic'
import { ebic } from './ebic'
import { gaussianBic } from './gaussian-bic'
import type { ScoreMethod } from './local-score'

export const scoreMethods = createRegistry<ScoreMethod>('score', [
  gaussianBic,
  ebic,
  bdeu,
  discreteBic,
  degenerateGaussianBic,
])
