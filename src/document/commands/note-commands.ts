import { fail, succeed } from '../../base/result'
import { defineCommand } from '../command'
import type { CanvasNote, GraphEntry, Point } from '../project'
import { editGraph, type InGraph } from './graph-access'

export const NOTE_WIDTH = { least: 96, usual: 200, most: 640 } as const
export const MAX_NOTE_LENGTH = 4000

export function freshNoteId(notes: readonly CanvasNote[]): string {
  const taken = new Set(notes.map((note) => note.id))
  for (let n = taken.size + 1; ; n++) if (!taken.has(`note-${n}`)) return `note-${n}`
}

const brief = (text: string) => (text.length > 32 ? `${text.slice(0, 31).trimEnd()}…` : text)

const checkText = (text: string) => {
  const trimmed = text.trim()
  if (trimmed === '') return fail('empty-note', 'A note needs words.')
  return trimmed.length > MAX_NOTE_LENGTH
    ? fail('long-note', `The note has ${trimmed.length} characters; at most ${MAX_NOTE_LENGTH} fit.`)
    : succeed(trimmed)
}

const fitWidth = (width: number) => Math.round(Math.min(NOTE_WIDTH.most, Math.max(NOTE_WIDTH.least, width)))

const change = (entry: GraphEntry, id: string, edit: (note: CanvasNote) => CanvasNote) => {
  if (!entry.notes.some((note) => note.id === id))
    return fail('unknown-note', 'That note is no longer there.')
  return succeed({ ...entry, notes: entry.notes.map((note) => (note.id === id ? edit(note) : note)) })
}

export const addNote = defineCommand<InGraph & { text: string; at: Point; width?: number }>({
  id: 'add-note',
  label: (_project, args) => `Add the note “${brief(args.text.trim())}”`,
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const text = checkText(args.text)
      if (!text.ok) return text
      const note = {
        id: freshNoteId(entry.notes),
        text: text.value,
        at: { x: Math.round(args.at.x), y: Math.round(args.at.y) },
        width: fitWidth(args.width ?? NOTE_WIDTH.usual),
      }
      return succeed({ ...entry, notes: [...entry.notes, note] })
    }),
})

export const editNote = defineCommand<InGraph & { id: string; text: string }>({
  id: 'edit-note',
  label: () => 'Edit a note',
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const text = checkText(args.text)
      if (!text.ok) return text
      if (entry.notes.find((note) => note.id === args.id)?.text === text.value) return succeed(entry)
      return change(entry, args.id, (note) => ({ ...note, text: text.value }))
    }),
})

export const resizeNote = defineCommand<InGraph & { id: string; width: number }>({
  id: 'resize-note',
  label: () => 'Change the width of a note',
  apply: (project, args) =>
    editGraph(project, args.graphId, (entry) => {
      const width = fitWidth(args.width)
      if (entry.notes.find((note) => note.id === args.id)?.width === width) return succeed(entry)
      return change(entry, args.id, (note) => ({ ...note, width }))
    }),
})
