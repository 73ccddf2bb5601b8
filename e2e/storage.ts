import type { BrowserContext, Page } from '@playwright/test'
import type { Project } from '../src/document/project'

/** A page of the studio's origin without the studio: its storage can be looked at and changed. */
async function bare(context: BrowserContext, baseURL: string): Promise<Page> {
  const page = await context.newPage()
  await page.route('**/bare', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>bare</title>' }),
  )
  await page.goto(`${baseURL}bare`)
  return page
}

/** A value as the storage keeps it; `{doubles: [...]}` anywhere inside is a Float64Array. */
type Stored = unknown

/** Puts records into the autosave store, made as the studio makes it. */
export async function putRecords(
  context: BrowserContext,
  baseURL: string,
  records: Readonly<Record<string, Stored>>,
) {
  const page = await bare(context, baseURL)
  await page.evaluate(async (given) => {
    const revive = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(revive)
      if (typeof value !== 'object' || value === null) return value
      if ('doubles' in value)
        return Float64Array.from(value.doubles as (number | null)[], (x) => x ?? Number.NaN)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]))
    }
    const opening = indexedDB.open('causal-studio')
    opening.onupgradeneeded = () => opening.result.createObjectStore('autosave')
    await new Promise((resolve, reject) => {
      opening.onsuccess = resolve
      opening.addEventListener('error', reject)
    })
    const transaction = opening.result.transaction('autosave', 'readwrite')
    for (const [key, value] of Object.entries(given))
      transaction.objectStore('autosave').put(revive(value), key)
    await new Promise((resolve) => (transaction.oncomplete = resolve))
    opening.result.close()
  }, records)
  await page.close()
}

/** Damages what matches: 'drop' removes the record, 'tear' puts half of nothing in its place. */
export async function damageRecords(
  context: BrowserContext,
  baseURL: string,
  pattern: RegExp,
  how: 'drop' | 'tear',
): Promise<number> {
  const page = await bare(context, baseURL)
  const count = await page.evaluate(
    async ([source, kind]) => {
      const opening = indexedDB.open('causal-studio')
      await new Promise((resolve) => (opening.onsuccess = resolve))
      const store = opening.result.transaction('autosave', 'readwrite').objectStore('autosave')
      const asked = store.getAllKeys()
      await new Promise((resolve) => (asked.onsuccess = resolve))
      const hit = asked.result.map(String).filter((key) => new RegExp(source).test(key))
      for (const key of hit) {
        if (kind === 'drop') store.delete(key)
        else store.put({ serial: 'torn', project: { version: 3, graphs: [{}] } }, key)
      }
      await new Promise((resolve) => (store.transaction.oncomplete = resolve))
      opening.result.close()
      return hit.length
    },
    [pattern.source, how] as const,
  )
  await page.close()
  return count
}

/** The newest save of the project that was saved last, without the values of its columns. */
export async function readNewest(context: BrowserContext, baseURL: string): Promise<Project> {
  const page = await bare(context, baseURL)
  const project = await page.evaluate(async () => {
    const opening = indexedDB.open('causal-studio')
    await new Promise((resolve) => (opening.onsuccess = resolve))
    const store = opening.result.transaction('autosave').objectStore('autosave')
    const get = (key: string) =>
      new Promise<unknown>((resolve) => {
        const request = store.get(key)
        request.onsuccess = () => resolve(request.result)
      })
    const [newest] = (await get('projects')) as { id: string }[]
    const generation = (await get(`now ${newest.id}`)) as { project: unknown }
    opening.result.close()
    return JSON.stringify(generation.project)
  })
  await page.close()
  return JSON.parse(project) as Project
}
