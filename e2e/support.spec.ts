import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { createRandom } from '../src/base/random'
import { numberedNames, randomDag } from '../src/engine/simulate/random-dag'
import { randomLinearModel, sampleModel } from '../src/engine/simulate/structural-model'
import { Studio } from './studio'

const csv = readFileSync('e2e/fixtures/simulated-10.csv', 'utf8')

/** So many columns that a thousand searches take a while. */
function wideCsv(): string {
  const names = numberedNames(40)
  const model = randomLinearModel(randomDag(names, 3, createRandom(1)), createRandom(2))
  const columns = sampleModel(model, 500, createRandom(3))
  const rows = Array.from({ length: 500 }, (_, row) =>
    columns.map((column) => column[row].toFixed(4)).join(','),
  )
  return `${names.join(',')}\n${rows.join('\n')}\n`
}

async function openSearch(page: Page, file = csv): Promise<Studio> {
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('simulated.csv', file)
  await studio.idle()
  return studio
}

async function run(page: Page, studio: Studio) {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
}

async function ask(page: Page, studio: Studio, cause: string, outcome: string) {
  await studio.node(cause).click()
  await page.keyboard.press('x')
  await studio.node(outcome).click()
  await page.keyboard.press('o')
  await studio.idle()
}

test('each edge carries the share of the resamples that join it, and the same rows are warned of', async ({
  page,
}) => {
  const studio = await openSearch(page)
  await run(page, studio)
  await expect(page.getByText(/share of 20 random halves of the rows/)).toBeVisible()
  await page.getByText('Edges by support').click()
  await expect(page.getByRole('cell', { name: /%/ }).first()).toBeVisible()

  await page.getByRole('button', { name: /^Accept \d+ arrows$/ }).click()
  await studio.idle()
  await ask(page, studio, 'X9', 'X6')
  await expect(page.locator('[data-chosen-rows="same"]')).toContainText('winner’s curse')
})

test('half of the rows choose the graph and the other half give its effects', async ({ page }) => {
  const studio = await openSearch(page)
  await page.getByRole('radio', { name: 'One half' }).click()
  await expect(page.locator('[data-split="half"]')).toContainText('500 rows drawn at random')
  await run(page, studio)
  await expect(page.locator('[data-split-note]')).toBeVisible()
  await page.getByRole('button', { name: /^Accept \d+ arrows$/ }).click()
  await studio.idle()
  await ask(page, studio, 'X9', 'X6')

  await expect(page.locator('[data-chosen-rows="held-out"]')).toContainText('did not read')
  await expect(studio.step('estimate')).toContainText('500 rows used')
  await page.keyboard.press('2')
  await studio.idle()
  const heldOut = await studio.estimate('regression')
  await page.getByRole('button', { name: 'Use all rows' }).click()
  await studio.idle()
  await expect(page.locator('[data-chosen-rows="all"]')).toContainText('winner’s curse')
  await expect(studio.step('estimate')).toContainText('1,000 rows used')
  expect(await studio.estimate('regression')).not.toBe(heldOut)
})

test('the penalty is laid out before it is chosen, and a click chooses it', async ({ page }) => {
  const studio = await openSearch(page)
  const step = page.locator('[data-stability]')
  await step.getByRole('button', { name: 'Compare settings' }).click()
  await studio.idle()
  await expect(step.locator('[data-suggested]')).toContainText(/StARS suggests a penalty of [\d.]+/)
  await expect(step.getByRole('radio', { name: /^Penalty 2:/ })).toBeChecked()
  await step.getByRole('radio', { name: /^Penalty 5:/ }).click()
  await expect(step.getByRole('radio', { name: /^Penalty 5: \d+ edges$/ })).toBeChecked()
  await studio.idle()
  const edges = (await step.getByRole('radio', { name: /^Penalty 5:/ }).getAttribute('aria-label'))!
  await step.getByRole('button', { name: 'Table' }).click()
  await expect(step.getByRole('row', { name: /^5 / })).toContainText(/\d+/)
  await run(page, studio)
  const drawn = await page
    .locator('[data-edge]')
    .evaluateAll((found) => new Set(found.map((edge) => (edge as HTMLElement).dataset.edge)).size)
  expect(edges).toContain(`: ${drawn} edges`)
})

test('stopping amid the resamples keeps the search and the supports counted so far, at once', async ({
  page,
}) => {
  test.slow()
  const studio = await openSearch(page, wideCsv())
  await page.getByText('Settings', { exact: true }).first().click()
  await page
    .getByLabel(/resamples/i)
    .first()
    .fill('1000')
  await page.keyboard.press('Tab')
  await studio.idle()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByText(/resample \d+ of 1000/).first()).toBeVisible({ timeout: 60_000 })
  const stop = page.getByRole('button', { name: 'Stop and keep' })
  await expect(stop).toBeEnabled()
  // The keyboard does not wait for the words beside the button to stand still.
  await stop.press('Enter')
  await expect(page.getByText(/share of \d+ random halves .*; 1000 were asked for/)).toBeVisible()
  await expect(page.getByText('stopped early')).toHaveCount(0)
})
