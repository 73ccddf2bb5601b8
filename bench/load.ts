// Reading tables: every format in Node, and the large CSV through the page in Chromium with its frame rate.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { benchFiles, type BenchFile } from './load/files'
import { loadInPage } from './load/in-page'
import type { Table } from './table'

interface Reading {
  /** Milliseconds. */
  readonly read: number
  readonly profile: number
  /** Peak over an empty process, MB. */
  readonly memory: number
}

const reader = fileURLToPath(new URL('load/read-one.ts', import.meta.url))

/** In a process of its own, so that its peak of memory is its own. */
const readInProcess = ({ path }: BenchFile): Reading =>
  JSON.parse(execFileSync('npx', ['tsx', reader, path], { encoding: 'utf8' })) as Reading

export default async function load(): Promise<Table> {
  const files = await benchFiles()
  const rows = files.map((file): (string | number)[] => {
    const { read, profile, memory } = readInProcess(file)
    return [
      `${file.label}, in Node`,
      file.rows,
      Math.round(file.megabytes),
      Number((read / 1000).toFixed(2)),
      Number((profile / 1000).toFixed(2)),
      Math.round(memory),
      '',
      '',
    ]
  })
  const [large] = files
  const page = await loadInPage(large.path)
  rows.push([
    `${large.label}, through the page`,
    large.rows,
    Math.round(large.megabytes),
    Number(page.seconds.toFixed(2)),
    `${page.inWorker} with reading`,
    page.memory === null ? '' : Math.round(page.memory),
    Math.round(page.framesPerSecond),
    Math.round(page.longestFrame),
  ])
  return {
    title: 'Reading tables of 20 columns',
    columns: [
      'file',
      'rows',
      'MB',
      'reading, s',
      'profile, s',
      'peak memory, MB',
      'frames a second',
      'longest frame, ms',
    ],
    rows,
    note: 'In Node: the fastest of three. Through the page: from choosing the file to the import view, once; target 2 s in the worker, 30 frames a second.',
  }
}
