import { fail, succeed, type Result } from '../../base/result'
import {
  findVariable,
  MAX_NAME_LENGTH,
  variableId,
  variableNamed,
  type CausalGraph,
  type VariableId,
} from '../../engine/graph/graph'
import { withoutOrphans } from '../drawing'
import { graphEntry, type GraphEntry, type Point, type Project } from '../project'

/** Every graph command names the graph it edits. */
export interface InGraph {
  readonly graphId: string
}

/** Applies an edit to one unlocked graph of the project; what belonged to removed elements goes with them. */
export function editGraph(
  project: Project,
  graphId: string,
  edit: (entry: GraphEntry) => Result<Pick<GraphEntry, 'graph'> & Partial<GraphEntry>>,
): Result<Project> {
  const entry = graphEntry(project, graphId)
  if (!entry) return fail('unknown-graph', `This project has no graph "${graphId}".`)
  if (entry.locked)
    return fail(
      'locked-graph',
      `"${entry.name}" is a result and stays as it is. Copy it to edit it, or accept its arrows into My model.`,
    )
  const edited = edit(entry)
  if (!edited.ok) return edited
  if (edited.value === entry) return succeed(project)
  const after = withoutOrphans({ ...entry, ...edited.value })
  const graphs = project.graphs.map((other) => (other === entry ? after : other))
  return succeed({ ...project, graphs })
}

export function checkName(graph: CausalGraph, name: string, except?: VariableId): Result<string> {
  const trimmed = name.trim()
  if (trimmed === '') return fail('empty-name', 'A variable needs a name.')
  if (trimmed.length > MAX_NAME_LENGTH)
    return fail('long-name', `The name has ${trimmed.length} characters; at most ${MAX_NAME_LENGTH} fit.`, {
      token: `${trimmed.slice(0, 40)}…`,
    })
  const other = variableNamed(graph, trimmed)
  if (other && other.id !== except)
    return fail('duplicate-name', `There is already a variable "${trimmed}".`, { name: trimmed })
  return succeed(trimmed)
}

/** An id that no graph of the project uses; the name itself where it is free. */
export function freshVariableId(project: Project, name: string): VariableId {
  const taken = new Set(
    project.graphs.flatMap((entry) => entry.graph.variables.map((variable) => variable.id)),
  )
  let id = variableId(name)
  for (let n = 2; taken.has(id); n++) id = variableId(`${name} ${n}`)
  return id
}

/** The id this name has elsewhere in the project, so that one name is one variable; else a fresh one. */
export function idForName(project: Project, graph: CausalGraph, name: string): VariableId {
  for (const entry of project.graphs) {
    const variable = variableNamed(entry.graph, name)
    if (variable && !findVariable(graph, variable.id)) return variable.id
  }
  return freshVariableId(project, name)
}

/** "Variable", "Variable 2", … */
export function unusedName(graph: CausalGraph, stem = 'Variable'): string {
  if (!variableNamed(graph, stem)) return stem
  for (let n = 2; ; n++) if (!variableNamed(graph, `${stem} ${n}`)) return `${stem} ${n}`
}

/** A free place: right of what is there, so that nothing is covered. */
export function freePlace(entry: GraphEntry): Point {
  const points = Object.values(entry.layout)
  if (points.length === 0) return { x: 80, y: 160 }
  const right = Math.max(...points.map((point) => point.x))
  const last = points.at(-1)!
  return right < 700
    ? { x: right + 220, y: last.y }
    : { x: 80 + ((points.length * 47) % 160), y: Math.max(...points.map((p) => p.y)) + 110 }
}
