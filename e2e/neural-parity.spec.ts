// The exported neural model gives the trained answers in the worker that ships, on every backend the browser has.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { answerEffects } from '../src/engine/neural/effect-answer'
import type { EffectManifest } from '../src/engine/neural/effect-manifest'
import { readParity, tableOf } from '../src/engine/neural/effect-model.testing'
import type { ModelRun, RunModel } from '../src/engine/run-model'
import { executablePath, webgpuFlags } from './chromium'

test.use({ launchOptions: { executablePath, args: webgpuFlags } })

const folder = 'models/exported/neural-effect'
const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as EffectManifest
const parity = readParity(manifest.id)

/** Of the outcome's sd; WebGPU sums in another order than wasm. */
const tolerance = { wasm: 1e-4, webgpu: 1e-3 } as const
/** A run on a GPU that is emulated takes minutes for all tables. */
const cases = { wasm: parity.cases, webgpu: parity.cases.slice(0, 2) } as const

for (const backend of ['wasm', 'webgpu'] as const) {
  test(`parity on ${backend}`, async ({ page }) => {
    test.setTimeout(300_000)
    const script = readdirSync('dist/assets').find((name) => /^inference\.worker-.*\.js$/.test(name))
    expect(script, 'the built inference worker').toBeDefined()
    await page.goto('./')
    await page.evaluate((path) => {
      const worker = new Worker(path, { type: 'module' })
      let last = 0
      // Comlink's wire format, so that the worker is tested as it ships.
      const call = (method: string, ...values: unknown[]) =>
        new Promise((resolve, reject) => {
          const id = `parity-${last++}`
          const listen = ({ data }: MessageEvent) => {
            if (data?.id !== id) return
            worker.removeEventListener('message', listen)
            if (data.type === 'HANDLER') reject(new Error(JSON.stringify(data.value)))
            else resolve(data.value)
          }
          worker.addEventListener('message', listen)
          const argumentList = values.map((value) => ({ type: 'RAW', value }))
          worker.postMessage({ id, type: 'APPLY', path: [method], argumentList }, [])
        })
      Object.assign(globalThis, { callInference: call })
    }, `./assets/${script}`)

    const runModel: RunModel = async (id, inputs) => {
      const plain = Object.entries(inputs).map(([name, { data, dims }]) => ({ name, data: [...data], dims }))
      const run = await page.evaluate(
        async ({ modelId, tensors, wanted }) => {
          const { callInference: call } = globalThis as unknown as {
            callInference: (method: string, ...values: unknown[]) => Promise<ModelRun>
          }
          const feeds = Object.fromEntries(
            tensors.map(({ name, data, dims }) => [name, { data: Float32Array.from(data), dims }]),
          )
          const { outputs, backend: used, milliseconds } = await call('run', modelId, feeds, wanted)
          const listed = Object.entries(outputs).map(([name, tensor]) => ({
            name,
            data: [...tensor.data],
            dims: [...tensor.dims],
          }))
          return { listed, used, milliseconds }
        },
        { modelId: id, tensors: plain, wanted: backend },
      )
      const outputs = Object.fromEntries(
        run.listed.map(({ name, data, dims }) => [name, { data: Float32Array.from(data), dims }]),
      )
      return { outputs, backend: run.used, milliseconds: run.milliseconds }
    }

    for (const parityCase of cases[backend]) {
      const { answer, table } = parityCase
      const found = await answerEffects(manifest, tableOf(parityCase), table.query, runModel)
      const unit = answer.ateSd
      expect(found.backend).toBe(backend)
      expect(Math.abs(found.average.mean - answer.ate) / unit, parityCase.name).toBeLessThan(
        tolerance[backend],
      )
      found.rows.forEach((row, i) => {
        expect(Math.abs(row.mean - answer.cate[i]) / answer.cateSd[i], parityCase.name).toBeLessThan(
          tolerance[backend],
        )
      })
    }
  })
}
