/**
 * Splits delimited text into rows of cells: RFC 4180 (quotes doubled inside quoted cells, line ends allowed there),
 * with `\n` line ends. A line without quotes is split as it stands, which is most of the work of most files.
 */
export interface RowScanner {
  /** The next row, or null at the end and after an unclosed quote. A blank line is a row with one empty cell. */
  next(): string[] | null
  /** Line on which the row returned last began, from 1. */
  readonly line: number
  /** Characters consumed. */
  readonly position: number
  /** Where a quote was opened and not closed, once that has been met. */
  readonly unclosed: { readonly line: number; readonly until: number | null } | null
}

/** Stands before the first row of `text`; `separator` is one character. */
export function scanRows(text: string, separator: string): RowScanner {
  const hasQuotes = text.includes('"')
  let position = 0
  let line = 0
  let nextLine = 1
  let unclosed: RowScanner['unclosed'] = null

  function endOf(from: number, stop: string): number {
    const at = text.indexOf(stop, from)
    return at < 0 ? text.length : at
  }

  let separatorAt = -1
  /** First separator at or after `from`; remembered, because it may lie many lines ahead. */
  function nextSeparator(from: number): number {
    if (separatorAt < from) separatorAt = endOf(from, separator)
    return separatorAt
  }

  /** The row starting at `position` when its first line holds a quote. */
  function quotedRow(lineEnd: number): string[] | null {
    const cells: string[] = []
    let end = lineEnd
    let at = position
    for (;;) {
      let value: string
      if (text[at] === '"') {
        const opened = nextLine
        value = ''
        let from = at + 1
        for (;;) {
          const close = text.indexOf('"', from)
          if (close < 0) {
            unclosed = { line: opened, until: null }
            return null
          }
          if (close > end) {
            for (; end < close; end = endOf(end + 1, '\n')) nextLine++
          }
          value += text.slice(from, close)
          at = close + 1
          if (text[at] !== '"') break
          value += '"'
          from = at + 1
        }
        const cellEnd = Math.min(nextSeparator(at), end)
        const tail = text.slice(at, cellEnd)
        // Text after the closing quote of a cell that spans lines: the quote was meant for another cell.
        if (tail.trim() !== '' && nextLine > opened) {
          unclosed = { line: opened, until: nextLine }
          return null
        }
        value += tail.trim() === '' ? '' : tail
        at = cellEnd
      } else {
        const cellEnd = Math.min(nextSeparator(at), end)
        value = text.slice(at, cellEnd)
        at = cellEnd
      }
      cells.push(value)
      if (at >= end) break
      at += separator.length
    }
    position = end + 1
    nextLine++
    return cells
  }

  return {
    next() {
      if (unclosed || position >= text.length) return null
      line = nextLine
      const end = endOf(position, '\n')
      const whole = text.slice(position, end)
      if (hasQuotes && whole.includes('"')) return quotedRow(end)
      position = end + 1
      nextLine++
      return whole.split(separator)
    },
    get line() {
      return line
    },
    get position() {
      return Math.min(position, text.length)
    },
    get unclosed() {
      return unclosed
    },
  }
}
