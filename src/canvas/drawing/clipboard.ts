import { removeElements } from '../../document/commands/graph-commands'
import { fragmentOf, isEmpty, type Fragment } from '../../document/fragment'
import { readFragment, writeFragment } from '../../document/fragment-file'
import { activeQuery } from '../../document/project'
import { writeModelText } from '../../engine/formats/dagitty'
import { readGraph } from '../../engine/formats/registry'
import { createDisposer } from '../../base/disposer'
import { useProject } from '../../stores/project'
import { useView } from '../../stores/view'
import { drawingText } from '../../text/drawing'
import { edit, mayEdit, shownGraph } from '../edit'
import type { Rect, Spot } from '../geometry'
import { drawnGraph } from '../groups/drawn-graph'
import { COPY_OFFSET, duplicate, paste } from './insert'

const text = drawingText.clipboard

/** Our own form of a fragment on the clipboard, beside the model text that any program reads. */
const TYPE = 'application/x-causal-studio-fragment+json'

interface Copied {
  readonly text: string
  readonly json: string
}

/** Where things stand on the screen, asked at the moment of pasting. */
export interface Surface {
  /** The pointer, in canvas pixels, while it is over the canvas. */
  pointer(): Spot | null
  middle(): Spot
  taken(): readonly Rect[]
  rectOf(id: string): Rect
  /** Is this canvas place on the screen? */
  shows(spot: Spot): boolean
}

/** What was copied last on this page, for browsers that keep the clipboard from it. */
let kept: Copied | null = null

const present = () => useProject.getState().history.present

/** What is selected; a collapsed group stands for its members. */
function chosen() {
  const { boxes } = drawnGraph(shownGraph())
  const { variables, ...rest } = useView.getState().selection
  return { ...rest, variables: variables.flatMap((id) => boxes.get(id)?.members ?? [id]) }
}

const selectedFragment = (): Fragment => fragmentOf(shownGraph(), chosen())

function copied(fragment: Fragment): Copied {
  const entry = shownGraph()
  const { treatments, outcomes } = activeQuery(present()).question
  const ids = new Set(fragment.variables.map(({ id }) => id))
  const roles = {
    exposures: treatments.map(({ variable }) => variable).filter((id) => ids.has(id)),
    outcomes: outcomes.filter((id) => ids.has(id)),
    adjusted: [],
  }
  const graph = { kind: entry.graph.kind, variables: fragment.variables, edges: fragment.edges }
  const words =
    fragment.variables.length > 0
      ? writeModelText({ graph, layout: fragment.layout, roles })
      : fragment.notes.map((note) => note.text).join('\n\n')
  return { text: words, json: writeFragment({ fragment, from: { project: present().id, graph: entry.id } }) }
}

function put(transfer: DataTransfer, content: Copied) {
  transfer.setData('text/plain', content.text)
  transfer.setData(TYPE, content.json)
  kept = content
}

function cutSelection() {
  if (edit(removeElements, { ...chosen(), why: 'cut' })) useView.getState().select({})
}

async function pasteFragment(json: string, surface: Surface) {
  const read = readFragment(json)
  if (!read.ok) return useView.getState().notifyProblems(read.problems)
  const { fragment, from } = read.value
  const same = from.project === present().id && from.graph === shownGraph().id
  const near = Object.values(fragment.layout)[0] ?? fragment.notes[0]?.at
  const at = surface.pointer() ?? (near && surface.shows(near) ? null : surface.middle())
  const offset = same ? COPY_OFFSET : { x: 0, y: 0 }
  return paste(fragment, same ? 'copies' : 'same names', { at, offset, taken: surface.taken() })
}

async function pasteText(words: string, surface: Surface) {
  const part = readGraph(words)
  if (!part.ok) {
    const [{ message, where }] = part.problems
    const place = where?.line === undefined ? '' : ` (line ${where.line})`
    return useView.getState().notify({ tone: 'blocked', text: text.unreadable(`${message}${place}`) })
  }
  const { graph, layout, roles } = part.value
  const fragment: Fragment = { variables: graph.variables, edges: graph.edges, layout, bends: {}, notes: [] }
  const at = surface.pointer() ?? surface.middle()
  const wish = { at, offset: { x: 0, y: 0 }, taken: surface.taken() }
  return paste(fragment, 'same names', wish, roles)
}

function pasteContent(content: { text: string; json: string }, surface: Surface): Promise<void> {
  // A clipboard that passed through another program may hold the words alone.
  const json = content.json || (kept?.text === content.text ? kept.json : '')
  return json ? pasteFragment(json, surface) : pasteText(content.text, surface)
}

const isTyping = (target: EventTarget | null) =>
  target instanceof Element &&
  target.closest('input:not([type=radio], [type=range]), textarea, select, [contenteditable=true]') !== null

const somethingOpen = () =>
  document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null

/** Set while a menu or the palette asks for a copy, which no focus or selection of the page gainsays. */
let asked = false

function concernsCanvas(event: Event): boolean {
  if (useView.getState().stage !== 'canvas') return false
  if (asked) return true
  return !isTyping(event.target) && !somethingOpen()
}

/** Words that are selected on the page are copied as words. */
const wordsSelected = () => !asked && document.getSelection()?.isCollapsed === false

function copyBy(command: 'copy' | 'cut') {
  asked = true
  const done = document.execCommand(command)
  asked = false
  if (done) return
  const fragment = selectedFragment()
  if (isEmpty(fragment)) return
  kept = copied(fragment)
  void navigator.clipboard?.writeText(kept.text).catch(() => undefined)
  if (command === 'cut' && mayEdit()) cutSelection()
}

async function pasteByMenu(surface: Surface) {
  let words: string | null = null
  try {
    words = await navigator.clipboard.readText()
  } catch {
    words = kept?.text ?? null
  }
  if (words === null) return useView.getState().notify({ tone: 'info', text: text.cannotRead })
  if (words.trim() === '') return useView.getState().notify({ tone: 'info', text: text.empty })
  return pasteContent({ text: words, json: '' }, surface)
}

/** What a menu, the palette or a key asks for. */
export function answerClipboard(kind: 'copy' | 'cut' | 'paste' | 'duplicate', surface: Surface) {
  if (kind === 'paste') return void pasteByMenu(surface)
  const fragment = selectedFragment()
  if (isEmpty(fragment)) return useView.getState().notify({ tone: 'info', text: text.nothing })
  if (kind === 'duplicate') return void duplicate(fragment, surface.taken())
  return copyBy(kind)
}

/** Follows the browser's copy, cut and paste, which need no permission; returns the way to stop. */
export function startClipboard(surface: Surface): () => void {
  const running = createDisposer()
  const listen = (
    kind: 'copy' | 'cut' | 'paste' | 'beforecopy' | 'beforecut',
    run: (event: Event) => void,
  ) => {
    document.addEventListener(kind, run)
    running.add(() => document.removeEventListener(kind, run))
  }
  // Chromium asks first whether a copy without selected words is meant.
  const claim = (event: Event) => {
    if (asked) event.preventDefault()
  }
  listen('beforecopy', claim)
  listen('beforecut', claim)
  const onCopy = (event: Event) => {
    const { clipboardData } = event as ClipboardEvent
    if (!clipboardData || !concernsCanvas(event) || wordsSelected()) return
    const fragment = selectedFragment()
    if (isEmpty(fragment)) return
    put(clipboardData, copied(fragment))
    event.preventDefault()
    if (event.type === 'cut') cutSelection()
  }
  listen('copy', onCopy)
  listen('cut', onCopy)
  listen('paste', (event) => {
    const { clipboardData } = event as ClipboardEvent
    if (!clipboardData || !concernsCanvas(event)) return
    const content = { text: clipboardData.getData('text/plain'), json: clipboardData.getData(TYPE) }
    if (content.text.trim() === '' && content.json === '') return
    event.preventDefault()
    void pasteContent(content, surface)
  })
  return () => running.dispose()
}
