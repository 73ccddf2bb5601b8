import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Studio } from './studio'

test('the project comes back after a reload, data and question included', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.command('Age -> Treatment')
  await studio.idle()
  await expect(page.locator('[data-saved="saved"]')).toHaveCount(1)
  await page.reload()
  await studio.idle()
  await expect(studio.node('Age')).toBeVisible()
  await expect(studio.edge('Age -> Treatment')).toHaveCount(1)
  expect(await studio.estimate('difference')).toBeCloseTo(0.0457, 3)
})

test('saved to a file and opened again, after something else', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  const download = page.waitForEvent('download')
  await page.keyboard.press('Control+s')
  const file = await download
  expect(file.suggestedFilename()).toMatch(/\.causal\.json$/)
  const text = readFileSync(await file.path(), 'utf8')
  await studio.newProject()
  await expect(studio.nodes()).toHaveCount(0)
  await studio.drop(file.suggestedFilename(), text)
  await expect(studio.node('Stone size')).toBeVisible()

  // A file from the future, a damaged one: a sentence, and nothing is lost.
  await studio.drop('future.causal.json', text.replace(/"version":\d+/, '"version":99'))
  await expect(studio.notice()).toContainText('newer Causal Studio')
  await expect(studio.node('Stone size')).toBeVisible()
  await studio.drop('cut.causal.json', text.slice(0, 300))
  await expect(studio.notice()).toContainText('damaged')
  await expect(studio.node('Stone size')).toBeVisible()
})

test('a model text with a cycle, and one with an error, say where', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.drop('cycle.txt', 'dag { A -> B B -> C C -> A }')
  await expect(studio.notice()).toContainText(/cycle/i)
  await studio.drop('broken.txt', 'dag {\n  A -> B\n  C -> \n}')
  await expect(studio.notice()).toContainText(/line [34]/)
  await expect(studio.node('Stone size')).toBeVisible()
  await studio.drop('fine.txt', 'dag { bb="0,0,1,1" A [pos="0,0"] B [pos="1,0"] A -> B }')
  await expect(studio.edge('A -> B')).toHaveCount(1)
})

test('a model text typed without places is arranged, causes left', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await page.getByRole('button', { name: 'Model text', exact: true }).click()
  const field = page.getByRole('textbox', { name: /DAGitty code/ })
  await field.fill('dag {\n  C -> D\n  B -> C\n  A -> B\n}')
  await field.press('Control+Enter')
  await studio.idle()
  const left = async (name: string) => (await studio.node(name).boundingBox())!.x
  expect(await left('A')).toBeLessThan(await left('B'))
  expect(await left('B')).toBeLessThan(await left('C'))
  expect(await left('C')).toBeLessThan(await left('D'))
  await field.press('Escape')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(studio.node('Stone size')).toBeVisible()
})

test('a 1000-character name with markup is refused, shorter markup is only text', async ({ page }) => {
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  await studio.type(`"${'<img src=x onerror=alert(1)>'.repeat(40)}" -> B`)
  await expect(page.getByRole('dialog')).toContainText(/characters/)
  await page.keyboard.press('Escape')
  await expect(studio.nodes()).toHaveCount(0)
  let alerted = false
  page.on('dialog', () => (alerted = true))
  await studio.command('"<img src=x onerror=alert(1)>" -> B')
  await expect(studio.nodes()).toHaveCount(2)
  await expect(page.locator('.react-flow img')).toHaveCount(0)
  expect(alerted).toBe(false)
})
