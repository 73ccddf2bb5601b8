// The canvas with many variables, in real Chromium: opening a project file, frame rates, the longest blocks.
import { chromium, type Browser, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, preview } from 'vite'
import { writeProjectFile } from '../src/document/project-file'
import type { Point, Project } from '../src/document/project'
import { chromiumFlags, executablePath } from '../e2e/chromium'
import { largeProject } from '../e2e/large-project'
import type { Table } from './table'

const SIZES = [50, 300, 1000, 5000]
const root = fileURLToPath(new URL('..', import.meta.url))
const GESTURE_MS = 3000
const OPENING_LIMIT_MS = 60_000

/** Runs in the page: records animation frames and blocks of the main thread. */
const recorder = `
  globalThis.__name = (f) => f
  globalThis.blocks = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) blocks.push({ at: entry.startTime, ms: entry.duration })
  }).observe({ type: 'longtask', buffered: true })
  globalThis.recordFrames = () => {
    const times = []
    let running = true
    const tick = (now) => { times.push(now); if (running) requestAnimationFrame(tick) }
    requestAnimationFrame(tick)
    globalThis.stopFrames = () => { running = false; return times.slice(1).map((t, i) => t - times[i]) }
  }
`

interface Frames {
  /** Frames in a second: of the median interval, and of the slowest twentieth. */
  readonly median: number
  readonly slow: number
}

function framesOf(intervals: readonly number[]): Frames {
  const sorted = intervals.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return { median: Math.round(1000 / at(0.5)), slow: Math.round(1000 / at(0.95)) }
}

/** Frame rate while the mouse goes on moving, from a pressed button or with the wheel. */
async function framesDuring(page: Page, move: (step: number) => Promise<void>): Promise<Frames> {
  await page.evaluate('recordFrames()')
  const started = Date.now()
  for (let step = 0; Date.now() - started < GESTURE_MS; step++) await move(step)
  return framesOf((await page.evaluate('stopFrames()')) as number[])
}

/** Where the canvas stands on the screen and how it is moved. */
async function view(page: Page) {
  return await page.evaluate(() => {
    const pane = document.querySelector('.react-flow')!.getBoundingClientRect()
    const matrix = new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')!).transform)
    return {
      left: pane.left,
      top: pane.top,
      width: pane.width,
      height: pane.height,
      x: matrix.e,
      y: matrix.f,
      zoom: matrix.a,
    }
  })
}

/** The screen points of all variables, and the middle of the canvas. */
async function spots(page: Page, project: Project) {
  const at = await view(page)
  const toScreen = (point: Point) => ({
    x: at.left + at.x + (point.x + 36) * at.zoom,
    y: at.top + at.y + (point.y + 15) * at.zoom,
  })
  return {
    points: Object.values(project.graphs[0].layout).map(toScreen),
    middle: { x: at.left + at.width / 2, y: at.top + at.height / 2 },
  }
}

const far = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

async function dragFrames(page: Page, project: Project): Promise<Frames> {
  const { points, middle } = await spots(page, project)
  const start = points.reduce((best, point) => (far(point, middle) < far(best, middle) ? point : best))
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  const frames = await framesDuring(page, (step) =>
    page.mouse.move(start.x + 90 * Math.sin(step / 12), start.y + 60 * (1 - Math.cos(step / 12))),
  )
  await page.mouse.up()
  await page.mouse.move(5, 5)
  const undo = page.getByRole('button', { name: /Undo: Move/ })
  await undo.waitFor({ timeout: 30_000 })
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Escape')
  await page.waitForTimeout(600)
  return frames
}

async function panFrames(page: Page, project: Project): Promise<Frames> {
  const { points, middle } = await spots(page, project)
  let free = middle
  let room = -1
  for (let dx = -200; dx <= 200; dx += 8)
    for (let dy = -120; dy <= 120; dy += 8) {
      const spot = { x: middle.x + dx, y: middle.y + dy }
      const nearest = Math.min(...points.map((point) => far(point, spot)))
      if (nearest > room) [room, free] = [nearest, spot]
    }
  await page.mouse.move(free.x, free.y)
  await page.mouse.down()
  const frames = await framesDuring(page, (step) =>
    page.mouse.move(free.x + 120 * Math.sin(step / 12), free.y + 90 * Math.sin(step / 17)),
  )
  await page.mouse.up()
  await page.waitForTimeout(400)
  return frames
}

async function zoomFrames(page: Page): Promise<Frames> {
  const { left, top, width, height } = await view(page)
  await page.mouse.move(left + width / 2, top + height / 2)
  const frames = await framesDuring(page, (step) => page.mouse.wheel(0, step % 60 < 30 ? -40 : 40))
  await page.waitForTimeout(400)
  return frames
}

async function open(page: Page, project: Project) {
  const text = writeProjectFile(project)
  await page.evaluate(
    ({ content, count }) => {
      const data = new DataTransfer()
      data.items.add(new File([content], 'large.causal.json'))
      const started = performance.now()
      const drawn = () =>
        document.querySelector(
          `[data-overview][data-variables="${count}"], .react-flow__node[data-id="v0"]`,
        ) !== null
      const page = globalThis as { opening?: { started: number; painted: number } }
      page.opening = { started, painted: 0 }
      const wait = () => {
        if (!drawn()) return void requestAnimationFrame(wait)
        // One frame later it is on the screen.
        requestAnimationFrame(() => setTimeout(() => (page.opening!.painted = performance.now())))
      }
      requestAnimationFrame(wait)
      document.body.dispatchEvent(
        new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }),
      )
    },
    { content: text, count: project.graphs[0].graph.variables.length },
  )
  await page.waitForFunction('opening.painted > 0', undefined, { timeout: OPENING_LIMIT_MS })
  await page.waitForSelector('html[data-idle=true]', { timeout: OPENING_LIMIT_MS })
  await page.waitForTimeout(1500)
  return (await page.evaluate(
    '({ ms: opening.painted - opening.started, block: Math.max(0, ...blocks.filter((b) => b.at >= opening.started - 1).map((b) => b.ms)) })',
  )) as { ms: number; block: number }
}

async function measure(browser: Browser, url: string, size: number) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })
  const page = await context.newPage()
  await page.addInitScript(recorder)
  await page.goto(url)
  await page.waitForSelector('html[data-idle=true]')
  const project = largeProject(size)
  const opened = await open(page, project)
  const dragged = await dragFrames(page, project)
  const panned = await panFrames(page, project)
  const zoomed = await zoomFrames(page)
  await page.getByRole('button', { name: 'Zoom to 100 %' }).click()
  await page.waitForTimeout(600)
  const draggedNear = await dragFrames(page, project)
  const pannedNear = await panFrames(page, project)
  await context.close()
  const pair = ({ median, slow }: Frames) => `${median} / ${slow}`
  return [
    size,
    Math.round(opened.ms),
    Math.round(opened.block),
    pair(dragged),
    pair(panned),
    pair(zoomed),
    pair(draggedNear),
    pair(pannedNear),
  ]
}

/** One row for each size, from a page that is being served. */
export async function measureCanvas(url: string, sizes: readonly number[]): Promise<Table> {
  const browser = await chromium.launch({ executablePath, args: chromiumFlags })
  const rows: (string | number)[][] = []
  try {
    for (const size of sizes) rows.push(await measure(browser, url, size))
  } finally {
    await browser.close()
  }
  return {
    title: 'The canvas with many variables',
    columns: ['variables', 'open ms', 'block ms', 'drag', 'pan', 'zoom', 'drag at 100 %', 'pan at 100 %'],
    rows,
    note: 'Random graphs of mean degree 4. Frames a second: of the median frame / of the slowest twentieth; the whole graph in view, then at 100 %. "block" is the longest stretch without a free main thread from dropping the file to rest. Headless Chromium with a software rasteriser.',
  }
}

export default async function canvas(): Promise<Table> {
  const outDir = mkdtempSync(join(tmpdir(), 'canvas-bench-'))
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await preview({ root, logLevel: 'error', build: { outDir }, preview: { port: 4197 } })
  try {
    return await measureCanvas(server.resolvedUrls!.local[0], SIZES)
  } finally {
    await server.close()
    rmSync(outDir, { recursive: true })
  }
}
