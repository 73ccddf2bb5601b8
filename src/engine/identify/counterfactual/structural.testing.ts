import type { Random } from '../../../base/random'
import type { DiscreteDistribution } from '../../expression/evaluate'
import { isBidirected, type CausalGraph, type VariableId } from '../../graph/graph'
import { topologicalOrder } from '../../graph/topological'
import type { CounterfactualEvent, CounterfactualQuery, Setting } from './query'

const summedNames = ({ value, set }: CounterfactualEvent): string[] =>
  [value, ...set.values()].flatMap((setting) => ('summed' in setting ? [setting.summed] : []))

/** Deterministic mechanisms over binary variables, moved by noise of its own for each and by hidden causes. */
export function randomStructuralModel(graph: CausalGraph, random: Random) {
  const order = topologicalOrder(graph)!
  const hidden = graph.edges.filter(isBidirected)
  const shares = (count: number) => {
    const weights = Array.from({ length: count }, () => 0.2 + random.uniform())
    const total = weights.reduce((a, b) => a + b, 0)
    return weights.map((weight) => weight / total)
  }
  const hiddenShares = hidden.map(() => shares(2))
  // Two of the noise states fix the value, so that nothing is impossible.
  const noiseShares = order.map(() => shares(4))
  const mechanisms = order.map((variable) => {
    const parents = graph.edges.filter((e) => !isBidirected(e) && e.to === variable).map((e) => e.from)
    const causes = hidden.flatMap((e, i) => (e.from === variable || e.to === variable ? [i] : []))
    const size = 2 ** (parents.length + causes.length)
    const table = () => Array.from({ length: size }, () => random.integer(2))
    return { parents, causes, states: [table().fill(0), table().fill(1), table(), table()] }
  })

  type World = ReadonlyMap<VariableId, number>
  type Mechanism = (variable: VariableId, valueOfParent: (parent: VariableId) => number) => number
  function* noises(): Generator<{
    weight: number
    mechanism: Mechanism
    solve: (set: World) => Map<VariableId, number>
  }> {
    const sizes = [...hidden.map(() => 2), ...order.map(() => 4)]
    const total = sizes.reduce((a, b) => a * b, 1)
    for (let n = 0; n < total; n++) {
      let rest = n
      const states = sizes.map((size) => {
        const state = rest % size
        rest = Math.floor(rest / size)
        return state
      })
      const weight = states.reduce(
        (p, state, i) =>
          p * (i < hidden.length ? hiddenShares[i][state] : noiseShares[i - hidden.length][state]),
        1,
      )
      const mechanism: Mechanism = (variable, valueOfParent) => {
        const i = order.indexOf(variable)
        const { parents, causes, states: tables } = mechanisms[i]
        let at = 0
        for (const parent of parents) at = 2 * at + valueOfParent(parent)
        for (const cause of causes) at = 2 * at + states[cause]
        return tables[states[hidden.length + i]][at]
      }
      const solve = (set: World) => {
        const values = new Map<VariableId, number>()
        for (const variable of order)
          values.set(variable, set.get(variable) ?? mechanism(variable, (parent) => values.get(parent)!))
        return values
      }
      yield { weight, mechanism, solve }
    }
  }

  function distribution(set: World = new Map()): DiscreteDistribution {
    const table = new Float64Array(2 ** order.length)
    for (const { weight, solve } of noises()) {
      const values = solve(set)
      table[order.reduce((at, variable) => 2 * at + values.get(variable)!, 0)] += weight
    }
    return { variables: order, levels: order.map(() => 2), table }
  }

  /** P(all events), worlds sharing their noise. Every value is given. */
  function probabilityOfEvents(events: readonly CounterfactualEvent[]): number {
    let sum = 0
    const plain = (setting: CounterfactualEvent['value']) =>
      'value' in setting ? Number(setting.value) : Number.NaN
    for (const { weight, solve } of noises()) {
      const holds = events.every(({ variable, value, set }) => {
        const world = new Map([...set].map(([id, setting]) => [id, plain(setting)]))
        return solve(world).get(variable) === plain(value)
      })
      if (holds) sum += weight
    }
    return sum
  }
  /** P(asked | known) with what is summed over filled in at every value. */
  function probabilityOfQuery({ asked, known }: CounterfactualQuery): number {
    const summed = [...new Set([...asked, ...known].flatMap(summedNames))]
    const filled = (events: readonly CounterfactualEvent[], choice: number) => {
      const fill = (setting: Setting): Setting =>
        'summed' in setting ? { value: (choice >> summed.indexOf(setting.summed)) & 1 } : setting
      return events.map((event) => ({
        ...event,
        value: fill(event.value),
        set: new Map([...event.set].map(([id, setting]) => [id, fill(setting)])),
      }))
    }
    let sum = 0
    for (let choice = 0; choice < 2 ** summed.length; choice++)
      sum += probabilityOfEvents(filled([...asked, ...known], choice))
    return known.length === 0 ? sum : sum / probabilityOfEvents(known)
  }
  /** P(outcome = 1) where the treatment's value depends on the directed path along which it is heard. */
  function probabilityAlongPaths(
    outcome: VariableId,
    treatment: VariableId,
    valueOn: (path: readonly VariableId[]) => number,
  ): number {
    let sum = 0
    for (const { weight, mechanism } of noises()) {
      const heard = (suffix: readonly VariableId[]): number =>
        suffix[0] === treatment
          ? valueOn(suffix)
          : mechanism(suffix[0], (parent) => heard([parent, ...suffix]))
      sum += weight * heard([outcome])
    }
    return sum
  }
  return { distribution, probabilityOfEvents, probabilityOfQuery, probabilityAlongPaths }
}
