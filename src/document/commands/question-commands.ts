import { succeed } from '../../base/result'
import type { MissingChoice } from '../../engine/data/missing/methods'
import { nameOf, type VariableId } from '../../engine/graph/graph'
import type { EffectQuestion, Value } from '../../engine/identify/question'
import { defineCommand } from '../command'
import { activeQuery, imaginedOf, type Imagined, type Project, type Query } from '../project'

const nameIn = (project: Project, id: VariableId) =>
  project.graphs.map((entry) => nameOf(entry.graph, id)).find((name) => name !== id) ?? id

function editQuery(project: Project, edit: (query: Query) => Query): Project {
  const query = activeQuery(project)
  return {
    ...project,
    queries: project.queries.map((other) => (other === query ? edit(query) : other)),
    agreed: [],
  }
}

const editQuestion = (project: Project, edit: (question: EffectQuestion) => EffectQuestion): Project =>
  editQuery(project, (query) => ({ ...query, question: edit(query.question), adjustment: 'first' }))

export type Role = 'exposure' | 'outcome'

/** Makes the variable the question's cause or effect, or takes the role away when it has it. */
export const toggleRole = defineCommand<{ id: VariableId; role: Role; from?: Value; to?: Value }>({
  id: 'toggle-role',
  label: (project, args) => {
    const what = args.role === 'exposure' ? 'the cause' : 'the outcome'
    return `Make ${nameIn(project, args.id)} ${what}`
  },
  apply: (project, args) =>
    succeed(
      editQuestion(project, (question) => {
        const wasExposure = question.treatments.some((contrast) => contrast.variable === args.id)
        const wasOutcome = question.outcomes.includes(args.id)
        const treatments = question.treatments.filter((contrast) => contrast.variable !== args.id)
        const outcomes = question.outcomes.filter((id) => id !== args.id)
        const must = question.must.filter((id) => id !== args.id)
        const forbidden = question.forbidden.filter((id) => id !== args.id)
        if (args.role === 'exposure') {
          const contrast = { variable: args.id, from: args.from ?? 0, to: args.to ?? 1 }
          return { ...question, treatments: wasExposure ? [] : [contrast], outcomes, must, forbidden }
        }
        return { ...question, treatments, outcomes: wasOutcome ? [] : [args.id], must, forbidden }
      }),
    ),
})

/** What is imagined of cause and outcome; the parts that are not named stay. */
export const setImagined = defineCommand<Partial<Imagined>>({
  id: 'set-imagined',
  label: () => 'Change what is imagined',
  apply: (project, args) =>
    succeed({
      ...project,
      queries: project.queries.map((query, at) =>
        at === 0 ? { ...query, imagined: { ...imaginedOf(query), ...args } } : query,
      ),
    }),
})

export const setContrast = defineCommand<{ from: Value; to: Value }>({
  id: 'set-contrast',
  label: (_project, args) => `Ask for ${args.from} to ${args.to}`,
  apply: (project, args) =>
    succeed(
      editQuery(project, (query) => ({
        ...query,
        question: {
          ...query.question,
          treatments: query.question.treatments.map((contrast) => ({
            ...contrast,
            from: args.from,
            to: args.to,
          })),
        },
      })),
    ),
})

export const setEffect = defineCommand<{ effect: 'total' | 'direct' }>({
  id: 'set-effect',
  label: (_project, args) => `Ask for the ${args.effect} effect`,
  apply: (project, args) =>
    succeed(editQuestion(project, (question) => ({ ...question, effect: args.effect }))),
})

/** Requires, forbids or frees a variable for adjustment. */
export const setAdjustmentWish = defineCommand<{ id: VariableId; wish: 'must' | 'forbidden' | 'free' }>({
  id: 'set-adjustment-wish',
  label: (project, args) => {
    const verb = { must: 'Require', forbidden: 'Forbid', free: 'Free' }[args.wish]
    return `${verb} ${nameIn(project, args.id)} for adjustment`
  },
  apply: (project, args) =>
    succeed(
      editQuestion(project, (question) => ({
        ...question,
        must: [...question.must.filter((id) => id !== args.id), ...(args.wish === 'must' ? [args.id] : [])],
        forbidden: [
          ...question.forbidden.filter((id) => id !== args.id),
          ...(args.wish === 'forbidden' ? [args.id] : []),
        ],
      })),
    ),
})

export const chooseAdjustment = defineCommand<{ adjustment: 'first' | readonly VariableId[] }>({
  id: 'choose-adjustment',
  label: (project, args) =>
    args.adjustment === 'first'
      ? 'Use the first adjustment set'
      : `Adjust for ${args.adjustment.map((id) => nameIn(project, id)).join(', ') || 'nothing'}`,
  apply: (project, args) =>
    succeed(editQuery(project, (query) => ({ ...query, adjustment: args.adjustment }))),
})

/** What estimates do about rows with gaps. */
export const setMissing = defineCommand<MissingChoice>({
  id: 'set-missing',
  label: (_project, args) =>
    ({
      'complete-rows': 'Leave out rows with gaps',
      imputed: 'Impute gaps',
      weighted: 'Weight complete rows',
    })[args.method],
  apply: (project, args) =>
    succeed({
      ...project,
      queries: project.queries.map((query) =>
        query === activeQuery(project) ? { ...query, missing: args } : query,
      ),
    }),
})

export const agreeAssumption = defineCommand<{ statement: string; agreed: boolean }>({
  id: 'agree-assumption',
  label: (_project, args) => (args.agreed ? 'Agree to an assumption' : 'Withdraw an agreement'),
  apply: (project, args) =>
    succeed({
      ...project,
      agreed: [
        ...project.agreed.filter((other) => other !== args.statement),
        ...(args.agreed ? [args.statement] : []),
      ],
    }),
})
