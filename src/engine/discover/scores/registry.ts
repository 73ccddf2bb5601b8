import { createRegistry } from '../../../base/registry'
import { gaussianBic } from './gaussian-bic'
import type { ScoreMethod } from './local-score'

export const scoreMethods = createRegistry<ScoreMethod>('score', [gaussianBic])
