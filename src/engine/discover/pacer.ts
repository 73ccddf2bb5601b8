import type { EngineContext } from '../context'

/** Longest stretch of work between two looks at the outside world, in milliseconds. */
const STRETCH = 40

export interface Pacer {
  /** Lets messages in and reports progress when a stretch is over; true when the run was cancelled. */
  rest(fraction: number, note: () => string): boolean | Promise<boolean>
}

/**
 * Keeps a long computation cancellable: between stretches it gives control back, so that a message can set
 * `context.signal`. Call `rest` often, it costs one clock reading; await what it returns only if it is a promise.
 */
export function createPacer(context: Pick<EngineContext, 'signal' | 'progress'>): Pacer {
  let last = performance.now()
  return {
    rest(fraction, note) {
      if (context.signal.aborted) return true
      if (performance.now() - last < STRETCH) return false
      context.progress(Math.max(0, Math.min(1, fraction)), note())
      return new Promise((resolve) => {
        setTimeout(() => {
          last = performance.now()
          resolve(context.signal.aborted)
        }, 0)
      })
    },
  }
}
