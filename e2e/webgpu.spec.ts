import { expect, test, type Page } from '@playwright/test'
import { Studio } from './studio'
import { executablePath, webgpuFlags } from './chromium'

test.use({ launchOptions: { executablePath, args: webgpuFlags } })
test.setTimeout(300_000)

async function neuralEstimate(page: Page, backend: 'webgpu' | 'wasm') {
  const studio = new Studio(page)
  await studio.command(backend === 'webgpu' ? 'Neural models: WebGPU only' : 'Neural models: wasm only')
  const row = page.locator(`[data-estimator="neural-effect"][data-backend="${backend}"]`)
  await expect(row).toBeVisible({ timeout: 240_000 })
  const number = async (name: string) => Number(await row.getAttribute(`data-${name}`))
  return { point: await number('value'), low: await number('low'), high: await number('high') }
}

test('the neural effect model gives the same answer on WebGPU and on wasm', async ({ page }) => {
  const studio = new Studio(page)
  await studio.prefer('wasm')
  await studio.open()
  expect(
    await page.evaluate(
      async () =>
        (await (
          navigator as unknown as { gpu: { requestAdapter(): Promise<unknown> } }
        ).gpu.requestAdapter()) !== null,
    ),
  ).toBe(true)
  await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
  const wasm = await neuralEstimate(page, 'wasm')
  const webgpu = await neuralEstimate(page, 'webgpu')
  expect(Number.isFinite(wasm.point)).toBe(true)
  expect(wasm.low).toBeLessThan(wasm.high)
  for (const part of ['point', 'low', 'high'] as const)
    expect(Math.abs(webgpu[part] - wasm[part])).toBeLessThan(1e-4)
})
