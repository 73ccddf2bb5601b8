import manifest from '../../../models/exported/neural-effect/manifest.json'
import { createRegistry } from '../../base/registry'
import { FEATURE_VERSION } from './effect-features'
import type { EffectManifest } from './effect-manifest'

/** A model is a folder in models/exported/ and one line here; the weights are opened by the worker. */
export interface NeuralModel {
  readonly id: string
  readonly label: string
  readonly manifest: EffectManifest
}

function neuralModel(manifest: EffectManifest): NeuralModel {
  if (manifest.featureVersion !== FEATURE_VERSION) {
    throw new Error(
      `model ${manifest.id} was trained on features ${manifest.featureVersion}, this code computes ${FEATURE_VERSION}`,
    )
  }
  return { id: manifest.id, label: manifest.label, manifest }
}

export const effectModel = neuralModel(manifest)

export const neuralModels = createRegistry<NeuralModel>('neural model', [effectModel])
