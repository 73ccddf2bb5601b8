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
    await studio.openDiscover('simulated-10.csv', csv)
    await studio.chooseMethod(algorithm)
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
  await studio.openDiscover('simulated-10.csv', csv)
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
  await studio.openDiscover('simulated-10.csv', csv)
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
  await expect(page.getByText(/stopped early|stopped before|1000 were asked for/).first()).toBeVisible()
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

/** Numbers and a column of three unordered categories: region -> income -> spending, age -> spending. */
function mixedRows(rows: number): string {
  const random = createRandom(11)
  const regions = ['north', 'south', 'west']
  const lines = Array.from({ length: rows }, () => {
    const region = random.integer(3)
    const age = random.normal()
    const income = [0, 2, -2][region] + random.normal()
    const spending = 0.9 * income + 0.8 * age + random.normal()
    return [regions[region], age.toFixed(4), income.toFixed(4), spending.toFixed(4)].join(',')
  })
  return `region,age,income,spending\n${lines.join('\n')}\n`
}

test('from a file to a graph: the goal leads to a method, its cost and what it takes for granted', async ({
  page,
}) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('simulated-10.csv', csv)
  await expect(page.locator('[data-facts]')).toContainText('10 columns of numbers, 1,000 rows')
  await expect(page.locator('[data-method]').first()).toContainText(/advised.*about/)
  await expect(page.getByRole('radio', { name: 'BOSS' })).toBeChecked()

  // Another goal: what does not fit says why.
  await page.getByRole('radio', { name: 'possible' }).click()
  await studio.idle()
  await page.getByText(/^Other methods/).click()
  await expect(page.locator('[data-other-method="boss"]')).toContainText('they are possible')
  await page.getByRole('radio', { name: 'ruled out' }).click()
  await studio.idle()

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(page.getByText('BOSS on 1,000 of 1,000 rows')).toBeVisible()
  await expect(page.locator('[data-edge-kind="arrow"]')).toContainText('the tail causes the head')
  await page.getByText('Edges by support').click()
  const shares = await page.locator('table td:nth-child(2)').allInnerTexts()
  expect(shares.length).toBe(trueClass().length)
  expect(shares.map((share) => parseInt(share))).toEqual(
    shares.map((share) => parseInt(share)).toSorted((a, b) => b - a),
  )
})

test('numbers and unordered categories are searched together', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('mixed.csv', mixedRows(800))
  await expect(page.locator('[data-facts]')).toContainText('numbers and categories')
  await studio.idle()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(studio.edge('age -> spending')).toHaveCount(1)
  await expect(studio.edge('income -> spending')).toHaveCount(1)
  await expect(page.locator('[data-edge*="region"][data-edge*="income"]')).toHaveCount(1)
})

test('rows with gaps are used test by test, and the result says so', async ({ page }) => {
  const random = createRandom(3)
  const holes = csv
    .trim()
    .split('\n')
    .map((line, row) =>
      row === 0
        ? line
        : line
            .split(',')
            .map((cell) => (random.uniform() < 0.15 ? '' : cell))
            .join(','),
    )
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('gaps.csv', holes.join('\n'))
  await expect(page.locator('[data-gaps="test-wise"]')).toContainText(/\d+ of 1,000 rows are complete/)
  await studio.idle()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(page.locator('[data-rows="test-wise"]')).toContainText('each test used the rows')
  const joined = new Set(
    await page.locator('[data-edge]').evaluateAll((edges) =>
      edges.map((edge) =>
        (edge as HTMLElement).dataset
          .edge!.split(/ -> | -- /)
          .toSorted()
          .join(),
      ),
    ),
  )
  const truth = trueClass().map((edge) =>
    edge
      .split(/ -> | -- /)
      .toSorted()
      .join(),
  )
  expect(truth.filter((pair) => joined.has(pair)).length).toBeGreaterThan(truth.length * 0.7)
})

test('a column that cannot be searched is named where it stands', async ({ page }) => {
  const lines = csv.trim().split('\n')
  const summed = lines.map((line, row) => {
    const [first, second] = line.split(',')
    return `${line},${row === 0 ? 'total' : Number(first) + Number(second)}`
  })
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('summed.csv', summed.join('\n'))
  await expect(page.locator('[data-column] [role="alert"]')).toContainText('exact linear combination of')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeDisabled()
})

test('where hidden causes are possible the result shows circles and says what they mean', async ({
  page,
}) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.openDiscover('simulated-10.csv', csv)
  await page.getByRole('radio', { name: 'possible' }).click()
  await studio.idle()
  await studio.chooseMethod('FCI')
  await studio.idle()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(page.getByText('What you get is a class with room for hidden causes')).toBeVisible()
  await expect(page.locator('[data-edge-kind="circle-arrow"]')).toContainText(
    'the head does not cause the circle',
  )
  await expect(page.locator('[data-edge*="@->"]').first()).toBeVisible()
  // Only what is decided can be copied.
  const decided = await page.locator('[data-edge]:not([data-edge*="@"])').count()
  await page.getByRole('button', { name: new RegExp(`^Accept ${decided} arrows?$`) }).click()
  await page.getByRole('tab', { name: 'My model' }).click()
  await expect(page.locator('[data-edge]')).toHaveCount(decided)
})

test('what differs between places is marked on the canvas and listed', async ({ page }) => {
  const random = createRandom(11)
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const age = random.normal()
    const income = 0.9 * age + random.normal()
    const spending = (i % 2 === 1 ? 1.2 : -0.6) * income + random.normal()
    return `${i % 2 === 1 ? 'east' : 'west'},${age.toFixed(4)},${income.toFixed(4)},${spending.toFixed(4)}`
  })
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('sites.csv', `site,age,income,spending\n${rows.join('\n')}\n`)
  await page.getByRole('button', { name: /^Import 4 columns$/ }).click()
  await studio.idle()
  await page.getByRole('button', { name: 'Kind and role of site' }).click()
  await page.getByRole('menuitem', { name: /^Regime/ }).click()
  await studio.idle()
  await page.getByRole('button', { name: 'Discover a graph' }).first().click()
  await expect(page.getByRole('radio', { name: 'CD-NOD' })).toBeChecked()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(page.locator('[data-changing="1"]')).toContainText('spending')
  await expect(page.locator('[data-node-mark="changes"]')).toHaveAttribute('title', /How spending depends/)
})
