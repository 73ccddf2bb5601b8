import type { IndexGraph } from '../../graph/index-graph'
import { neighboursIn } from '../id/regions'
import { sameSetting, settingKey, type CounterfactualEvent, type Setting } from './query'

/** One copy of a variable: what its causes are set to or turn out to be, and the value it then has. */
export interface Copy {
  readonly vertex: number
  value: Setting
  /** In the order of the vertex's parents; of worlds that agree, those of the one that sets the fewest. */
  causes: readonly Cause[]
  /** The question fixes its value; else it is summed over. */
  readonly role: 'asked' | 'known' | 'between'
}

export interface Cause {
  readonly parent: number
  /** The copy that takes this value; null where the parent is set. */
  readonly copy: Copy | null
  readonly set: Setting | null
}

const setCount = (causes: readonly Cause[]) => causes.filter(({ set }) => set !== null).length

export const causeValue = ({ copy, set }: Cause): Setting => set ?? copy!.value

/** All copies that a question speaks of or that lie behind those, causes first; or two values that cannot both be. */
export type Worlds =
  | {
      readonly possible: true
      readonly copies: readonly Copy[]
      /** The events, those asked about first; a summed value that had to equal another is that other. */
      readonly events: readonly CounterfactualEvent[]
      /** For each event the copies that stand in its world, by vertex. */
      readonly copyIn: readonly ReadonlyMap<number, Copy>[]
    }
  /** The one variable that would have to take both values. */
  | { readonly possible: false; readonly vertex: number; readonly values: readonly [Setting, Setting] }

/**
 * The counterfactual ancestors of the events, each variable's copies merged where all their causes agree: P(W_*) over
 * an ancestral set is the probability of every copy given what its causes are. Correa, Lee & Bareinboim, Nested
 * counterfactual identification from arbitrary surrogate experiments, NeurIPS 2021, definitions 2 and 3, theorem 1.
 * Copies that agree in all causes are one variable; two values of it make the question impossible.
 */
export function unfoldWorlds(
  index: IndexGraph,
  order: Int32Array,
  asked: readonly CounterfactualEvent[],
  known: readonly CounterfactualEvent[],
): Worlds {
  const copies: Copy[] = []
  const byCauses = new Map<string, Copy>()
  let summed = 0
  let clash = null as { vertex: number; values: readonly [Setting, Setting] } | null
  const events = [
    ...asked.map((event) => ({ event, role: 'asked' as const })),
    ...known.map((event) => ({ event, role: 'known' as const })),
  ]
  // World by world: what is set, by vertex.
  const worlds = events.map(({ event }) => {
    const set = new Map<number, Setting>()
    for (const [id, setting] of event.set) set.set(index.indexOf.get(id)!, setting)
    return set
  })
  const vertices = events.map(({ event }) => index.indexOf.get(event.variable)!)
  const needed = worlds.map((set, i) => ancestorsUnder(index, vertices[i], set))
  const copyIn: Map<number, Copy>[] = worlds.map(() => new Map())

  for (const vertex of order) {
    events.forEach(({ event, role }, i) => {
      if (!needed[i].has(vertex)) return
      const isItself = vertices[i] === vertex
      const fixed = worlds[i].get(vertex)
      if (fixed) {
        // "X would be x had X been x" says nothing; any other value is impossible.
        if (isItself && !sameSetting(fixed, event.value)) clash ??= { vertex, values: [fixed, event.value] }
        return
      }
      const causes = [...neighboursIn(index.parents, vertex)].map((parent): Cause => {
        const set = worlds[i].get(parent)
        return set ? { parent, copy: null, set } : { parent, copy: copyIn[i].get(parent)!, set: null }
      })
      const key = `${vertex} ${causes.map((cause) => settingKey(causeValue(cause))).join(' ')}`
      let copy = byCauses.get(key)
      if (!copy) {
        copy = { vertex, value: { summed: `between ${summed++}` }, causes, role: 'between' }
        byCauses.set(key, copy)
        copies.push(copy)
      } else if (setCount(causes) < setCount(copy.causes)) copy.causes = causes
      copyIn[i].set(vertex, copy)
      if (!isItself) return
      // What is known already is no news when it is asked for as well.
      if (copy.role === 'between' || (role === 'known' && sameSetting(copy.value, event.value))) {
        const named = { ...copy, value: event.value, role }
        byCauses.set(key, named)
        copies[copies.indexOf(copy)] = named
        for (const world of copyIn) if (world.get(vertex) === copy) world.set(vertex, named)
      } else if (!sameSetting(copy.value, event.value))
        clash ??= { vertex, values: [copy.value, event.value] }
    })
  }
  if (!clash) return { possible: true, copies, events: events.map(({ event }) => event), copyIn }
  // One variable cannot have two given values; a summed value that must equal another is that other.
  const [a, b] = clash.values
  if (!('summed' in a) && !('summed' in b)) return { possible: false, ...clash }
  const [gone, kept] = 'summed' in a ? [a, b] : [b, a]
  const settled = (list: readonly CounterfactualEvent[]) =>
    list.map((event) => replaceSetting(event, gone, kept))
  return unfoldWorlds(index, order, settled(asked), settled(known))
}

function replaceSetting(event: CounterfactualEvent, gone: Setting, kept: Setting): CounterfactualEvent {
  const settle = (setting: Setting) => (sameSetting(setting, gone) ? kept : setting)
  return {
    ...event,
    value: settle(event.value),
    set: new Map([...event.set].map(([id, setting]) => [id, settle(setting)])),
  }
}

/** The vertex and what lies behind it once set variables are cut from their causes. */
function ancestorsUnder(index: IndexGraph, vertex: number, set: ReadonlyMap<number, unknown>): Set<number> {
  const found = new Set([vertex])
  for (const at of found) {
    if (set.has(at)) continue
    for (const parent of neighboursIn(index.parents, at)) if (!set.has(parent)) found.add(parent)
  }
  return found
}
