import { afterEach, expect, test, vi } from 'vitest'
import { createRandom } from '../base/random'
import { valueOf } from '../base/result'
import type { SearchParts } from '../engine/discover/algorithm'
import { dataFrom, quietContext } from '../engine/discover/patterns.testing'
import { buildDiscoveryProblem } from '../engine/discover/problem'
import { searchParts } from '../engine/discover/support/search-parts'
import type { CausalGraph } from '../engine/graph/graph'
import { numberedNames, randomDag } from '../engine/simulate/random-dag'
import { randomLinearModel, sampleModel } from '../engine/simulate/structural-model'
import { createSearchPool, poolSize } from './search-pool'

afterEach(() => vi.unstubAllGlobals())

const names = numberedNames(5)
const model = randomLinearModel(randomDag(names, 2, createRandom(1)), createRandom(2))
const problem = valueOf(buildDiscoveryProblem(dataFrom(sampleModel(model, 200, createRandom(3)), names)))
const parts: SearchParts = {
  count: 12,
  note: (k) => `part ${k}`,
  at: (k) => ({
    algorithm: 'pc',
    options: { alpha: 0.01, depth: -1, separatingSets: 'max-p', test: 'fisher-z' },
    seed: String(k),
    rows: Int32Array.from({ length: 100 }, (_, row) => (row + k) % 200),
  }),
}
const noModel = () => Promise.reject(new Error('no model here'))

/** Workers that hear everything, and fail, stay silent, or take the data and never come to an end. */
function stubWorkers(kind: 'failing' | 'silent' | 'endless') {
  const ended: string[] = []
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      constructor() {
        super()
        if (kind === 'failing')
          setTimeout(() => this.dispatchEvent(Object.assign(new Event('error'), { message: 'gone' })))
      }
      private heard = 0
      postMessage({ id }: { id: string }) {
        const taken = new MessageEvent('message', { data: { id, type: 'RAW', value: undefined } })
        if (kind === 'endless' && this.heard++ === 0) queueMicrotask(() => this.dispatchEvent(taken))
      }
      terminate() {
        ended.push(kind)
      }
    },
  )
  return ended
}

test('one search a core, four at most', () => {
  expect([1, 2, 4, 16].map(poolSize)).toEqual([1, 2, 4, 4])
  expect(createSearchPool(noModel, 1)).toBeUndefined()
  expect(createSearchPool(noModel, 2)).toBeUndefined()
})

test.each(['failing', 'silent'] as const)('%s workers leave all parts to the one that asks', async (kind) => {
  const ended = stubWorkers(kind)
  const alone = new Map<number, CausalGraph>()
  await searchParts(problem, parts, quietContext(), (k, result) => void alone.set(k, valueOf(result)))
  const pooled = new Map<number, CausalGraph>()
  const pool = createSearchPool(noModel, 3)!
  await pool.run(problem, parts, {
    signal: { aborted: false },
    answered: (k, result) => void pooled.set(k, valueOf(result)),
  })
  expect(alone.size).toBe(12)
  expect(Object.fromEntries(pooled)).toEqual(Object.fromEntries(alone))
  expect(ended).toHaveLength(2)
})

test('after a cancel nothing more is answered', async () => {
  stubWorkers('silent')
  const signal = { aborted: false }
  let answered = 0
  await createSearchPool(noModel, 2)!.run(problem, parts, {
    signal,
    answered() {
      signal.aborted = ++answered === 4
    },
  })
  expect(answered).toBe(4)
})

test('an abort does not wait for workers that are still searching', async () => {
  const ended = stubWorkers('endless')
  const signal = { aborted: false }
  const heard: number[] = []
  const run = createSearchPool(noModel, 2)!.run(problem, parts, { signal, answered: (k) => heard.push(k) })
  await expect.poll(() => heard.length).toBe(11)
  signal.aborted = true
  await run
  expect(heard).toHaveLength(11)
  expect(ended).toHaveLength(1)
})
