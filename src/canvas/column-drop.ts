import type { DragEvent } from 'react'
import { addVariable } from '../document/commands/graph-commands'
import { COLUMN_DRAG_TYPE } from '../stores/column-drag'
import { useView } from '../stores/view'
import { edit, shownGraph } from './edit'
import type { Spot } from './geometry'

/** Lets a column of the data rail be dropped; files are the page's own business. */
export function allowColumn(event: DragEvent) {
  if (!event.dataTransfer.types.includes(COLUMN_DRAG_TYPE) || shownGraph().locked) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}

/** Adds the dropped column as a variable centred on a canvas point. */
export function dropColumn(event: DragEvent, at: Spot, size: { width: number; height: number }) {
  const name = event.dataTransfer.getData(COLUMN_DRAG_TYPE)
  if (name === '') return
  event.preventDefault()
  const corner = { x: Math.round(at.x - size.width / 2), y: Math.round(at.y - size.height / 2) }
  if (!edit(addVariable, { name, at: corner })) return
  const added = shownGraph().graph.variables.at(-1)
  if (added) useView.getState().select({ variables: [added.id] })
}
