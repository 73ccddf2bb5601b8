import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { createRandom } from '../src/base/random'
import { Studio } from './studio'

/**
 * 2,000 people. Diet acts on weight, which the graph below leaves out: so weight and diet depend, and given weight
 * so do exercise and blood pressure.
 */
function simulate(): string {
  const random = createRandom(11)
  const rows = Array.from({ length: 2000 }, () => {
    const [age, diet] = [random.normal(), random.normal()]
    const exercise = 0.7 * age + random.normal()
    const weight = -0.6 * exercise + 0.5 * diet + random.normal()
    const pressure = 0.5 * age + 0.6 * weight + 0.4 * diet + random.normal()
    return [age, diet, exercise, weight, pressure].map((value) => value.toFixed(4)).join(',')
  })
  return ['Age,Diet,Exercise,Weight,Pressure', ...rows].join('\n')
}

const graph = `dag {
  Age [pos="0,1"] Exercise [pos="1.5,0"] Weight [pos="3,0"] Diet [pos="3,2"] Pressure [pos="5,1"]
  Age -> Exercise -> Weight -> Pressure
  Age -> Pressure
  Diet -> Pressure
}`

const side = (page: Page) => page.locator('[data-check="side"]')

async function noSeriousViolation(page: Page) {
  const report = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  const serious = report.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join('\n')}`),
  ).toEqual([])
}

async function drawn(page: Page) {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.drop('health.txt', graph)
  return studio
}

async function withData(page: Page) {
  const studio = await drawn(page)
  await studio.drop('health.csv', simulate())
  await page.getByRole('button', { name: /^Import 5 columns$/ }).press('Enter')
  await studio.idle()
  return studio
}

test('without data the side lists what could be tested; pointing marks, pressing keeps', async ({ page }) => {
  const studio = await drawn(page)
  await page.keyboard.press('c')
  await studio.idle()
  const claims = side(page).getByRole('list', { name: /Independencies that the graph implies/ })
  await expect(claims.getByRole('button')).toHaveCount(5)
  const claim = side(page).getByRole('button', {
    name: 'Exercise is independent of Pressure given Age and Weight',
  })
  await claim.press('Enter')
  await expect(claim).toHaveAttribute('aria-pressed', 'true')
  await side(page).getByRole('button', { name: 'Back to the answer' }).focus()
  for (const name of ['Exercise', 'Pressure', 'Age', 'Weight'])
    await expect(studio.node(name).locator('[class*="highlighted"]')).toHaveCount(1)
  await expect(studio.node('Diet').locator('[class*="highlighted"]')).toHaveCount(0)
  await studio.command('Exercise -> Pressure')
  await expect(claims.getByRole('button')).toHaveCount(4)
  await expect(studio.node('Age').locator('[class*="highlighted"]')).toHaveCount(0)
})

for (const theme of ['light', 'dark'] as const) {
  test(`a missing arrow is contradicted, drawn and mended from the keyboard, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    const studio = await withData(page)
    const told = page.locator('[data-check="implications"]')
    await expect(told).toContainText('2 of 5 implications fail')
    await expect(studio.step('refutation')).toHaveAttribute('data-state', 'warning')
    await told.getByRole('button', { name: 'Check the graph' }).press('Enter')
    await studio.idle()

    await expect(side(page).locator('[data-violations="2"]')).toContainText(
      'The data contradict 2 of 5 claims',
    )
    const first = side(page).locator('[data-violation]').first()
    await expect(first).toHaveAttribute('data-violation', 'Weight ⟂ Diet')
    await expect(first).toContainText(
      /correlation \.\d\d \(\.\d\d to \.\d\d\), 2,000 rows, p adjusted for 5 tests < \.001/,
    )
    const tie = page.locator('[data-tie]')
    await expect(tie).toHaveCount(2)
    await expect(tie.first()).toHaveAccessibleName('The data contradict that Weight and Diet are independent')
    await noSeriousViolation(page)

    await expect(first.getByRole('group', { name: 'What would mend it' })).toContainText('mends all 2')
    await first.getByRole('button', { name: 'Add Diet → Weight' }).press('Enter')
    await studio.idle()
    await expect(studio.edge('Diet -> Weight')).toHaveCount(1)
    await expect(side(page).locator('[data-violations="0"]')).toContainText('No problem found in 4 tests')
    await expect(side(page).locator('[data-violations="0"]')).toBeFocused()
    await expect(tie).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await studio.idle()
    await expect(studio.edge('Diet -> Weight')).toHaveCount(0)
    await expect(side(page).locator('[data-violations="2"]')).toBeVisible()
  })
}

test('the picture has a table with the same tests; the correction is chosen by name', async ({ page }) => {
  const studio = await withData(page)
  await page.keyboard.press('c')
  await studio.idle()
  await side(page).getByRole('button', { name: 'Table' }).press('Enter')
  await expect(side(page).getByRole('row')).toHaveCount(6)
  await expect(side(page).getByRole('row', { name: /^Weight ⟂ Diet/ })).toContainText('2,000')
  await side(page)
    .getByRole('button', { name: /^Many tests at once: Holm/ })
    .press('Enter')
  await page.getByRole('menuitem', { name: /Benjamini–Hochberg/ }).press('Enter')
  await studio.idle()
  await expect(
    side(page).getByRole('button', { name: /^Many tests at once: Benjamini–Hochberg/ }),
  ).toBeVisible()
  await expect(side(page).locator('[data-violations="2"]')).toBeVisible()
})

test('the outline says in words what the canvas draws', async ({ page }) => {
  const studio = await withData(page)
  await page.keyboard.press('c')
  await studio.idle()
  await studio.command('Outline of the graph')
  await expect(page.locator('[data-outline="Diet"]')).toContainText(
    'the data contradict that it is independent of Weight',
  )
  await expect(page.locator('[data-outline="Age"]')).not.toContainText('contradict')
})

test('the class is drawn in place of the graph, which stays as it is', async ({ page }) => {
  const studio = await drawn(page)
  await page.keyboard.press('c')
  await studio.idle()
  await expect(side(page).locator('[data-members="3"]')).toContainText('3 graphs say the same')
  await side(page).getByRole('checkbox', { name: 'Draw open directions as lines' }).press('Space')
  await expect(studio.edge('Age -- Exercise')).toHaveCount(1)
  await expect(studio.edge('Weight -> Pressure')).toHaveCount(1)
  await expect(page.locator('[data-preview="class"]')).toContainText('Your graph is unchanged')
  await page.getByRole('button', { name: 'Back to my graph' }).press('Enter')
  await expect(studio.edge('Age -> Exercise')).toHaveCount(1)
  await expect(page.locator('[data-preview]')).toHaveCount(0)
})

test('with a hidden common cause the MAG and the PAG are drawn', async ({ page }) => {
  const studio = await drawn(page)
  await studio.command('Diet <-> Weight')
  await page.keyboard.press('c')
  await studio.idle()
  await expect(side(page).locator('[data-open-marks]')).toBeVisible()
  await side(page).getByRole('radio', { name: 'As drawn' }).press('ArrowRight')
  await expect(page.locator('[data-preview="mag"]')).toBeVisible()
  await side(page).getByRole('radio', { name: 'MAG' }).press('ArrowRight')
  await expect(page.locator('[data-preview="pag"]')).toBeVisible()
  await noSeriousViolation(page)
})

test('the graphs of the class one by one; one is taken, and undone', async ({ page }) => {
  const studio = await drawn(page)
  await page.keyboard.press('c')
  await studio.idle()
  const steps = side(page).getByRole('group', { name: 'One by one' })
  await expect(steps.locator('[data-member="1"]')).toContainText('Graph 1 of 3, as drawn')
  await expect(steps.getByRole('button', { name: 'Previous graph' })).toBeDisabled()
  const seen = new Set<string>()
  for (const number of [2, 3]) {
    await steps.getByRole('button', { name: 'Next graph' }).press('Enter')
    await studio.idle()
    await expect(steps.locator(`[data-member="${number}"]`)).toBeVisible()
    const arrows = await page
      .locator('[data-edge]')
      .evaluateAll((edges) => edges.map((edge) => (edge as HTMLElement).dataset.edge!).toSorted())
    expect(arrows).toContain('Weight -> Pressure')
    seen.add([...new Set(arrows)].join(', '))
  }
  expect(seen.size).toBe(2)
  await expect(steps.getByRole('button', { name: 'Next graph' })).toBeDisabled()
  await expect(page.locator('[data-preview="member"]')).toContainText('Your graph is unchanged')
  await expect(steps).toContainText('Other than drawn:')
  await noSeriousViolation(page)

  await steps.getByRole('button', { name: 'Take it' }).press('Enter')
  await studio.idle()
  await expect(page.locator('[data-preview]')).toHaveCount(0)
  await expect(studio.edge('Exercise -> Age')).toHaveCount(1)
  await expect(side(page).locator('[data-members="3"]')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(studio.edge('Age -> Exercise')).toHaveCount(1)
})

test('the effect in all graphs of the class stands beside the drawn one', async ({ page }) => {
  const studio = await withData(page)
  await studio.command('Diet -> Weight')
  await page.mouse.move(5, 5)
  await studio.node('Exercise').focus()
  await page.keyboard.press('x')
  await studio.node('Pressure').focus()
  await page.keyboard.press('o')
  await page.keyboard.press('c')
  await studio.idle()
  const figure = side(page).locator('[data-possible] figure')
  await expect(figure).toContainText(/across 2 compatible graphs: −\.\d\d to −\.\d\d, drawn graph −\.\d\d/)
  const read = async (name: string) => Number(await figure.getAttribute(`data-${name}`))
  // Through weight alone: −.6 × .6. Without age, whose effect on both goes the other way, it looks smaller.
  expect(await read('drawn')).toBeCloseTo(-0.36, 1)
  expect(await read('least')).toBe(await read('drawn'))
  expect(await read('greatest')).toBeGreaterThan((await read('drawn')) + 0.1)
  await figure.getByRole('button', { name: 'Table' }).press('Enter')
  await expect(figure.getByRole('row', { name: /^Age \(as drawn\)/ })).toBeVisible()
})

test('proposed arrows are weighed, decided, remembered and undone', async ({ page }) => {
  const studio = await withData(page)
  await page.keyboard.press('c')
  await studio.idle()
  const paste = page.getByRole('textbox', { name: /Proposed arrows/ })
  await paste.fill(
    'Diet -> Weight: what one eats\nPressure -> Age\nExercise causes Pressure\nDiet -> Height\nAge -> Diet',
  )
  await studio.idle()
  const row = (words: string) => side(page).locator(`[data-proposal="${words}"]`)
  await expect(row('Diet → Weight')).toHaveAttribute('data-tone', 'better')
  await expect(row('Diet → Weight')).toContainText('No longer contradicted')
  await expect(row('Exercise → Pressure')).toHaveAttribute('data-tone', 'worse')
  await expect(row('Pressure → Age')).toContainText('It would close a cycle')
  await expect(side(page).getByRole('alert')).toContainText('Line 4: there is no variable “Height”')

  await page.getByRole('button', { name: 'Accept Diet → Weight' }).press('Enter')
  await studio.idle()
  await expect(studio.edge('Diet -> Weight')).toHaveCount(1)
  await expect(row('Diet → Weight')).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await studio.idle()
  await expect(studio.edge('Diet -> Weight')).toHaveCount(0)
  await expect(row('Diet → Weight')).toHaveCount(1)

  await side(page)
    .getByRole('button', { name: /^Refine with 3 open proposals$/ })
    .press('Enter')
  await studio.idle()
  await expect(studio.edge('Diet -> Weight')).toHaveCount(1)
  await expect(side(page).getByText('Decided: 3')).toHaveCount(1)
  await expect(row('Exercise → Pressure')).toHaveCount(0)
  await side(page).getByText('Decided: 3').click()
  await expect(side(page).locator('[data-decided="accepted"]')).toHaveCount(1)
  await page.getByRole('button', { name: /Forget the decision on Age → Diet/ }).press('Enter')
  await studio.idle()
  await expect(row('Age → Diet')).toHaveCount(1)
})
