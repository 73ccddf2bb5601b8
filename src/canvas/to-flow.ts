import type { Edge as FlowEdgeBase, Node as FlowNodeBase } from '@xyflow/react'
import type { GraphEntry } from '../document/project'
import {
  directed,
  edgeId,
  edgeSymbol,
  isBidirected,
  isDirected,
  type CausalGraph,
  type Edge,
  type EdgeId,
  type Variable,
  type VariableId,
} from '../engine/graph/graph'
import type { LiveAnswer, VariableRole } from '../engine/identify/answer'
import type { EffectQuestion } from '../engine/identify/question'
import { canvasText } from '../text/canvas'
import { createDress } from './dress-flow'
import { adjacencyKey, edgeBadge, edgeLook, edgeName, type DrawnRole, type EdgeLook } from './edge-look'
import type { Rect } from './geometry'
import { createFold, type Box, type Folded } from './groups/fold-input'
import { handlesOf } from './handles'
import { liveNodes } from './live-room'
import type { NodeFacts } from './node-facts'
import { DENSE_FROM, nodeLabel, nodeSize, type Density, type MeasureText } from './node-size'
import { drawnBend, routeEdges } from './route'
import type { LitParts } from './spotlight/lit-parts'

export type NodeRole = 'exposure' | 'outcome' | 'measured' | 'latent'

export type VariableNodeData = {
  name: string
  /** Pixels that the name takes on one line in the node's font. */
  nameWidth: number
  /** The name as it is drawn: its lines. */
  label: string
  captionAt: 'beside' | 'below'
  role: NodeRole
  /** Part of the adjustment set that is drawn. */
  adjusted: boolean
  /** Set by do(). */
  set: boolean
  density: Density
  highlighted: boolean
  inCycle: boolean
  /** Outside of what the view is narrowed to, or of what a sentence speaks of. */
  faded: boolean
  facts: NodeFacts | null
  /** What the node stands for when it is a collapsed group. */
  box: Box | null
}
export type VariableFlowNode = FlowNodeBase<VariableNodeData, 'variable'>

export type CausalEdgeData = {
  edge: Edge
  name: string
  role: DrawnRole
  look: EdgeLook
  /** How far the line stands off the straight one, as `bentCurve` counts it. */
  bend: number
  /** Bent by hand: pixels to the right of the way from source to target. */
  bent: number | null
  /** Why it is believed, for those who point at the line. */
  because: string | null
  density: Density
  /** End at which a bar shows that the path is closed there. */
  bar: 'start' | 'end' | null
  badge: '+' | '?' | null
  caption: string | null
  /** 'refused' is the arrow that was not added; 'member' an arrow of the cycle it would close. */
  cycle: 'refused' | 'member' | null
  /** Runs back to an earlier tier, while the tiers are drawn. */
  against: boolean
  /** How many arrows of the graph the line stands for, at a collapsed group. */
  count: number
  /** Dots run along the line; off in big graphs. */
  dots: boolean
  /** Found in data, with a support that the view can be limited by. */
  supported: boolean
  /** Hidden for having less support than the view asks for. */
  weak: boolean
  /** Outside of what the view is narrowed to, or of what a sentence speaks of. */
  faded: boolean
}
export type CausalFlowEdge = FlowEdgeBase<CausalEdgeData, 'causal'>

export interface FlowInput {
  readonly entry: GraphEntry
  /** My model, when the graph shown is a discovery to be compared with it. */
  readonly mine: CausalGraph | null
  readonly question: EffectQuestion
  readonly answer: LiveAnswer | null
  /** The adjustment set was picked by the user, so that See shows it too. */
  readonly adjustment: 'first' | 'chosen'
  readonly rung: 'see' | 'do'
  readonly selection: { readonly variables: readonly VariableId[]; readonly edges: readonly EdgeId[] }
  readonly highlighted: readonly VariableId[]
  readonly refused: { readonly edge: Edge; readonly cycle: readonly VariableId[] } | null
  readonly facts: ReadonlyMap<VariableId, NodeFacts>
  readonly hideBelow: number
  /** Arrows that run against the tiers that are drawn. */
  readonly against: ReadonlySet<string>
  /** The variables that the view is narrowed to, and what becomes of the others; null shows all. */
  readonly narrowed: { readonly shown: ReadonlySet<string>; readonly others: 'faded' | 'hidden' } | null
  /** The part that a sentence speaks of; null shows all in full. */
  readonly spotlight: LitParts | null
  readonly measure: MeasureText
}

export interface Flow {
  readonly nodes: VariableFlowNode[]
  readonly edges: CausalFlowEdge[]
  /** What is said of an element, for those that become live; in small graphs the elements have it already. */
  readonly words: Words | null
}

type NodeWords = Pick<VariableFlowNode, 'ariaLabel' | 'domAttributes'>
type EdgeWords = Pick<CausalFlowEdge, 'ariaLabel' | 'domAttributes'>

export interface Words {
  node(id: string, data: VariableNodeData): NodeWords
  edge(data: CausalEdgeData): EdgeWords
}

/** The place of a node on the canvas. */
export const rectOf = (node: VariableFlowNode): Rect => ({
  ...node.position,
  width: node.width ?? 0,
  height: node.height ?? 0,
})

/** Up to this many variables all of a graph are live elements of the page. */
export const ALL_LIVE = 150

export const REFUSED_ID = 'refused'
/** Dots move along at most this many biasing edges. */
const DOTTED_EDGES = 60
const CAPTIONED_NODES = 12
/** Pixels for the number of members and the chevron of a collapsed group. */
const BOX_ROOM = 52
const nowhere = { x: 0, y: 0 }

interface Surroundings {
  readonly causes: ReadonlyMap<string, string[]>
  readonly effects: ReadonlyMap<string, string[]>
  readonly tied: ReadonlyMap<string, string[]>
}

function surroundings(graph: CausalGraph, variables: ReadonlyMap<string, Variable>): Surroundings {
  const name = (id: string) => variables.get(id)?.name ?? id
  const causes = new Map<string, string[]>()
  const effects = new Map<string, string[]>()
  const tied = new Map<string, string[]>()
  const put = (map: Map<string, string[]>, id: string, other: string) => {
    const names = map.get(id)
    if (names) names.push(name(other))
    else map.set(id, [name(other)])
  }
  for (const edge of graph.edges) {
    if (isDirected(edge)) {
      const [cause, effect] = edge.markFrom === 'tail' ? [edge.from, edge.to] : [edge.to, edge.from]
      put(effects, cause, effect)
      put(causes, effect, cause)
    } else {
      put(tied, edge.from, edge.to)
      put(tied, edge.to, edge.from)
    }
  }
  return { causes, effects, tied }
}

/** Same values under the same keys, but for one key that does not count. */
function sameValues(a: object, b: object, but?: string): boolean {
  const left = a as Record<string, unknown>
  const right = b as Record<string, unknown>
  for (const key in right) if (key !== but && !Object.is(left[key], right[key])) return false
  for (const key in left) if (key !== but && !(key in right)) return false
  return true
}

/** Keeps the object of the last call where nothing in it changed, so that memoised components rest. */
function keep<T extends { data?: object }>(before: T | undefined, next: T): T {
  if (!before) return next
  const data = before.data && next.data && sameValues(before.data, next.data) ? before.data : next.data
  return data === before.data && sameValues(before, next, 'data') ? before : { ...next, data }
}

/**
 * The drawing of a graph: one React Flow node for each variable, one edge for each edge. Pure but for its
 * memory: elements that did not change are the same objects as in the call before. What changes often (a
 * selection, a filter, places in big graphs) is put onto the drawing without making it anew.
 */
export function createToFlow(): (input: FlowInput) => Flow {
  const fold = createFold()
  const drawAll = createDrawing()
  const dress = createDress()
  let drawn: { input: FoldedInput; flow: Flow } | null = null
  return (given) => {
    const input = fold(given)
    const flow =
      drawn && sameValues(bare(drawn.input), bare(input))
        ? moved(drawn.flow, drawn.input, input)
        : drawAll(input, drawn?.flow ?? null)
    drawn = { input, flow }
    return dress(flow, input)
  }
}

type FoldedInput = FlowInput & { readonly folded: Folded | null }

interface Labelled {
  readonly label: ReturnType<typeof nodeLabel>
  readonly size: { readonly width: number; readonly height: number }
  readonly nameWidth: number
}

const undressed = { selection: null, highlighted: null, hideBelow: 0, narrowed: null, spotlight: null }

/** The input without what `dress` and `moved` look after. */
function bare(input: FlowInput): object {
  const { layout, ...entry } = input.entry
  // Where nodes show data, places decide which have the room.
  const places = input.entry.graph.variables.length >= DENSE_FROM ? null : layout
  return { ...input, ...undressed, entry: null, ...prefixed(entry), places }
}

const prefixed = (entry: object) =>
  Object.fromEntries(Object.entries(entry).map(([key, value]) => [`entry ${key}`, value]))

/** The drawing with its nodes at their new places and its edges bent accordingly. */
function moved(flow: Flow, before: FlowInput, { entry }: FlowInput): Flow {
  if (before.entry.layout === entry.layout) return flow
  const nodes = flow.nodes.map((node) => {
    const position = entry.layout[node.id as VariableId] ?? nowhere
    return node.position.x === position.x && node.position.y === position.y ? node : { ...node, position }
  })
  const rects = new Map<string, Rect>(nodes.map((node) => [node.id, rectOf(node)]))
  const bends = routeEdges(
    flow.edges.map((edge) => edge.data!.edge),
    rects,
    entry.bends,
  )
  const edges = flow.edges.map((edge, i) =>
    edge.data!.bend === bends[i] ? edge : { ...edge, data: { ...edge.data!, bend: bends[i] } },
  )
  return { ...flow, nodes, edges }
}

function createDrawing(): (input: FoldedInput, last: Flow | null) => Flow {
  let around: {
    graph: CausalGraph
    variables: ReadonlyMap<string, Variable>
    value: Surroundings | null
  } | null = null
  let routed: {
    edges: readonly Edge[]
    rects: ReadonlyMap<string, Rect>
    byHand: GraphEntry['bends']
    bends: number[]
  } | null = null
  const looks = new Map<string, EdgeLook>()
  const handles = new Map<string, VariableFlowNode['handles']>()
  let labels: { measure: MeasureText; known: Map<string, Labelled> } | null = null

  return (input, last) => {
    const { entry, question, answer, rung, folded } = input
    const nodesBefore = new Map(last?.nodes.map((node) => [node.id, node]))
    const edgesBefore = new Map(last?.edges.map((edge) => [edge.id, edge]))
    const { graph } = entry
    if (around?.graph !== graph)
      around = {
        graph,
        variables: new Map(graph.variables.map((variable) => [variable.id, variable])),
        value: null,
      }
    const near = around
    const { variables } = near
    const neighboursOf = (id: string) => {
      near.value ??= surroundings(graph, variables)
      const { causes, effects, tied } = near.value
      return { causes: causes.get(id) ?? [], effects: effects.get(id) ?? [], tied: tied.get(id) ?? [] }
    }
    const density: Density = graph.variables.length >= DENSE_FROM ? 'dense' : 'normal'
    const exposures = new Set<string>(question.treatments.map((contrast) => contrast.variable))
    const outcomes = new Set<string>(question.outcomes)
    const adjusting = rung === 'do' || input.adjustment === 'chosen'
    const adjusted = new Set<string>(adjusting ? answer?.adjustment : [])
    const cycle = new Set<string>(input.refused?.cycle)
    const nameOf = (id: string) => variables.get(id)?.name ?? id
    const live = density === 'normal' ? liveNodes(input, exposures, outcomes) : null

    if (labels?.measure !== input.measure) labels = { measure: input.measure, known: new Map() }
    const { known: labelled } = labels
    const words: Words = {
      node: (id, { name, role, adjusted: isAdjusted, set, box }) => ({
        ariaLabel: box
          ? canvasText.box(name, box.members, box.holds)
          : canvasText.variable({
              name,
              role: roleWord(role, answer?.variableRoles[id as VariableId]),
              kind: variables.get(id)?.latent ? 'hidden' : 'measured',
              adjusted: isAdjusted,
              ...neighboursOf(id),
            }),
        domAttributes: attributesOf({
          'aria-roledescription': box ? canvasText.boxKind : canvasText.variableKind,
          [box ? 'data-group' : 'data-variable']: name,
          'data-role': set ? 'do' : isAdjusted && role === 'measured' ? 'adjusted' : role,
        }),
      }),
      edge: ({ edge, name, role, cycle: inCycle, against, because }) => ({
        ariaLabel:
          inCycle === 'refused'
            ? canvasText.refusedEdge(nameOf(edge.from), nameOf(edge.to))
            : canvasText.edge(nameOf(edge.from), nameOf(edge.to), edgeSymbol(edge), role, edge.support) +
              (against ? ` ${canvasText.againstTiers}` : '') +
              (because === null ? '' : canvasText.reason(because)),
        domAttributes: attributesOf({
          'aria-roledescription': canvasText.edgeKind,
          'data-edge': name,
          'data-role': inCycle === 'refused' ? 'refused' : role,
        }),
      }),
    }
    const later = graph.variables.length > ALL_LIVE

    const nodes = graph.variables.map((variable): VariableFlowNode => {
      const { id } = variable
      const role: NodeRole = exposures.has(id)
        ? 'exposure'
        : outcomes.has(id)
          ? 'outcome'
          : variable.latent
            ? 'latent'
            : 'measured'
      const facts = live?.has(id) ? (input.facts.get(id) ?? null) : null
      const set = rung === 'do' && role === 'exposure'
      const glyph = density === 'normal' || role !== 'measured' || adjusted.has(id) ? 'shown' : 'none'
      const bars = facts ? (set ? 2 : facts.bars.length) : 0
      const caption = set ? canvasText.setByYou : facts?.caption
      const box = folded?.boxes.get(id) ?? null
      const content = { name: variable.name, glyph, density, bars, caption } as const
      const { label, size, nameWidth } = shared(
        labelled,
        `${density} ${glyph} ${bars} ${caption} ${variable.name}`,
        () => ({
          label: nodeLabel(content, input.measure),
          size: nodeSize(content, input.measure),
          nameWidth: input.measure(variable.name, density),
        }),
      )
      const width = size.width + (box ? BOX_ROOM : 0)
      const { height } = size
      const before = nodesBefore.get(id)
      const position = entry.layout[id] ?? nowhere
      const sameSize = before?.width === width && before?.height === height
      const data: VariableNodeData = {
        name: variable.name,
        nameWidth,
        label: label.lines.join('\n'),
        captionAt: label.caption,
        role,
        adjusted: adjusted.has(id),
        set,
        density,
        highlighted: false,
        inCycle: cycle.has(id),
        faded: false,
        facts,
        box,
      }
      const next: VariableFlowNode = {
        id,
        type: 'variable',
        position:
          before && before.position.x === position.x && before.position.y === position.y
            ? before.position
            : position,
        width,
        height,
        measured: sameSize ? before.measured : { width, height },
        handles: sameSize
          ? before.handles
          : shared(handles, `${width} ${height}`, () => handlesOf(width, height)),
        selected: false,
        hidden: false,
        ...(later ? undefined : said(words.node(id, data), before)),
        data,
      }
      return keep(before, next)
    })

    const drawnEdges = input.refused ? [...graph.edges, input.refused.edge] : graph.edges
    const rects = new Map<string, Rect>(nodes.map((node) => [node.id, rectOf(node)]))
    const byHand = entry.bends
    if (
      !routed ||
      routed.byHand !== byHand ||
      routed.edges.length !== drawnEdges.length ||
      !sameRoute(routed, drawnEdges, rects)
    )
      routed = { edges: drawnEdges, rects, byHand, bends: routeEdges(drawnEdges, rects, byHand) }
    const { bends } = routed

    const edgeRoles = adjusting ? answer?.edgeRoles : answer?.edgeRolesUnadjusted
    const blockers = new Set<string>(answer?.blockers)
    const origin = entry.origin === 'discovered' ? 'discovered' : 'own'
    const known = new Set(input.mine?.edges.map((edge) => adjacencyKey(edge.from, edge.to)))
    const captioned = graph.variables.length <= CAPTIONED_NODES && entry.origin !== 'discovered'
    const biasing = Object.values(edgeRoles ?? {}).filter((role) => role === 'biasing').length
    const cycleSteps = new Set(
      input.refused?.cycle.map((id, i, ids) => edgeId(directed(id, ids[(i + 1) % ids.length]))),
    )

    const cutByDo = (edge: Edge) =>
      rung === 'do' &&
      ((exposures.has(edge.to) && edge.markTo === 'arrow') ||
        (exposures.has(edge.from) && edge.markFrom === 'arrow'))
    // Where many arrows are cut the scissors on each say enough.
    const cutCaption = drawnEdges.filter(cutByDo).length > 1 ? null : canvasText.captions.cut

    const edges = drawnEdges.map((edge, i): CausalFlowEdge => {
      const refused = i === graph.edges.length
      const key = edgeId(edge)
      const id = refused ? REFUSED_ID : key
      const cut = cutByDo(edge)
      const found = (!refused && edgeRoles?.[key]) || 'plain'
      // A biasing path that is open without any adjustment begins with an arrow that do() has cut.
      const severed = rung === 'do' && found === 'biasing' && answer?.edgeRolesUnadjusted[key] === 'biasing'
      const merged = refused ? undefined : folded?.edges.get(key)
      const role: DrawnRole = merged?.role ?? (cut ? 'cut' : severed ? 'plain' : found)
      const cause = variables.get(edge.markFrom === 'tail' ? edge.from : edge.to)
      const drawnLook = edgeLook(
        edge,
        role,
        origin,
        cause?.latent && !isBidirected(edge) ? 'hidden' : 'measured',
      )
      const look = shared(looks, `${drawnLook.width}|${drawnLook.dash}|${drawnLook.tone}`, () => drawnLook)
      const name = edgeName(edge, nameOf)
      const asked = isDirected(edge) && exposures.has(edge.from) && outcomes.has(edge.to) && role === 'causal'
      const before = edgesBefore.get(id)
      const data: CausalEdgeData = {
        edge,
        name,
        role,
        look,
        bend: bends[i],
        bent: refused ? null : drawnBend(edge, byHand[key]),
        because: edge.rationale === undefined ? null : canvasText.because(edge.rationale, edge.source),
        density,
        bar:
          role !== 'blocked'
            ? null
            : blockers.has(edge.from)
              ? 'start'
              : blockers.has(edge.to)
                ? 'end'
                : null,
        badge: origin === 'discovered' ? edgeBadge(edge, known) : null,
        count: merged?.count ?? 1,
        against: !refused && input.against.has(key),
        caption:
          !captioned || !captionFits(rects.get(edge.from), rects.get(edge.to))
            ? null
            : role === 'cut'
              ? cutCaption
              : asked
                ? canvasText.captions.asked
                : rung === 'do' && cause?.latent && outcomes.has(edge.to)
                  ? canvasText.captions.stillActs
                  : null,
        cycle: refused ? 'refused' : cycleSteps.has(key) ? 'member' : null,
        dots: role === 'biasing' && biasing <= DOTTED_EDGES,
        supported: origin === 'discovered' && edge.support !== undefined,
        faded: false,
        weak: false,
      }
      const next: CausalFlowEdge = {
        id,
        type: 'causal',
        source: edge.from,
        target: edge.to,
        hidden: false,
        selected: false,
        selectable: !refused,
        focusable: !refused,
        ...(later ? undefined : said(words.edge(data), before)),
        data,
      }
      return keep(before, next)
    })
    return { nodes, edges, words: later ? words : null }
  }
}

export const toFlow = (input: FlowInput): Flow => createToFlow()(input)

/** Attributes of an element of the page; the drawing library's type knows none that begin with data. */
const attributesOf = (attributes: Record<string, string>) =>
  attributes as NonNullable<VariableFlowNode['domAttributes'] & CausalFlowEdge['domAttributes']>

/** The words with the attributes of before, where they are the same. */
export function said<W extends { domAttributes?: object }>(words: W, before: W | undefined): W {
  const same =
    before?.domAttributes && words.domAttributes && sameValues(before.domAttributes, words.domAttributes)
  return same ? { ...words, domAttributes: before.domAttributes } : words
}

const roleWord = (role: NodeRole, found: VariableRole | undefined): VariableRole =>
  role === 'exposure' || role === 'outcome' ? role : (found ?? 'other')

/** Pixels that a caption takes along a level arrow. */
const CAPTION_WIDTH = 128

/** A caption stands clear of both nodes: the arrow climbs past them or leaves it room between them. */
function captionFits(a: Rect | undefined, b: Rect | undefined): boolean {
  if (!a || !b) return false
  const beside = Math.max(b.x - (a.x + a.width), a.x - (b.x + b.width))
  const above = Math.max(b.y - (a.y + a.height), a.y - (b.y + b.height))
  return beside >= CAPTION_WIDTH || above >= 40
}

/** One object for each key, so that what is equal compares equal. */
function shared<T>(known: Map<string, T>, key: string, make: () => T): T {
  const old = known.get(key)
  if (old !== undefined) return old
  const made = make()
  known.set(key, made)
  return made
}

function sameRoute(
  routed: { edges: readonly Edge[]; rects: ReadonlyMap<string, Rect> },
  edges: readonly Edge[],
  rects: ReadonlyMap<string, Rect>,
): boolean {
  if (routed.rects.size !== rects.size) return false
  for (const [id, rect] of rects) {
    const old = routed.rects.get(id)
    if (!old || !sameValues(old, rect)) return false
  }
  return edges.every((edge, i) => {
    const old = routed.edges[i]
    return edge.from === old.from && edge.to === old.to && isBidirected(edge) === isBidirected(old)
  })
}
