import { succeed } from '../../base/result'
import type { Knowledge } from '../../engine/discover/algorithm'
import { defineCommand } from '../command'

/** What is known before a search: tiers, required and forbidden arrows, by name. */
export const setKnowledge = defineCommand<{ knowledge: Knowledge; label: string }>({
  id: 'set-knowledge',
  label: (_project, args) => args.label,
  apply: (project, args) =>
    succeed(project.knowledge === args.knowledge ? project : { ...project, knowledge: args.knowledge }),
})
