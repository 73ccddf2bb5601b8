/**
 * The one graph record. A DAG, an ADMG, a CPDAG, a MAG and a PAG differ in `kind` and in the marks that
 * the kind allows (see `allowedMarks`), not in type. Records are immutable plain data without positions.
 *
 * Example: X -> Y with a hidden common cause is two edges between one pair,
 * `{from: X, to: Y, markFrom: 'tail', markTo: 'arrow'}` and `{from: X, to: Y, markFrom: 'arrow', markTo: 'arrow'}`.
 */
export type VariableId = string & { readonly __brand: 'VariableId' }
export type EdgeId = string & { readonly __brand: 'EdgeId' }

export type Mark = 'tail' | 'arrow' | 'circle'
export type GraphKind = 'dag' | 'admg' | 'cpdag' | 'mag' | 'pag'

export interface Variable {
  readonly id: VariableId
  /** What people see; unique within a graph, any characters, at most MAX_NAME_LENGTH. */
  readonly name: string
  /** Not measured. */
  readonly latent?: boolean
  /** Conditioned on by the way the sample was drawn. */
  readonly selected?: boolean
}

export interface Edge {
  readonly from: VariableId
  readonly to: VariableId
  readonly markFrom: Mark
  readonly markTo: Mark
  /** Why the edge is believed, in the user's words; cited by the methods text. */
  readonly rationale?: string
  readonly source?: string
  /** Share in [0, 1] of resamples (or the probability) that supports the adjacency, when it was discovered. */
  readonly support?: number
  /** Among the resamples that join the two, the share in [0, 1] with the same marks at both ends. */
  readonly orientationSupport?: number
  /** Which rows chose this edge, when it was discovered or accepted from a discovery. */
  readonly chosenOn?: ChoosingRows
}

/** Rows that a search read: an effect estimated on the same ones is likely too large and too sure. */
export interface ChoosingRows {
  /** Id of the dataset. */
  readonly dataset: string
  /** Names its rows as they were then. */
  readonly rows: string
  /** The search read one random half of them: the seed of the halves. */
  readonly split?: number
}

export interface CausalGraph {
  readonly kind: GraphKind
  readonly variables: readonly Variable[]
  readonly edges: readonly Edge[]
}

export const MAX_NAME_LENGTH = 200

export const emptyGraph: CausalGraph = { kind: 'dag', variables: [], edges: [] }

/**
 * The id of a variable first seen under this name: the name itself. Names that every object has ("constructor")
 * get another, because layouts are records by id.
 */
export const variableId = (text: string) => (text in Object.prototype ? `${text} (name)` : text) as VariableId

/** Directed `from -> to`. */
export const directed = (from: VariableId, to: VariableId): Edge => ({
  from,
  to,
  markFrom: 'tail',
  markTo: 'arrow',
})
/** Bidirected `from <-> to`: a hidden common cause. */
export const bidirected = (from: VariableId, to: VariableId): Edge => ({
  from,
  to,
  markFrom: 'arrow',
  markTo: 'arrow',
})
/** Undirected `from -- to`. */
export const undirected = (from: VariableId, to: VariableId): Edge => ({
  from,
  to,
  markFrom: 'tail',
  markTo: 'tail',
})

export const isDirected = (edge: Edge) =>
  (edge.markFrom === 'tail' && edge.markTo === 'arrow') ||
  (edge.markFrom === 'arrow' && edge.markTo === 'tail')
export const isBidirected = (edge: Edge) => edge.markFrom === 'arrow' && edge.markTo === 'arrow'
export const isUndirected = (edge: Edge) => edge.markFrom === 'tail' && edge.markTo === 'tail'

const glyphLeft: Record<Mark, string> = { tail: '-', arrow: '<', circle: '@' }
const glyphRight: Record<Mark, string> = { tail: '-', arrow: '>', circle: '@' }

/** `->`, `<->`, `--`, `@->`, `@-@` and so on: DAGitty's spelling of the two marks. */
export const edgeSymbol = (edge: Pick<Edge, 'markFrom' | 'markTo'>): string =>
  edge.markFrom === 'tail' && edge.markTo === 'tail'
    ? '--'
    : `${edge.markFrom === 'tail' ? '' : glyphLeft[edge.markFrom]}-${edge.markTo === 'tail' ? '' : glyphRight[edge.markTo]}`

/**
 * The edge with its ends in canonical order: `->` written tail first, symmetric edges with the smaller id
 * first, so that one edge has one id whichever way it was drawn.
 */
export function canonicalEdge(edge: Edge): Edge {
  const rank = { tail: 0, circle: 1, arrow: 2 }
  const swap =
    rank[edge.markFrom] > rank[edge.markTo] || (edge.markFrom === edge.markTo && edge.from > edge.to)
  if (!swap) return edge
  return { ...edge, from: edge.to, to: edge.from, markFrom: edge.markTo, markTo: edge.markFrom }
}

export function edgeId(edge: Edge): EdgeId {
  const canonical = canonicalEdge(edge)
  return `${canonical.from} ${edgeSymbol(canonical)} ${canonical.to}` as EdgeId
}

/** The kind after an edit of a causal diagram: bidirected edges make a DAG an ADMG and back; others keep theirs. */
export function withEdges(graph: CausalGraph, edges: readonly Edge[]): CausalGraph {
  const kind =
    graph.kind === 'dag' || graph.kind === 'admg' ? (edges.some(isBidirected) ? 'admg' : 'dag') : graph.kind
  return { ...graph, kind, edges }
}

/** Shorter lists are searched from the start. */
const LOOKED_THROUGH = 24

/** Looks up variables by one of their texts; the index of a long list is built once, for the first that is asked. */
function createLookup(textOf: (variable: Variable) => string) {
  const indexes = new WeakMap<readonly Variable[], ReadonlyMap<string, Variable>>()
  return ({ variables }: CausalGraph, text: string): Variable | undefined => {
    if (variables.length <= LOOKED_THROUGH) return variables.find((variable) => textOf(variable) === text)
    let index = indexes.get(variables)
    if (!index) {
      // Of two with one text, which only a broken graph has, the first is meant.
      index = new Map(variables.toReversed().map((variable) => [textOf(variable), variable]))
      indexes.set(variables, index)
    }
    return index.get(text)
  }
}

export const findVariable: (graph: CausalGraph, id: VariableId) => Variable | undefined = createLookup(
  ({ id }) => id,
)

export const variableNamed: (graph: CausalGraph, name: string) => Variable | undefined = createLookup(
  ({ name }) => name,
)

export const nameOf = (graph: CausalGraph, id: VariableId): string => findVariable(graph, id)?.name ?? id

/** Shorthand for tests, examples and formats: ids are the names. `dag('A -> B')` text lives in formats. */
export function graphFromNames(
  names: readonly string[],
  edges: readonly Edge[],
  flags: { latent?: readonly string[]; selected?: readonly string[]; kind?: GraphKind } = {},
): CausalGraph {
  const latent = new Set(flags.latent)
  const selected = new Set(flags.selected)
  const variables = names.map((name) => ({
    id: variableId(name),
    name,
    ...(latent.has(name) ? { latent: true } : {}),
    ...(selected.has(name) ? { selected: true } : {}),
  }))
  return withEdges({ kind: flags.kind ?? 'dag', variables, edges: [] }, edges)
}
