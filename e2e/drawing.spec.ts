import { expect, test } from '@playwright/test'
import { Studio } from './studio'

test.describe('drawing', () => {
  let studio: Studio
  test.beforeEach(async ({ page }) => {
    studio = new Studio(page)
    await studio.open()
    await studio.newProject()
  })

  test('arrows typed in the command bar, undone and redone by name', async ({ page }) => {
    await studio.command('Smoking -> Tar -> Cancer')
    await studio.command('Genotype <-> Cancer')
    await expect(studio.node('Smoking')).toBeVisible()
    await expect(studio.edge('Smoking -> Tar')).toHaveCount(1)
    await expect(page.locator('[data-edge*="<->"]')).toHaveCount(1)
    await page.keyboard.press('Control+z')
    await expect(page.locator('[data-edge*="<->"]')).toHaveCount(0)
    await expect(page.getByRole('button', { name: /Redo: Add Genotype <-> Cancer/ })).toBeVisible()
    await page.keyboard.press('Control+Shift+z')
    await expect(page.locator('[data-edge*="<->"]')).toHaveCount(1)
    for (let i = 0; i < 5; i++) await page.keyboard.press('Control+z')
    await expect(studio.nodes()).toHaveCount(0)
  })

  test('a double-click adds a variable that is named at once', async ({ page }) => {
    const canvas = page.locator('.react-flow__pane')
    await canvas.dblclick({ position: { x: 300, y: 420 } })
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Sleep')
    await page.keyboard.press('Enter')
    await expect(studio.node('Sleep')).toBeVisible()
    await canvas.dblclick({ position: { x: 560, y: 420 } })
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Grades')
    await page.keyboard.press('Enter')
    await expect(studio.node('Grades')).toBeVisible()

    // Keys mean the variable under the pointer, so the pointer goes out of the way first.
    await page.mouse.move(5, 5)
    // Connect by keyboard: E on the first, to the second, Enter.
    await studio.node('Sleep').focus()
    await page.keyboard.press('e')
    await studio.node('Grades').focus()
    await page.keyboard.press('Enter')
    await expect(studio.edge('Sleep -> Grades')).toHaveCount(1)

    // Roles by key, then the verdict without any data.
    await studio.node('Sleep').focus()
    await page.keyboard.press('x')
    await studio.node('Grades').focus()
    await page.keyboard.press('o')
    await studio.idle()
    await expect(studio.step('identified')).toHaveAttribute('data-state', 'ok')
  })

  test('connect by dragging from a handle', async ({ page }) => {
    await studio.command('A -> D')
    await studio.command('A -> B')
    await studio.command('C -> B')
    await studio.idle()
    const from = studio.node('A')
    await from.hover()
    const handle = from.locator('.react-flow__handle').first()
    const target = studio.node('C')
    await handle.hover({ force: true })
    const box = (await target.boundingBox())!
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 12 })
    await page.mouse.up()
    await expect(studio.edge('A -> C')).toHaveCount(1)
  })

  test('a cycle is refused, shown and mended', async ({ page }) => {
    await studio.command('A -> B -> C')
    await studio.command('C -> A')
    await expect(page.getByText(/A causal graph runs one way/).first()).toBeVisible()
    await expect(studio.edge('C -> A')).toHaveAttribute('data-role', 'refused')
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /reverse/i })
      .click()
    await expect(studio.edge('C -> A')).not.toHaveAttribute('data-role', 'refused')
    await expect(page.getByText(/A causal graph runs one way/)).toHaveCount(0)
  })

  test('an arrow that closes several cycles can become a hidden common cause', async ({ page }) => {
    await studio.command('A -> B -> C')
    await studio.command('A -> C')
    await studio.command('C -> A')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Add C ↔ A instead' }).click()
    await expect(studio.edge('A <-> C').or(studio.edge('C <-> A'))).toHaveCount(1)
  })

  test('a variant is made and renamed from its menu', async ({ page }) => {
    await studio.command('A -> B')
    const menu = page.getByRole('button', { name: 'Graphs: copy, rename, delete' })
    await menu.click()
    await page.getByRole('menuitem', { name: 'Copy as a variant' }).click()
    await menu.click()
    await page.getByRole('menuitem', { name: 'Rename this graph' }).click()
    await expect(page.getByRole('textbox', { name: 'Name of the graph' })).toBeFocused()
    await page.keyboard.type('Without age')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: 'Without age' })).toHaveAttribute('aria-selected', 'true')
    await expect(studio.nodes()).toHaveCount(2)
  })

  test('delete, multi-select and automatic layout', async ({ page }) => {
    await studio.command('A -> B -> C -> D')
    await page.keyboard.press('Shift+L')
    await studio.idle()
    const left = async (name: string) => (await studio.node(name).boundingBox())!.x
    expect(await left('A')).toBeLessThan(await left('B'))
    expect(await left('B')).toBeLessThan(await left('C'))
    expect(await left('C')).toBeLessThan(await left('D'))
    await studio.node('D').click()
    await studio.node('C').click({ modifiers: ['Shift'] })
    await page.keyboard.press('Delete')
    await expect(studio.nodes()).toHaveCount(2)
    await page.keyboard.press('Control+z')
    await expect(studio.nodes()).toHaveCount(4)
  })
})
