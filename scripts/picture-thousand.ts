// A thousand variables, discovered by the network in the built studio and looked through; minutes, hence apart from
// the other pictures: npx tsx scripts/picture-thousand.ts
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { chromiumFlags, executablePath } from '../e2e/chromium'
import { experiment, TARGET_COLUMN } from '../e2e/experiment'
import { Studio } from '../e2e/studio'

const PATIENCE = 3_600_000
const LOOKED_AT = 'X50'

const root = fileURLToPath(new URL('..', import.meta.url))
const server = await preview({ root, preview: { port: 4181 }, logLevel: 'error' })
const browser = await chromium.launch({ executablePath, args: chromiumFlags })
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  baseURL: server.resolvedUrls!.local[0],
  reducedMotion: 'reduce',
})
page.setDefaultTimeout(PATIENCE)
const studio = new Studio(page)

await page.goto('./')
await studio.idle(PATIENCE)
await studio.newProject()
const setting = { family: 'linear', variables: 1000, edges: 2000, rows: 1000 } as const
await studio.dropUnwaited('thousand.csv', experiment(setting, 1).csv)
await page.getByRole('button', { name: /^Import [\d,]+ columns$/ }).click()
await studio.idle(PATIENCE)
await page.getByRole('button', { name: `Kind and role of ${TARGET_COLUMN}` }).click()
await page.getByRole('menuitem', { name: /^Intervention target/ }).click()
await studio.idle(PATIENCE)
await page.getByRole('button', { name: 'Discover a graph' }).first().click()
await studio.chooseMethod('Neural network, benchmark families')
await studio.idle(PATIENCE)
await page.getByRole('button', { name: 'Run', exact: true }).click()
await studio.idle(PATIENCE)
console.log(await page.locator('[data-model]').innerText())

await page.keyboard.press('/')
await page.getByRole('combobox', { name: 'Name of a variable' }).fill(LOOKED_AT)
await page.keyboard.press('Enter')
await page.keyboard.press('Escape')
await studio.command('Show only what is around the selection')
await page.keyboard.press('f')
await studio.idle(PATIENCE)
await page.screenshot({ path: `${root}docs/neural-1000.png` })

await browser.close()
await server.close()
