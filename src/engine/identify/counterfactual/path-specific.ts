import { succeed, type Problem, type Result } from '../../../base/result'
import { descendantSet } from '../../graph/ancestors'
import { nameOf, type CausalGraph, type VariableId } from '../../graph/graph'
import { indexGraph, vertexSet, type IndexGraph } from '../../graph/index-graph'
import { latentProjection } from '../../graph/projection'
import { nonsense } from '../id/identify-effect'
import { neighboursIn } from '../id/regions'
import type { Value } from '../question'
import type { CounterfactualEvent, Setting } from './query'
import { outcomeUnder, type Contrast, type EffectRoles } from './questions'

/** The directed paths along which the treatment acts: listed, all through one of some variables, or all within edges. */
export type PathChoice =
  | { readonly kind: 'paths'; readonly paths: readonly (readonly VariableId[])[] }
  | { readonly kind: 'through'; readonly variables: readonly VariableId[] }
  | { readonly kind: 'edges'; readonly edges: readonly (readonly [VariableId, VariableId])[] }

/** More directed paths than this are not told apart. */
export const MOST_PATHS = 5000

/**
 * The effect along some paths: the treatment is `to` for these and `from` for all others. Every variable between is
 * asked for once for each way in which it hears of both, so that the effect is a question about several worlds, nested
 * values opened (Shpitser, Cognitive Science 37, 2013; Correa, Lee & Bareinboim, NeurIPS 2021, theorem 1). It is
 * identified when no variable, and no variables tied by hidden causes, answer to both values: no recanting witness (Avin,
 * Shpitser & Pearl, IJCAI 2005), no recanting district (Shpitser 2013). Hidden variables are projected out. Problems: as
 * for `identifyEffect`, a path or edge that the graph does not have, too many paths.
 */
export function pathSpecificEffect(
  given: CausalGraph,
  roles: EffectRoles,
  choice: PathChoice,
): Result<Contrast> {
  const { treatment, outcome } = roles
  const problems = nonsense(given, { outcomes: [outcome], treatments: [treatment], given: [] })
  if (problems.length > 0) return { ok: false, problems }
  const graph = latentProjection(given)
  const wrong = choiceProblems(graph, roles, choice)
  if (wrong.length > 0) return { ok: false, problems: wrong }
  const index = indexGraph(graph)
  const all = directedPaths(index, index.indexOf.get(treatment)!, index.indexOf.get(outcome)!)
  if (!all)
    return {
      ok: false,
      problems: [
        {
          code: 'too-many-paths',
          message: `More than ${MOST_PATHS} directed paths lead from ${nameOf(graph, treatment)} to ${nameOf(graph, outcome)}.`,
        },
      ],
    }
  const isActive = activity(index, choice)
  return succeed({
    to: { asked: openedEvents(index, roles, all, isActive), known: [] },
    from: { asked: [outcomeUnder(roles, roles.from)], known: [] },
  })
}

function choiceProblems(
  graph: CausalGraph,
  { treatment, outcome }: EffectRoles,
  choice: PathChoice,
): Problem[] {
  const index = indexGraph(graph)
  const problems: Problem[] = []
  const name = (id: VariableId) => nameOf(graph, id)
  const checkKnown = (id: VariableId) => {
    if (!index.indexOf.has(id))
      problems.push({
        code: 'unknown-variable',
        message: `The graph has no measured variable "${id}".`,
        where: { name: id },
      })
  }
  const checkEdge = (from: VariableId, to: VariableId, row: number) => {
    const [parent, child] = [index.indexOf.get(from), index.indexOf.get(to)]
    if (parent === undefined || child === undefined) return
    if (neighboursIn(index.children, parent).includes(child)) return
    problems.push({
      code: 'no-such-edge',
      message: `The graph has no arrow ${name(from)} → ${name(to)}.`,
      where: { row, token: `${name(from)} → ${name(to)}` },
    })
  }
  if (choice.kind === 'through') choice.variables.forEach(checkKnown)
  if (choice.kind === 'edges')
    choice.edges.forEach((ends, at) => {
      ends.forEach(checkKnown)
      checkEdge(...ends, at + 1)
    })
  if (choice.kind === 'paths')
    choice.paths.forEach((path, at) => {
      path.forEach(checkKnown)
      if (path.length < 2 || path[0] !== treatment || path.at(-1) !== outcome)
        problems.push({
          code: 'bad-path',
          message: `Path ${at + 1} does not lead from ${name(treatment)} to ${name(outcome)}.`,
          where: { row: at + 1 },
        })
      path.slice(1).forEach((id, step) => checkEdge(path[step], id, at + 1))
    })
  return problems
}

/** All directed paths as lists of vertices; null when they are too many. */
function directedPaths(index: IndexGraph, from: number, to: number): number[][] | null {
  const paths: number[][] = []
  const leading = descendantSet(index, vertexSet(index, [index.ids[from]]))
  // Backwards from the outcome, only over what the treatment reaches: every branch ends in a path.
  const extend = (suffix: readonly number[]): boolean => {
    for (const parent of neighboursIn(index.parents, suffix[0])) {
      if (!leading[parent]) continue
      const path = [parent, ...suffix]
      if (parent !== from) {
        if (!extend(path)) return false
      } else {
        paths.push(path)
        if (paths.length > MOST_PATHS) return false
      }
    }
    return true
  }
  return extend([to]) ? paths : null
}

type IsActive = (path: readonly number[]) => boolean

function activity(index: IndexGraph, choice: PathChoice): IsActive {
  const key = (ids: readonly VariableId[]) => ids.map((id) => index.indexOf.get(id)!).join(' ')
  switch (choice.kind) {
    case 'paths': {
      const chosen = new Set(choice.paths.map(key))
      return (path) => chosen.has(path.join(' '))
    }
    case 'through': {
      const chosen = vertexSet(index, choice.variables)
      return (path) => path.some((vertex) => chosen[vertex])
    }
    case 'edges': {
      const chosen = new Set(choice.edges.map(key))
      return (path) => path.slice(1).every((vertex, step) => chosen.has(`${path[step]} ${vertex}`))
    }
  }
}

/**
 * One event for every variable on the paths and every way in which the treatment's two values reach it: what its causes
 * on the paths are set to, and a value that is summed over; the outcome has the value asked about.
 */
function openedEvents(
  index: IndexGraph,
  roles: EffectRoles,
  paths: readonly (readonly number[])[],
  isActive: IsActive,
): CounterfactualEvent[] {
  const treatment = index.indexOf.get(roles.treatment)!
  const outcome = index.indexOf.get(roles.outcome)!
  const setting = (value: Value): Setting => ({ value })
  // How a variable hears of the treatment along one way on: which paths to it, so continued, are chosen.
  const heard = new Map<string, string[]>()
  for (const path of paths)
    for (let at = 1; at < path.length; at++) {
      const suffix = path.slice(at).join(' ')
      const chosen = isActive(path) ? [path.slice(0, at).join(' ')] : []
      heard.set(suffix, [...(heard.get(suffix) ?? []), ...chosen])
    }
  const nameOfCopy = (suffix: readonly number[]) =>
    `${index.ids[suffix[0]]} ${JSON.stringify(heard.get(suffix.join(' '))!.toSorted())}`

  const events: CounterfactualEvent[] = []
  const seen = new Set<string>()
  const open = (suffix: readonly number[]) => {
    const set = new Map<VariableId, Setting>()
    for (const parent of neighboursIn(index.parents, suffix[0])) {
      const longer = [parent, ...suffix]
      if (parent === treatment) set.set(index.ids[parent], setting(isActive(longer) ? roles.to : roles.from))
      else if (heard.has(longer.join(' '))) set.set(index.ids[parent], { summed: nameOfCopy(longer) })
    }
    const copy = nameOfCopy(suffix)
    if (seen.has(copy)) return
    seen.add(copy)
    const variable = index.ids[suffix[0]]
    const value = suffix.length === 1 ? setting(roles.outcomeValue) : { summed: copy }
    events.push({ variable, value, set })
    for (const parent of neighboursIn(index.parents, suffix[0])) {
      const longer = [parent, ...suffix]
      if (parent !== treatment && heard.has(longer.join(' '))) open(longer)
    }
  }
  if (paths.length === 0) return [outcomeUnder(roles, roles.from)]
  open([outcome])
  return events
}
