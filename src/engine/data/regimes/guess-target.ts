const words = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Words in file names that say that nothing was set. */
const observed = new Set([
  'obs',
  'observational',
  'observed',
  'observation',
  'baseline',
  'control',
  'wildtype',
  'wt',
])

/**
 * The column whose name a file's name contains as whole words, the longest of them: "do_raf.csv" names raf. Null where
 * none does, or where the name says that nothing was set.
 */
export function guessTarget(fileName: string, columns: readonly string[]): string | null {
  const inFile = words(fileName.replace(/\.[^.]+$/, ''))
  if (inFile.some((word) => observed.has(word))) return null
  const line = ` ${inFile.join(' ')} `
  const found = columns.filter((name) => {
    const own = words(name).join(' ')
    return own !== '' && line.includes(` ${own} `)
  })
  return found.toSorted((a, b) => b.length - a.length)[0] ?? null
}

/** What an experiment is called before anyone has said: its file without the ending. */
export const labelOfFile = (fileName: string): string => fileName.replace(/\.[^.]+$/, '').trim() || fileName
