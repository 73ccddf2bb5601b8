import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { Studio } from './studio'

/** Pastes text as a browser does, whatever the clipboard of the machine holds. */
const pasteText = (page: Page, text: string) =>
  page.evaluate((words) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', words)
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)

const saved = (page: Page) => expect(page.locator('[data-saved="saved"]')).toHaveCount(1)

/** The pointer out of the way: keys mean the variable under it. */
const rest = (page: Page) => page.mouse.move(5, 5)

test.describe('drawing tools of the canvas', () => {
  let studio: Studio
  test.beforeEach(async ({ page }) => {
    studio = new Studio(page)
    await studio.open()
    await studio.newProject()
  })

  async function smokingPair(page: Page) {
    await studio.command('Smoking -> Cancer')
    await studio.edge('Smoking -> Cancer').click({ force: true })
    await page.getByRole('textbox', { name: 'Why do you believe it?' }).fill('Dose and response')
    await page.getByRole('textbox', { name: 'Where is it written?' }).fill('Doll & Hill 1950')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Close' }).click()
    await rest(page)
  }

  test('a copied pair: copies in its own graph, joined in a variant, itself in another project and tab', async ({
    page,
    context,
  }) => {
    await smokingPair(page)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect(studio.edge('Smoking 2 -> Cancer 2')).toHaveCount(1)
    await expect(studio.nodes()).toHaveCount(4)
    const boxes = await Promise.all((await studio.nodes().all()).map((node) => node.boundingBox()))
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(
          a!.x < b!.x + b!.width &&
            b!.x < a!.x + a!.width &&
            a!.y < b!.y + b!.height &&
            b!.y < a!.y + a!.height,
        ).toBe(false)
    await page.keyboard.press('Control+z')
    await expect(studio.nodes()).toHaveCount(2)

    await page.getByRole('button', { name: 'Graphs: copy, rename, delete' }).click()
    await page.getByRole('menuitem', { name: 'Copy as a variant' }).click()
    await studio.command('Tar -> Cancer')
    await studio.node('Smoking').click()
    await page.keyboard.press('Delete')
    await rest(page)
    await page.keyboard.press('Control+v')
    await expect(studio.notice()).toContainText('1 variable added, 1 joined to the one of the same name.')
    await expect(studio.edge('Smoking -> Cancer')).toHaveCount(1)
    await expect(studio.nodes()).toHaveCount(3)

    await studio.newProject()
    await page.keyboard.press('Control+v')
    await expect(studio.edge('Smoking -> Cancer')).toHaveCount(1)
    await studio.edge('Smoking -> Cancer').click({ force: true })
    await expect(page.getByRole('textbox', { name: 'Why do you believe it?' })).toHaveValue(
      'Dose and response',
    )

    const tab = await context.newPage()
    const other = new Studio(tab)
    await other.open()
    await other.newProject()
    await tab.keyboard.press('Control+v')
    await expect(other.edge('Smoking -> Cancer')).toHaveCount(1)
    await other.edge('Smoking -> Cancer').click({ force: true })
    await expect(tab.getByRole('textbox', { name: 'Where is it written?' })).toHaveValue('Doll & Hill 1950')
  })

  test('cut and duplicate are single steps; the commands of the palette do the same', async ({ page }) => {
    await studio.command('A -> B -> C')
    await rest(page)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+d')
    await expect(studio.nodes()).toHaveCount(6)
    await page.keyboard.press('Control+z')
    await expect(studio.nodes()).toHaveCount(3)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+x')
    await expect(studio.nodes()).toHaveCount(0)
    await page.keyboard.press('Control+v')
    await expect(studio.edge('A -> B')).toHaveCount(1)
    await page.keyboard.press('Control+a')
    await studio.command('Copy')
    await studio.newProject()
    await studio.command('Paste')
    await expect(studio.edge('B -> C')).toHaveCount(1)
  })

  test('model text is pasted as variables; what closes a cycle is left out with a sentence', async ({
    page,
  }) => {
    await studio.command('A -> B')
    await rest(page)
    await pasteText(page, 'dag { B [pos="0,0"] C [latent,pos="2,0"] D [pos="4,0"] B -> A C -> D C -> A }')
    await expect(studio.edge('C -> D')).toHaveCount(1)
    await expect(studio.edge('B -> A')).toHaveCount(0)
    await expect(studio.notice()).toContainText(
      '2 variables added, 2 joined to those of the same name. B → A was left out.',
    )
    await expect(studio.node('C')).toHaveAttribute('data-role', 'latent')
    await page.keyboard.press('Control+z')
    await expect(studio.nodes()).toHaveCount(2)
    await pasteText(page, 'digraph { E -> F; E -> G }')
    await studio.idle()
    await expect(studio.edge('E -> G')).toHaveCount(1)
    await pasteText(page, 'Dear all, the meeting is on Monday.')
    await expect(studio.notice()).toContainText('Nothing was pasted.')
    await expect(studio.nodes()).toHaveCount(5)
  })

  // What the second step must, or must not, say; no pattern without an adjustment set is answered by one.
  const verdicts: Readonly<Record<string, { variables: number; says?: RegExp; never?: RegExp }>> = {
    Confounder: { variables: 3, says: /by adjustment for Z/ },
    Mediator: { variables: 3, says: /without adjustment|no adjustment|nothing/i, never: /adjustment for M/ },
    Collider: { variables: 3, says: /cannot affect|no path|effect is 0|zero/i },
    Instrument: { variables: 4, says: /By an instrument, Z/, never: /by adjustment for/ },
    'M-bias': { variables: 5, says: /without adjustment|no adjustment|nothing/i, never: /adjustment for M/ },
    Selection: { variables: 3, never: /by adjustment for|without adjustment/ },
    'Front door': { variables: 4, says: /by the front-door, through M/, never: /by adjustment for/ },
    Napkin: { variables: 4, says: /the napkin/, never: /by adjustment for/ },
  }

  test('every pattern is inserted by keyboard, and the panel answers as the pattern claims', async ({
    page,
  }) => {
    for (const [i, [name, claim]] of Object.entries(verdicts).entries()) {
      if (i > 0) await studio.newProject()
      await rest(page)
      await page.keyboard.press('p')
      const picker = page.getByRole('dialog', { name: 'Patterns' })
      await expect(picker.getByRole('button', { name: /^Confounder/ })).toBeFocused()
      for (let n = 0; n < i; n++) await page.keyboard.press('ArrowDown')
      await expect(picker.locator(':focus')).toContainText(name)
      await page.keyboard.press('Enter')
      await expect(studio.nodes()).toHaveCount(claim.variables)
      await studio.node('X').focus()
      await page.keyboard.press('x')
      await studio.node('Y').focus()
      await page.keyboard.press('o')
      await studio.idle()
      const step = studio.step('identified')
      await expect(step, name).not.toHaveAttribute('data-state', 'waiting')
      if (claim.says) await expect(step, name).toContainText(claim.says)
      if (claim.never) await expect(step, name).not.toContainText(claim.never)
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await expect(studio.nodes()).toHaveCount(0)
    }
  })

  test('a pattern is attached to the two selected variables', async ({ page }) => {
    await studio.command('Smoking -> Cancer')
    await studio.node('Smoking').click()
    await studio.node('Cancer').click({ modifiers: ['Shift'] })
    await rest(page)
    await page.keyboard.press('p')
    const picker = page.getByRole('dialog', { name: 'Patterns' })
    await expect(picker).toContainText('Attached to Smoking (cause) and Cancer (outcome)')
    const found = await new AxeBuilder({ page }).include('[data-card="motifs"]').analyze()
    expect(found.violations).toEqual([])
    await page.keyboard.press('Enter')
    await expect(studio.edge('Z -> Smoking')).toHaveCount(1)
    await expect(studio.edge('Z -> Cancer')).toHaveCount(1)
    await expect(studio.nodes()).toHaveCount(3)
    await expect(
      page.getByRole('button', { name: 'Undo: Insert a Confounder of Smoking and Cancer' }),
    ).toBeVisible()
  })

  test('an edge bent by hand is bent after a reload, keeps its line when reversed, and is given back', async ({
    page,
  }) => {
    await studio.command('A -> B')
    const line = () => studio.edge('A -> B').locator('path').first().getAttribute('d')
    const straight = await line()
    await studio.edge('A -> B').click({ force: true })
    const handle = page.locator('[data-bend]')
    const box = (await handle.boundingBox())!
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y - 80, { steps: 8 })
    await page.mouse.up()
    const bent = await line()
    expect(bent).not.toBe(straight)
    await expect(handle).toHaveAttribute('data-by-hand', 'true')
    await page.getByRole('button', { name: 'Reverse' }).click()
    await expect(studio.edge('B -> A')).toHaveCount(1)
    await page.keyboard.press('Control+z')
    expect(await line()).toBe(bent)
    await saved(page)
    await page.reload()
    await studio.idle()
    expect(await line()).toBe(bent)

    await studio.edge('A -> B').focus()
    await expect(handle).toBeVisible()
    await page.keyboard.press('Alt+ArrowDown')
    expect(await line()).not.toBe(bent)
    await page.keyboard.press('Control+z')
    expect(await line()).toBe(bent)
    await studio.edge('A -> B').focus()
    await handle.dblclick()
    expect(await line()).toBe(straight)
  })

  test('a note is written, moved by keyboard, kept over a reload, copied and deleted', async ({ page }) => {
    await studio.command('A -> B')
    await rest(page)
    await page.keyboard.press('w')
    await page.getByRole('textbox', { name: 'Words of the note' }).fill('Ask Ann about B')
    await page.keyboard.press('Enter')
    const note = page.getByRole('note', { name: 'Note: Ask Ann about B' })
    await expect(note).toBeVisible()
    const before = (await note.boundingBox())!
    await note.focus()
    await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(async () => (await note.boundingBox())!.y).toBeGreaterThan(before.y + 20)
    await expect(page.getByRole('button', { name: 'Undo: Move a note' })).toBeVisible()
    await saved(page)
    await page.reload()
    await studio.idle()
    await expect(note).toBeVisible()

    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect(note).toHaveCount(2)
    await page.keyboard.press('Control+z')
    await expect(note).toHaveCount(1)
    await note.focus()
    await page.keyboard.press('Delete')
    await expect(note).toHaveCount(0)
    await expect(studio.nodes()).toHaveCount(2)
  })

  test('a long name takes up to three lines and is spoken in full', async ({ page }) => {
    const long = 'Systolic blood pressure at the second visit after discharge from the hospital'
    await studio.command(`"${long}" -> B`)
    const node = studio.node(long)
    const box = (await node.boundingBox())!
    expect(box.width).toBeLessThanOrEqual(204)
    await expect(node.getByText(/…$/)).toHaveAttribute('title', long)
    await expect(node).toHaveAttribute('aria-label', new RegExp(long))
    await expect(page.locator('.react-flow')).toBeVisible()
  })
})
