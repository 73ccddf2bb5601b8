import { expect, test, type Page } from '@playwright/test'
import { Studio, workerNamed } from './studio'

const notice = (page: Page, text: string | RegExp) => page.locator('[data-notice]').filter({ hasText: text })

async function openAt(page: Page): Promise<Studio> {
  const studio = new Studio(page)
  await studio.open()
  // A panel that loads late asks its own questions: they are over before a fault is made.
  await expect(page.locator('[data-step="identified"]')).toContainText(/Stone size/)
  await studio.idle()
  return studio
}

/** The worker throws as soon as it looks at the next work it is given. */
async function throwAtNextWork(page: Page, name: string) {
  const worker = await workerNamed(page, name)
  await worker.evaluate(() =>
    Object.defineProperty(MessageEvent.prototype, 'data', {
      get() {
        throw new Error('injected fault')
      },
    }),
  )
}

/** The worker runs out of memory at its next work, by asking for more and more of it. */
async function runOutOfMemoryAtNextWork(page: Page, name: string) {
  const worker = await workerNamed(page, name)
  await worker.evaluate(() => {
    const { Float64Array: Original } = globalThis
    globalThis.Float64Array = new Proxy(Original, {
      construct() {
        const taken: ArrayBuffer[] = []
        for (;;) taken.push(new ArrayBuffer(2 ** 31))
      },
    })
  })
}

test.describe('a worker that throws is said, and the work is done again by a fresh one', () => {
  test('live: the check of the question', async ({ page }) => {
    const studio = await openAt(page)
    await throwAtNextWork(page, 'live')
    await studio.command('Age -> Treatment')
    const said = notice(page, 'The check of the question stopped: injected fault.')
    await expect(said).toBeVisible()
    await said.getByRole('button', { name: 'Try again' }).click()
    await studio.idle()
    await expect(said).toHaveCount(0)
    await expect(page.locator('[data-step="identified"]')).toContainText(/Stone size/)
    await expect(studio.node('Age')).toBeVisible()
  })

  test('live: the arrangement of the graph', async ({ page }) => {
    const studio = await openAt(page)
    // What the panel asks for when it has loaded may take the fault upon itself: then once more.
    await expect(async () => {
      await throwAtNextWork(page, 'live')
      await studio.command('Arrange the graph')
      await expect(notice(page, 'The arrangement of the graph stopped')).toBeVisible({ timeout: 5000 })
    }).toPass({ timeout: 60_000 })
    await studio.command('Arrange the graph')
    await expect(page.getByRole('button', { name: /^Undo: Arrange the graph/ })).toBeVisible()
  })

  test('data: the comparison and the estimates', async ({ page }) => {
    const studio = await openAt(page)
    await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
    await studio.idle()
    await throwAtNextWork(page, 'data')
    await studio.command('Age -> Treatment')
    const said = notice(page, /(The comparison of seeing and doing|The estimates) stopped: injected fault/)
    await expect(said.first()).toBeVisible()
    await said.first().getByRole('button', { name: 'Try again' }).click()
    await studio.idle()
    expect(await studio.estimate('difference')).toBeCloseTo(0.0457, 3)
    expect(await studio.estimate('regression')).toBeLessThan(0)
  })

  test('data: out of memory is a sentence, and the memory is given back', async ({ page }) => {
    const studio = await openAt(page)
    await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
    await studio.idle()
    await runOutOfMemoryAtNextWork(page, 'data')
    await studio.command('Age -> Treatment')
    const said = notice(page, 'it needs more memory than this tab is given')
    await expect(said.first()).toBeVisible()
    await said.first().getByRole('button', { name: 'Try again' }).click()
    await studio.idle()
    expect(await studio.estimate('regression')).toBeLessThan(0)
  })

  test('jobs: a search', async ({ page }) => {
    const studio = await openAt(page)
    await page.getByRole('button', { name: 'Discover a graph' }).first().click()
    await studio.idle()
    const run = page.getByRole('button', { name: 'Run', exact: true })
    await run.click()
    await expect(page.getByRole('tab', { name: /Discovered/ })).toBeVisible()
    await studio.idle()
    await throwAtNextWork(page, 'jobs')
    await page.getByRole('tab', { name: 'My model' }).click()
    await page.getByRole('button', { name: 'Discover a graph' }).first().click()
    await studio.idle()
    await run.click()
    await expect(page.getByText(/The search stopped: injected fault/)).toBeVisible()
    await run.click()
    await expect(page.getByRole('tab', { name: /Discovered 2/ })).toBeVisible()
  })

  test('files: a table being read', async ({ page }) => {
    const studio = await openAt(page)
    await studio.drop('first.csv', 'a,b\n1,2\n3,4\n')
    await throwAtNextWork(page, 'files')
    await studio.drop('second.csv', 'c,d\n1,2\n3,4\n5,6\n')
    const said = notice(page, /second\.csv.*injected fault/)
    await expect(said).toBeVisible()
    // What was being settled before stays.
    await expect(page.getByText('first.csv').first()).toBeVisible()
    await said.getByRole('button', { name: 'Try again' }).click()
    await studio.idle()
    await expect(page.getByText('second.csv').first()).toBeVisible()
  })

  test('inference: a neural estimate', async ({ page }) => {
    const studio = await openAt(page)
    await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
    const row = page.locator('[data-estimator="neural-effect"][data-value]')
    await expect(row).toBeVisible({ timeout: 90_000 })
    await studio.idle()
    await throwAtNextWork(page, 'inference')
    await studio.command('Age -> Treatment')
    const said = notice(page, 'The neural model could not be run: injected fault')
    await said.getByRole('button', { name: 'Try again' }).click({ timeout: 60_000 })
    await expect(row).toBeVisible({ timeout: 90_000 })
  })
})

test('a worker whose script cannot be loaded is said; it works once it can', async ({ page }) => {
  const studio = await openAt(page)
  await page.route('**/engine.worker-*.js', (route) => route.abort())
  await throwAtNextWork(page, 'live')
  await studio.command('Age -> Treatment')
  await notice(page, 'stopped: injected fault').first().getByRole('button', { name: 'Try again' }).click()
  const said = notice(page, 'could not be loaded')
  await expect(said.first()).toBeVisible()
  await page.unroute('**/engine.worker-*.js')
  await said.first().getByRole('button', { name: 'Try again' }).click()
  await studio.idle()
  await expect(page.locator('[data-step="identified"]')).toContainText(/Stone size/)
})

test.describe('a page that crashes', () => {
  test('saves what there is, says so, and a reload goes on', async ({ page }) => {
    // A panel's own script, with a component that throws when it is drawn.
    await page.route('**/HelpSheet-*.js', async (route) => {
      const name = /export\s*\{[^}]*as HelpSheet/
      const body = await (await route.fetch()).text()
      expect(body).toMatch(name)
      await route.fulfill({
        contentType: 'text/javascript',
        body: 'export function HelpSheet() { throw new Error("injected fault") }',
      })
    })
    const studio = await openAt(page)
    await studio.command('Age -> Treatment')
    const box = await studio.type('Later -> Treatment')
    await box.press('Enter')
    await expect(box).toBeHidden()
    await page.keyboard.press('?')
    await expect(page.locator('[data-crash="saved"]')).toContainText('Your project is saved on this device')
    await expect(page.getByText('injected fault')).toBeVisible()
    await page.unroute('**/HelpSheet-*.js')
    await page.getByRole('button', { name: 'Reload' }).click()
    await studio.idle()
    // The last edit too, which the crash left no time to save.
    for (const name of ['Age', 'Later']) await expect(studio.node(name)).toBeVisible()
  })

  test('a part that cannot be loaded is no mystery', async ({ page }) => {
    const studio = await openAt(page)
    await page.route('**/HelpSheet-*.js', (route) => route.abort())
    await page.keyboard.press('?')
    await expect(page.getByRole('alert')).toContainText('A part of the studio could not be loaded')
    await page.unroute('**/HelpSheet-*.js')
    await page.getByRole('button', { name: 'Reload' }).click()
    await studio.idle()
    await expect(studio.node('Stone size')).toBeVisible()
  })
})

test.describe('a browser with little room', () => {
  test('keeps the graph, says which data are not kept, and keeps both when there is room', async ({
    page,
    context,
    baseURL,
  }) => {
    // Before the storage is opened: Chromium remembers how much room there was.
    const session = await context.newCDPSession(page)
    const origin = new URL(baseURL!).origin
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 300_000 })
    const studio = await openAt(page)
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i % 7},${(i * 7919) % 1009},${Math.sin(i)}`)
    await studio.drop('long.csv', `a,b,c\n${rows.join('\n')}\n`)
    await page
      .getByRole('button', { name: /^Import/ })
      .last()
      .click()
    await studio.idle()
    const said = page.locator('[data-banner="failure-quota"]')
    await expect(said).toContainText('the data long.csv are not')
    await studio.command('a -> b')
    await expect(page.locator('[data-saved="partly"]')).toHaveCount(1)
    const download = page.waitForEvent('download')
    await said.getByRole('button', { name: 'Save as a file' }).click()
    expect((await download).suggestedFilename()).toMatch(/\.causal\.json$/)
    // What was said holds: the graph is back, the data are not.
    await page.reload()
    await studio.idle()
    await expect(studio.edge('a -> b')).toHaveCount(1)
    await expect(page.locator('[data-banner="restored-without-data"]')).toContainText('long.csv')
    await session.send('Storage.overrideQuotaForOrigin', { origin })
    await studio.drop('long.csv', `a,b,c\n${rows.join('\n')}\n`)
    await page
      .getByRole('button', { name: /^Import/ })
      .last()
      .click()
    await studio.idle()
    await expect(page.locator('[data-saved="saved"]')).toHaveCount(1)
    await page.reload()
    await studio.idle()
    await expect(page.locator('[data-banner]')).toHaveCount(0)
    await expect(page.getByText('20,000').first()).toBeVisible()
  })
})
