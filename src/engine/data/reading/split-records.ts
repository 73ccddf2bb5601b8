import Papa from 'papaparse'

export interface SplitRecords {
  readonly records: readonly (readonly string[])[]
  /** Characters used up; the rest is a record that has not ended yet. */
  readonly used: number
  /** The first quote that is not closed, or closed in the middle of a cell. */
  readonly badQuote: { readonly at: number; readonly what: 'unclosed' | 'text-behind' } | null
}

/**
 * Splits delimited text with quoted cells (RFC 4180) into records. `end` says whether the text ends with the file: if
 * not, the last record waits for the rest of it. Line ends are `\n`; `most` records are split when it is given.
 */
export function splitRecords(
  text: string,
  separator: string,
  end: 'of-file' | 'of-part',
  most?: number,
): SplitRecords {
  const parser = new Papa.Parser({ delimiter: separator, newline: '\n', ...(most ? { preview: most } : {}) })
  const parsed = parser.parse(text, 0, end === 'of-part') as Papa.ParseResult<string[]>
  const bad = parsed.errors.find(({ type }) => type === 'Quotes')
  const badQuote = bad
    ? ({ at: bad.index ?? 0, what: bad.code === 'MissingQuotes' ? 'unclosed' : 'text-behind' } as const)
    : null
  const used = end === 'of-file' && !most ? text.length : parsed.meta.cursor
  return { records: parsed.data, used, badQuote }
}

/** Line ends of any system made `\n`. */
export const withLineFeeds = (text: string): string =>
  text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
