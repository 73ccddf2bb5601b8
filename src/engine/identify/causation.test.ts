import { expect, test } from 'vitest'
import { createRandom } from '../../base/random'
import { causationBounds, monotoneCausation, type CausationFacts } from './causation'

/** Shares of the four kinds of people, by whether the cause was there: [always, helped, hurt, never] for x and x'. */
function factsOf(withCause: readonly number[], without: readonly number[]) {
  const [always1, helped1, hurt1, never1] = withCause
  const [always0, helped0, hurt0, never0] = without
  const facts: CausationFacts = {
    effectWith: always1 + helped1 + always0 + helped0,
    effectWithout: always1 + hurt1 + always0 + hurt0,
    both: always1 + helped1,
    causeOnly: hurt1 + never1,
    effectOnly: always0 + hurt0,
    neither: helped0 + never0,
  }
  return {
    facts,
    truth: { pns: helped1 + helped0, pn: helped1 / facts.both, ps: helped0 / facts.neither },
  }
}

const kinds = ['pn', 'ps', 'pns'] as const

test('the truth lies within the bounds, and equals the monotone value when no one is hurt', () => {
  const random = createRandom(2)
  for (let n = 0; n < 3000; n++) {
    const monotone = n % 2 === 0
    const weights = Array.from({ length: 8 }, (_, i) => (monotone && i % 4 === 2 ? 0 : random.uniform()))
    const total = weights.reduce((a, b) => a + b, 0)
    const shares = weights.map((weight) => weight / total)
    const { facts, truth } = factsOf(shares.slice(0, 4), shares.slice(4))
    for (const kind of kinds) {
      const { low, high } = causationBounds(kind, facts)
      expect(truth[kind]).toBeGreaterThanOrEqual(low - 1e-12)
      expect(truth[kind]).toBeLessThanOrEqual(high + 1e-12)
      if (monotone) expect(monotoneCausation(kind, facts)).toBeCloseTo(truth[kind], 12)
    }
  }
})

test('the bounds are reached by people who agree with the facts', () => {
  const random = createRandom(3)
  for (let n = 0; n < 40; n++) {
    const weights = Array.from({ length: 8 }, () => 0.05 + random.uniform())
    const total = weights.reduce((a, b) => a + b, 0)
    const shares = weights.map((weight) => weight / total)
    const { facts } = factsOf(shares.slice(0, 4), shares.slice(4))
    const reached = { pn: [1, 0], ps: [1, 0], pns: [1, 0] }
    // What the facts leave free: how many of those with the cause and its effect it helped, and likewise without.
    const steps = 400
    for (let i = 0; i <= steps; i++) {
      // Always with the cause: a1; the experiment without it fixes a1 + hurt1.
      const always1 = (facts.both * i) / steps
      const hurt1 = facts.effectWithout - facts.effectOnly - always1
      const helped1 = facts.both - always1
      if (hurt1 < -1e-12 || hurt1 > facts.causeOnly + 1e-12) continue
      for (const always0 of range(facts, steps)) {
        const helped0 = facts.effectWith - facts.both - always0
        if (helped0 < -1e-12 || helped0 > facts.neither + 1e-12) continue
        const values = { pn: helped1 / facts.both, ps: helped0 / facts.neither, pns: helped1 + helped0 }
        for (const kind of kinds) {
          reached[kind][0] = Math.min(reached[kind][0], values[kind])
          reached[kind][1] = Math.max(reached[kind][1], values[kind])
        }
      }
    }
    for (const kind of kinds) {
      const { low, high } = causationBounds(kind, facts)
      expect(reached[kind][0]).toBeCloseTo(low, 1)
      expect(reached[kind][1]).toBeCloseTo(high, 1)
    }
  }
})

function* range(facts: CausationFacts, steps: number): Generator<number> {
  for (let i = 0; i <= steps; i += 4) yield (facts.effectOnly * i) / steps
}
