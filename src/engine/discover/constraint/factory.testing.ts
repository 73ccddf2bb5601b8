import type { Random } from '../../../base/random'
import type { Dataset } from '../../data/dataset'
import type { Knowledge } from '../algorithm'
import { dataFrom } from '../patterns.testing'

export interface Factory {
  readonly data: Dataset
  /** Stages one after the other, material first and the final test last. */
  readonly knowledge: Knowledge
  /** "cause effect" for every direct effect, by name. */
  readonly effects: ReadonlySet<string>
}

/**
 * Products pass one of several machines at each stage, so that a machine's sensor is missing for all others, and no
 * row is complete. Material and the final test are measured on every product. A sensor follows the material, or that
 * of the machine before, or neither; the test follows some of the machines.
 */
export function simulateFactory(products: number, stages: number, machines: number, random: Random): Factory {
  const sensor = (stage: number, machine: number) => `S${stage + 1}M${machine + 1}`
  const names = ['Material']
  for (let stage = 0; stage < stages; stage++) {
    for (let machine = 0; machine < machines; machine++) names.push(sensor(stage, machine))
  }
  names.push('Test')
  const effects = new Map<string, number>()
  const drawEffect = (cause: string, effect: string, chance: number) => {
    if (random.uniform() >= chance) return
    const sign = random.uniform() < 0.5 ? -1 : 1
    effects.set(`${cause} ${effect}`, sign * (0.6 + 0.6 * random.uniform()))
  }
  for (let stage = 0; stage < stages; stage++) {
    for (let machine = 0; machine < machines; machine++) {
      const name = sensor(stage, machine)
      drawEffect('Material', name, 0.2)
      for (let before = 0; before < (stage > 0 ? machines : 0); before++) {
        drawEffect(sensor(stage - 1, before), name, 0.2)
      }
      drawEffect(name, 'Test', 0.2)
    }
  }
  const effect = (cause: string, name: string) => effects.get(`${cause} ${name}`) ?? 0
  const columns = names.map(() => new Float64Array(products).fill(NaN))
  const positions = new Map(names.map((name, index) => [name, index]))
  for (let row = 0; row < products; row++) {
    const values = new Map([['Material', random.normal()]])
    let before: string | null = null
    for (let stage = 0; stage < stages; stage++) {
      const name = sensor(stage, random.integer(machines))
      const inherited: number = before === null ? 0 : effect(before, name) * values.get(before)!
      values.set(name, effect('Material', name) * values.get('Material')! + inherited + random.normal())
      before = name
    }
    let result = random.normal()
    for (const [name, value] of values) result += effect(name, 'Test') * value
    values.set('Test', result)
    for (const [name, value] of values) columns[positions.get(name)!][row] = value
  }
  const tiers = [
    ['Material'],
    ...Array.from({ length: stages }, (_, stage) =>
      Array.from({ length: machines }, (_, machine) => sensor(stage, machine)),
    ),
    ['Test'],
  ]
  const knowledge: Knowledge = { tiers, required: [], forbidden: [], exogenous: ['Material'] }
  return { data: dataFrom(columns, names), knowledge, effects: new Set(effects.keys()) }
}
