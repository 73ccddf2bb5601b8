import kernelsUrl from '../engine/kernels/kernels.wasm?url&no-inline'
import { installKernels } from '../engine/kernels/runtime'

async function start() {
  const answer = await fetch(kernelsUrl)
  if (!answer.ok) throw new Error(`${kernelsUrl}: ${answer.status}`)
  await installKernels(await answer.arrayBuffer())
}

/** Resolves when the compiled kernels are at hand, or are known not to be: TypeScript then does their work. */
export const kernelsReady: Promise<void> = start().catch((error: unknown) => {
  console.warn('The compiled kernels could not start; searches take longer.', error)
})
