import type { Node as FlowNodeBase } from '@xyflow/react'
import { lazy, Suspense, useMemo, type ComponentProps } from 'react'
import { wrapText } from '../base/wrap-text'
import type { CanvasNote, GraphEntry, Point } from '../document/project'
import { useView, type Selection } from '../stores/view'
import { mayEdit } from './edit'
import { selectionAfter, type SelectChange } from './from-flow'
import type { Rect, Spot } from './geometry'
import { roughMeasure } from './node-size'
import type { VariableFlowNode } from './to-flow'
import type { Moving } from './use-flow'

export type NoteFlowNode = FlowNodeBase<{ note: CanvasNote; editable: boolean }, 'note'>

export type CanvasNode = VariableFlowNode | NoteFlowNode

const LazyNote = lazy(() => import('./drawing/NoteNode').then((module) => ({ default: module.NoteNode })))

/** Notes are drawn a moment later than the graph. */
export const NoteNode = (props: ComponentProps<typeof LazyNote>) => (
  <Suspense fallback={null}>
    <LazyNote {...props} />
  </Suspense>
)

/** In front of a note's id where notes and variables are nodes alike; no name begins with it. */
const PREFIX = '\u0001note '
/** The id of a note that is being written and not in the document yet. */
export const DRAFT = ''
const DRAFT_WIDTH = 200
const PADDING = 20
const LINE = 18

export const noteNodeId = (id: string) => PREFIX + id
/** The note that a node stands for; null for a variable. */
export const noteOfNode = (nodeId: string): string | null =>
  nodeId.startsWith(PREFIX) ? nodeId.slice(PREFIX.length) : null

/** About as high as it will be drawn: enough to fit the view and to keep clear of it. */
function heightOf({ text, width }: CanvasNote): number {
  const room = { width: width - PADDING, lines: 400 }
  const lines = text
    .split('\n')
    .flatMap((line) => wrapText(line, room, (part) => roughMeasure(part, 'dense')).lines)
  return lines.length * LINE + PADDING
}

export const noteRect = ({ position, measured }: NoteFlowNode): Rect => ({
  ...position,
  width: measured?.width ?? 0,
  height: measured?.height ?? 0,
})

function nodeOf(note: CanvasNote, position: Point, selected: boolean, editable: boolean): NoteFlowNode {
  const height = heightOf(note)
  return {
    id: noteNodeId(note.id),
    type: 'note',
    position,
    width: note.width,
    initialHeight: height,
    measured: { width: note.width, height },
    selected,
    // The note itself takes the focus, so that its keys are its own.
    focusable: false,
    connectable: false,
    draggable: note.id !== DRAFT,
    data: { note, editable },
  }
}

/** The notes of a graph as nodes, with the one that is being written. */
export function useNoteNodes(entry: GraphEntry, moving: Moving | null): NoteFlowNode[] {
  const selected = useView((state) => state.selection.notes)
  const writing = useView((state) => state.writing)
  const notes = useMemo(() => {
    const nodes = entry.notes.map((note) => nodeOf(note, note.at, selected.includes(note.id), !entry.locked))
    if (writing?.note !== null || writing === null) return nodes
    const draft = { id: DRAFT, text: '', at: writing.at, width: DRAFT_WIDTH }
    return [...nodes, nodeOf(draft, draft.at, false, true)]
  }, [entry.notes, entry.locked, selected, writing])
  return useMemo(
    () =>
      moving === null
        ? notes
        : notes.map((node) => {
            const position = moving.get(node.id)
            return position ? { ...node, position } : node
          }),
    [notes, moving],
  )
}

/** Whole-pixel places of the notes among what was moved, by their own ids. */
export function noteMoves(places: Iterable<readonly [nodeId: string, spot: Spot]>): Record<string, Point> {
  const to: Record<string, Point> = {}
  for (const [nodeId, { x, y }] of places) {
    const id = noteOfNode(nodeId)
    if (id !== null) to[id] = { x: Math.round(x), y: Math.round(y) }
  }
  return to
}

/** The selection after changes of nodes, of which some are notes; the same object when nothing changed. */
export function selectedNodes(selection: Selection, changes: readonly SelectChange[]): Selection {
  const isNote = ({ id = '' }: SelectChange) => noteOfNode(id) !== null
  const variables = selectionAfter(
    selection.variables,
    changes.filter((change) => !isNote(change)),
  )
  const notes = selectionAfter(
    selection.notes,
    changes.filter(isNote).map((change) => ({ ...change, id: noteOfNode(change.id!)! })),
  )
  return variables === selection.variables && notes === selection.notes
    ? selection
    : { ...selection, variables, notes }
}

/** Opens an empty note around a place of the canvas; it comes into the document with its first words. */
export function writeNoteAt(at: Point) {
  if (!mayEdit()) return
  const corner = { x: Math.round(at.x - DRAFT_WIDTH / 2), y: Math.round(at.y - LINE) }
  useView.getState().write({ note: null, at: corner })
}
