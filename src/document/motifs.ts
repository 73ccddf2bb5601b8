import { bidirected, directed, variableId, type Edge, type Variable } from '../engine/graph/graph'
import type { Fragment } from './fragment'
import type { Onto } from './insertion'
import type { Layout, Point } from './project'

/**
 * A pattern of causal diagrams. X is its cause and Y its outcome; places are in steps, X at (0, 0) and Y at
 * (2, 0), with y growing downwards.
 */
export interface Motif {
  readonly id: string
  readonly name: string
  /** One line in the usual terms. */
  readonly meaning: string
  readonly variables: readonly Variable[]
  readonly edges: readonly Edge[]
  readonly places: Readonly<Record<string, Point>>
}

export const CAUSE = variableId('X')
export const OUTCOME = variableId('Y')

type Arrow = `${string}->${string}` | `${string}<->${string}`

interface Sketch {
  readonly id: string
  readonly name: string
  readonly meaning: string
  readonly arrows: readonly Arrow[]
  readonly places: Readonly<Record<string, readonly [x: number, y: number]>>
  readonly latent?: readonly string[]
  readonly selected?: readonly string[]
}

const edgeOf = (arrow: Arrow): Edge => {
  const tie = arrow.includes('<->')
  const [from, to] = arrow.split(tie ? '<->' : '->').map(variableId)
  return tie ? bidirected(from, to) : directed(from, to)
}

const motifOf = ({ id, name, meaning, arrows, places, latent = [], selected = [] }: Sketch): Motif => ({
  id,
  name,
  meaning,
  variables: Object.keys(places).map((letter) => ({
    id: variableId(letter),
    name: letter,
    ...(latent.includes(letter) ? { latent: true } : {}),
    ...(selected.includes(letter) ? { selected: true } : {}),
  })),
  edges: arrows.map(edgeOf),
  places: Object.fromEntries(Object.entries(places).map(([letter, [x, y]]) => [letter, { x, y }])),
})

const sketches: readonly Sketch[] = [
  {
    id: 'confounder',
    name: 'Confounder',
    meaning: 'A common cause opens a back-door path; adjusting for it closes the path.',
    arrows: ['Z->X', 'Z->Y', 'X->Y'],
    places: { X: [0, 0], Y: [2, 0], Z: [1, -1] },
  },
  {
    id: 'mediator',
    name: 'Mediator',
    meaning: 'Part of the effect goes through it; adjusting for it takes that part away.',
    arrows: ['X->M', 'M->Y', 'X->Y'],
    places: { X: [0, 0], Y: [2, 0], M: [1, -1] },
  },
  {
    id: 'collider',
    name: 'Collider',
    meaning: 'A common effect: closed as it is, opened by adjusting for it.',
    arrows: ['X->C', 'Y->C'],
    places: { X: [0, 0], Y: [2, 0], C: [1, 1] },
  },
  {
    id: 'instrument',
    name: 'Instrument',
    meaning: 'Moves the cause and reaches the outcome only through it, past a hidden confounder.',
    arrows: ['Z->X', 'X->Y', 'U->X', 'U->Y'],
    places: { X: [0, 0], Y: [2, 0], Z: [-1.6, 0], U: [1, -1] },
    latent: ['U'],
  },
  {
    id: 'm-bias',
    name: 'M-bias',
    meaning: 'M comes before the cause, yet adjusting for it opens a path between two hidden causes.',
    arrows: ['U1->X', 'U1->M', 'U2->M', 'U2->Y', 'X->Y'],
    places: { X: [0, 0], Y: [2, 0], U1: [0, -2], U2: [2, -2], M: [1, -1] },
    latent: ['U1', 'U2'],
  },
  {
    id: 'selection',
    name: 'Selection',
    meaning: 'Cause and outcome both decide who is in the sample, which bends what the sample shows.',
    arrows: ['X->Y', 'X->S', 'Y->S'],
    places: { X: [0, 0], Y: [2, 0], S: [1, 1] },
    selected: ['S'],
  },
  {
    id: 'front-door',
    name: 'Front door',
    meaning: 'The whole effect goes through M, which the hidden confounder does not touch.',
    arrows: ['X->M', 'M->Y', 'U->X', 'U->Y'],
    places: { X: [0, 0], Y: [2, 0], M: [1, 0], U: [1, -1] },
    latent: ['U'],
  },
  {
    id: 'napkin',
    name: 'Napkin',
    meaning: 'No adjustment set and no front door, yet the effect can be identified by do-calculus.',
    arrows: ['W->Z', 'Z->X', 'X->Y', 'W<->X', 'W<->Y'],
    places: { X: [0, 0], Y: [2, 0], Z: [-1.5, 0], W: [-1.5, -1.3] },
  },
]

/** In the order in which people meet them. Each states something that its test proves. */
export const motifs: readonly Motif[] = sketches.map(motifOf)

/** Pixels between the places of a motif. */
const STEP = { x: 130, y: 105 }

/** The motif as a fragment of its own, X at the origin; places are the centres of its variables. */
export function freeMotif(motif: Motif): Fragment {
  const layout = Object.fromEntries(
    Object.entries(motif.places).map(([id, { x, y }]) => [id, { x: x * STEP.x, y: y * STEP.y }]),
  )
  return { variables: motif.variables, edges: motif.edges, layout, bends: {}, notes: [] }
}

interface End {
  readonly variable: Variable
  /** The centre of its node. */
  readonly at: Point
}

/**
 * The motif with two variables of a graph as its cause and outcome: the rest of it stands around them, on the
 * upper side where it can, and an arrow between the two is for the user to draw.
 */
export function attachedMotif(motif: Motif, cause: End, outcome: End): { fragment: Fragment; onto: Onto } {
  const isEnd = (id: string) => id === CAUSE || id === OUTCOME
  const edges = motif.edges.filter((edge) => !isEnd(edge.from) || !isEnd(edge.to))
  const along = { x: (outcome.at.x - cause.at.x) / 2, y: (outcome.at.y - cause.at.y) / 2 }
  const half = Math.hypot(along.x, along.y) || 1
  // A motif is drawn from left to right; turned around it would hang upside down.
  const side = along.x < 0 ? -1 : 1
  const across = { x: (-along.y / half) * STEP.y * side, y: (along.x / half) * STEP.y * side }
  const layout: Record<string, Point> = {}
  for (const [id, { x, y }] of Object.entries(motif.places))
    layout[id] = {
      x: cause.at.x + along.x * x + across.x * y,
      y: cause.at.y + along.y * x + across.y * y,
    }
  return {
    fragment: { variables: motif.variables, edges, layout: layout as Layout, bends: {}, notes: [] },
    onto: { [CAUSE]: cause.variable.id, [OUTCOME]: outcome.variable.id },
  }
}
