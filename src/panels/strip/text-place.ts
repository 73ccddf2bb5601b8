/** Where a line and column (both from 1) stand in a text, in characters from 0; past its end counts as the end. */
export function offsetOf(text: string, line: number, column = 1): number {
  const lines = text.split('\n')
  if (line > lines.length) return text.length
  const before = lines.slice(0, line - 1).reduce((total, each) => total + each.length + 1, 0)
  return before + Math.min(column - 1, lines[line - 1].length)
}

export interface GutterPart {
  /** The first line of the part. */
  readonly from: number
  /** Line numbers, one a line. */
  readonly text: string
  readonly kind: 'plain' | 'marked'
}

/** The line numbers beside a text in as few parts as the marked lines allow: long texts have thousands of lines. */
export function gutterParts(content: string, marked: ReadonlySet<number>): GutterPart[] {
  const parts: GutterPart[] = []
  let from = 1
  let numbers: number[] = []
  const finish = (kind: GutterPart['kind']) => {
    if (numbers.length > 0) parts.push({ from, text: numbers.join('\n'), kind })
    numbers = []
  }
  const lines = content.split('\n').length
  for (let line = 1; line <= lines; line++) {
    if (marked.has(line)) {
      finish('plain')
      parts.push({ from: line, text: String(line), kind: 'marked' })
    } else {
      if (numbers.length === 0) from = line
      numbers.push(line)
    }
  }
  finish('plain')
  return parts
}
