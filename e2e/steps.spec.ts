import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Studio } from './studio'

/** Numbers that come back the same each time. */
function uniforms(seed: number) {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

function patients(rows: number): string {
  const u = uniforms(7)
  const lines = Array.from({ length: rows }, () => {
    const age = Math.round(20 + 60 * u())
    const treated = u() < 0.3 + 0.005 * (age - 20) ? 'yes' : 'no'
    const bmi = u() < 0.1 ? '' : (18 + 15 * u()).toFixed(1)
    const city = ['York', 'Leeds', 'Hull'][Math.floor(u() * 3)]
    const score = (50 + 0.3 * age + (treated === 'yes' ? 5 : 0) + 8 * (u() + u() - 1)).toFixed(2)
    return [age, treated, bmi, city, score].join(',')
  })
  return `age,treated,bmi,city,score\n${lines.join('\n')}\n`
}

const steps = (page: Page) => page.getByRole('list', { name: 'Steps done to the data, in order' })
const step = (page: Page, n: number) => page.locator(`[data-step-number="${n}"]`)

async function begin(page: Page) {
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('patients.csv', patients(400))
  await page.getByRole('button', { name: /^Import 5 columns$/ }).click()
  await studio.idle()
  await studio.command('age -> treated')
  await studio.command('age -> score')
  await studio.command('treated -> score')
  await page.getByRole('button', { name: /^Cause/ }).click()
  await page.getByRole('menuitem', { name: /^treated/ }).click()
  await page.getByRole('button', { name: /^Outcome/ }).click()
  await page.getByRole('menuitem', { name: /^score/ }).click()
  await page.keyboard.press('2')
  await studio.idle()
  return studio
}

/** Opens the form of a new step from the list's own menu. */
async function openForm(page: Page, entry: RegExp) {
  await page.getByRole('button', { name: 'Add a step' }).click()
  await page.getByRole('menuitem', { name: entry }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function confirm(studio: Studio) {
  const button = studio.page.getByRole('dialog').getByRole('button', { name: /^(Add|Change) step$/ })
  await expect(button).toBeEnabled()
  await button.click()
  await expect(studio.page.getByRole('dialog')).toBeHidden()
  await studio.idle()
}

test('rows are filtered, columns made and recoded, and the numbers follow each time', async ({ page }) => {
  const studio = await begin(page)
  const whole = await studio.estimate('aipw')

  await openForm(page, /^Filter rows/)
  const condition = page.getByRole('textbox', { name: 'Condition' })
  await condition.fill('agee > 40')
  await expect(page.getByRole('dialog')).toContainText('There is no column “agee”. Did you mean “age”?')
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Add step' })).toBeDisabled()
  await condition.fill('age > 40 and bmi is known')
  await expect(page.locator('[data-step-preview]')).toContainText(/Kept \d+ of 400 rows/)
  expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([])
  await confirm(studio)
  await expect(step(page, 1)).toContainText(/Kept \d+ of 400 rows where age > 40 and bmi is known/)
  const filtered = await studio.estimate('aipw')
  expect(filtered).not.toBeCloseTo(whole, 6)
  await expect(studio.step('estimate')).toContainText('Data changed, step 1 was added: recomputed.')
  await expect(studio.step('estimate')).toContainText(/of 400 rows were taken out by a step/)

  await openForm(page, /^New column/)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('heavy')
  await page.getByRole('textbox', { name: 'Formula' }).fill('if(bmi >= 30, "yes", "no")')
  await expect(page.locator('[data-step-preview]')).toContainText('Yes / no')
  await confirm(studio)
  await expect(page.locator('[data-column="heavy"]')).toContainText('no, yes')

  await page.getByRole('button', { name: 'Kind and role of city' }).click()
  await page.getByRole('menuitem', { name: /^Recode/ }).click()
  await page.getByRole('textbox', { name: 'New label of York' }).fill('Yorkshire')
  await page.getByRole('textbox', { name: 'New label of Leeds' }).fill('Yorkshire')
  await confirm(studio)
  await expect(page.locator('[data-column="city"]')).toContainText('Hull, Yorkshire')

  await step(page, 3).locator('[draggable="true"]').dragTo(step(page, 1))
  await studio.idle()
  await expect(step(page, 1)).toContainText('Recoded city: “York”, “Leeds” → “Yorkshire”.')
  await expect(step(page, 2)).toContainText(/Kept \d+ of 400 rows/)
  expect(await studio.estimate('aipw')).toBeCloseTo(filtered, 12)
  expect((await new AxeBuilder({ page }).include('nav').analyze()).violations).toEqual([])
})

test('a step before what it needs says so and loses nothing; undo, reload and removal bring the numbers back', async ({
  page,
}) => {
  const studio = await begin(page)
  const whole = await studio.estimate('aipw')
  await openForm(page, /^Filter rows/)
  await page.getByRole('textbox', { name: 'Condition' }).fill('age > 40 and bmi is known')
  await confirm(studio)
  const filtered = await studio.estimate('aipw')
  await openForm(page, /^New column/)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('heavy')
  await page.getByRole('textbox', { name: 'Formula' }).fill('if(bmi >= 30, "yes", "no")')
  await confirm(studio)
  await openForm(page, /^Filter rows/)
  await page.getByRole('textbox', { name: 'Condition' }).fill('heavy = "no"')
  await confirm(studio)
  const light = await studio.estimate('aipw')
  expect(light).not.toBeCloseTo(filtered, 6)

  const naive = page.locator('[data-estimator="difference"]')
  await step(page, 3)
    .getByRole('button', { name: /^Step 3/ })
    .focus()
  await page.keyboard.press('Alt+ArrowUp')
  await studio.idle()
  await expect(step(page, 2)).toContainText('There is no column “heavy”. Step 3 makes it: move it up.')
  await expect(step(page, 1)).toContainText(/Kept/)
  await expect(studio.step('estimate')).toContainText('Data changed')
  await expect(studio.step('estimate')).toContainText('Step 2 cannot be done; nothing after it was computed.')
  await expect(naive).toHaveAttribute('data-content', 'value')
  await expect(page.locator('[data-estimator="aipw"]')).toHaveAttribute('data-content', 'value')
  await page.keyboard.press('Control+z')
  await studio.idle()
  await expect(step(page, 3)).toContainText('heavy = "no"')
  expect(await studio.estimate('aipw')).toBeCloseTo(light, 12)
  await page.keyboard.press('Control+z')
  await studio.idle()
  expect(await studio.estimate('aipw')).toBeCloseTo(filtered, 12)

  // The reload comes after the save.
  await expect(page.getByText('Saved on this device')).toBeVisible()
  await page.reload()
  await studio.idle()
  await expect(steps(page).getByRole('listitem')).toHaveCount(2)
  await expect(page.locator('[data-column="heavy"]')).toBeVisible()
  await page.keyboard.press('2')
  await studio.idle()
  expect(await studio.estimate('aipw')).toBeCloseTo(filtered, 12)

  await step(page, 1).getByRole('button', { name: 'Remove step 1' }).click()
  await studio.idle()
  expect(await studio.estimate('aipw')).toBeCloseTo(whole, 12)
})

test('kinds are steps, a rename takes the variable along, and a discovery says that its data have changed', async ({
  page,
}) => {
  const studio = await begin(page)
  await page.getByRole('button', { name: 'Kind and role of age' }).click()
  await page.getByRole('menuitem', { name: /^Kind/ }).click()
  await page.getByRole('menuitem', { name: 'Ordered' }).click()
  await studio.idle()
  await expect(step(page, 1)).toContainText('age is ordered from here on.')

  await page.getByRole('button', { name: 'Kind and role of treated' }).click()
  await page.getByRole('menuitem', { name: /^Rename/ }).click()
  await page.getByRole('textbox', { name: 'New name' }).fill('drug')
  await confirm(studio)
  await expect(studio.node('drug')).toBeVisible()
  await expect(page.locator('[data-column="drug"]')).toBeVisible()
  expect(await studio.estimate('aipw')).not.toBeNaN()

  await page.getByRole('button', { name: 'Kind and role of city' }).click()
  await page.getByRole('menuitem', { name: /^Left out/ }).click()
  await studio.idle()
  await page.getByRole('button', { name: 'Discover a graph' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await expect(page.getByRole('button', { name: /Accept \d+ arrow|Nothing to accept/ })).toBeVisible()
  await expect(page.locator('[data-found-on]')).toHaveCount(0)
  await openForm(page, /^Filter rows/)
  await page.getByRole('textbox', { name: 'Condition' }).fill('age > 50')
  await confirm(studio)
  await expect(page.locator('[data-found-on]')).toHaveText('Found on the data before step 4 was added.')
  await page.keyboard.press('Control+z')
  await studio.idle()
  await expect(page.locator('[data-found-on]')).toHaveCount(0)
})

/** raf -> mek -> erk, with one of them set by the experimenter. */
function signalling(rows: number, seed: number, set: 'raf' | 'mek' | null): string {
  const u = uniforms(seed)
  const normal = () => Math.sqrt(-2 * Math.log(u())) * Math.cos(2 * Math.PI * u())
  const lines = Array.from({ length: rows }, () => {
    const raf = set === 'raf' ? 3 * normal() : normal()
    const mek = set === 'mek' ? 3 * normal() : 0.9 * raf + 0.6 * normal()
    const erk = 0.8 * mek + 0.7 * normal()
    return [raf, mek, erk].map((value) => value.toFixed(4)).join(',')
  })
  return `raf,mek,erk\n${lines.join('\n')}\n`
}

test('files dropped together are experiments: BOSS learns directions from them, the randomised rows estimate by themselves', async ({
  page,
}) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.dropAll({
    'observational.csv': signalling(400, 11, null),
    'do_mek.csv': signalling(300, 37, 'mek'),
  })
  await expect(page.getByRole('heading', { name: 'One file per experiment' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Variable set in do_mek.csv: mek' })).toBeVisible()
  await expect(page.getByRole('button', { name: /Variable set in observational.csv: nothing/ })).toBeVisible()
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])
  await page.getByRole('textbox', { name: 'Label of do_mek.csv' }).fill('mek set')
  await page.getByRole('button', { name: 'Combine 2 files' }).click()
  await studio.idle()
  await expect(page.locator('[data-column="variable set"]')).toContainText('intervention target')
  await expect(page.locator('[data-column="experiment"]')).toContainText('regime')

  await page.getByRole('button', { name: 'Discover a graph' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await studio.idle()
  await page.getByRole('button', { name: /^Accept 2 arrows$/ }).click()
  await studio.idle()
  await expect(studio.edge('raf -> mek')).toBeVisible()
  await expect(studio.edge('mek -> erk')).toBeVisible()

  await page.getByRole('button', { name: /^Cause/ }).click()
  await page.getByRole('menuitem', { name: /^mek/ }).click()
  await page.getByRole('button', { name: /^Outcome/ }).click()
  await page.getByRole('menuitem', { name: /^erk/ }).click()
  await page.keyboard.press('2')
  await studio.idle()
  // Adjusting for raf in all rows and comparing only where chance set mek aim at the same slope.
  const [adjusted, randomised] = [await studio.estimate('regression'), await studio.estimate('randomised')]
  expect(Math.abs(randomised - adjusted)).toBeLessThan(0.1 * Math.abs(adjusted))
  await expect(studio.step('estimate')).toContainText('n = 300')
})
