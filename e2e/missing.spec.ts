import { expect, test } from '@playwright/test'
import { Studio } from './studio'

/** Seeded uniforms, so that the file is the same in every run. */
function uniforms(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Visits; the drug raises recovery by 1, severity confounds. Recovery is missing by the drug and by a nurse's score
 * of it that is always there: the complete rows alone say too little.
 */
function visits(count: number): string {
  const uniform = uniforms(4)
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const logistic = (x: number) => 1 / (1 + Math.exp(-x))
  const rows = Array.from({ length: count }, () => {
    const severity = normal()
    const drug = uniform() < logistic(0.8 * severity) ? 1 : 0
    const recovery = drug + severity + normal()
    const score = recovery + 0.7 * normal()
    const gap = uniform() < logistic(-1.5 + 0.7 * (score - 0.5) * (drug === 1 ? 1 : -0.5))
    const cells = [severity.toFixed(3), drug ? 'yes' : 'no', score.toFixed(3), gap ? '' : recovery.toFixed(3)]
    return cells.join(',')
  })
  return `severity,drug,nurse_score,recovery\n${rows.join('\n')}\n`
}

test('gaps are left out, imputed or weighted for, and what is done is said', async ({ page }) => {
  // Twenty imputations for each estimator, the neural model among them.
  test.slow()
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('visits.csv', visits(600))
  await page.getByRole('button', { name: /^Import \d+ columns$/ }).click()
  await studio.idle()
  for (const arrow of ['severity -> drug', 'severity -> recovery', 'drug -> recovery'])
    await studio.command(arrow)
  await page.keyboard.press('Shift+L')
  await studio.idle()
  await page.mouse.move(5, 5)
  await studio.node('drug').focus()
  await page.keyboard.press('x')
  await studio.node('recovery').focus()
  await page.keyboard.press('o')
  await page.keyboard.press('2')
  await studio.idle(120_000)

  const step = studio.step('estimate')
  const token = page.getByRole('button', { name: /^Rows with gaps/ })
  const choose = async (name: RegExp) => {
    await token.click()
    await page.getByRole('menuitem', { name }).click()
    await studio.idle(120_000)
  }
  await expect(step).toContainText(/Leaves out \d+ of 600 rows, because recovery is missing there\./)
  await expect(step).toContainText(/\d+ of 600 rows used/)
  const left = await studio.estimate('aipw')
  expect(left).toBeLessThan(0.9)

  // Said before it is chosen.
  await token.click()
  await expect(page.getByRole('menuitem', { name: /Impute/ })).toContainText(
    /Fills \d+ cells of recovery 20 times, from 4 columns/,
  )
  await page.keyboard.press('Escape')

  await choose(/Weight/)
  await expect(step).toContainText(/Weights the \d+ complete rows of 600 to stand for all/)
  const weighted = await studio.estimate('aipw')
  expect(Math.abs(weighted - 1)).toBeLessThan(0.25)
  await expect(page.locator('[data-estimator="neural-effect"]')).toContainText('cannot weight rows')

  await choose(/Impute/)
  await expect(step).toContainText('600 rows used')
  await expect(page.locator('[data-missing="imputed"]')).toBeVisible()
  expect(Math.abs((await studio.estimate('aipw')) - 1)).toBeLessThan(0.25)
  await expect(page.getByRole('region', { name: 'See against do' })).toContainText(
    'Gaps are imputed 20 times',
  )
  await expect(studio.step('assumptions')).toContainText('missing at random')

  // A choice is an edit like any other.
  await page.keyboard.press('Control+z')
  await studio.idle(120_000)
  expect(await studio.estimate('aipw')).toBeCloseTo(weighted, 10)
  await page.keyboard.press('Control+z')
  await studio.idle(120_000)
  expect(await studio.estimate('aipw')).toBeCloseTo(left, 10)

  // The search says which rows it reads.
  await page
    .getByRole('button', { name: /Discover a graph/ })
    .first()
    .click()
  await expect(page.locator('[data-gaps]')).toContainText(/\d+ of 600 rows/)
})

test('imputing can be cancelled, and goes on when asked', async ({ page }) => {
  // Enough rows that there is time to press Cancel.
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('visits.csv', visits(6000))
  await page.getByRole('button', { name: /^Import \d+ columns$/ }).click()
  await studio.idle()
  await studio.command('drug -> recovery')
  await page.mouse.move(5, 5)
  await studio.node('drug').focus()
  await page.keyboard.press('x')
  await studio.node('recovery').focus()
  await page.keyboard.press('o')
  await page.keyboard.press('2')
  await studio.idle(120_000)
  await page.getByRole('button', { name: /^Rows with gaps/ }).click()
  await page.getByRole('menuitem', { name: /Impute/ }).click()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await studio.idle()
  await expect(page.getByText('Some estimates were cancelled.')).toBeVisible()
  await page.getByRole('button', { name: 'Compute them' }).click()
  await studio.idle(120_000)
  await expect(page.locator('[data-estimator="regression"][data-value]')).toBeVisible()
  await expect(page.getByText('Some estimates were cancelled.')).toHaveCount(0)
})
