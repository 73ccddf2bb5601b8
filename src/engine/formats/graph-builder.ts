import type { Place, Problem, Result } from '../../base/result'
import {
  edgeId,
  isBidirected,
  isUndirected,
  MAX_NAME_LENGTH,
  variableId,
  type CausalGraph,
  type Edge,
  type GraphKind,
  type Mark,
  type Variable,
  type VariableId,
} from '../graph/graph'
import { validateGraph } from '../graph/validate'
import type { GraphPart, Point } from './format'

type Flag = 'latent' | 'selected'
type Role = 'exposures' | 'outcomes' | 'adjusted'

const NAME_SHOWN = 40

/**
 * Collects what a reader finds, keeps the place of everything, and checks the whole at the end, so that a
 * file shows all its problems at once. Ids are the names; variables stand in the order of first mention.
 */
export function createGraphBuilder() {
  const variables = new Map<string, { latent?: boolean; selected?: boolean }>()
  const layout = new Map<VariableId, Point>()
  const roles = { exposures: new Set<string>(), outcomes: new Set<string>(), adjusted: new Set<string>() }
  const edges = new Map<string, { edge: Edge; where?: Place }>()
  const problems: Problem[] = []
  const report = (code: string, message: string, where?: Place) =>
    problems.push(where ? { code, message, where } : { code, message })

  return {
    report,
    /** True for a usable name; a bad one is reported once per mention. */
    variable(name: string, where?: Place): boolean {
      if (variables.has(name)) return true
      if (name.trim() === '') {
        report('empty-name', 'A variable has an empty name.', where)
        return false
      }
      if (name.length > MAX_NAME_LENGTH) {
        const shown = `${name.slice(0, NAME_SHOWN)}…`
        const message = `The name "${shown}" has ${name.length} characters; ${MAX_NAME_LENGTH} are allowed.`
        report('long-name', message, { ...where, token: shown })
        return false
      }
      variables.set(name, {})
      return true
    },
    flag(name: string, flag: Flag) {
      variables.set(name, { ...variables.get(name), [flag]: true })
    },
    role(name: string, role: Role) {
      roles[role].add(name)
    },
    place(name: string, point: Point) {
      layout.set(variableId(name), point)
    },
    edge(from: string, to: string, marks: { markFrom: Mark; markTo: Mark }, where?: Place) {
      const edge: Edge = { from: variableId(from), to: variableId(to), ...marks }
      if (from === to) report('self-loop', `${from} has an edge to itself.`, where)
      else if (!edges.has(edgeId(edge))) edges.set(edgeId(edge), { edge, where })
    },
    /** `stated` is the kind the file names; a DAG with bidirected edges is an ADMG. */
    finish(stated: GraphKind | null): Result<GraphPart> {
      const list = [...edges.values()].map((entry) => entry.edge)
      const graph: CausalGraph = {
        kind: kindOf(stated, list),
        variables: [...variables].map(([name, flags]): Variable => ({
          id: variableId(name),
          name,
          ...flags,
        })),
        edges: list,
      }
      if (problems.length === 0) {
        for (const problem of validateGraph(graph))
          problems.push({ ...problem, where: located(problem.where, edges) })
      }
      if (problems.length > 0) return { ok: false, problems }
      const ids = (role: Role) => [...roles[role]].map(variableId)
      return {
        ok: true,
        value: {
          graph,
          layout: Object.fromEntries(layout),
          roles: { exposures: ids('exposures'), outcomes: ids('outcomes'), adjusted: ids('adjusted') },
        },
      }
    },
  }
}

export type GraphBuilder = ReturnType<typeof createGraphBuilder>

/** Adds the line of an edge between the first two variables that a problem names. */
function located(
  where: Place | undefined,
  edges: ReadonlyMap<string, { edge: Edge; where?: Place }>,
): Place | undefined {
  const [a, b] = where?.variables ?? []
  const found = [...edges.values()].find(
    ({ edge }) => (edge.from === a && edge.to === b) || (edge.from === b && edge.to === a),
  )
  return found?.where ? { ...found.where, ...where } : where
}

function kindOf(stated: GraphKind | null, edges: readonly Edge[]): GraphKind {
  const bidirected = edges.some(isBidirected)
  if (stated) return stated === 'dag' && bidirected ? 'admg' : stated
  if (edges.some((edge) => edge.markFrom === 'circle' || edge.markTo === 'circle')) return 'pag'
  if (edges.some(isUndirected)) return bidirected ? 'mag' : 'cpdag'
  return bidirected ? 'admg' : 'dag'
}
