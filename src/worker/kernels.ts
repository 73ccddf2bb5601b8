import kernelsUrl from '../engine/kernels/kernels.wasm?url'
import { installKernels } from '../engine/kernels/runtime'

async function start() {
  const answer = await fetch(kernelsUrl)
  if (answer.ok) await installKernels(await answer.arrayBuffer())
}

/** Resolves when the compiled kernels are at hand, or are known not to be: TypeScript then does their work. */
export const kernelsReady: Promise<void> = start().catch(() => undefined)
