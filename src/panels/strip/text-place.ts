/** Where a line and column (both from 1) stand in a text, in characters from 0; past its end counts as the end. */
export function offsetOf(text: string, line: number, column = 1): number {
  const lines = text.split('\n')
  if (line > lines.length) return text.length
  const before = lines.slice(0, line - 1).reduce((total, each) => total + each.length + 1, 0)
  return before + Math.min(column - 1, lines[line - 1].length)
}
