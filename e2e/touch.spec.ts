import { expect, test, type Page } from '@playwright/test'
import { Studio } from './studio'

/** Side of the square that a finger needs, pixels; half a pixel less for places between pixels. */
const TARGET = 43

/**
 * What can be pressed and is visible, but answers a finger in less than the target: neither is its box large enough,
 * nor does the area around its middle belong to it. What is drawn in the graph is no control.
 */
function smallTargets(target: number): string[] {
  const wanted =
    'button, a[href], input, select, textarea, summary, [role=tab], [role=slider], [role=radio], [role=menuitem], [tabindex="0"]'
  const small: string[] = []
  for (const element of document.querySelectorAll(wanted)) {
    if (element.closest('.react-flow__edge, .react-flow__node')) continue
    const box = element.getBoundingClientRect()
    const x = box.x + box.width / 2
    const y = box.y + box.height / 2
    const owns = (atX: number, atY: number) => {
      const top = document.elementFromPoint(atX, atY)
      return top !== null && (element.contains(top) || element.closest('label')?.contains(top) === true)
    }
    // Out of sight, covered, or hidden from the eye.
    if (box.width < 2 || box.height < 2 || !owns(x, y)) continue
    if (box.width >= target && box.height >= target) continue
    const inside = (atX: number, atY: number) =>
      atX < 0 || atY < 0 || atX >= innerWidth || atY >= innerHeight || owns(atX, atY)
    /** How far the element answers from its middle in one direction, up to the target. */
    const reach = (stepX: number, stepY: number) => {
      let far = 0
      while (far < target && inside(x + stepX * (far + 1), y + stepY * (far + 1))) far++
      return far
    }
    const across = reach(-1, 0) + reach(1, 0) + 1
    const down = reach(0, -1) + reach(0, 1) + 1
    if (across >= target && down >= target) continue
    const name = element.getAttribute('aria-label') ?? element.textContent ?? ''
    small.push(`${element.tagName.toLowerCase()} “${name.trim().slice(0, 40)}” ${across}x${down}`)
  }
  return small
}

const audit = (page: Page) => page.evaluate(smallTargets, TARGET)

for (const viewport of [
  { width: 900, height: 700 },
  { width: 768, height: 1024 },
]) {
  test.describe(`fingers, ${viewport.width} x ${viewport.height}`, () => {
    test.use({ viewport, hasTouch: true, isMobile: true, reducedMotion: 'reduce' } as object)

    test('every control is as large as a finger needs', async ({ page }) => {
      const studio = new Studio(page)
      await studio.open()
      expect(await audit(page), 'opening').toEqual([])
      for (const tab of ['Data', 'Outline', 'Jobs and log']) {
        await page.getByRole('tab', { name: tab }).tap()
        await studio.idle()
        expect(await audit(page), tab).toEqual([])
      }
      await page.getByRole('tab', { name: 'Answer' }).tap()
      await page.getByRole('radio', { name: /Imagine/ }).tap()
      await studio.idle()
      expect(await audit(page), 'imagine').toEqual([])
      await page.getByRole('radio', { name: /See/ }).tap()
      await page.locator('.react-flow__node[data-variable="Stone size"]').tap()
      await expect(page.locator('[data-card]')).toBeVisible()
      expect(await audit(page), 'roles').toEqual([])
      await page.getByRole('button', { name: 'Fold the panels away' }).tap()
      await studio.command('Tiers as lanes')
      await expect(page.locator('[data-divider]')).toHaveCount(2)
      expect(await audit(page), 'lanes').toEqual([])
      await page.getByRole('button', { name: 'Graphs: copy, rename, delete' }).tap()
      expect(await audit(page), 'menu').toEqual([])
      await page.getByRole('menuitem', { name: 'Copy as a variant' }).tap()
      await page.getByRole('tab', { name: 'Compare' }).tap()
      await expect(page.locator('[data-comparing]')).toBeVisible()
      expect(await audit(page), 'comparison').toEqual([])
    })

    test('two taps add a variable, tap and tap joins two, a long press opens what can be done', async ({
      page,
    }) => {
      const studio = new Studio(page)
      await studio.open()
      await studio.newProject()
      await studio.command('Grades')
      const pane = (await page.locator('.react-flow__pane').boundingBox())!
      const spot = { x: pane.x + 110, y: pane.y + pane.height - 70 }
      const finger = await page.context().newCDPSession(page)
      // All at once: on a busy machine two taps that wait for each other may be too far apart.
      const down = { type: 'touchStart', touchPoints: [spot] } as const
      const up = { type: 'touchEnd', touchPoints: [] } as const
      await Promise.all(
        [down, up, down, up].map((event) =>
          finger.send('Input.dispatchTouchEvent', { ...event, touchPoints: [...event.touchPoints] }),
        ),
      )
      const name = page.getByLabel(/Name of/)
      await name.fill('Sleep')
      await name.press('Enter')
      await studio.idle()

      await studio.node('Sleep').tap()
      await page.getByRole('button', { name: 'Connect' }).tap()
      await studio.node('Grades').tap()
      await expect(studio.edge('Sleep -> Grades')).toHaveCount(1)

      // The same with the arrow tool, and the other tool of the palette.
      await page.getByRole('button', { name: /Hidden common cause/ }).tap()
      await studio.node('Grades').tap()
      await studio.node('Sleep').tap()
      await expect(page.locator('[data-edge*="<->"]')).toHaveCount(1)

      const box = (await studio.node('Grades').boundingBox())!
      const at = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
      await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at })
      await expect(page.getByRole('toolbar', { name: 'Role of Grades' })).toBeVisible()
      await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
      await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeVisible()
    })

    test('one finger moves the view, two fingers zoom', async ({ page }) => {
      const studio = new Studio(page)
      await studio.open()
      await page.getByRole('button', { name: 'Fold the panels away' }).tap()
      const view = () =>
        page.locator('.react-flow__viewport').evaluate((element) => {
          const { e, f, a } = new DOMMatrix(getComputedStyle(element).transform)
          return { x: e, y: f, zoom: a }
        })
      const before = await view()
      const pane = (await page.locator('.react-flow__pane').boundingBox())!
      const spot = { x: pane.x + pane.width / 2, y: pane.y + pane.height - 60 }
      const finger = await page.context().newCDPSession(page)
      const touch = (
        type: 'touchStart' | 'touchMove' | 'touchEnd',
        touchPoints: { x: number; y: number }[],
      ) => finger.send('Input.dispatchTouchEvent', { type, touchPoints })
      await touch('touchStart', [spot])
      for (let step = 1; step <= 8; step++) await touch('touchMove', [{ x: spot.x + step * 10, y: spot.y }])
      await touch('touchEnd', [])
      const panned = await view()
      expect(panned.x - before.x).toBeGreaterThan(40)
      expect(panned.zoom).toBeCloseTo(before.zoom)

      const apart = (by: number) => [
        { x: spot.x - by, y: spot.y },
        { x: spot.x + by, y: spot.y },
      ]
      await touch('touchStart', apart(30))
      for (let step = 1; step <= 8; step++) await touch('touchMove', apart(30 + step * 10))
      await touch('touchEnd', [])
      expect((await view()).zoom).toBeGreaterThan(before.zoom * 1.5)
    })
  })
}
