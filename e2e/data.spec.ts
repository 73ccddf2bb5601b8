import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Studio } from './studio'

/** 200 rows: a number with one odd cell, a yes/no, a constant, an identifier, a copy in other units. */
function messyTable(): string {
  const rows = Array.from({ length: 200 }, (_, i) => {
    const row = i + 1
    const stone = row === 118 ? '3a' : String(2 + ((row * 37) % 39))
    const centimetres = row === 118 ? '' : String((2 + ((row * 37) % 39)) / 10)
    return `p${row},${stone},${centimetres},${row % 3 === 0 ? 'yes' : 'no'},Leeds,${row % 7 === 0 ? 'n/a' : 20 + ((row * 13) % 17)}`
  })
  return `patient,stone_mm,stone_cm,success,site,bmi\n${rows.join('\n')}\n`
}

test.describe('importing', () => {
  let studio: Studio
  test.beforeEach(async ({ page }) => {
    studio = new Studio(page)
    await studio.open()
  })

  test('what is wrong with a file is seen and mended before it is used', async ({ page }) => {
    await studio.drop('stones.csv', messyTable())
    await expect(page.getByRole('heading', { name: 'stones.csv' })).toBeVisible()
    // The odd cell, in its place, with its neighbours.
    await expect(page.getByText('One cell is not a number')).toBeVisible()
    await expect(page.locator('[data-offending="118"]').first()).toContainText('3a')
    await expect(page.getByText('left out: a different value in every row')).toBeVisible()
    await expect(page.getByText(/left out: only one value/)).toBeVisible()
    await expect(page.getByText(/left out: same as stone_mm/)).toBeVisible()
    await expect(page.getByText('“n/a” read as missing')).toBeVisible()
    await page.getByRole('button', { name: 'Make missing' }).first().click()
    await studio.idle()
    await page.getByRole('button', { name: /^Import 3 columns$/ }).click()
    await studio.idle()
    await expect(page.locator('[data-column="stone_mm"]')).toBeVisible()
    await expect(page.locator('[data-column="bmi"]')).toContainText(/28 missing/)
  })

  test('an odd cell can be edited, and columns become variables', async ({ page }) => {
    await studio.newProject()
    await studio.drop('stones.csv', messyTable())
    await page.getByRole('main').getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByRole('textbox', { name: /New text of stone_mm in row 118/ }).fill('31')
    await page.keyboard.press('Enter')
    await studio.idle()
    await page.getByRole('button', { name: /^Import 3 columns$/ }).click()
    await studio.idle()
    await page
      .getByRole('button', { name: /Add all columns as variables/ })
      .first()
      .click()
    await studio.idle()
    await expect(studio.nodes()).toHaveCount(3)
    await expect(studio.node('stone_mm')).toBeVisible()
  })

  test('a Parquet file has the kinds its types say', async ({ page }) => {
    await studio.newProject()
    await studio.drop('stones.parquet', readFileSync('e2e/fixtures/stones.parquet'))
    await expect(page.getByText('The file names its columns.')).toBeVisible()
    await expect(page.getByLabel('Kind of ward')).toContainText('Category')
    await expect(page.getByLabel('Kind of admitted')).toContainText('Date')
    // There is nothing to choose about how such a file is read.
    await expect(page.getByLabel('Separator')).toHaveCount(0)
    await page.getByRole('button', { name: /^Import 5 columns$/ }).click()
    await studio.idle()
    await expect(page.locator('[data-column="stone"]')).toContainText('3 missing')
  })

  test('a workbook is read sheet by sheet, with its odd cells', async ({ page }) => {
    await studio.newProject()
    await studio.drop('stones.xlsx', readFileSync('e2e/fixtures/stones.xlsx'))
    await expect(page.locator('[data-offending="18"]').first()).toContainText('3a')
    await expect(page.getByLabel('Kind of admitted')).toContainText('Date')
    await page.getByLabel('Sheet').click()
    await page.getByRole('menuitem', { name: 'Follow-up' }).click()
    await studio.idle()
    await expect(page.getByLabel('Kind of pain')).toBeVisible()
    await page.getByRole('button', { name: /^Import 2 columns$/ }).click()
    await studio.idle()
    await expect(page.locator('[data-column="pain"]')).toBeVisible()
  })

  test('the reading of a large file is cancelled, and nothing has changed', async ({ page }) => {
    const row = Array.from({ length: 20 }, (_, j) => (j * 1.2345).toFixed(4)).join(',')
    const names = Array.from({ length: 20 }, (_, j) => `x${j}`).join(',')
    await page.evaluate(
      ({ head, line }) => {
        const part = `${line}\n`.repeat(20_000)
        const file = new File([`${head}\n`, ...Array.from({ length: 60 }, () => part)], 'large.csv')
        const data = new DataTransfer()
        data.items.add(file)
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true }))
      },
      { head: names, line: row },
    )
    await expect(page.getByRole('heading', { name: 'Reading large.csv' })).toBeVisible()
    await expect(page.getByRole('progressbar', { name: 'Reading large.csv' })).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).last().click()
    await studio.idle()
    await expect(studio.node('Stone size')).toBeVisible()
    await expect(page.locator('[data-import]')).toHaveCount(0)
    // The next file is read by a new worker.
    await studio.drop('small.csv', 'a,b\n1.5,2\n2.5,3\n3.5,1\n')
    await expect(page.getByRole('heading', { name: 'small.csv' })).toBeVisible()
  })

  test('what was chosen for a table is offered again when it is read again', async ({ page }) => {
    await studio.newProject()
    const table = `dose,site,y\n${Array.from({ length: 40 }, (_, k) => `${k % 5},Leeds,${k * 1.5}`).join('\n')}\n`
    await studio.drop('trial.csv', table)
    await page.getByLabel('Kind of dose').click()
    await page.getByRole('menuitem', { name: 'Category' }).click()
    await page.getByRole('button', { name: 'Import 2 columns' }).click()
    await studio.idle()
    await studio.newProject()
    await studio.drop('trial, second wave.csv', table)
    await expect(page.getByText('dose: as you chose last time.')).toBeVisible()
    await expect(page.getByLabel('Kind of dose')).toContainText('Category')
    await page.getByRole('button', { name: 'Use the suggestions' }).click()
    await expect(page.getByLabel('Kind of dose')).toContainText('Ordered')
    await expect(page.getByText('as you chose last time')).toHaveCount(0)
  })

  const bad: [name: string, content: string | Buffer, says: RegExp][] = [
    ['empty.csv', '', /empty/i],
    ['header.csv', 'a,b,c\n', /no rows/i],
    ['quote.csv', 'a,b\n1,"open\n2,3\n', /quote/i],
    ['junk.csv', Buffer.from([0, 1, 2, 3, 0, 255, 254, 0, 0, 17, 0, 9]), /text|binary/i],
  ]
  for (const [name, content, says] of bad) {
    test(`${name} is refused with a sentence, nothing is lost and nothing spins`, async ({ page }) => {
      await studio.drop(name, content)
      await expect(studio.notice()).toContainText(says)
      await expect(studio.node('Stone size')).toBeVisible()
      await expect(page.getByRole('progressbar')).toHaveCount(0)
    })
  }

  const odd: [name: string, content: string, says: RegExp][] = [
    ['ragged.csv', 'a,b,c\n1,2,3\n4,5\n6,7,8\n9,1,2\n', /row 2|line 3/i],
    ['twice.csv', 'a,a,b\n1,2,3\n4,5,6\n7,8,1\n', /a \(2\)/],
    ['missing.csv', 'a,b\n1,\n2,\n3,\n5,\n', /no value|all missing|nothing/i],
    ['infinite.csv', 'a,b\n1,2\nInfinity,3\nNaN,4\n5,6\n7,8\n', /Infinity/],
    ['one-row.csv', 'a,b\n1,2\n', /1 row|only one value/i],
  ]
  for (const [name, content, says] of odd) {
    test(`${name} can be imported and says what is odd`, async ({ page }) => {
      await studio.drop(name, content)
      await expect(page.getByRole('heading', { name })).toBeVisible()
      await expect(page.locator('body')).toContainText(says)
      await page.getByRole('button', { name: 'Cancel' }).last().click()
      await expect(studio.node('Stone size')).toBeVisible()
    })
  }
})

test('undoing far back through changes of the data still finds every earlier version', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await page.getByRole('button', { name: 'Keyhole', exact: true }).click()
  const before = await studio.estimate('aipw')
  // Five revisions of the dataset: more than a worker keeps.
  for (let i = 0; i < 5; i++) {
    await page.getByRole('button', { name: 'Kind and role of Stone size' }).click()
    await page.getByRole('menuitem', { name: i % 2 === 0 ? /^Regime/ : /^Variable/ }).click()
    await studio.idle()
  }
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z')
  await studio.idle()
  expect(await studio.estimate('aipw')).toBeCloseTo(before, 12)
})
