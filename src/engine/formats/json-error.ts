const SPACE = /\s*/y
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"/iuy
const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const DEEPEST = 1000

/** Where a text stops being JSON (RFC 8259), as an offset; for texts that `JSON.parse` has refused. */
export function jsonErrorOffset(text: string): number {
  let at = 0
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at += match[0].length
    return match !== null
  }
  const symbol = (character: string): boolean => {
    skip(SPACE)
    if (text[at] !== character) return false
    at++
    return true
  }
  const list = (close: string, item: () => boolean): boolean => {
    if (symbol(close)) return true
    do {
      if (!item()) return false
    } while (symbol(','))
    return symbol(close)
  }
  const value = (depth: number): boolean => {
    skip(SPACE)
    if (depth > DEEPEST) return false
    if (symbol('[')) return list(']', () => value(depth + 1))
    if (!symbol('{')) return skip(STRING) || skip(ATOM)
    return list('}', () => {
      skip(SPACE)
      return skip(STRING) && symbol(':') && value(depth + 1)
    })
  }
  value(0)
  skip(SPACE)
  return at
}
