import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { createRandom } from '../src/base/random'
import { valueOf } from '../src/base/result'
import { cpdagFromDag } from '../src/engine/discover/classes/cpdag'
import { graphFromPattern, patternFromGraph } from '../src/engine/graph/pattern'
import { dagitty } from '../src/engine/formats/dagitty'
import { isUndirected, nameOf } from '../src/engine/graph/graph'
import { Studio } from './studio'

const csv = readFileSync('e2e/fixtures/simulated-10.csv', 'utf8')
const truth = valueOf(dagitty.read(readFileSync('e2e/fixtures/simulated-10.txt', 'utf8'))).graph
const names = truth.variables.map((variable) => variable.name)

/** What no method can do better than: the equivalence class of the graph that made the data. */
function trueClass(): string[] {
  const pattern = graphFromPattern(cpdagFromDag(patternFromGraph(truth)), names)
  return pattern.edges
    .map((edge) => {
      const [from, to] = [nameOf(pattern, edge.from), nameOf(pattern, edge.to)]
      return isUndirected(edge) ? [from, to].toSorted().join(' -- ') : `${from} -> ${to}`
    })
    .toSorted()
}

for (const algorithm of ['BOSS', 'PC-stable'] as const) {
  test(`${algorithm} finds the class of the known graph, and its arrows are accepted as one step`, async ({
    page,
  }) => {
    const studio = new Studio(page)
    await studio.open()
    await studio.newProject()
    await studio.drop('simulated-10.csv', csv)
    await page.getByRole('button', { name: /^Import 10 columns$/ }).click()
    await studio.idle()
    await page.getByRole('button', { name: 'Discover a graph' }).first().click()
    await page.getByRole('button', { name: /^Algorithm/ }).click()
    await page.getByRole('menuitem', { name: new RegExp(`^${algorithm}`) }).click()
    await studio.idle()
    await expect(page.locator('[data-forecast]')).toContainText(/Predicted:/)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await studio.idle()

    const drawn = await page
      .locator('[data-edge]')
      .evaluateAll((edges) => edges.map((edge) => (edge as HTMLElement).dataset.edge!))
    const found = [...new Set(drawn)].map((text) =>
      text.includes(' -- ') ? text.split(' -- ').toSorted().join(' -- ') : text,
    )
    expect(found.toSorted()).toEqual(trueClass())

    const arrows = trueClass().filter((edge) => edge.includes('->')).length
    await page.getByRole('button', { name: `Accept ${arrows} arrows` }).click()
    await studio.idle()
    await page
      .getByRole('button', { name: 'My model' })
      .or(page.getByRole('tab', { name: 'My model' }))
      .first()
      .click()
    await expect(page.locator('[data-edge]').first()).toBeVisible()
    expect(await page.locator('[data-edge]').count()).toBe(arrows)
    await page.keyboard.press('Control+z')
    await expect(page.locator('[data-edge]')).toHaveCount(0)
  })
}

test('a locked result refuses edits', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('simulated-10.csv', csv)
  await page.getByRole('button', { name: /^Import 10 columns$/ }).click()
  await studio.idle()
  await page.getByRole('button', { name: 'Discover a graph' }).first().click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  const before = await page.locator('[data-edge]').count()
  await studio.command('X1 -> X2')
  await expect(studio.notice()).toContainText(/result and stays as it is/)
  expect(await page.locator('[data-edge]').count()).toBe(before)
})

test('stop and keep during the resampling files the finished search', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('simulated-10.csv', csv)
  await page.getByRole('button', { name: /^Import 10 columns$/ }).click()
  await studio.idle()
  await page.getByRole('button', { name: 'Discover a graph' }).first().click()
  await page.getByText('Settings', { exact: true }).first().click()
  await page
    .getByLabel(/resamples/i)
    .first()
    .fill('1000')
  await page.keyboard.press('Tab')
  await studio.idle()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'Stop and keep' }).click()
  await studio.idle()
  await expect(page.locator('[data-edge]')).toHaveCount(trueClass().length)
  await expect(page.getByText(/stopped early|stopped before/).first()).toBeVisible()
})

test('a column that names what was set in each row decides a direction that watching alone leaves open', async ({
  page,
}) => {
  const random = createRandom(7)
  const rows = Array.from({ length: 600 }, (_, i) => {
    const x = random.normal()
    const set = i % 2 === 1
    const y = set ? 3 * random.normal() : 0.9 * x + 0.5 * random.normal()
    return `${x.toFixed(4)},${y.toFixed(4)},${set ? 'Y' : ''}`
  })
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('experiment.csv', `X,Y,was set\n${rows.join('\n')}\n`)
  await page.getByRole('button', { name: /^Import \d columns$/ }).click()
  await studio.idle()
  await page.getByRole('button', { name: 'Kind and role of was set' }).click()
  await page.getByRole('menuitem', { name: /^Intervention target/ }).click()
  await studio.idle()
  await page.getByRole('button', { name: 'Discover a graph' }).first().click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(studio.edge('X -> Y')).toHaveCount(1)
})
