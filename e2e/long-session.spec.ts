import { expect, test, type Page } from '@playwright/test'
import { createRandom } from '../src/base/random'
import { valueOf } from '../src/base/result'
import { mergeGraph } from '../src/document/commands/graph-commands'
import { record, redo, startHistory, undo, type History } from '../src/document/history'
import { createProject } from '../src/document/project'
import { readModelText } from '../src/engine/formats/dagitty'
import { edgeId, type CausalGraph } from '../src/engine/graph/graph'
import { readNewest } from './storage'
import { Studio } from './studio'

const EDITS = 500
/** Megabytes that the page may hold more after the session than after its first edits. */
const MAY_GROW = 60

const names = Array.from({ length: 14 }, (_, i) => `V${i}`)

type Edit =
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }

/** Arrows from earlier to later names, so that none closes a cycle; ties; undos and redos. */
function drawEdits(seed: number): Edit[] {
  const random = createRandom(seed)
  return Array.from({ length: EDITS }, (): Edit => {
    const dice = random.uniform()
    if (dice < 0.3) return { kind: 'undo' }
    if (dice < 0.45) return { kind: 'redo' }
    const from = random.integer(names.length - 1)
    const to = from + 1 + random.integer(names.length - from - 1)
    return { kind: 'type', text: `${names[from]} ${random.uniform() < 0.85 ? '->' : '<->'} ${names[to]}` }
  })
}

/** What the same edits come to without a page. */
function model(edits: readonly Edit[]): CausalGraph {
  let history: History = startHistory(createProject('model'))
  for (const edit of edits) {
    if (edit.kind === 'undo') history = undo(history)
    else if (edit.kind === 'redo') history = redo(history)
    else {
      const known = history.present.graphs[0].graph.variables.map(({ name }) => name)
      const { graph } = valueOf(readModelText(edit.text, known))
      const result = mergeGraph.apply(history.present, { graphId: 'mine', graph })
      if (result.ok) history = record(history, edit.text, result.value)
    }
  }
  return history.present.graphs[0].graph
}

const summary = ({ variables, edges }: CausalGraph) => ({
  variables: variables.map(({ name }) => name).toSorted(),
  edges: edges.map(edgeId).toSorted(),
})

async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  await session.detach()
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 1e6
}

test(`${EDITS} edits, undos and redos with the panels open end where the model ends, in bounded memory`, async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(1_800_000)
  const studio = new Studio(page)
  await studio.open()
  await studio.newProject()
  const strip = ['Model as text', 'Outline of the graph', 'Log of steps']
  await studio.command(strip[0])
  const edits = drawEdits(20_261_121)
  const box = page.getByRole('combobox', { name: /Type a command/ })
  let early = 0
  for (const [i, edit] of edits.entries()) {
    if (edit.kind === 'type') {
      await page.keyboard.press('Control+k')
      await box.fill(edit.text)
      await box.press('Enter')
      await expect(box).toBeHidden()
    } else await page.keyboard.press(edit.kind === 'undo' ? 'Control+z' : 'Control+Shift+z')
    if (i === 60) early = await heap(page)
    if (i % 170 === 169) await studio.command(strip[1 + (Math.floor(i / 170) % 2)])
  }
  await studio.idle()
  await expect(page.locator('[data-saved="saved"]')).toHaveCount(1)
  const late = await heap(page)
  const newest = await readNewest(context, baseURL!)
  expect(summary(newest.graphs[0].graph)).toEqual(summary(model(edits)))
  await expect(studio.nodes()).toHaveCount(newest.graphs[0].graph.variables.length)
  console.log(`heap after 60 edits ${early.toFixed(1)} MB, after ${EDITS} ${late.toFixed(1)} MB`)
  expect(late - early).toBeLessThan(MAY_GROW)
})
