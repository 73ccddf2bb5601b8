import { expect, test } from '@playwright/test'
import { executablePath, webgpuFlags } from './chromium'
import { Studio, workerNamed } from './studio'

test.use({ launchOptions: { executablePath, args: webgpuFlags } })

test('lost in the middle of a run: the estimate is made again on wasm, and said', async ({ page }) => {
  test.setTimeout(300_000)
  const studio = new Studio(page)
  // No device before the one that is lost.
  await studio.prefer('wasm')
  await studio.open()
  await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
  const onWasm = page.locator('[data-estimator="neural-effect"][data-backend="wasm"]')
  await expect(onWasm).toBeVisible({ timeout: 120_000 })
  const wasm = Number(await onWasm.getAttribute('data-value'))
  const worker = await workerNamed(page, 'inference')
  await worker.evaluate(() => {
    interface Device {
      destroy(): void
    }
    const { GPUAdapter, GPUQueue } = globalThis as unknown as {
      GPUAdapter: { prototype: { requestDevice(): Promise<Device> } }
      GPUQueue: { prototype: { submit(...all: unknown[]): void } }
    }
    const { requestDevice } = GPUAdapter.prototype
    const { submit } = GPUQueue.prototype
    let device: Device | null = null
    let submits = 0
    GPUAdapter.prototype.requestDevice = async function (...given) {
      device = await requestDevice.apply(this, given)
      return device
    }
    // Lost once the run is on its way.
    GPUQueue.prototype.submit = function (...all) {
      submit.apply(this, all)
      if (++submits === 3) device!.destroy()
    }
  })
  await studio.command('Neural models: WebGPU only')
  await expect(
    page.locator('[data-notice]').filter({ hasText: 'The graphics processor stopped' }),
  ).toBeVisible({ timeout: 240_000 })
  await expect(onWasm).toBeVisible({ timeout: 120_000 })
  expect(Number(await onWasm.getAttribute('data-value'))).toBeCloseTo(wasm, 6)
  // Later runs stay there.
  await studio.command('Age -> Treatment')
  await expect(onWasm).toBeVisible({ timeout: 120_000 })
})
