import type { AbortSignalLike } from '../base/latest'
import type { Random } from '../base/random'
import type { RunModel } from './run-model'

/** What the shell hands to every long computation. */
export interface EngineContext {
  readonly random: Random
  readonly signal: AbortSignalLike
  /** fraction in [0, 1]; the note is a short phrase ("order 3, 420 of 900 tests"). */
  progress(fraction: number, note: string): void
  /** Only neural methods call it; rejects where no model runtime is at hand. */
  readonly runModel: RunModel
}
