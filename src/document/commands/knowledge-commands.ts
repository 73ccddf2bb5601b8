import { succeed } from '../../base/result'
import type { Knowledge } from '../../engine/discover/algorithm'
import { renamedKnowledge, tierOf } from '../../engine/discover/knowledge/tiers'
import { variableNamed } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { placedInLanes } from '../lanes'
import type { Project } from '../project'

/** The names whose tier differs. */
function movedNames(before: Knowledge, after: Knowledge): ReadonlySet<string> {
  const names = new Set([...before.tiers, ...after.tiers].flat())
  return new Set([...names].filter((name) => tierOf(before, name) !== tierOf(after, name)))
}

/** The project with this knowledge; in graphs that show lanes, variables that changed their tier change their lane. */
export function withKnowledge(project: Project, knowledge: Knowledge): Project {
  if (project.knowledge === knowledge) return project
  const moved = movedNames(project.knowledge, knowledge)
  const graphs = project.graphs.map((entry) =>
    entry.lanes && moved.size > 0 ? { ...entry, layout: placedInLanes(entry, knowledge, moved) } : entry,
  )
  return { ...project, knowledge, graphs }
}

/** What is known before a search: tiers, required and forbidden arrows, by name. */
export const setKnowledge = defineCommand<{ knowledge: Knowledge; label: string }>({
  id: 'set-knowledge',
  label: (_project, args) => args.label,
  apply: (project, args) => succeed(withKnowledge(project, args.knowledge)),
})

/**
 * The project after one variable was renamed: what was known of the old name holds for the new one. While a column
 * or a variable of another graph still has the old name, it holds for that as well.
 */
export function withRenamedKnowledge(project: Project, from: string, to: string): Project {
  const stillThere =
    project.graphs.some((entry) => variableNamed(entry.graph, from) !== undefined) ||
    project.datasets.some(({ source }) => source.columns.some((column) => column.name === from))
  const knowledge = renamedKnowledge(project.knowledge, from, to, stillThere ? 'kept' : 'replaced')
  return knowledge === project.knowledge ? project : { ...project, knowledge }
}
