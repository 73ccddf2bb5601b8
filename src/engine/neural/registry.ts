import broadManifest from '../../../models/exported/neural/manifest.json'
import effectManifest from '../../../models/exported/neural-effect/manifest.json'
import strictManifest from '../../../models/exported/neural-strict/manifest.json'
import { createRegistry } from '../../base/registry'
import { checkDiscoveryManifest, type DiscoveryManifest } from './discovery-manifest'
import { FEATURE_VERSION } from './effect-features'
import type { EffectManifest } from './effect-manifest'

/** A model is a folder in models/exported/ and one line here; the weights are opened by the worker. */
export interface NeuralModel<Manifest = EffectManifest | DiscoveryManifest> {
  readonly id: string
  readonly label: string
  readonly manifest: Manifest
}

function effectModelOf(manifest: EffectManifest): NeuralModel<EffectManifest> {
  if (manifest.featureVersion !== FEATURE_VERSION) {
    throw new Error(
      `model ${manifest.id} was trained on features ${manifest.featureVersion}, this code computes ${FEATURE_VERSION}`,
    )
  }
  return { id: manifest.id, label: manifest.label, manifest }
}

const discoveryModelOf = (manifest: DiscoveryManifest): NeuralModel<DiscoveryManifest> => ({
  id: manifest.id,
  label: manifest.label,
  manifest: checkDiscoveryManifest(manifest),
})

export const effectModel = effectModelOf(effectManifest)
export const broadModel = discoveryModelOf(broadManifest)
export const strictModel = discoveryModelOf(strictManifest)

/** Those that judge pairs of variables. */
export const discoveryModels: readonly NeuralModel<DiscoveryManifest>[] = [broadModel, strictModel]

export const neuralModels = createRegistry<NeuralModel>('neural model', [effectModel, ...discoveryModels])
