import { PAIR_FEATURE_VERSION, pairFeatures } from '../kernels/pair-feature-table'

export interface ModelPiece {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/** What the page reads of models/exported/<id>/manifest.json of a model that judges pairs of variables. */
export interface DiscoveryManifest {
  readonly id: string
  readonly version: number
  readonly label: string
  readonly date: string
  /** The network comes in pieces, so that a band of rows of the pair matrix is in memory at a time. */
  readonly pieces: {
    readonly embed: ModelPiece
    readonly layers: readonly ModelPiece[]
    readonly head: ModelPiece
  }
  readonly featureVersion: number
  readonly parameters: number
  /** Numbers of each pair in the stream between layers. */
  readonly width: number
  /** Of each of the three kinds of triangles. */
  readonly channels: number
  readonly layers: number
  /** The model tells hidden common causes from arrows. */
  readonly confounding: boolean
  /** What logits are divided by: where every set variable was noted and there was one, and elsewhere. */
  readonly temperatures: { readonly known: number; readonly hidden: number }
  readonly limits: {
    /** Fewest and most variables that it answers about. */
    readonly variables: readonly number[]
    /** Range of rows in training. */
    readonly rows: readonly number[]
    /** Range of variables in training. */
    readonly trainedVariables: readonly number[]
  }
  /** Settings of the order searches whose results it reads. */
  readonly searches: {
    readonly penaltyDiscount: number
    readonly starts: number
    readonly mostSweeps: number
  }
}

/** Beside the pair features: required, forbidden, share of gaps and coarseness of the first variable. */
export const CONTEXT_CHANNELS = 4
export const INPUT_CHANNELS = pairFeatures.length + CONTEXT_CHANNELS
/** Triangle products at a pair: through a cause of the second, of the first, and of both. */
export const TRIANGLE_KINDS = 3
/** Starts of the order searches that the code has; a model that was trained on others is refused. */
export const SEARCH_STARTS = 4

/** Throws for a model that this code does not know how to feed. */
export function checkDiscoveryManifest(manifest: DiscoveryManifest): DiscoveryManifest {
  const { id, featureVersion, pieces, layers, searches } = manifest
  const refuse = (reason: string) => {
    throw new Error(`model ${id} ${reason}`)
  }
  if (featureVersion !== PAIR_FEATURE_VERSION)
    refuse(`was trained on features ${featureVersion}, this code computes ${PAIR_FEATURE_VERSION}`)
  if (pieces.layers.length !== layers) refuse(`names ${pieces.layers.length} files for ${layers} layers`)
  if (searches.starts !== SEARCH_STARTS)
    refuse(`reads ${searches.starts} starts of the order search, this code makes ${SEARCH_STARTS}`)
  return manifest
}
