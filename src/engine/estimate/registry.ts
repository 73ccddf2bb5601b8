import { createRegistry } from '../../base/registry'
import { aipw } from './aipw'
import type { Estimator } from './estimator'
import { gFormula } from './g-formula'
import { ipw } from './ipw'
import { neuralEffect } from './neural-effect'
import { frontDoorEstimator } from './front-door'
import { plugIn } from './plug-in'
import { difference, regression } from './regression'

/** In display order, the naive comparison first. */
export const estimators = createRegistry<Estimator>('estimator', [
  difference,
  regression,
  gFormula,
  ipw,
  aipw,
  plugIn,
  frontDoorEstimator,
  neuralEffect,
])
