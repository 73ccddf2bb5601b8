import { expect, test } from '@playwright/test'
import { writeProjectFile } from '../src/document/project-file'
import type { Point } from '../src/document/project'
import { largeName, largeProject } from './large-project'
import { Studio } from './studio'

const project = largeProject(1000)
const { layout } = project.graphs[0]

test.describe('many variables', () => {
  let studio: Studio
  test.beforeEach(async ({ page }) => {
    studio = new Studio(page)
    await studio.open()
  })

  /** Where a variable is on the screen. */
  const spotOf = async (i: number): Promise<Point> =>
    await studio.page.evaluate(({ x, y }) => {
      const canvas = document.querySelector('.react-flow')!.getBoundingClientRect()
      const moved = new DOMMatrix(
        getComputedStyle(document.querySelector('.react-flow__viewport')!).transform,
      )
      return { x: canvas.x + moved.e + (x + 36) * moved.a, y: canvas.y + moved.f + (y + 15) * moved.a }
    }, Object.values(layout)[i])
  const overview = () => studio.page.locator('[data-overview]')
  const roles = () => studio.page.getByRole('toolbar', { name: /^Role of/ })

  async function openThousand() {
    await studio.drop('thousand.causal.json', writeProjectFile(project))
    await expect(overview()).toHaveAttribute('data-variables', '1000')
    await expect(overview()).toHaveAttribute('data-overview', 'overview')
  }

  test('a thousand are painted, and become live where one zooms in', async ({ page }) => {
    await openThousand()
    expect(await studio.nodes().count()).toBeLessThan(5)
    const at = 508
    const { x, y } = await spotOf(at)
    await page.mouse.click(x, y)
    await expect(roles()).toHaveAttribute('aria-label', `Role of ${largeName(at)}`)
    await page.mouse.dblclick(x, y)
    await expect(overview()).toHaveAttribute('data-overview', 'near')
    await expect(studio.node(largeName(at))).toBeVisible()
    const live = await studio.nodes().count()
    expect(live).toBeGreaterThan(10)
    expect(live).toBeLessThan(300)
    // A live neighbour can be dragged as in any graph.
    await page.keyboard.press('Escape')
    const neighbour = studio.node(largeName(at + 1))
    await neighbour.hover()
    const before = (await neighbour.boundingBox())!
    await page.mouse.down()
    await page.mouse.move(before.x + before.width / 2 + 60, before.y + before.height / 2 + 20, { steps: 6 })
    await page.mouse.up()
    await expect(page.getByRole('button', { name: `Undo: Move ${largeName(at + 1)}` })).toBeVisible()
  })

  test('variables are dragged, boxed and joined while zoomed out', async ({ page }) => {
    await openThousand()
    const { x, y } = await spotOf(500)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 40, y + 30, { steps: 5 })
    await page.mouse.up()
    await expect(page.getByRole('button', { name: `Undo: Move ${largeName(500)}` })).toBeVisible()

    const corner = await spotOf(0)
    await page.keyboard.down('Shift')
    await page.mouse.move(corner.x - 30, corner.y - 30)
    await page.mouse.down()
    await page.mouse.move(corner.x + 60, corner.y + 40, { steps: 5 })
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect(page.getByRole('toolbar', { name: /^\d+ selected$/ })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.keyboard.press('e')
    const [from, to] = [await spotOf(3), await spotOf(990)]
    await page.mouse.click(from.x, from.y)
    await page.mouse.click(to.x, to.y)
    await expect(
      page.getByRole('button', { name: `Undo: Add ${largeName(3)} → ${largeName(990)}` }),
    ).toBeVisible()
  })

  test('finding jumps to a variable, and the arrow keys go on from there', async ({ page }) => {
    await openThousand()
    await page.keyboard.press('/')
    const field = page.getByRole('combobox', { name: 'Name of a variable' })
    await expect(field).toBeFocused()
    await field.fill('tar 70')
    await expect(page.getByRole('option')).toHaveCount(1)
    await field.fill('tar 7')
    await expect(page.getByRole('option')).toHaveCount(8)
    await page.keyboard.press('Enter')
    await expect(studio.node('Tar 7')).toBeVisible()
    await expect(roles()).toHaveAttribute('aria-label', 'Role of Tar 7')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(roles()).toHaveAttribute('aria-label', 'Role of Tar 71')
    await page.keyboard.press('Escape')
    await expect(field).toHaveCount(0)
    await expect(studio.node('Tar 71')).toBeFocused()
    await page.keyboard.press('ArrowRight')
    const effect = page.locator('.react-flow__node:focus')
    await expect(effect).toHaveCount(1)
    await expect(effect).not.toHaveAttribute('data-variable', 'Tar 71')
    await expect(effect).toBeInViewport()
  })

  test('a neighbourhood is shown on its own, and the graph stays as it is', async ({ page }) => {
    await openThousand()
    await studio.command('Find a variable')
    await page.getByRole('combobox', { name: 'Name of a variable' }).fill('Tar 7')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await studio.command('Show only what is around the selection')
    const chip = page.locator('[data-narrowed]')
    await expect(chip).toHaveText(/^Showing 4 of 1,000: around Tar 7 \(1 step\)/)
    await page.getByRole('button', { name: 'Show a part of the graph' }).click()
    await page.getByRole('radiogroup', { name: 'Steps' }).getByRole('radio', { name: '2' }).click()
    await expect(chip).toHaveAttribute('data-narrowed', '14')
    await page
      .getByRole('radiogroup', { name: 'The others are' })
      .getByRole('radio', { name: 'Hidden' })
      .click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await expect(chip).toHaveAttribute('data-narrowed', '14')
    await chip.getByRole('button', { name: 'Show everything' }).click()
    await expect(chip).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Nothing to undo' })).toBeVisible()
  })

  test('five thousand open, with all panels', async ({ page }) => {
    await studio.drop('many.causal.json', writeProjectFile(largeProject(5000)))
    await expect(overview()).toHaveAttribute('data-variables', '5000')
    await expect(studio.step('identified')).toHaveAttribute('data-state', 'ok', { timeout: 60_000 })
    await studio.command('Outline of the graph')
    await expect(page.getByRole('treegrid').getByRole('row')).toHaveCount(151)
    await page.getByRole('button', { name: /^Show 150 more, of 4,850/ }).click()
    await expect(page.getByRole('treegrid').getByRole('row')).toHaveCount(301)
  })

  test('a long graph without places is read with progress, and can be stopped', async ({ page }) => {
    const names = new Map(project.graphs[0].graph.variables.map(({ id, name }) => [id, name]))
    const lines = project.graphs[0].graph.edges.map(
      (edge) => `"${names.get(edge.from)}" -> "${names.get(edge.to)}"`,
    )
    const text = `dag {\n${lines.join('\n')}\n}`
    const before = await studio.nodes().count()
    // A file that takes long enough to be stopped.
    await page.evaluate((content) => {
      const data = new DataTransfer()
      data.items.add(new File([content], 'long.txt'))
      document.body.dispatchEvent(
        new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }),
      )
      new MutationObserver((_, watch) => {
        const cancel = [...document.querySelectorAll<HTMLElement>('[data-notice] button')].find(
          (button) => button.textContent === 'Cancel',
        )
        if (!cancel) return
        watch.disconnect()
        cancel.click()
      }).observe(document.body, { childList: true, subtree: true })
    }, text)
    await expect(studio.notice()).toContainText('long.txt was not opened')
    expect(await studio.nodes().count()).toBe(before)

    await studio.drop('long.txt', text)
    await expect(overview()).toHaveAttribute('data-variables', /^9\d\d$/)
  })
})
