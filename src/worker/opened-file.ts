import { succeed, type Result } from '../base/result'
import type { EngineContext } from '../engine/context'
import type { ByteSource } from '../engine/data/byte-source'
import type { Dataset } from '../engine/data/dataset'
import { buildDataset, importTable, type ColumnDecision } from '../engine/data/import'
import { previewImport, type ImportPreview } from '../engine/data/import-preview'
import { profileTable } from '../engine/data/profile'
import type { RawTable } from '../engine/data/raw-table'
import { readTable } from '../engine/data/reading/read-table'
import { describeTable, type TableReading } from '../engine/data/table-reading'
import type { FileInput } from './task'

type ReadingContext = Pick<EngineContext, 'signal' | 'progress'>

/** A File is read where it lies: neither the page nor the worker ever holds all of it. */
const sourceOfFile = (file: File): ByteSource => ({
  name: file.name,
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  async *parts() {
    const reader = file.stream().getReader()
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value
    } finally {
      await reader.cancel()
    }
  },
})

/** The file read last: while it is settled the page asks for previews of it again and again. */
let opened: { readonly id: string; readonly table: RawTable } | null = null

async function open({ id, file, options }: FileInput, context: ReadingContext): Promise<Result<RawTable>> {
  if (opened?.id === id) return succeed(opened.table)
  // The table before is let go first, so that there is room for this one.
  opened = null
  const table = await readTable(sourceOfFile(file), options, context)
  if (table.ok) opened = { id, table: table.value }
  return table
}

export async function readFile(input: FileInput, context: ReadingContext): Promise<Result<TableReading>> {
  const started = performance.now()
  const table = await open(input, context)
  if (!table.ok) return table
  const reading = describeTable(table.value, 0)
  return succeed({ ...reading, milliseconds: performance.now() - started })
}

export async function previewFile(
  input: FileInput & { decisions: readonly ColumnDecision[]; settled: readonly string[] },
  context: ReadingContext,
): Promise<Result<ImportPreview>> {
  const table = await open(input, context)
  if (!table.ok) return table
  return succeed(previewImport(table.value, profileTable(table.value), input.decisions, input.settled))
}

/** The data under the decisions; the file is let go with it. */
export async function importFile(
  input: FileInput & { decisions: readonly ColumnDecision[]; datasetId: string },
  context: ReadingContext,
): Promise<Result<Dataset>> {
  const table = await open(input, context)
  if (!table.ok) return table
  const dataset = buildDataset(table.value, input.decisions, input.file.name, input.datasetId)
  if (dataset.ok) opened = null
  return dataset
}

/** Several files, each with the suggested decisions and its name as id; a file that cannot be read costs no other. */
export async function importFiles(
  { files }: { files: readonly File[] },
  context: ReadingContext,
): Promise<Result<Dataset>[]> {
  const results: Result<Dataset>[] = []
  for (const [i, file] of files.entries()) {
    results.push(
      await importTable(
        sourceOfFile(file),
        {},
        {
          signal: context.signal,
          progress: (fraction, note) =>
            context.progress((i + fraction) / files.length, `${file.name}, ${note}`),
        },
      ),
    )
  }
  return results
}
