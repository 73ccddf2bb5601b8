/** Gives the browser a file to save, made of parts that need not fit into one string. */
export function downloadText(name: string, parts: readonly BlobPart[], type = 'application/json') {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
