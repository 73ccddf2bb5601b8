import { fail, succeed, type Result } from '../../base/result'
import { directed, isUndirected, type CausalGraph, type Edge } from './graph'
import { closeUnderMeekRules, directAndClose } from './meek'
import {
  adjacencyLists,
  isUndecided,
  joinDirected,
  joinUndirected,
  patternFromGraph,
  pointsTo,
} from './pattern'
import { separationGraph } from './separation'

/**
 * All DAGs of the class that a CPDAG stands for, with or without background knowledge, each once, lazily; their edges
 * keep their places. An edge that the Meek rules leave undirected is directed either way in some member (Meek, UAI
 * 1995, theorem 4), so that directing one after the other and closing under the rules never ends without a member: the
 * work between two members is polynomial. Problems: a graph of another kind, a cycle, edges that fit no DAG.
 */
export function enumerateMembers(graph: CausalGraph): Result<Iterable<CausalGraph>> {
  if (graph.kind !== 'cpdag' && graph.edges.some(isUndirected))
    return fail('not-a-cpdag', 'Members are listed of a graph of directed and undirected edges (CPDAG).')
  if (graph.kind !== 'cpdag' && graph.kind !== 'dag')
    return fail('not-a-cpdag', 'Members are listed of a CPDAG; this graph stands for others than DAGs.')
  const member = separationGraph(graph)
  return member.ok ? succeed({ [Symbol.iterator]: () => members(graph) }) : member
}

const UNDECIDED = 0
const FORWARD = 1
const BACKWARD = 2

function* members(graph: CausalGraph): Generator<CausalGraph> {
  const pattern = patternFromGraph(graph)
  const neighbours = adjacencyLists(pattern)
  const position = new Map(graph.variables.map(({ id }, v) => [id, v]))
  const open = graph.edges.flatMap((edge, at) =>
    isUndirected(edge) ? [{ at, a: position.get(edge.from)!, b: position.get(edge.to)! }] : [],
  )
  const read = () =>
    Uint8Array.from(open, ({ a, b }) =>
      isUndecided(pattern, a, b) ? UNDECIDED : pointsTo(pattern, a, b) ? FORWARD : BACKWARD,
    )
  const write = (directions: Uint8Array) =>
    open.forEach(({ a, b }, k) => {
      if (directions[k] === UNDECIDED) joinUndirected(pattern, a, b)
      else if (directions[k] === FORWARD) joinDirected(pattern, a, b)
      else joinDirected(pattern, b, a)
    })
  const closed = (directions: Uint8Array, at: number, direction: number) => {
    write(directions)
    const { a, b } = open[at]
    directAndClose(pattern, neighbours, direction === FORWARD ? [a, b] : [b, a])
    return read()
  }
  closeUnderMeekRules(pattern)
  const stack = [read()]
  while (stack.length > 0) {
    const directions = stack.pop()!
    const next = directions.indexOf(UNDECIDED)
    if (next >= 0) {
      stack.push(closed(directions, next, BACKWARD), closed(directions, next, FORWARD))
      continue
    }
    const edges: Edge[] = [...graph.edges]
    open.forEach(({ at }, k) => {
      const { from, to } = graph.edges[at]
      edges[at] = {
        ...graph.edges[at],
        ...(directions[k] === FORWARD ? directed(from, to) : directed(to, from)),
      }
    })
    yield { ...graph, kind: 'dag', edges }
  }
}
