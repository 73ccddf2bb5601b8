import { expect, test } from '@playwright/test'
import { executablePath, webgpuFlags } from './chromium'
import { Studio, workerNamed } from './studio'

test.use({ launchOptions: { executablePath, args: webgpuFlags } })

test('lost in the middle of a run: the estimate is made again on wasm, and said', async ({ page }) => {
  test.setTimeout(300_000)
  const studio = new Studio(page)
  await studio.open()
  await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
  await studio.command('Neural models: wasm only')
  const onWasm = page.locator('[data-estimator="neural-effect"][data-backend="wasm"]')
  await expect(onWasm).toBeVisible({ timeout: 120_000 })
  const wasm = Number(await onWasm.getAttribute('data-value'))
  const worker = await workerNamed(page, 'inference')
  await worker.evaluate(() => {
    interface Device {
      destroy(): void
    }
    const adapter = (
      globalThis as unknown as { GPUAdapter: { prototype: { requestDevice(): Promise<Device> } } }
    ).GPUAdapter.prototype
    const request = adapter.requestDevice
    adapter.requestDevice = async function requestDevice(...given) {
      const device = await request.apply(this, given)
      const queue = (device as unknown as { queue: { submit(...all: unknown[]): void } }).queue
      const submit = queue.submit.bind(queue)
      let submits = 0
      // Lost once the run is on its way.
      queue.submit = (...all) => {
        submit(...all)
        if (++submits === 3) device.destroy()
      }
      return device
    }
  })
  await studio.command('Neural models: WebGPU only')
  await expect(
    page.locator('[data-notice]').filter({ hasText: 'The graphics processor stopped' }),
  ).toBeVisible({ timeout: 240_000 })
  await expect(onWasm).toBeVisible({ timeout: 120_000 })
  expect(Number(await onWasm.getAttribute('data-value'))).toBeCloseTo(wasm, 6)
  // A later run works, on a device of its own.
  await studio.command('Age -> Treatment')
  const later = page.locator('[data-estimator="neural-effect"][data-value]')
  await expect(later).toBeVisible({ timeout: 240_000 })
})
