import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from '@playwright/test'
import { build, preview } from 'vite'
import { chromiumFlags, executablePath } from '../../e2e/chromium'
import { Studio } from '../../e2e/studio'

export interface PageLoad {
  /** From choosing the file to the import view. */
  readonly seconds: number
  /** What the worker took for reading and profiling, as the import view says. */
  readonly inWorker: string
  readonly framesPerSecond: number
  /** The longest time between two frames. */
  readonly longestFrame: number
  /** Most memory of the page's process with its workers, in MB; null where the system does not tell. */
  readonly memory: number | null
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Imports the file through the built studio in Chromium, as a person would, and counts frames meanwhile. */
export async function loadInPage(path: string): Promise<PageLoad> {
  const outDir = await mkdtemp(join(tmpdir(), 'causal-studio-page-'))
  await build({ root, build: { outDir, emptyOutDir: true }, logLevel: 'error' })
  const server = await preview({ root, build: { outDir }, preview: { port: 0 }, logLevel: 'error' })
  const browser = await chromium.launch({ executablePath, args: chromiumFlags })
  try {
    return await measureLoad(browser, server.resolvedUrls!.local[0], path)
  } finally {
    await browser.close()
    await server.close()
    await rm(outDir, { recursive: true })
  }
}

export async function measureLoad(browser: Browser, baseURL: string, path: string): Promise<PageLoad> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL })
  await new Studio(page).open()
  const before = await peakMemory(browser)
  // The compiler that runs this file wraps named functions in a helper of its own.
  await page.evaluate('globalThis.__name = (named) => named')
  await page.evaluate(countFrames)
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Open a file' }).first().click()
  await (await choosing).setFiles(path)
  await page.locator('[data-import="ready"]').waitFor({ timeout: 120_000 })
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames)
  const header = await page.locator('[data-import="ready"] header p').innerText()
  const memory = await peakMemory(browser)
  const gaps = frames.slice(1).map((time, i) => time - frames[i])
  const seconds = (frames.at(-1)! - frames[0]) / 1000
  return {
    seconds,
    inWorker: /in (.+)\.$/.exec(header)?.[1] ?? header,
    framesPerSecond: gaps.length / seconds,
    longestFrame: Math.max(...gaps),
    memory: memory === null || before === null ? null : memory - before,
  }
}

/** Frame times from the choice of a file to the first frame of the import view. */
function countFrames() {
  const frames: number[] = []
  Object.assign(window, { frames })
  const begin = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'file') return
    frames.push(performance.now())
    const next = (time: number) => {
      frames.push(time)
      if (!document.querySelector('[data-import="ready"]')) requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
  }
  // The input of the file picker stands in no document, so its events pass no other element.
  const click = HTMLInputElement.prototype.click
  HTMLInputElement.prototype.click = function (this: HTMLInputElement) {
    this.addEventListener('change', begin)
    click.call(this)
  }
}

/** Of the largest process that renders pages. */
async function peakMemory(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1e3
      } catch {
        return Number.NaN
      }
    })
    .filter((peak) => !Number.isNaN(peak))
  return peaks.length > 0 ? Math.max(...peaks) : null
}
