import { expect, test } from '@playwright/test'
import { Studio } from './studio'

test('what would have been: the treated, necessity, worlds apart and merged, and a tie that forbids it', async ({
  page,
}) => {
  const studio = new Studio(page)
  await studio.open()
  await page.keyboard.press('3')
  await studio.idle()
  const panel = page.getByRole('region', { name: 'Imagine', exact: true })
  const verdict = panel.locator('[data-verdict]')
  const number = panel.locator('[data-value]')
  await expect(panel.locator('[data-sentence]')).toContainText('Among those whose Treatment was keyhole')
  await expect(verdict).toHaveAttribute('data-verdict', 'identified')
  // By hand from the published table: 289/350 - (270/350 x 81/87 + 80/350 x 192/263).
  await expect(number).toBeVisible()
  expect(Number(await number.getAttribute('data-value'))).toBeCloseTo(
    289 / 350 - ((270 / 350) * (81 / 87) + (80 / 350) * (192 / 263)),
    6,
  )

  const worlds = page.getByRole('region', { name: 'The worlds of this question' })
  const copies = worlds.locator('[data-copy]')
  await expect(copies).toHaveCount(6)
  await expect(worlds).toContainText('If Treatment were keyhole')
  await worlds.getByRole('radio', { name: 'Merged' }).click()
  await expect(worlds.locator('[data-copy="Stone size"]')).toHaveCount(1)
  await expect(worlds.locator('[data-copy="Success if Treatment were keyhole"]')).toHaveCount(1)
  await worlds.getByRole('button', { name: 'Table' }).click()
  await expect(worlds.getByRole('row', { name: /^Success if Treatment were keyhole/ })).toBeVisible()
  await worlds.getByRole('button', { name: 'Table' }).click()

  // A step marks the copies that it speaks of.
  await panel.getByRole('button', { name: 'Show steps' }).click()
  await panel.locator('[data-rule="merge"]').click()
  await expect(worlds.locator('[data-copy="Stone size"]')).toHaveAttribute('data-faded', 'false')
  await expect(worlds.locator('[data-copy="Treatment"]')).toHaveAttribute('data-faded', 'true')

  const ask = async (kind: RegExp) => {
    await panel.getByRole('button', { name: /^What is imagined/ }).click()
    await page.getByRole('menuitem', { name: kind }).click()
    await studio.idle()
  }
  await ask(/^Probability of necessity/)
  await expect(verdict).toHaveAttribute('data-verdict', 'bounded')
  await expect(number).toBeVisible()
  const [low, high] = await Promise.all(
    ['data-value', 'data-high'].map(async (name) => Number(await number.getAttribute(name))),
  )
  expect(low).toBeGreaterThanOrEqual(0)
  expect(high).toBeGreaterThan(low)
  await ask(/^Natural direct effect/)
  await expect(panel).toContainText('No measured variable lies between')
  await ask(/^Effect on the treated/)

  // The question stays while the graph is edited.
  await studio.command('Treatment <-> Success')
  await expect(verdict).toHaveAttribute('data-verdict', 'not-identified')
  await expect(panel.locator('[data-obstacle]')).not.toBeEmpty()
  await page.keyboard.press('Control+z')
  await expect(verdict).toHaveAttribute('data-verdict', 'identified')
  // What is imagined is part of the project.
  await ask(/^Probability of sufficiency/)
  await page.reload()
  await studio.idle()
  await page.keyboard.press('3')
  await expect(panel.locator('[data-sentence]')).toContainText('had Treatment been keyhole')
})
