import type { Problem } from '../../base/result'
import { ancestors } from './ancestors'
import { allowsEdge } from './allowed-edges'
import { edgeId, edgeSymbol, isBidirected, MAX_NAME_LENGTH, nameOf } from './graph'
import type { CausalGraph, GraphKind } from './graph'
import { cycleProblem, findCycle } from './topological'

const kindNames: Record<GraphKind, string> = {
  dag: 'a DAG',
  admg: 'an ADMG',
  cpdag: 'a CPDAG',
  mag: 'a MAG',
  pag: 'a PAG',
}

const LONG_NAME_SHOWN = 40

/** Every problem of a graph record at once; an empty list for a sound one. */
export function validateGraph(graph: CausalGraph): readonly Problem[] {
  const problems = [...nameProblems(graph), ...edgeProblems(graph)]
  if (problems.some((problem) => problem.code === 'unknown-variable')) return problems
  const cycle = findCycle(graph)
  if (cycle) problems.push(cycleProblem(graph, cycle))
  else if (graph.kind === 'mag') problems.push(...ancestralProblems(graph))
  return problems
}

function nameProblems(graph: CausalGraph): Problem[] {
  const problems: Problem[] = []
  const names = new Set<string>()
  const ids = new Set<string>()
  for (const { id, name } of graph.variables) {
    const shown = name.length > LONG_NAME_SHOWN ? `${name.slice(0, LONG_NAME_SHOWN)}…` : name
    const report = (code: string, message: string) =>
      problems.push({ code, message, where: { name: shown, variables: [id] } })
    if (name.trim() === '') report('empty-name', 'A variable has no name.')
    if (name.length > MAX_NAME_LENGTH) {
      report(
        'long-name',
        `The name "${shown}" has ${name.length} characters; ${MAX_NAME_LENGTH} are allowed.`,
      )
    }
    if (names.has(name)) report('duplicate-name', `Two variables are called "${shown}".`)
    if (ids.has(id)) report('duplicate-id', `Two variables have the id "${id}".`)
    names.add(name)
    ids.add(id)
  }
  return problems
}

function edgeProblems(graph: CausalGraph): Problem[] {
  const problems: Problem[] = []
  const known = new Set(graph.variables.map((variable) => variable.id))
  const edges = new Set<string>()
  const pairs = new Set<string>()
  for (const edge of graph.edges) {
    const text = `${nameOf(graph, edge.from)} ${edgeSymbol(edge)} ${nameOf(graph, edge.to)}`
    const report = (code: string, message: string) =>
      problems.push({ code, message, where: { token: text, variables: [edge.from, edge.to] } })
    for (const end of [edge.from, edge.to]) {
      if (!known.has(end))
        report('unknown-variable', `The edge ${text} names "${end}", which is not a variable.`)
    }
    if (edge.from === edge.to) {
      report('self-loop', `${nameOf(graph, edge.from)} has an edge to itself.`)
      continue
    }
    if (!allowsEdge(graph.kind, edge)) {
      report('mark-not-allowed', `The edge ${text} cannot stand in ${kindNames[graph.kind]}.`)
    }
    const id = edgeId(edge)
    const pair = [edge.from, edge.to].toSorted().join('\n')
    // An ADMG may hold X -> Y beside X <-> Y; X -> Y beside Y -> X is a cycle and reported as one.
    const alone = graph.kind !== 'dag' && graph.kind !== 'admg'
    if (edges.has(id)) report('duplicate-edge', `The edge ${text} stands twice.`)
    else if (alone && pairs.has(pair)) report('second-edge', `There is another edge beside ${text}.`)
    edges.add(id)
    pairs.add(pair)
  }
  return problems
}

/** A MAG has no X <-> Y where X causes Y (Richardson & Spirtes, Annals of Statistics 30(4), 2002). */
export function ancestralProblems(graph: CausalGraph): Problem[] {
  return graph.edges.filter(isBidirected).flatMap((edge) => {
    const clash =
      ancestors(graph, [edge.from]).includes(edge.to) || ancestors(graph, [edge.to]).includes(edge.from)
    if (!clash) return []
    const [a, b] = [nameOf(graph, edge.from), nameOf(graph, edge.to)]
    const message = `${a} <-> ${b} stands beside a directed path between the two, which a MAG rules out.`
    return [{ code: 'not-ancestral', message, where: { variables: [edge.from, edge.to] } }]
  })
}
