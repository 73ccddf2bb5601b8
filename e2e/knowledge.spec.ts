import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { Studio } from './studio'

const csv = readFileSync('e2e/fixtures/simulated-10.csv', 'utf8')

/** The ten columns in the Discover form, and on the canvas for drawing. */
async function openForm(page: Page): Promise<Studio> {
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('simulated-10.csv', csv)
  await page.getByRole('button', { name: 'Draw on the canvas' }).click()
  await expect(studio.node('X10')).toBeVisible()
  await studio.idle()
  return studio
}

/** Drags from the middle of one variable to that of another. */
async function drag(studio: Studio, from: string, to: string) {
  const { mouse } = studio.page
  const start = (await studio.node(from).boundingBox())!
  const end = (await studio.node(to).boundingBox())!
  await mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await mouse.down()
  await mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 })
  await mouse.up()
}

const tool = (page: Page, name: RegExp) =>
  page.getByRole('toolbar', { name: 'What is known before' }).getByRole('button', { name })

const known = (page: Page, words: string) => page.locator(`[data-known="${words}"]`)

test('what is drawn as known is obeyed, and the result counts it', async ({ page }) => {
  const studio = await openForm(page)
  await drag(studio, 'X1', 'X2')
  await expect(known(page, 'required X1 -> X2')).toBeVisible()
  await tool(page, /Forbid/).click()
  await drag(studio, 'X3', 'X1')
  await drag(studio, 'X3', 'X2')
  await expect(page.locator('[data-known^="forbidden"]')).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Nothing searched causes X8' }).check({ force: true })
  await expect(page.locator('[data-node-mark="exogenous"]')).toHaveCount(1)

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(page.locator('[data-compliance="0"]')).toContainText('4 constraints: all hold')
  await expect(studio.edge('X1 -> X2')).toHaveCount(1)
  await expect(studio.edge('X3 -> X1')).toHaveCount(0)
  await expect(studio.edge('X3 -> X2')).toHaveCount(0)
  const intoRoot = await page.locator('[data-edge$="-> X8"]').count()
  expect(intoRoot).toBe(0)
  // The same knowledge stands over the result.
  await expect(known(page, 'required X1 -> X2')).toBeVisible()
})

test('knowledge is drawn by clicks and taken back by key, each as one step', async ({ page }) => {
  const studio = await openForm(page)
  await studio.node('X4').click()
  await studio.node('X5').click()
  await expect(known(page, 'required X4 -> X5')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(known(page, 'required X4 -> X5')).toHaveCount(0)
  await page.keyboard.press('Control+Shift+z')
  await known(page, 'required X4 -> X5').focus()
  await page.keyboard.press('Delete')
  await expect(known(page, 'required X4 -> X5')).toHaveCount(0)
  await expect(studio.nodes()).toHaveCount(10)
})

test('an order in time is a tier for each column, moved by key, and obeyed', async ({ page }) => {
  const studio = await openForm(page)
  await page.getByText('Order in time').click()
  await page.getByRole('button', { name: 'By name' }).click()
  const places = page.locator('[data-order]')
  await expect(places).toHaveCount(10)
  await page.getByRole('button', { name: 'Move X10 earlier' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(places.nth(8)).toHaveAttribute('data-order', 'X10')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(page.locator('[data-compliance="0"]')).toContainText('45 constraints: all hold')
  const order = ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7', 'X8', 'X10', 'X9']
  const edges = await page
    .locator('[data-edge]')
    .evaluateAll((found) => found.map((edge) => (edge as HTMLElement).dataset.edge!))
  expect(edges.length).toBeGreaterThan(0)
  for (const edge of edges) {
    const [cause, effect] = edge.split(' -> ')
    expect(order.indexOf(cause)).toBeLessThan(order.indexOf(effect))
  }
})

test('knowledge that contradicts itself is refused by name', async ({ page }) => {
  const studio = await openForm(page)
  await drag(studio, 'X1', 'X2')
  await page.getByRole('checkbox', { name: 'Nothing searched causes X2' }).check({ force: true })
  await studio.idle()
  const step = page.getByRole('region', { name: 'Known before' })
  await expect(step.getByRole('alert')).toContainText(
    'X1 -> X2 is required but leads into X2, which is exogenous',
  )
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
})
