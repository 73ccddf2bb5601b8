/** A seeded source of randomness; the caller passes it in, nothing below creates its own. */
export interface Random {
  /** Uniform on [0, 1), 32 bits. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** Integer in 0 .. below-1. */
  integer(below: number): number
  /** A stream of its own, independent of how much of this one was used. */
  fork(label: string | number): Random
}

/** 32-bit FNV-1a: turns a label into a seed, a text into a short name. */
export function hash(text: string): number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    state ^= text.charCodeAt(i)
    state = Math.imul(state, 0x01000193)
  }
  return state >>> 0
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded through splitmix32. */
export function createRandom(seed: number): Random {
  let mix = seed >>> 0
  const splitmix = () => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let a = splitmix()
  let b = splitmix()
  let c = splitmix()
  let counter = 1
  const next = () => {
    const total = (((a + b) >>> 0) + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = ((c << 21) | (c >>> 11)) >>> 0
    c = (c + total) >>> 0
    return total
  }
  for (let i = 0; i < 12; i++) next()
  let spare: number | null = null
  const random: Random = {
    uniform: () => next() / 4294967296,
    normal() {
      if (spare !== null) {
        const value = spare
        spare = null
        return value
      }
      // Marsaglia's polar method.
      for (;;) {
        const u = 2 * random.uniform() - 1
        const v = 2 * random.uniform() - 1
        const s = u * u + v * v
        if (s > 0 && s < 1) {
          const scale = Math.sqrt((-2 * Math.log(s)) / s)
          spare = v * scale
          return u * scale
        }
      }
    },
    integer: (below) => Math.floor(random.uniform() * below),
    fork: (label) => createRandom(hash(`${seed >>> 0}/${label}`)),
  }
  return random
}

/** Fisher-Yates, in place. */
export function shuffle<T extends { length: number; [index: number]: unknown }>(items: T, random: Random): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const held = items[i]
    items[i] = items[j]
    items[j] = held
  }
  return items
}
