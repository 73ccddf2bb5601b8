// Rebuilds the pictures of the README from the built studio: npx tsx scripts/pictures.ts
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { chromiumFlags, executablePath } from '../e2e/chromium'
import { Studio } from '../e2e/studio'

const root = fileURLToPath(new URL('..', import.meta.url))
const server = await preview({ root, preview: { port: 4180 }, logLevel: 'error' })
const browser = await chromium.launch({ executablePath, args: chromiumFlags })
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  baseURL: server.resolvedUrls!.local[0],
  reducedMotion: 'reduce',
})
const studio = new Studio(page)
const picture = (name: string) => page.screenshot({ path: `${root}docs/${name}.png` })

await studio.open()
await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
await studio.idle()
await page.locator('[data-estimator="neural-effect"][data-value]').waitFor()
await picture('opening')

await studio.newProject()
await studio.drop('simulated-10.csv', readFileSync(`${root}e2e/fixtures/simulated-10.csv`))
await page.getByRole('button', { name: /^Import 10 columns$/ }).click()
await studio.idle()
for (const arrow of ['X1 -> X3', 'X2 -> X3', 'X3 -> X6', 'X5 -> X9', 'X1 -> X7']) await studio.command(arrow)
await page.getByRole('button', { name: 'Discover a graph' }).first().click()
await page.getByRole('checkbox', { name: 'Nothing searched causes X1', exact: true }).check({ force: true })
await studio.idle()
await page.getByRole('button', { name: 'Run', exact: true }).click()
await page.locator('[data-compliance]').waitFor()
await studio.idle()
await page.getByRole('button', { name: 'Compare on the canvas' }).scrollIntoViewIfNeeded()
await picture('discovery')

await studio.command('Explore the data')
await page.getByRole('radio', { name: 'Correlations' }).click()
await studio.idle()
await picture('explore')
await page.keyboard.press('Escape')

await page.getByRole('tab', { name: 'My model' }).click()
for (const chain of ['X1 -> X2 -> X3', 'X4 -> X3']) await studio.command(chain)
await page.getByRole('tab', { name: 'Compare' }).click()
await page.locator('[data-shd]').waitFor()
await studio.idle()
await picture('compare')

await studio.newProject()
await page.locator('[data-example="smoking-tar-cancer"]').first().click()
await studio.idle()
await page.keyboard.press('2')
await studio.idle()
await page.getByRole('button', { name: 'Show steps' }).click()
await page.locator('[data-derivation] [data-rule="do-calculus-2"]').click()
await studio.idle()
await picture('derivation')

await page.keyboard.press('Escape')
await page.locator('[data-example="kidney-stones"]').first().click()
await studio.idle()
await page.keyboard.press('3')
await studio.idle()
await page.locator('[data-imagine] [data-value]').waitFor()
await picture('imagine')

await page.keyboard.press('2')
await studio.command('Treatment <-> Success')
await page.mouse.move(5, 5)
await studio.idle()
await page.getByRole('button', { name: /Randomise/ }).waitFor()
await picture('hedge')

await browser.close()
await server.close()
