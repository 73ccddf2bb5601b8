/** What a benchmark returns: printed as text, kept as JSON. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  readonly note?: string
}

const cell = (value: string | number) =>
  typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : value.toPrecision(3)

/** Prints a table in fixed width, numbers to the right. */
export function printTable({ title, columns, rows, note }: Table): void {
  const lines = [columns, ...rows.map((row) => row.map(cell))]
  const widths = columns.map((_, j) => Math.max(...lines.map((line) => String(line[j]).length)))
  const right = columns.map((_, j) => rows.length > 0 && rows.every((row) => typeof row[j] === 'number'))
  console.log(title)
  for (const [i, line] of lines.entries()) {
    console.log(
      `  ${line.map((text, j) => (right[j] ? String(text).padStart(widths[j]) : String(text).padEnd(widths[j]))).join('  ')}`,
    )
    if (i === 0) console.log(`  ${widths.map((width) => '-'.repeat(width)).join('  ')}`)
  }
  console.log(note ? `  ${note}\n` : '')
}

/** Median wall time in milliseconds of `runs` calls, after one that is not counted. */
export function medianTime(work: () => unknown, runs = 7): number {
  work()
  const times = Array.from({ length: runs }, () => {
    const started = performance.now()
    work()
    return performance.now() - started
  }).toSorted((a, b) => a - b)
  return times[Math.floor(runs / 2)]
}
