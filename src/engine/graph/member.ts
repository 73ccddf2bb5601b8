import { fail, succeed, type Result } from '../../base/result'
import { consistentExtension } from './consistent-extension'
import { directed, edgeSymbol, nameOf, undirected, type CausalGraph, type Edge } from './graph'
import { graphOfMarks, marksOf } from './mark-matrix'
import { pagOfMag } from './pag'

const known = new WeakMap<CausalGraph, Result<CausalGraph>>()

/**
 * One graph of the class that a graph stands for, its edges in the same places: a DAG for a CPDAG (with or without
 * background knowledge), a MAG for a PAG, any other graph itself. Problems: undirected edges that no DAG agrees with,
 * marks that are not those of a PAG, marks that speak of selection, too large a PAG. Found once per graph record.
 */
export function memberOf(graph: CausalGraph): Result<CausalGraph> {
  const earlier = known.get(graph)
  if (earlier) return earlier
  const found =
    graph.kind === 'cpdag' ? dagOf(graph) : graph.kind === 'pag' ? ancestralOf(graph) : succeed(graph)
  known.set(graph, found)
  return found
}

function dagOf(graph: CausalGraph): Result<CausalGraph> {
  const extension = consistentExtension(graph)
  if (extension) return succeed(extension)
  return fail('no-extension', 'The undirected edges cannot be oriented without a cycle or a new collider.')
}

/** Whether the marks are those of a PAG takes under a second up to here, and grows with the square. */
const MOST_CHECKED = 1000

const hasCircleTwice = (edge: Edge) => edge.markFrom === 'circle' && edge.markTo === 'circle'

/**
 * A circle beside an arrowhead becomes a tail, and the edges with two circles are oriented without a new collider.
 * Zhang, Artificial Intelligence 172, 2008, theorem 2 (its proof).
 */
function ancestralOf(graph: CausalGraph): Result<CausalGraph> {
  if (graph.variables.length > MOST_CHECKED)
    return fail(
      'too-many-variables',
      `A PAG is checked up to ${MOST_CHECKED} variables; this one has ${graph.variables.length}.`,
    )
  const ofSelection = graph.edges.find(
    (edge) => edge.markFrom !== 'arrow' && edge.markTo !== 'arrow' && !hasCircleTwice(edge),
  )
  if (ofSelection) {
    const text = edgeText(graph, ofSelection)
    return fail('selection-marks', `${text} speaks of a selected sample, which is not decided for a PAG.`, {
      token: text,
      variables: [ofSelection.from, ofSelection.to],
    })
  }
  const open = graph.edges.filter(hasCircleTwice).map((edge) => undirected(edge.from, edge.to))
  const oriented = consistentExtension({ kind: 'cpdag', variables: graph.variables, edges: open })
  if (!oriented)
    return fail('not-a-pag', 'The edges with two circles cannot be oriented without a new collider.')
  let next = 0
  const edges = graph.edges.map((edge): Edge => {
    if (hasCircleTwice(edge)) return { ...edge, ...ends(oriented.edges[next++]) }
    if (edge.markFrom === 'circle') return { ...edge, ...ends(directed(edge.from, edge.to)) }
    if (edge.markTo === 'circle') return { ...edge, ...ends(directed(edge.to, edge.from)) }
    return edge
  })
  const member: CausalGraph = { ...graph, kind: 'mag', edges }
  const rightMarks = pagOfMag(marksOf(member), 'none')
  const marks = marksOf(graph)
  const slot = marks.at.findIndex((mark, position) => mark !== rightMarks.at[position])
  if (slot < 0) return succeed(member)
  const pair = [Math.floor(slot / marks.size), slot % marks.size].map((v) => graph.variables[v].id)
  const isBetween = (edge: Edge) => pair.includes(edge.from) && pair.includes(edge.to)
  const right = graphOfMarks(rightMarks, graph.variables, 'pag').edges.find(isBetween)!
  const drawn = edgeText(graph, graph.edges.find(isBetween)!)
  return fail(
    'not-a-pag',
    `The graph is not a PAG: what observation shows of ${drawn} would be ${edgeText(graph, right)}.`,
    { token: drawn, variables: pair },
  )
}

const ends = ({ from, to, markFrom, markTo }: Edge) => ({ from, to, markFrom, markTo })

const edgeText = (graph: CausalGraph, edge: Edge) =>
  `${nameOf(graph, edge.from)} ${edgeSymbol(edge)} ${nameOf(graph, edge.to)}`
