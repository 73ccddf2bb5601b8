import { expect, test } from '@playwright/test'
import { Studio } from './studio'

// Charig et al. 1986, BMJ 292: open surgery 81/87 small and 192/263 large stones healed, percutaneous
// (keyhole) 234/270 and 55/80.
const see = { keyhole: (234 + 55) / 350, open: (81 + 192) / 350 }
const small = (87 + 270) / 700
const does = {
  keyhole: (234 / 270) * small + (55 / 80) * (1 - small),
  open: (81 / 87) * small + (192 / 263) * (1 - small),
}
const shown = (value: number) => value.toFixed(3).replace(/^0/, '')

test('the first visit: see, guess, do, and the order flips', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await expect(
    page.getByRole('heading', { name: /Open surgery healed 78.% of its patients, keyhole surgery 83.%/ }),
  ).toBeVisible()
  await expect(page.locator('[data-see="keyhole"]')).toContainText(shown(see.keyhole))
  await expect(page.locator('[data-see="open"]')).toContainText(shown(see.open))
  await expect(page.locator('[data-do]')).toHaveCount(0)
  await expect(studio.edge('Stone size -> Treatment')).toHaveAttribute('data-role', 'biasing')
  await expect(studio.edge('Treatment -> Success')).toHaveAttribute('data-role', 'causal')

  await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
  await page.keyboard.press('2')
  await studio.idle()
  await expect(page.locator('[data-do="keyhole"]')).toContainText(shown(does.keyhole))
  await expect(page.locator('[data-do="open"]')).toContainText(shown(does.open))
  await expect(studio.edge('Stone size -> Treatment')).toHaveAttribute('data-role', 'cut')
  await expect(
    page.getByRole('heading', { name: /open surgery heals more: 83.% against 78.%/ }),
  ).toBeVisible()
  await expect(studio.step('identified')).toContainText('by adjustment for Stone size')
  // keyhole − open
  expect(await studio.estimate('difference')).toBeCloseTo(see.keyhole - see.open, 6)
  expect(await studio.estimate('regression')).toBeLessThan(-0.03)
})

test('switching rungs by keyboard and by the switch shows the cut and takes it back', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await page.getByRole('radio', { name: /Do/ }).click()
  await expect(studio.edge('Stone size -> Treatment')).toHaveAttribute('data-role', 'cut')
  await page.keyboard.press('1')
  await expect(studio.edge('Stone size -> Treatment')).toHaveAttribute('data-role', 'biasing')
})

for (const [id, title, verdict] of [
  ['smoking-tar-cancer', 'Smoking', /by the front-door, through Tar/],
  ['asia', 'Asia', /Identified/],
  ['observational-study', 'observational', /adjustment for/i],
] as const) {
  test(`example ${id} opens with its question and verdict`, async ({ page }) => {
    const studio = new Studio(page)
    await studio.open()
    await page.locator(`[data-example="${id}"]`).first().click()
    await studio.idle()
    await expect(page.getByRole('button', { name: /Project name/ })).toContainText(new RegExp(title, 'i'))
    await expect(studio.step('identified')).toContainText(verdict)
  })
}
