import { actions, isAllowed } from './actions'

/** "Ctrl Shift Z" for a pressed key, in the spelling of the action list. */
export function spellKeys(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const letter = /^[A-Z]$/.test(key)
  return [
    event.ctrlKey || event.metaKey ? 'Ctrl' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && letter ? 'Shift' : '',
    key,
  ]
    .filter(Boolean)
    .join(' ')
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.tagName === 'INPUT' ||
    target.tagName === 'TEXTAREA' ||
    target.tagName === 'SELECT')

/** Second keys of the same actions. */
const also: Readonly<Record<string, string>> = { 'Ctrl Y': 'Ctrl Shift Z', '/': 'Ctrl F' }

/** In text fields only these work; undo there belongs to the field. */
const workWhileTyping = new Set(['Ctrl K', 'Ctrl S', 'Ctrl O'])

/** Listens for the keys of the action list; returns the way to stop. */
export function startShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat) return
    const keys = spellKeys(event)
    const spelled = also[keys] ?? keys
    if (isTyping(event.target) && !workWhileTyping.has(spelled)) return
    if (
      document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') &&
      !workWhileTyping.has(spelled)
    )
      return
    const found = actions.find((candidate) => candidate.keys === spelled)
    if (!found || found.keysOf === 'browser' || !isAllowed(found)) return
    event.preventDefault()
    found.run()
  }
  document.addEventListener('keydown', onKey)
  return () => document.removeEventListener('keydown', onKey)
}
