import { succeed } from '../../base/result'
import type { GraphPart } from '../../engine/formats/format'
import type { VariableId } from '../../engine/graph/graph'
import { defineCommand } from '../command'
import { planInsertion, type Insertion } from '../insertion'
import { activeQuery, graphEntry } from '../project'
import { editGraph, type InGraph } from './graph-access'
import { withRoles } from './graph-commands'

/**
 * Puts a fragment into a graph as one step: a paste, a duplicate, a motif. Roles that come along are taken when
 * nothing is asked yet. What could not be put in is for `planInsertion` to say.
 */
export const insertFragment = defineCommand<
  InGraph & Insertion & { label: string; roles?: Pick<GraphPart['roles'], 'exposures' | 'outcomes'> }
>({
  id: 'insert-fragment',
  label: (_project, args) => args.label,
  apply: (project, args) => {
    const entry = graphEntry(project, args.graphId)
    const plan = entry ? planInsertion(project, entry, args) : null
    // An unknown or locked graph is refused here, with its own sentence.
    const edited = editGraph(project, args.graphId, (own) => succeed(plan?.entry ?? own))
    if (!edited.ok || !plan || !args.roles) return edited
    const { treatments, outcomes } = activeQuery(project).question
    if (treatments.length + outcomes.length > 0) return edited
    const inGraph = (ids: readonly VariableId[]) => ids.flatMap((id) => plan.ids.get(id) ?? [])
    return succeed(withRoles(edited.value, inGraph(args.roles.exposures), inGraph(args.roles.outcomes)))
  },
})
