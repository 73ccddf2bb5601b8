export type OutlineAction =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'open'
  | 'close'
  | 'rename'
  | 'remove'
  | 'cause'
  | 'effect'
  | 'tie'
  | 'new-variable'

const KEYS: Readonly<Record<string, OutlineAction>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  ArrowRight: 'open',
  ArrowLeft: 'close',
  Enter: 'rename',
  F2: 'rename',
  Delete: 'remove',
  Backspace: 'remove',
  c: 'cause',
  e: 'effect',
  h: 'tie',
  n: 'new-variable',
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key does on a row of the outline; null leaves it to the page. */
export function outlineKeys(event: Pressed): OutlineAction | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return Object.hasOwn(KEYS, key) ? KEYS[key] : null
}
