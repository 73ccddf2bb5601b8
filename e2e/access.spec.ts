import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { Studio } from './studio'

for (const theme of ['light', 'dark'] as const) {
  for (const rung of ['see', 'do', 'imagine'] as const) {
    test(`no serious accessibility violation, ${theme}, ${rung}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      const studio = new Studio(page)
      await studio.open()
      await page.keyboard.press({ see: '1', do: '2', imagine: '3' }[rung])
      await studio.idle()
      const report = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
      const serious = report.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(
        serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join('\n')}`),
      ).toEqual([])
    })
  }
}

test('nothing leaves the device: every request goes to the page’s own origin', async ({ page, baseURL }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== new URL(baseURL!).origin)
      foreign.push(request.url())
  })
  const violations: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text())
  })
  const studio = new Studio(page)
  await studio.open()
  await page.keyboard.press('2')
  await studio.idle()
  expect(foreign).toEqual([])
  expect(violations).toEqual([])
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
})
