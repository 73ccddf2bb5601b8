import { fail, succeed, type Result } from '../../base/result'
import { MAX_NAME_LENGTH, type VariableId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { graphEntry, type GraphEntry, type Project, type VariableGroup } from '../project'
import type { InGraph } from './graph-access'

/** Groups are a way of looking at a graph, so these work on locked graphs too. */
function regroup(
  project: Project,
  graphId: string,
  change: (entry: GraphEntry) => Result<readonly VariableGroup[]>,
): Result<Project> {
  const entry = graphEntry(project, graphId)
  if (!entry) return fail('unknown-graph', `This project has no graph "${graphId}".`)
  const groups = change(entry)
  if (!groups.ok) return groups
  if (groups.value === entry.groups) return succeed(project)
  const graphs = project.graphs.map((other) => (other === entry ? { ...entry, groups: groups.value } : other))
  return succeed({ ...project, graphs })
}

const groupName = (project: Project, graphId: string, id: string) =>
  graphEntry(project, graphId)?.groups.find((group) => group.id === id)?.name ?? 'the group'

/** Groups without these members; a group that is left with none is no group any more. */
export const withoutMembers = (
  groups: readonly VariableGroup[],
  gone: ReadonlySet<string>,
): readonly VariableGroup[] =>
  groups.some((group) => group.members.some((id) => gone.has(id)))
    ? groups
        .map((group) => ({ ...group, members: group.members.filter((id) => !gone.has(id)) }))
        .filter((group) => group.members.length > 0)
    : groups

function freshName(groups: readonly VariableGroup[]): string {
  const taken = new Set(groups.map((group) => group.name))
  for (let n = groups.length + 1; ; n++) if (!taken.has(`Group ${n}`)) return `Group ${n}`
}

/** Draws a hull around two or more variables; they leave the groups in which they were. */
export const groupVariables = defineCommand<InGraph & { id: string; members: readonly VariableId[] }>({
  id: 'group-variables',
  label: (_project, args) => `Group ${args.members.length} variables`,
  apply: (project, args) =>
    regroup(project, args.graphId, (entry) => {
      const members = entry.graph.variables
        .map((variable) => variable.id)
        .filter((id) => args.members.includes(id))
      if (members.length < 2) return fail('small-group', 'A group needs two variables or more.')
      const others = withoutMembers(entry.groups, new Set(members))
      return succeed([...others, { id: args.id, name: freshName(others), members, collapsed: false }])
    }),
})

export const ungroup = defineCommand<InGraph & { ids: readonly string[] }>({
  id: 'ungroup',
  label: (project, args) =>
    args.ids.length === 1 ? `Ungroup ${groupName(project, args.graphId, args.ids[0])}` : 'Ungroup',
  apply: (project, args) =>
    regroup(project, args.graphId, ({ groups }) => {
      const kept = groups.filter((group) => !args.ids.includes(group.id))
      return succeed(kept.length === groups.length ? groups : kept)
    }),
})

/** Changes one group. */
const changeGroup = (groups: readonly VariableGroup[], id: string, change: Partial<VariableGroup>) =>
  groups.map((group) => (group.id === id ? { ...group, ...change } : group))

export const renameGroup = defineCommand<InGraph & { id: string; name: string }>({
  id: 'rename-group',
  label: (project, args) => `Rename ${groupName(project, args.graphId, args.id)} to ${args.name.trim()}`,
  apply: (project, args) =>
    regroup(project, args.graphId, ({ groups }) => {
      const name = args.name.trim()
      if (name === '') return fail('empty-name', 'A group needs a name.')
      if (name.length > MAX_NAME_LENGTH)
        return fail('long-name', `The name has ${name.length} characters; at most ${MAX_NAME_LENGTH} fit.`)
      return succeed(changeGroup(groups, args.id, { name }))
    }),
})

/** Draws a group as one box, or its members again. */
export const foldGroup = defineCommand<InGraph & { id: string; collapsed: boolean }>({
  id: 'fold-group',
  label: (project, args) =>
    `${args.collapsed ? 'Collapse' : 'Expand'} ${groupName(project, args.graphId, args.id)}`,
  apply: (project, args) =>
    regroup(project, args.graphId, ({ groups }) => {
      const group = groups.find((one) => one.id === args.id)
      if (!group) return fail('unknown-group', 'That group is no longer there.')
      if (group.collapsed === args.collapsed) return succeed(groups)
      return succeed(changeGroup(groups, args.id, { collapsed: args.collapsed }))
    }),
})
