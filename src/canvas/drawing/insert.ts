import type { Fragment } from '../../document/fragment'
import { insertFragment } from '../../document/commands/clipboard-commands'
import { ontoSameNames, planInsertion, type Inserted, type Onto } from '../../document/insertion'
import type { GraphPart } from '../../engine/formats/format'
import type { Layout, Point } from '../../document/project'
import { callEngine } from '../../stores/jobs'
import { runCommand, useProject } from '../../stores/project'
import { useView } from '../../stores/view'
import { drawingText } from '../../text/drawing'
import { mayEdit, shownGraph } from '../edit'
import { freeOffset } from './free-offset'
import { boundsOf, centreOf, type Rect, type Spot } from '../geometry'
import { DENSE_FROM, nodeSize, roughMeasure } from '../node-size'

const text = drawingText.clipboard
/** How far a copy stands from what it was copied from. */
export const COPY_OFFSET: Spot = { x: 40, y: 40 }
/** That of a note of four lines, so that most fit where they are put. */
export const NOTE_HEIGHT = 92

/** The size that a variable will have when it is drawn. */
export function sizeOf(name: string): { width: number; height: number } {
  const dense = shownGraph().graph.variables.length >= DENSE_FROM
  return nodeSize(
    { name, glyph: dense ? 'none' : 'shown', density: dense ? 'dense' : 'normal', bars: 0 },
    roughMeasure,
  )
}

function rectsOf(fragment: Fragment, onto: Onto): Rect[] {
  const added = fragment.variables.filter(({ id }) => onto[id] === undefined && fragment.layout[id])
  return [
    ...added.map(({ id, name }) => ({ ...fragment.layout[id], ...sizeOf(name) })),
    ...fragment.notes.map(({ at, width }) => ({ ...at, width, height: NOTE_HEIGHT })),
  ]
}

/** The fragment with places for variables that have none: arranged, causes left. */
async function arranged(fragment: Fragment, onto: Onto): Promise<Fragment> {
  const added = fragment.variables.filter(({ id }) => onto[id] === undefined)
  if (added.every(({ id }) => fragment.layout[id] !== undefined)) return fragment
  const graph = { kind: 'dag' as const, variables: fragment.variables, edges: fragment.edges }
  const sizes = Object.fromEntries(fragment.variables.map(({ id, name }) => [id, sizeOf(name)]))
  const layout: Layout = await callEngine('live', 'layout', { graph, sizes })
  return { ...fragment, layout }
}

export interface Wish {
  /** Where the middle of what is put in should stand; null keeps it near its own place. */
  readonly at: Spot | null
  readonly offset: Spot
  /** What must not be covered. */
  readonly taken: readonly Rect[]
}

/** By how much a fragment moves so that it stands where it is wished and covers nothing. */
export function offsetOf(fragment: Fragment, onto: Onto, wish: Wish): Point {
  const rects = rectsOf(fragment, onto)
  if (rects.length === 0) return { x: 0, y: 0 }
  const middle = centreOf(boundsOf(rects))
  const offset = wish.at
    ? { x: Math.round(wish.at.x - middle.x), y: Math.round(wish.at.y - middle.y) }
    : wish.offset
  return freeOffset(rects, offset, wish.taken)
}

interface Insertion {
  readonly fragment: Fragment
  readonly onto: Onto
  readonly by: Point
  readonly label: string
  readonly roles?: GraphPart['roles']
}

/** Puts a fragment into the shown graph as one step, selects what is new, and says what was joined or left out. */
export function insert(insertion: Insertion): Inserted | null {
  if (!mayEdit()) return null
  const entry = shownGraph()
  const plan = planInsertion(useProject.getState().history.present, entry, insertion)
  if (!runCommand(insertFragment, { ...insertion, graphId: entry.id })) return null
  useView
    .getState()
    .select({ variables: plan.added.length > 0 ? plan.added : plan.joined, notes: plan.notes })
  return plan
}

function tell(plan: Inserted) {
  const said = [
    plan.joined.length > 0 ? text.joined(plan.added.length, plan.joined.length) : '',
    text.leftOut(plan.leftOut),
  ].filter(Boolean)
  if (said.length === 0) return
  const tone = plan.leftOut.length > 0 ? 'warning' : 'info'
  useView.getState().notify({ tone, text: said.join(' ') })
}

/** Pastes a fragment: as copies into the graph it was copied from, elsewhere joining what has the same name. */
export async function paste(
  fragment: Fragment,
  how: 'copies' | 'same names',
  wish: Wish,
  roles?: GraphPart['roles'],
) {
  if (!mayEdit()) return
  const onto: Onto = how === 'copies' ? {} : ontoSameNames(fragment, shownGraph().graph)
  const placed = await arranged(fragment, onto)
  const fresh = placed.variables.filter(({ id }) => onto[id] === undefined).length
  const plan = insert({
    fragment: placed,
    onto,
    by: offsetOf(placed, onto, wish),
    label: text.paste(fresh, placed.notes.length),
    roles,
  })
  if (plan) tell(plan)
}

export const duplicate = (fragment: Fragment, taken: readonly Rect[]) =>
  insert({
    fragment,
    onto: {},
    by: offsetOf(fragment, {}, { at: null, offset: COPY_OFFSET, taken }),
    label: text.duplicate(fragment.variables.length + fragment.notes.length),
  })
