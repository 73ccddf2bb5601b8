import { ancestorSet } from '../../graph/ancestors'
import {
  bidirected,
  directed,
  withEdges,
  type CausalGraph,
  type Edge,
  type VariableId,
} from '../../graph/graph'
import { indexGraph, vertexSet } from '../../graph/index-graph'
import { separated } from '../../graph/separation'
import { createVanishing } from '../../identify/vanishing-tetrads'
import type { Implication, Mend } from './report'

/** Beyond this many looks at a changed graph the rest of the violations get no mends. */
const MOST_LOOKS = 100_000
/** A reader tries the first few. */
const MENDS_SHOWN = 6

interface Judged {
  readonly implication: Implication
  readonly violated: boolean
}

/**
 * For each violated implication the single edges, or hidden causes of two, with which the graph no longer makes it;
 * the one that mends most violations and gives up the fewest others first. Nothing for graphs that are not drawn
 * causal diagrams, and for the last of very many violations.
 */
export function mendsOf(graph: CausalGraph, judged: readonly Judged[]): Map<Implication, readonly Mend[]> {
  const found = new Map<Implication, readonly Mend[]>()
  if (graph.kind !== 'dag' && graph.kind !== 'admg') return found
  const judgements = new Map<string, Mend>()
  let looks = 0
  for (const { implication, violated } of judged) {
    if (!violated) continue
    const mends: Mend[] = []
    for (const candidate of candidatesFor(graph, implication)) {
      const changed = withEdges(graph, [...graph.edges, edgeOf(candidate)])
      const isImplied = createImplied(changed)
      if (isImplied(implication)) continue
      const key = `${candidate.kind} ${candidate.between.join(' ')}`
      if (!judgements.has(key)) {
        looks += judged.length
        const gone = judged.filter((other) => !isImplied(other.implication))
        const mended = gone.filter((other) => other.violated).length
        judgements.set(key, { ...candidate, mends: mended, givesUp: gone.length - mended })
      }
      mends.push(judgements.get(key)!)
    }
    const best = mends.toSorted((x, y) => y.mends - x.mends || x.givesUp - y.givesUp)
    found.set(implication, best.slice(0, MENDS_SHOWN))
    if (looks > MOST_LOOKS) break
  }
  return found
}

type Candidate = Pick<Mend, 'kind' | 'between'>

const edgeOf = ({ kind, between: [a, b] }: Candidate): Edge =>
  kind === 'edge' ? directed(a, b) : bidirected(a, b)

/** Pairs that the implication keeps apart, joined each way that makes no cycle. */
function candidatesFor(graph: CausalGraph, implication: Implication): Candidate[] {
  const pairs: (readonly [VariableId, VariableId])[] =
    implication.kind === 'independence'
      ? [[implication.a, implication.b]]
      : implication.left.flatMap((i) => implication.right.map((k) => [i, k] as const))
  const index = indexGraph(graph)
  const causes = (effect: VariableId, cause: VariableId) =>
    ancestorSet(index, vertexSet(index, [effect]))[index.indexOf.get(cause)!] === 1
  return pairs.flatMap(([a, b]): Candidate[] => [
    ...(causes(a, b) ? [] : [{ kind: 'edge' as const, between: [a, b] as const }]),
    ...(causes(b, a) ? [] : [{ kind: 'edge' as const, between: [b, a] as const }]),
    { kind: 'hidden-cause', between: [a, b] },
  ])
}

function createImplied(graph: CausalGraph): (implication: Implication) => boolean {
  let vanishing: ReturnType<typeof createVanishing> | null = null
  return (implication) => {
    if (implication.kind === 'tetrad') {
      vanishing ??= createVanishing(graph)
      return vanishing(implication)
    }
    const found = separated(graph, [implication.a], [implication.b], implication.given)
    return found.ok && found.value
  }
}
