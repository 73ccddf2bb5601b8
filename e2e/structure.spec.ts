import { expect, test, type Locator, type Page } from '@playwright/test'
import { Studio } from './studio'

/** Drags in small steps, as a hand does: the middle of an element to a place on the screen. */
async function dragTo(page: Page, what: Locator, to: { x: number; y: number }) {
  const box = (await what.boundingBox())!
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 3, from.y + 3)
  await page.mouse.move(to.x, to.y, { steps: 25 })
  await page.mouse.up()
}

const middle = async (what: Locator) => {
  const box = (await what.boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Three columns in a chain, with enough rows to search. */
function chain(): string {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const a = Math.sin(i * 1.7) * 3
    const b = a + Math.sin(i * 5.3)
    return [a, b, b + Math.sin(i * 9.1)].map((value) => value.toFixed(3)).join(',')
  })
  return ['Dose,Level,Pain', ...rows].join('\n')
}

test.describe('structure on the canvas', () => {
  let studio: Studio
  test.beforeEach(async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    studio = new Studio(page)
    await studio.open()
    await studio.newProject()
  })

  test('lanes are the tiers that a search respects: dropping a variable in a lane sets its tier', async ({
    page,
  }) => {
    await studio.drop('chain.csv', chain())
    await page.getByRole('button', { name: 'Import', exact: false }).last().click()
    await studio.idle()
    await studio.command('Dose -> Level -> Pain')
    await studio.command('Tiers as lanes')
    await expect(page.locator('[data-divider]')).toHaveCount(2)
    const line = await middle(page.locator('[data-divider="0"]'))
    const next = await middle(page.locator('[data-divider="1"]'))
    const level = await middle(studio.node('Level'))
    await dragTo(page, studio.node('Level'), { x: next.x + 70, y: level.y })
    await expect(page.getByRole('button', { name: /Undo: Move Level to tier 2/ })).toBeVisible()
    await dragTo(page, studio.node('Pain'), { x: (line.x + next.x) / 2, y: level.y + 90 })
    await studio.idle()
    // Level -> Pain now runs from tier 2 back to tier 1.
    await expect(page.getByText(/1 arrow runs back to an earlier tier/)).toBeVisible()
    await expect(studio.edge('Level -> Pain')).toHaveAttribute('aria-label', /runs back to an earlier tier/)

    await studio.command('Discover a graph')
    await page.getByText('Columns', { exact: true }).click()
    await expect(page.getByLabel('Tier of Level')).toHaveValue('2')
    await expect(page.getByLabel('Tier of Pain')).toHaveValue('1')
    // The form is another view of the same knowledge: what it sets moves the variable.
    await page.getByLabel('Tier of Pain').fill('2')
    await page.getByLabel('Tier of Pain').press('Enter')
    await studio.idle()
    expect((await middle(studio.node('Pain'))).x).toBeGreaterThan(
      (await middle(page.locator('[data-divider="1"]'))).x,
    )
    for (const undone of [/Undo: Put Pain in tier 2/, /Undo: Move Pain to tier 1/])
      await page.getByRole('button', { name: undone }).click()
    await expect(page.getByLabel('Tier of Pain')).toHaveValue('')
    await expect(page.getByLabel('Tier of Level')).toHaveValue('2')

    await expect(page.getByText('Saved on this device')).toBeVisible()
    await page.reload()
    await studio.idle()
    await expect(page.locator('[data-divider]')).toHaveCount(2)
  })

  test('a group collapses into one box, moves as one, and survives undo and a reload', async ({ page }) => {
    await studio.command('Age -> Cough')
    await studio.command('Age -> Fever')
    await studio.command('Cough -> Visit')
    await studio.command('Arrange the graph')
    await page.mouse.move(5, 5)
    await studio.node('Age').focus()
    await page.keyboard.press('x')
    await studio.node('Fever').focus()
    await page.keyboard.press('o')
    await studio.idle()
    await studio.node('Cough').click()
    await studio.node('Fever').click({ modifiers: ['Shift'] })
    await page.keyboard.press('Control+g')
    const name = page.getByLabel(/Name of the group/)
    await name.fill('Symptoms')
    await name.press('Enter')
    await page.getByRole('button', { name: 'Collapse Symptoms into one box' }).click()

    const box = page.locator('[data-group="Symptoms"]')
    await expect(box).toBeVisible()
    await expect(box).toHaveAttribute('aria-label', /group of 2 variables: Cough, Fever.*exposure|outcome/)
    await expect(studio.node('Cough')).toHaveCount(0)
    await expect(studio.edge('Age -> Symptoms')).toHaveCount(1)
    await expect(studio.edge('Age -> Symptoms')).toContainText('2')
    await expect(studio.edge('Symptoms -> Visit')).toHaveCount(1)
    // The question is still answered on the whole graph.
    await expect(studio.step('identified')).toHaveAttribute('data-state', 'ok')

    await page.keyboard.press('Delete')
    await expect(page.getByText(/is a group; nothing was deleted/)).toBeVisible()
    await expect(box).toBeVisible()

    const from = await middle(box)
    await dragTo(page, box, { x: from.x, y: from.y + 120 })
    await expect(page.getByRole('button', { name: /Undo: Move 2 variables/ })).toBeVisible()
    await expect(page.getByText('Saved on this device')).toBeVisible()
    await page.reload()
    await studio.idle()
    await expect(box).toBeVisible()
    await box.dblclick()
    await expect(studio.node('Cough')).toBeVisible()
    await expect(box).toHaveCount(0)
    await page.keyboard.press('Control+z')
    await expect(box).toBeVisible()
    await box.click()
    await page.keyboard.press('Control+Shift+g')
    await expect(studio.node('Fever')).toBeVisible()
    await expect(page.getByRole('group', { name: /Group Symptoms/ })).toHaveCount(0)
  })

  test('two graphs are compared pair by pair, and a pair is taken into My model', async ({ page }) => {
    await studio.command('A -> B -> C')
    await studio.command('A -> D')
    await page.getByRole('button', { name: 'Graphs: copy, rename, delete' }).click()
    await page.getByRole('menuitem', { name: 'Copy as a variant' }).click()
    await page.locator('[data-edge="A -> B"]').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Reverse' }).click()
    await studio.command('C -> D')
    await page.locator('[data-edge="A -> D"]').focus()
    await page.keyboard.press('Delete')
    await studio.idle()

    await page.getByRole('tab', { name: 'Compare' }).click()
    const drawn = (found: string) => page.locator(`.react-flow__edge[data-class="${found}"]`)
    await expect(drawn('same')).toHaveCount(1)
    await expect(drawn('reversed')).toHaveCount(1)
    await expect(drawn('only-left')).toHaveCount(1)
    await expect(drawn('only-right')).toHaveCount(1)
    await expect(page.locator('[data-shd]')).toHaveAttribute('data-shd', '3')

    await page.getByRole('button', { name: /Draw and list: Same in both/ }).click()
    await expect(drawn('same')).toHaveCount(0)

    await page.getByRole('button', { name: /Take B → A from .* into My model/ }).click()
    await expect(page.locator('[data-shd]')).toHaveAttribute('data-shd', '2')
    await expect(page.getByRole('button', { name: /Undo: Take B → A from/ })).toBeVisible()
    await page.getByRole('button', { name: /Take no edge from .* into My model/ }).click()
    await expect(page.locator('[data-shd]')).toHaveAttribute('data-shd', '1')

    await page.getByRole('button', { name: 'End the comparison' }).click()
    await expect(studio.edge('B -> A')).toHaveCount(1)
    await expect(studio.edge('A -> D')).toHaveCount(0)

    // Another project ends a comparison whose graphs it does not have.
    await page.getByRole('tab', { name: 'Compare' }).click()
    await expect(page.locator('[data-shd]')).toBeVisible()
    await page.locator('[data-example="kidney-stones"]').first().click()
    await studio.idle()
    await expect(studio.node('Stone size')).toBeVisible()
    await expect(page.locator('[data-shd]')).toHaveCount(0)
  })
})
