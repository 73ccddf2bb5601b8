import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Studio } from './studio'

interface Row {
  readonly age: number
  readonly weight: number
  readonly arm: 'no' | 'yes'
  readonly town: 'Leeds' | 'York' | 'Hull'
  /** Missing for the older half of every fifth row. */
  readonly score: number | null
}

/** 300 rows by rule, so that every number below can be counted. */
const rows: readonly Row[] = Array.from({ length: 300 }, (_, i) => {
  const age = 20 + (i % 50)
  return {
    age,
    weight: 50 + 0.5 * age + ((i * 37) % 11),
    arm: i % 3 === 0 ? 'yes' : 'no',
    town: (['Leeds', 'York', 'Hull'] as const)[i % 4 === 3 ? 0 : i % 4],
    score: i % 5 === 0 && age >= 45 ? null : 1 + ((i * 13) % 29) / 2,
  }
})
const csv = ['age,weight,arm,town,score', ...rows.map((row) => Object.values(row).join(','))].join('\n')

const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length
function correlation(a: readonly number[], b: readonly number[]): number {
  const [left, right] = [mean(a), mean(b)]
  const sum = (of: (i: number) => number) => a.reduce((total, _, i) => total + of(i), 0)
  return (
    sum((i) => (a[i] - left) * (b[i] - right)) /
    Math.sqrt(sum((i) => (a[i] - left) ** 2) * sum((i) => (b[i] - right) ** 2))
  )
}
const spelled = (value: number, digits: number) =>
  value
    .toFixed(digits)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−')

const known = rows.filter((row) => row.score !== null)
const gaps = rows.length - known.length

async function noSeriousViolation(page: Page) {
  const report = await new AxeBuilder({ page })
    .include('[data-explore]')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
    .analyze()
  const serious = report.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join('\n')}`),
  ).toEqual([])
}

/** Moves to a view as the arrow keys do in the switch. */
async function view(page: Page, studio: Studio, name: string) {
  const choice = page.getByRole('radio', { name, exact: true })
  for (let step = 0; step < 4 && (await choice.getAttribute('aria-checked')) !== 'true'; step++) {
    await page
      .getByRole('radiogroup', { name: 'What to look at' })
      .getByRole('radio', { checked: true })
      .press('ArrowRight')
  }
  await expect(choice).toHaveAttribute('aria-checked', 'true')
  await studio.idle()
}

/** Chooses a column by typing its name into the menu of a button. */
async function pick(page: Page, studio: Studio, button: RegExp, name: string) {
  await page.locator('[data-explore]').getByRole('button', { name: button }).press('Enter')
  await page.getByRole('searchbox').fill(name)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox')).toHaveCount(0)
  await studio.idle()
}

test.describe('exploring the data', () => {
  let studio: Studio
  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    studio = new Studio(page)
    await studio.open()
    await studio.drop('towns.csv', csv)
    await page.getByRole('button', { name: /^Import 5 columns$/ }).press('Enter')
    await studio.idle()
    await page.keyboard.press('i')
    await expect(page.locator('[data-explore="columns"]')).toBeVisible()
    await studio.idle()
  })

  test('columns are cards and a table, with the numbers of the file', async ({ page }) => {
    await expect(page.locator('[data-card]')).toHaveCount(5)
    await expect(page.locator('[data-card="score"]')).toContainText(`n = ${known.length} of 300`)
    await expect(page.locator('[data-card="score"]')).toContainText(`${gaps} (${Math.round(gaps / 3)}`)
    await noSeriousViolation(page)
    // The bars are read with the arrow keys.
    const histogram = page.locator('[data-card="age"]').getByRole('group', { name: /^Histogram of age/ })
    await histogram.press('ArrowRight')
    await expect(page.locator('[data-card="age"]')).toContainText(/20 to \d\d: \d+ rows/)
    await page.getByRole('button', { name: 'Table', exact: true }).press('Enter')
    const age = page.locator('[data-line="age"]')
    await expect(age.getByRole('cell')).toHaveText([
      'Count',
      '300',
      '0',
      '44.5',
      /14\.\d+/,
      '20',
      '32',
      '44.5',
      '57',
      '69',
    ])
    await page.getByRole('button', { name: 'Counts of town' }).press('Enter')
    const counts = page.getByRole('table', { name: /town: 300 rows by value/ })
    await expect(counts.getByRole('row', { name: /^Leeds/ })).toContainText('150')
    await expect(counts.getByRole('row', { name: /^Hull/ })).toContainText('75')
    await noSeriousViolation(page)
    await page.getByRole('textbox', { name: 'Filter by name' }).fill('sco')
    await expect(page.locator('[data-line]')).toHaveCount(1)
  })

  test('a pair of numbers, a number by category, and two categories', async ({ page }) => {
    await view(page, studio, 'Pair')
    await pick(page, studio, /^x: /, 'age')
    await pick(page, studio, /^y: /, 'score')
    await expect(page.locator('[data-pair="age score"]')).toContainText(
      `n = ${known.length} of 300 rows; both known`,
    )
    const r = correlation(
      known.map((row) => row.age),
      known.map((row) => row.score!),
    )
    await expect(page.locator('[data-pair]')).toContainText(spelled(r, 3))
    await page.getByRole('radio', { name: 'Points' }).press('ArrowLeft')
    const map = page.getByRole('group', { name: /score against age, .* counted in cells/ })
    await map.press('Home')
    await expect(page.locator('[data-pair]')).toContainText(/age 2\d to 2\d, score \S+ to \S+: \d+ rows?/)
    await noSeriousViolation(page)

    await pick(page, studio, /^x: /, 'arm')
    await page.getByRole('button', { name: 'Table', exact: true }).press('Enter')
    const inArm = known.filter((row) => row.arm === 'yes').map((row) => row.score!)
    const groups = page.getByRole('table', { name: `score by arm, n = ${known.length}` })
    await expect(groups.getByRole('row', { name: /^yes/ }).getByRole('cell').first()).toHaveText(
      `${inArm.length}`,
    )
    await expect(groups.getByRole('row', { name: /^yes/ }).getByRole('cell').nth(1)).toHaveText(
      String(Number(mean(inArm).toPrecision(4))),
    )

    await pick(page, studio, /^y: /, 'town')
    const table = page.getByRole('table', { name: /Rows by arm \(lines\) and town \(columns\), n = 300/ })
    const both = rows.filter((row) => row.arm === 'yes' && row.town === 'York').length
    const inYes = rows.filter((row) => row.arm === 'yes').length
    const towns = ['Leeds', 'York', 'Hull'].map(
      (town) => rows.filter((row) => row.arm === 'yes' && row.town === town).length,
    )
    await expect(table.getByRole('row', { name: /^yes/ }).getByRole('cell')).toHaveText(
      [...towns, inYes].map(String),
    )
    await page.getByRole('button', { name: 'Table', exact: true }).press('Enter')
    await expect(page.locator('[data-pair] table').getByRole('row', { name: /^yes/ })).toContainText(
      `${Math.round((100 * both) / inYes)}\u202f%${both}`,
    )
    await noSeriousViolation(page)
    await page.getByRole('button', { name: 'Swap the axes' }).press('Enter')
    await studio.idle()
    await expect(page.locator('[data-pair="town arm"]')).toBeVisible()
  })

  test('correlations are walked with the arrow keys and listed', async ({ page }) => {
    await view(page, studio, 'Correlations')
    await expect(page.locator('[data-explore]')).toContainText('town (categories without an order)')
    const r = correlation(
      rows.map((row) => row.age),
      rows.map((row) => row.weight),
    )
    const strongest = page
      .getByRole('table', { name: /strongest/ })
      .getByRole('row')
      .nth(1)
    await expect(strongest).toContainText(/age\s*weight/)
    await expect(strongest.getByRole('cell')).toHaveText([spelled(r, 3), '300'])
    const matrix = page.getByRole('group', { name: /Correlation matrix of 4 columns/ })
    await page.getByRole('radio', { name: 'Alike together' }).press('ArrowRight')
    await matrix.press('ArrowDown')
    await expect(page.locator('[data-explore]')).toContainText(
      `weight and age: r = ${spelled(r, 3)}, n = 300`,
    )
    await noSeriousViolation(page)
    await matrix.press('Enter')
    await studio.idle()
    await expect(page.locator('[data-pair="age weight"]')).toBeVisible()
  })

  test('missing values: how many, together, and what goes with them', async ({ page }) => {
    await view(page, studio, 'Missing values')
    await expect(page.locator('[data-explore]')).toContainText(
      `${known.length} of 300 rows are complete in all 5 columns`,
    )
    const patterns = page.getByRole('table', { name: /patterns of gaps in 300 rows/ })
    await expect(patterns.getByRole('row').nth(2)).toContainText(`missing${gaps}`)
    const without = rows.filter((row) => row.score === null).map((row) => row.age)
    const relation = page.getByRole('table', { name: /Rows without score compared/ })
    await expect(relation.getByRole('row', { name: /^mean age/ })).toContainText(
      String(Number(mean(without).toPrecision(4))),
    )
    await expect(page.locator('[data-explore]')).toContainText(/Rows without score differ in .*age/)
    await noSeriousViolation(page)
    await page.getByRole('button', { name: 'Table', exact: true }).press('Enter')
    const byColumn = page.getByRole('table', { name: /Missing values by column/ })
    await expect(
      byColumn
        .getByRole('row', { name: /^score/ })
        .getByRole('cell')
        .first(),
    ).toHaveText(String(gaps))
    await noSeriousViolation(page)
  })

  test('what is chosen here is selected in the graph, and Escape goes back', async ({ page }) => {
    await page.keyboard.press('Escape')
    await expect(page.locator('[data-explore]')).toHaveCount(0)
    await page
      .getByRole('button', { name: /Add all columns as variables/ })
      .first()
      .press('Enter')
    await studio.idle()
    await page.getByRole('button', { name: 'Look at weight' }).press('Enter')
    await expect(page.locator('[data-card="weight"]')).toHaveAttribute('data-marked', 'true')
    await page.getByRole('button', { name: 'Select score in the graph' }).press('Enter')
    await page.keyboard.press('Escape')
    await studio.idle()
    await expect(studio.node('score')).toBeVisible()
    await expect(page.locator('.react-flow__node.selected')).toHaveCount(1)
  })
})
