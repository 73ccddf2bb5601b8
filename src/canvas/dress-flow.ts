import type { Flow, FlowInput } from './to-flow'

type Dressed = Pick<FlowInput, 'selection' | 'highlighted' | 'hideBelow' | 'narrowed' | 'spotlight'>

/** Remembers what an element looked like, so that one that did not change is the same object again. */
interface Worn<T> {
  readonly plain: T
  readonly flags: number
  readonly element: T
}

const SELECTED = 1
const HIGHLIGHTED = 2
const FADED = 4
const HIDDEN = 8
const WEAK = 16

function createWardrobe<T extends { id: string }>(wear: (plain: T, flags: number) => T) {
  let worn = new Map<string, Worn<T>>()
  return (plain: readonly T[], flagsOf: (plain: T) => number): T[] => {
    const next = new Map<string, Worn<T>>()
    const elements = plain.map((one) => {
      const flags = flagsOf(one)
      if (flags === 0) return one
      const old = worn.get(one.id)
      const now =
        old && old.plain === one && old.flags === flags
          ? old
          : { plain: one, flags, element: wear(one, flags) }
      next.set(one.id, now)
      return now.element
    })
    worn = next
    return elements
  }
}

/**
 * Puts on a drawing what changes without the graph: selection, highlights, the support below which edges are
 * hidden, what the view is narrowed to, and what a sentence speaks of.
 */
export function createDress(): (flow: Flow, input: Dressed) => Flow {
  const nodes = createWardrobe<Flow['nodes'][number]>((node, flags) => ({
    ...node,
    selected: (flags & SELECTED) > 0,
    hidden: (flags & HIDDEN) > 0,
    data:
      flags & (HIGHLIGHTED | FADED)
        ? { ...node.data, highlighted: (flags & HIGHLIGHTED) > 0, faded: (flags & FADED) > 0 }
        : node.data,
  }))
  const edges = createWardrobe<Flow['edges'][number]>((edge, flags) => ({
    ...edge,
    selected: (flags & SELECTED) > 0,
    hidden: (flags & (HIDDEN | WEAK)) > 0,
    data:
      flags & (FADED | WEAK)
        ? { ...edge.data!, faded: (flags & FADED) > 0, weak: (flags & WEAK) > 0 }
        : edge.data,
  }))
  return (flow, { selection, highlighted, hideBelow, narrowed, spotlight }) => {
    const selectedNodes = new Set<string>(selection.variables)
    const selectedEdges = new Set<string>(selection.edges)
    const outlined = new Set<string>(highlighted)
    const outside = narrowed?.others === 'hidden' ? HIDDEN : FADED
    const shows = (id: string) => narrowed === null || narrowed.shown.has(id)
    return {
      words: flow.words,
      nodes: nodes(
        flow.nodes,
        ({ id }) =>
          (selectedNodes.has(id) ? SELECTED : 0) |
          (outlined.has(id) ? HIGHLIGHTED : 0) |
          (shows(id) ? 0 : outside) |
          (spotlight === null || spotlight.variables.has(id) ? 0 : FADED),
      ),
      edges: edges(flow.edges, ({ id, source, target, data }) => {
        const weak = data!.supported && (data!.edge.support ?? 1) < hideBelow
        return (
          (selectedEdges.has(id) ? SELECTED : 0) |
          (weak ? WEAK : 0) |
          (shows(source) && shows(target) ? 0 : outside) |
          (spotlight === null || spotlight.edges.has(id) ? 0 : FADED)
        )
      }),
    }
  }
}
