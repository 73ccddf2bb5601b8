import { expect, type Page, type Worker } from '@playwright/test'

/** Drives the studio as a person would; every wait is for the page's own idle signal. */
export class Studio {
  constructor(readonly page: Page) {}

  /** A first visit: nothing stored, the opening example. */
  async open() {
    await this.page.goto('./')
    await this.idle()
  }

  /** The runtime that the models use from the first run on, as if it had been chosen in an earlier visit. */
  async prefer(backend: 'wasm' | 'webgpu') {
    await this.page.addInitScript(
      (state) => {
        localStorage.setItem('causal-studio-settings', JSON.stringify({ state, version: 1 }))
      },
      { theme: 'system', backend, railOpen: true },
    )
  }

  async idle(timeout = 60_000) {
    await expect(this.page.locator('html')).toHaveAttribute('data-idle', 'true', { timeout })
  }

  /** Runs an action from the command palette by its label, or adds an arrow by typing it. */
  async command(text: string) {
    const box = await this.type(text)
    await box.press('Enter')
    await expect(box).toBeHidden()
    await this.idle()
  }

  /** Types into the command palette without pressing Enter. */
  async type(text: string) {
    await this.page.keyboard.press('Control+k')
    const box = this.page.getByRole('combobox', { name: /Type a command/ })
    await box.fill(text)
    return box
  }

  async newProject() {
    await this.command('New project')
  }

  /** Opens a file as if it had been dropped on the page. */
  async drop(name: string, content: string | Buffer) {
    await this.dropUnwaited(name, content)
    await this.idle()
  }

  /** The same without waiting for what comes of it. */
  async dropUnwaited(name: string, content: string | Buffer) {
    await this.dropAllUnwaited({ [name]: content })
  }

  /** Opens several files dropped at once, by name. */
  async dropAll(files: Readonly<Record<string, string | Buffer>>) {
    await this.dropAllUnwaited(files)
    await this.idle()
  }

  private async dropAllUnwaited(files: Readonly<Record<string, string | Buffer>>) {
    const given = Object.entries(files).map(([name, content]) => ({
      name,
      bytes: Buffer.from(content).toString('base64'),
    }))
    const transfer = await this.page.evaluateHandle((given) => {
      const data = new DataTransfer()
      for (const { name, bytes } of given) {
        const content = Uint8Array.from(atob(bytes), (character) => character.codePointAt(0)!)
        data.items.add(new File([content], name))
      }
      return data
    }, given)
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  }

  /** A new project with all columns of this table, and the form in which a search is set up. */
  async openDiscover(name: string, table: string) {
    await this.newProject()
    await this.drop(name, table)
    await this.page.getByRole('button', { name: /^Import \d+ columns$/ }).click()
    await this.idle()
    await this.page.getByRole('button', { name: 'Discover a graph' }).first().click()
  }

  /** Takes a method of the form, wherever the advice has put it. */
  async chooseMethod(name: string) {
    const near = this.page
      .getByRole('radiogroup', { name: 'Algorithm' })
      .getByRole('radio', { name, exact: true })
    await this.page.locator('[data-method]').first().waitFor()
    if ((await near.count()) > 0) return await near.check()
    await this.page.getByText(/^Other methods/).click()
    await this.page.getByRole('button', { name: `Use ${name}`, exact: true }).click()
  }

  node(name: string) {
    return this.page.locator(`.react-flow [data-variable="${name}"]`)
  }

  nodes() {
    return this.page.locator('.react-flow [data-variable]')
  }

  edge(description: string) {
    return this.page.locator(`[data-edge="${description}"]`)
  }

  step(id: 'question' | 'identified' | 'estimate' | 'refutation' | 'assumptions') {
    return this.page.locator(`[data-step="${id}"]`)
  }

  /** The number in a row of the forest plot, at full precision. */
  async estimate(estimator: string): Promise<number> {
    const row = this.page.locator(`[data-estimator="${estimator}"][data-value]`)
    await expect(row).toBeVisible()
    return Number(await row.getAttribute('data-value'))
  }

  notice() {
    return this.page.locator('[data-notice]').last()
  }
}

/** The worker of a role, once it has started. The threads of wasm sleep, and answer nothing. */
export async function workerNamed(page: Page, name: string): Promise<Worker> {
  for (let i = 0; i < 100; i++) {
    const named = page.workers().map(async (worker) => {
      const asked = worker.evaluate(() => self.name).catch(() => '')
      const patience = new Promise<string>((resolve) => setTimeout(() => resolve(''), 3000))
      return (await Promise.race([asked, patience])) === name ? worker : null
    })
    const found = (await Promise.all(named)).find((worker) => worker !== null)
    if (found) return found
    await page.waitForTimeout(100)
  }
  throw new Error(`there is no worker "${name}"`)
}
