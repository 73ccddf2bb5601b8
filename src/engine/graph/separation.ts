import { fail, succeed, type Problem, type Result } from '../../base/result'
import { nameOf, type CausalGraph, type VariableId } from './graph'
import { indexGraph, meets, union, vertexSet } from './index-graph'
import { memberOf } from './member'
import { reachable, walkRules } from './reachability'
import { cycleProblem, findCycle } from './topological'

/**
 * Does the graph imply that x and y are independent given z? D-separation in a DAG, m-separation in an ADMG
 * or MAG; a CPDAG or PAG answers for all its members. Selected variables count as given.
 * Problems: unknown variables, overlapping lists, a cycle, and those of `memberOf`.
 */
export function separated(
  graph: CausalGraph,
  x: readonly VariableId[],
  y: readonly VariableId[],
  z: readonly VariableId[],
): Result<boolean> {
  const unknown = unknownVariables(graph, [...x, ...y, ...z])
  if (unknown.length > 0) return { ok: false, problems: unknown }
  const shared = [...x, ...y].find((id) => z.includes(id)) ?? x.find((id) => y.includes(id))
  if (shared !== undefined) {
    return fail('overlapping-sets', `${nameOf(graph, shared)} stands in two of the lists.`, {
      name: nameOf(graph, shared),
      variables: [shared],
    })
  }
  const readable = separationGraph(graph)
  if (!readable.ok) return readable
  const index = indexGraph(readable.value)
  const given = union(vertexSet(index, z), index.selected)
  const outsideGiven = (ids: readonly VariableId[]) => ids.filter((id) => !given[index.indexOf.get(id)!])
  const reached = reachable(index, vertexSet(index, outsideGiven(x)), walkRules(index, given))
  return succeed(!meets(reached, vertexSet(index, outsideGiven(y))))
}

/**
 * Row-major count x count matrix over `graph.variables`: 1 where two different variables are m-connected
 * given z. Rows and columns of given (and selected) variables are 0.
 */
export function connectionMatrix(graph: CausalGraph, z: readonly VariableId[]): Result<Uint8Array> {
  const unknown = unknownVariables(graph, z)
  if (unknown.length > 0) return { ok: false, problems: unknown }
  const readable = separationGraph(graph)
  if (!readable.ok) return readable
  const index = indexGraph(readable.value)
  const { count } = index
  const given = union(vertexSet(index, z), index.selected)
  const rules = walkRules(index, given)
  const matrix = new Uint8Array(count * count)
  const source = new Uint8Array(count)
  for (let v = 0; v < count; v++) {
    if (given[v]) continue
    source[v] = 1
    const reached = reachable(index, source, rules)
    source[v] = 0
    for (let w = 0; w < count; w++) matrix[v * count + w] = reached[w] && w !== v && !given[w] ? 1 : 0
  }
  return succeed(matrix)
}

/** The graph on which separation is read: itself, or a member of the class that a CPDAG or PAG stands for. */
export function separationGraph(graph: CausalGraph): Result<CausalGraph> {
  const cycle = findCycle(graph)
  return cycle ? { ok: false, problems: [cycleProblem(graph, cycle)] } : memberOf(graph)
}

/** One problem for each variable that the graph lacks. */
export function unknownVariables(graph: CausalGraph, ids: readonly VariableId[]): Problem[] {
  const { indexOf } = indexGraph(graph)
  return [...new Set(ids)]
    .filter((id) => !indexOf.has(id))
    .map((id) => ({
      code: 'unknown-variable',
      message: `The graph has no variable "${id}".`,
      where: { name: id, token: id },
    }))
}
