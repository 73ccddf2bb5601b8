import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { Studio } from './studio'

const csv = readFileSync('e2e/fixtures/simulated-10.csv', 'utf8')
const kernels = /\/kernels-[^/]*\.wasm$/

async function discover(page: Page) {
  const warnings: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('compiled kernels')) warnings.push(message.text())
  })
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('simulated-10.csv', csv)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  return { warnings, edges: await page.locator('[data-edge]').count() }
}

test('searches run compiled under the content security policy, and without the compiled code all the same', async ({
  page,
}) => {
  const loaded: number[] = []
  page.on('response', (response) => {
    if (kernels.test(response.url())) loaded.push(response.status())
  })
  const compiled = await discover(page)
  expect(loaded.length).toBeGreaterThan(0)
  expect(loaded.every((status) => status === 200)).toBe(true)
  expect(compiled.warnings).toEqual([])

  await page.route(kernels, (route) => route.abort())
  const plain = await discover(page)
  expect(plain.warnings.length).toBeGreaterThan(0)
  expect(plain.edges).toBe(compiled.edges)
})
