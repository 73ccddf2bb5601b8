import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from 'fflate'
import { readSheet, SheetNotFoundError } from 'read-excel-file/universal'
import { gigabytes, limits } from '../limits'

/** What a cell of a sheet holds; null when it is empty. Dates are at midnight or a time of day, UTC. */
export type SheetCell = string | number | boolean | Date | null

export interface Workbook {
  /** Names of the sheets, in order. */
  readonly sheets: readonly string[]
  read(sheet: string): Promise<SheetCell[][]>
}

/** The workbook is larger than is read; the message says how large. */
export class WorkbookTooLarge extends Error {}

const isSheet = (path: string) => /worksheets\/[^/]+\.xml$/.test(path)
const isText = (path: string) => path === 'xl/sharedStrings.xml'

/**
 * Opens an Excel workbook (.xlsx). It is unpacked here, so that its size is known before memory is taken, and the
 * errors of formulas are made texts ("#DIV/0!"), which the parser would take for empty cells. Throws for what is no
 * workbook.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const files = unpack(bytes)
  // Without sheets and texts the names of the sheets are read in no time.
  const outline = Object.fromEntries(
    Object.entries(files).filter(([path]) => !isSheet(path) && !isText(path)),
  )
  return {
    sheets: await sheetNames(packed(outline)),
    read: async (sheet) =>
      (await readSheet(packed(files), sheet, { trim: false })) as unknown as SheetCell[][],
  }
}

function unpack(bytes: Uint8Array): Unzipped {
  let size = 0
  const files = unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (!name.endsWith('.xml') && !name.endsWith('.rels')) return false
      size += originalSize
      if (size > limits.unpackedWorkbook)
        throw new WorkbookTooLarge(
          `It has more than ${gigabytes(limits.unpackedWorkbook)} once unpacked, which is more than can be read: save the sheet as CSV or Parquet.`,
        )
      return true
    },
  })
  for (const path of Object.keys(files)) if (isSheet(path)) files[path] = withErrorsAsTexts(files[path])
  return files
}

function withErrorsAsTexts(sheet: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const text = strFromU8(sheet)
  return text.includes(' t="e"') ? strToU8(text.replaceAll(/(<c\b[^>]*) t="e"/g, '$1 t="str"')) : sheet
}

/** Stored, not compressed: the parser takes the files out again at once. */
const packed = (files: Unzipped): ArrayBuffer => zipSync(files, { level: 0 }).buffer as ArrayBuffer

/** The parser names the sheets when it is asked for one that is not there. */
async function sheetNames(workbook: ArrayBuffer): Promise<string[]> {
  try {
    await readSheet(workbook, '\0')
  } catch (error) {
    const known = error instanceof SheetNotFoundError ? (error as { sheets?: unknown }).sheets : undefined
    if (Array.isArray(known) && known.length > 0) return known.map(String)
    throw error
  }
  throw new Error('it has no sheets')
}
